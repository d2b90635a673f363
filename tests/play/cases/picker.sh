# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A long list is one field that opens a list of its own: searched by the keys at hand, and as well by those on the screen.
{
  cat <<'YAML'
settings: {form_id: liste, form_title: {nb: Liste, ar: قائمة}, version: 1, default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
survey:
  - {type: select_one sted, name: bor, label: {nb: Hvor bor du?, ar: أين تسكن؟}, appearance: minimal}
  - {type: select_multiple sted, name: vaert, label: {nb: Hvor har du vært?, ar: أين كنت؟}}
  - {type: select_one faa, name: faa, label: {nb: Ja?, ar: نعم؟}, appearance: minimal quick, required: true}
choices:
  faa: [{name: ja, label: {nb: Ja visst, ar: نعم}}, {name: nei, label: {nb: Nei da, ar: لا}}]
  sted:
    - {name: s0, label: {nb: Ørsta, ar: أورستا}}
    - {name: s00, label: {nb: Ås, ar: أوس}}
YAML
  for i in $(seq 60); do echo "    - {name: s$i, label: {nb: Sted nummer $i, ar: مكان رقم $i}}"; done
} >"$work/liste.yaml"
play --form "$work/liste.yaml" <<'PLAY'
tap "Start"
expect-no "Ørsta"
tap "Velg"
expect "Ørsta"
type "orst"
expect "Ørsta"
expect-no "Ås"
expect-no "Sted nummer 1"
type "q"
expect "Ingen treff"
key Backspace
tap "Ørsta"
expect "Hvor bor du?"
expect "Ørsta"
expect-no "Ås"
tap "Neste"
tap "Velg"
type "nummer 47"
tap "Sted nummer 47"
tap "Ferdig"
expect "Sted nummer 47"
tap "Velg"
expect-no "nummer 47 "
tap "å"
tap "s"
tap "Ås"
tap "Ferdig"
tap "Neste"
tap "Velg"
key Escape
expect "Ja?"
expect-no "Nei da"
tap "Velg"
tap "Nei da"
expect "Tusen takk!"
PLAY
same 'complete|nb|0|{"bor":"s0","vaert":["s00","s47"],"faa":"nei"}' "$(rows)"

# By keys alone, and from right to left.
rm -f "$db"*
play --form "$work/liste.yaml" >"$work/screen" <<'PLAY'
tap "العربية"
key Tab
key Space
type "أوس"
describe
key Tab
key Tab
key Space
expect "أين تسكن؟"
expect "أوس"
PLAY
has "$(head -n 1 "$work/screen")" '"dir":"rtl"'
same 1 "$(grep -c '"role":"radio"' "$work/screen")"
same 'partial|ar|0|{"bor":"s00"}' "$(rows)"
