# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The first screen goes through the languages by itself; what is shown when it is touched is what the visit begins in.
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: tre, form_title: {nb: Velkommen hit, en: Welcome here, ar: أهلا بكم}, version: 1, default_language: nb}
languages: {nb: Norsk, en: English, ar: {name: العربية, direction: rtl}}
survey:
  - {type: text, name: a, label: {nb: Hva?, en: What?, ar: ماذا؟}}
YAML
play --form "$work/form.yaml" >"$work/screen" <<'PLAY'
expect "Velkommen hit"
describe
wait 9s
expect "Velkommen hit"
wait 3s
expect "Welcome here"
expect-no "Velkommen hit"
describe
wait 5s
expect "أهلا بكم"
describe
wait 5s
expect "Velkommen hit"
wait 10s
expect "Welcome here"
tap "Start"
expect "What?"
tap "Back"
expect "Velkommen hit"
wait 16s
expect "أهلا بكم"
tap "Norsk"
expect "Hva?"
PLAY
same '"lang":"nb","dir":"ltr"
"lang":"en","dir":"ltr"
"lang":"ar","dir":"rtl"' "$(grep -o '"lang":"..","dir":"..."' "$work/screen")"

# Somebody who reaches for what has just gone means that.
play --form "$work/form.yaml" <<'PLAY'
wait 10s
wait 300ms
tap 900,300
expect "Hva?"
PLAY

# What is offered is what it goes through, and begins with.
printf 'forms: form.yaml\nlanguages: [ar, en]\n' >"$work/kiosk.yaml"
play --config "$work/kiosk.yaml" <<'PLAY'
expect "أهلا بكم"
wait 12s
expect "Welcome here"
wait 5s
expect "أهلا بكم"
PLAY
