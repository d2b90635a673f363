# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Several forms: a choice first; Escape on the first screen leads back to it.
play --form "$forms" <<'PLAY' >"$work/screen"
describe
tap "Kort"
expect "Kort"
expect-no "Alt mulig"
key Escape
tap "Alt mulig"
tap "Start"
expect "Hei og velkommen"
wait 80s
expect "Alt mulig"
expect-no "Kort"
PLAY
has "$(head -n 1 "$work/screen")" '"screen":"chooser"'

# The choice is offered in every language of its forms, in turn and by its buttons; what is chosen, or shown, goes on in the form that has it.
mkdir "$work/forms"
cat >"$work/forms/a.yaml" <<'YAML'
settings: {form_id: a, form_title: {nb: Om maten, en: About the food}, version: 1, default_language: nb}
languages: {nb: Norsk, en: English}
survey:
  - {type: text, name: a, label: {nb: Hva?, en: What?}}
YAML
cat >"$work/forms/b.yaml" <<'YAML'
settings: {form_id: b, form_title: {nb: Om kurset, ar: عن الدورة}, version: 1, default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
survey:
  - {type: text, name: a, label: {nb: Hva?, ar: ماذا؟}}
YAML
rm -f "$db"*
play --form "$work/forms" <<'PLAY' >"$work/screen"
describe
tap "العربية"
describe
wait 29s
tap "عن الدورة"
describe
tap "ابدأ"
expect "ماذا؟"
wait 80s
expect "Om kurset"
key Escape
expect "Hva vil du svare på?"
wait 10s
expect "About the food"
wait 5s
expect "عن الدورة"
tap "Norsk"
expect "Om kurset"
tap "English"
tap "About the food"
expect "About the food"
describe
key Escape
tap "العربية"
tap "Om maten"
describe
PLAY
same '"screen":"chooser","form":null,"question":null,"q":null,"lang":"nb","dir":"ltr"
"screen":"chooser","form":null,"question":null,"q":null,"lang":"ar","dir":"rtl"
"screen":"attract","form":"b","question":null,"q":null,"lang":"ar","dir":"rtl"
"screen":"attract","form":"a","question":null,"q":null,"lang":"en","dir":"ltr"
"screen":"attract","form":"a","question":null,"q":null,"lang":"nb","dir":"ltr"' "$(grep -o '"screen":.*"dir":"..."' "$work/screen")"

# A configuration that leaves a language out leaves it out here.
printf 'forms: forms\nlanguages: [ar, nb]\n' >"$work/kiosk.yaml"
play --config "$work/kiosk.yaml" <<'PLAY'
expect-no "English"
expect "العربية"
PLAY
