# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A real window: a finger's visit by X's own pointer and keyboard, nothing scripted; closed by its key, with the answers on disk.
unset SDL_VIDEODRIVER
. tests/play/window.sh
play --form "$forms"/kort.yaml >"$work/screen" <<'PLAY'
describe
tap "Start"
describe
tap "Ja"
describe
PLAY
start=$(place Start) yes=$(place Ja) next=$(place Neste)
rm -f "$db"*

"$kiosk" "${size[@]}" --form "$forms"/kort.yaml --db "$db" --reduced-motion 2>"$work/stderr" &
pid=$!
answers() {
  if [ -e "$db" ]; then sql "SELECT status, $all_answers FROM response" 2>/dev/null || true; fi
}
until_said() { # until_said TEXT COMMAND...: does the command until the database says so
  local wanted=$1
  shift
  for _ in $(seq 100); do
    if [ "$(answers)" = "$wanted" ]; then return 0; fi
    kill -0 "$pid" 2>/dev/null || fail "it has ended: $(cat "$work/stderr")"
    "$@"
    sleep 0.3
  done
  fail "$(printf 'expected:\n%s\ngot:\n%s\n%s' "$wanted" "$(answers)" "$(cat "$work/stderr")")"
}
tap() {
  xdotool mousemove "$1" "$2" click 1 2>/dev/null || true
}
begin_and_answer() {
  # shellcheck disable=SC2086 # two numbers
  tap $start
  sleep 0.7 # longer than a second press of an unsteady hand
  # shellcheck disable=SC2086
  tap $yes
}
until_said 'partial|{"bra":"ja"}' begin_and_answer
sleep 0.5
# shellcheck disable=SC2086
tap $next
sleep 0.7
xdotool type --delay 40 "godt"
sleep 0.3
xdotool key --delay 40 Return
until_said 'partial|{"bra":"ja","hvorfor":"godt"}' sleep 0.2
xdotool key ctrl+shift+q
status=0
timeout 30 tail --pid="$pid" -f /dev/null || fail "it does not close"
wait "$pid" || status=$?
same 0 $status
same 'discarded|{}' "$(answers)"
