# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The same choices to several questions: a table where it fits at full size, question by question where it does not; the answers are the
# same.
cat >"$work/tabell.yaml" <<'YAML'
settings: {form_id: tabell, form_title: {nb: Tabell, ar: جدول}, version: 1, default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
survey:
  - type: group
    name: mentor
    label: {nb: Hvor ofte?, ar: كم مرة؟}
    appearance: table-list
    questions:
      - {type: select_one ofte, name: tid, label: {nb: Tar seg tid, ar: يخصص وقتا}, required: true}
      - {type: select_one ofte, name: hjelp, label: {nb: Hjelper meg, ar: يساعدني}}
      - {type: select_one ofte, name: ros, label: {nb: Roser meg, ar: يمدحني}}
choices:
  ofte:
    - {name: aldri, label: {nb: Aldri, ar: أبدا}}
    - {name: iblant, label: {nb: Iblant, ar: أحيانا}}
    - {name: ofte, label: {nb: Ofte, ar: كثيرا}}
YAML
robot=$("$kioskctl" robot "$work/tabell.yaml" --responses 6 --seed 4 --now 2026-11-21T10:00 --db "$work/robot.db" --trace "$work/trace")
has "$robot" "6 responses"
columns() { # how many places from left to right the answers stand at
  grep -o '"id":"[a-z]*\.answer[^}]*"rect":\[[0-9]*' "$work/screen" | grep -o '[0-9]*$' | sort -u | wc -l
}
answers() {
  "$kioskctl" export --db "$1" --format csv --out - | cut -d, -f2- | sort
}
for shape in "1920x1080 345x194 3" "600x1024 90x154 1"; do
  read -r pixels mm wanted <<<"$shape"
  size=(--size "$pixels" --display-mm "$mm")
  rm -f "$db"*
  echo describe | play --form "$work/tabell.yaml" --start-at question >"$work/screen"
  same "$wanted" "$(columns)"
  same 9 "$(grep -c '"role":"radio"' "$work/screen")"
  echo describe | play --form "$work/tabell.yaml" --start-at question --lang ar >"$work/screen"
  same "$wanted" "$(columns)"
  rm -f "$db"*
  "$kiosk" "${size[@]}" --db "$db" --form "$work/tabell.yaml" --play "$work/trace" 2>"$work/stderr" || fail "$(head -n 3 "$work/stderr")"
  same "$(answers "$work/robot.db")" "$(answers "$db")"
done

# A row that must be answered says so beside itself.
play --form "$work/tabell.yaml" <<'PLAY'
tap "Start"
tap "Send inn"
expect "Vi trenger et svar her"
PLAY
