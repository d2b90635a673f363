# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The language changes in the middle; the answers stay, and the response says in which language it ended.
play --form "$forms"/alt.yaml --lang en <<'PLAY'
expect "All sorts"
tap "Start"
expect "Hello and welcome"
tap "Norsk"
expect "Hei og velkommen"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Oslo"
tap "Valg"
tap "English"
expect "Where do you work?"
expect "Oslo"
tap "Back"
expect "Do you have a job?"
tap "Next"
expect "Oslo"
PLAY
same 'partial|en|0|{"lest":"OK","jobb":"ja","hvor":"Oslo"}' "$(rows)"

# The last visitor's language does not meet the next one.
play --form "$forms"/kort.yaml <<'PLAY'
tap "English"
expect "Was it good?"
tap "Back"
expect "Kort"
tap "Start"
expect "Var det bra?"
PLAY
fails 2 'has the language "xx"' --form "$forms"/kort.yaml --lang xx --db "$db" --play -

# A configuration offers some of a form's languages, in its own order; the first is where a visit begins.
cat >"$work/fire.yaml" <<'YAML'
settings: {form_id: fire, form_title: {nb: Fire, en: Four, uk: Чотири}, version: 1, default_language: nb}
languages: {nb: Norsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}
survey:
  - {type: text, name: a, label: {nb: Hva?, en: What?}, required: true}
YAML
offer() { # offer LANGUAGES KIOSK-OPTIONS...: the labels of the language buttons
  printf 'forms: fire.yaml\nlanguages: %s\n' "$1" >"$work/kiosk.yaml"
  shift
  play --config "$work/kiosk.yaml" "$@" <<<describe >"$work/screen"
  sed -n 's/.*"id":"language[^"]*".*"label":"\([^"]*\)".*/\1/p' "$work/screen" | xargs
}
same "Norsk English Українська العربية" "$(offer '')"
same "Українська Norsk" "$(offer '[uk, nb]')"
has "$(head -n 1 "$work/screen")" '"lang":"uk"'
has "$(cat "$work/screen")" "Чотири"
same "Українська Norsk" "$(offer '[uk, nb]' --lang nb)"
has "$(head -n 1 "$work/screen")" '"lang":"nb"'
offer '[uk]' --start-at question
same 0 "$(grep -c '"label":"Norsk"' "$work/screen")"
has "$(cat "$work/screen")" "Hva?" # not translated: the form's default, offered or not
fails 2 'leaves out "nb"' --config "$work/kiosk.yaml" --lang nb
printf 'forms: fire.yaml\nlanguages:\n  - nb\n  - ukr\n  - nb\n' >"$work/kiosk.yaml"
fails 1 "error config" --config "$work/kiosk.yaml"
has "$(cat "$work/stderr")" "$work/kiosk.yaml:5:5: error language-twice"
printf 'forms: fire.yaml\nlanguages:\n  - nb\n  - ukr\n' >"$work/kiosk.yaml"
fails 1 "error config" --config "$work/kiosk.yaml" --check-config
has "$(cat "$work/stderr")" "$work/kiosk.yaml:4:5: error unknown-language"
has "$(cat "$work/stderr")" 'no form here has the language "ukr"; take one of nb, en, uk, ar, or'
printf 'forms: [%s, fire.yaml]\nlanguages: [uk]\n' "$PWD/$forms/kort.yaml" >"$work/kiosk.yaml"
fails 1 "error form-languages: $PWD/$forms/kort.yaml has none" --config "$work/kiosk.yaml"
has "$(head -n 1 "$work/stderr")" "(nb, en)"
