# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A day is chosen in the month's sheet: the week begins as the language has it, and nothing is typed.
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: dag, form_title: {nb: Dag, ar: يوم}, version: 1, default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
survey:
  - {type: date, name: dag, label: {nb: Hvilken dag?, ar: أي يوم؟}}
  - {type: dateTime, name: naar, label: {nb: Når?, ar: متى؟}}
YAML
play --form "$work/form.yaml" >"$work/screen" <<'PLAY'
now 2026-11-20T10:00
tap "Start"
tap "Kalender"
expect "november"
expect "2026"
describe
tap "Neste måned"
tap "Neste måned"
expect "januar"
expect "2027"
tap "Forrige måned"
expect "desember"
tap "24"
expect-no "Neste måned"
tap "Neste"
tap "Kalender"
key Escape
expect "Når?"
expect-no "Neste måned"
tap "Send inn"
PLAY
same 'complete|nb|0|{"dag":"2026-12-24","naar":null}' "$(rows)"
same 30 "$(grep -c '"id":"day\.' "$work/screen")"
