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
same 'complete|nb|0|{"jobb":"ja","hvor":"Bodø","timer":3,"barn":[{"navn":"Kari"},{"navn":null}]}' "$(rows)"

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
