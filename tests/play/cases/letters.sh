# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Keys of each language: letters under a held key, Arabic and Ukrainian from the screen alone, Latin letters beside them.
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: ord, form_title: {nb: Ord}, version: 1, default_language: nb}
languages: {nb: Norsk, uk: Українська, ar: {name: العربية, direction: rtl}}
survey:
  - {type: text, name: ord, label: {nb: Hvilket ord?, uk: Яке слово?, ar: أي كلمة؟}}
YAML
answer() {
  sql "SELECT free_text ->> '\$.ord' FROM response"
}

# A plain tap is never late; a held one opens what else it has. Slide and lift, or lift and tap.
play --form "$work/form.yaml" <<'PLAY'
tap "Start"
tap "C"
down "a"
wait 300ms
up
expect "Ca"
expect-no "á"
tap "f"
down "e"
wait 500ms
expect "é"
move "é"
up
expect-no "è"
tap "Mellomrom"
down "o"
wait 500ms
up
tap "ô"
expect-no "õ"
expect "Café ô"
tap "Send inn"
PLAY
same "Café ô" "$(answer)"

# From right to left: the keys are Arabic, the text grows to the left, the caret goes where the eye says.
rm -f "$db"*
play --form "$work/form.yaml" >"$work/screen" <<'PLAY'
tap "العربية"
tap "م"
tap "ر"
tap "ح"
tap "ب"
down "ا"
wait 500ms
expect "أ"
move "أ"
up
key Backspace
tap "ا"
describe
key Left
key Right
key Right
tap "س"
key End
down "."
wait 500ms
move "؟"
up
PLAY
has "$(head -n 1 "$work/screen")" '"lang":"ar","dir":"rtl"'
has "$(cat "$work/screen")" '"value":"مرحبا"'
play --form "$work/form.yaml" --lang ar --start-at question <<'PLAY'
tap "م"
tap "ا"
tap "إرسال"
PLAY
same "ما مرحسبا؟" "$(answer | sort | xargs)"

# Ukrainian has its own letters, and Latin ones at a key; what was begun with the one goes on with the other.
rm -f "$db"*
play --form "$work/form.yaml" <<'PLAY'
tap "Українська"
tap "Ґ"
tap "а"
tap "н"
tap "о"
tap "к"
tap "Пробіл"
tap "Латинські літери"
tap "w"
tap "e"
tap "b"
tap "Українські літери"
tap "ї"
expect "Ґанок webї"
type " і це"
tap "Надіслати"
PLAY
same "Ґанок webї і це" "$(answer)"
