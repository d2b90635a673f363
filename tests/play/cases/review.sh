# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Before the answers are sent in they are looked over, and each can be changed; what that opens is asked before it goes on.
size=("${portrait[@]}")
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: se_over, form_title: {nb: Se over}, version: 1, default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
kiosk: {review: yes}
survey:
  - {type: select_one janei, name: jobb, label: {nb: Har du jobb?, ar: هل لديك عمل؟}, required: true}
  - {type: text, name: hvor, label: {nb: Hvor jobber du?, ar: أين تعمل؟}, relevant: "${jobb} = 'ja'", required: true}
  - {type: integer, name: timer, label: {nb: Hvor mange timer?, ar: كم ساعة؟}, constraint: ". < 60"}
  - type: repeat
    name: barn
    label: {nb: Barn, ar: أطفال}
    repeat_count: "2"
    questions:
      - {type: text, name: navn, label: {nb: Hva heter barnet?, ar: ما اسم الطفل؟}}
choices:
  janei: [{name: ja, label: {nb: Ja, ar: نعم}}, {name: nei, label: {nb: Nei, ar: لا}}]
YAML
play --form "$work/form.yaml" >"$work/screen" <<'PLAY'
tap "Start"
tap "Nei"
tap "Neste"
type "37"
tap "Neste"
type "Kari"
tap "Neste"
tap "Hopp over"
expect "Se over svarene dine"
expect "Har du jobb?"
expect "37"
expect "Kari"
expect "Ikke besvart"
expect "2 av 2"
expect-no "Hvor jobber du?"
describe
tap "Har du jobb?"
expect "Nei"
tap "Ja"
tap "Til oversikten"
expect "Hvor jobber du?"
tap "Til oversikten"
expect "Vi trenger et svar her"
type "Bodø"
tap "Til oversikten"
expect "Se over svarene dine"
expect "Bodø"
tap "Hvor mange timer?"
key Backspace
tap "Tilbake"
expect "Se over svarene dine"
expect "3"
expect-no "37"
tap "Send inn"
expect "Tusen takk!"
PLAY
has "$(head -n 1 "$work/screen")" '"screen":"review","form":"se_over","question":null,"q":null,"lang":"nb"'
same 'complete|nb|0|{"jobb":"ja","timer":3,"barn":[{},{}],"hvor":"Bodø","barn":[{"navn":"Kari"},{"navn":null}]}' "$(rows)"

# Left there, it is a visit like any other: kept as far as it came, and nothing of it is shown to the next.
rm -f "$db"*
play --form "$work/form.yaml" --lang ar <<'PLAY'
tap "العربية"
tap "لا"
key Escape
key Escape
tap "العربية"
tap "نعم"
wait 200s
expect-no "نعم"
PLAY
same 'partial|ar|0|{"jobb":"ja"}
partial|ar|0|{"jobb":"nei"}' "$(rows)"

# Stars are told as stars, lists are joined as the language joins them, and another language stays at the place.
rm -f "$db"*
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: se_over, form_title: {nb: Se over}, version: 1, default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
kiosk: {review: yes}
survey:
  - {type: range, name: a, label: {nb: Hvor mange?, ar: كم؟}, appearance: rating, parameters: start=1 end=5, default: 4}
  - {type: select_multiple farge, name: b, label: {nb: Hvilke?, ar: أي؟}, default: rod gul}
  - {type: select_one farge, name: c, label: {nb: Hvilken?, ar: أيها؟}, appearance: stars, default: gul}
  - {type: note, name: d, label: {nb: Så, ar: إذن}}
  - {type: text, name: e, label: {nb: Hvorfor?, ar: لماذا؟}, default: e}
  - {type: text, name: f, label: {nb: Når?, ar: متى؟}, default: f}
  - {type: text, name: g, label: {nb: Hvor?, ar: أين؟}, default: g}
  - {type: text, name: h, label: {nb: Hvem?, ar: من؟}, default: h}
choices:
  farge:
    - {name: rod, label: {nb: Rød, ar: أحمر}}
    - {name: gul, label: {nb: Gul, ar: أصفر}}
    - {name: bla, label: {nb: Blå, ar: أزرق}}
    - {name: vet, missing: yes, label: {nb: Vet ikke, ar: لا أعرف}}
YAML
size=(--size 1280x800 --display-mm 217x136)
play --form "$work/form.yaml" <<'PLAY'
tap "Start"
tap "Neste"
tap "Neste"
tap "Neste"
tap "Neste"
tap "Neste"
tap "Neste"
tap "Neste"
tap "Neste"
expect "4 av 5 stjerner"
expect "Rød, Gul"
expect "2 av 3 stjerner"
tap "Mer nedenfor"
tap "العربية"
expect-no "النجوم: 4 من 5"
expect "النجوم: 2 من 3"
tap "المزيد في الأعلى"
expect "النجوم: 4 من 5"
expect "أحمر، أصفر"
PLAY
