# shellcheck shell=bash disable=SC2034,SC2119,SC2153,SC2154 # the words are run.sh's
# A real window, a mouse and a keyboard: what X11, SDL and the shared picture keep of what was typed, after the visitor has walked away.
. tests/play/memory/words.sh
form '{idle: {after: 5, warn: 20, outcome: partial}, privacy: {mode: linked}, retention: {free_text: 90 days, responses: 365 days}}'
configure
. tests/play/window.sh
play --config "$work/kiosk.yaml" --db "$work/other.db" >"$work/screen" <<PLAY
describe
tap "Start"
tap "Hopp over"
describe
tap "Ikke nyttig"
describe
tap "Neste"
type "vxzjqwpfh"
shot $work/typed.png
describe
PLAY
read -r -a start < <(place Start)
read -r -a answer < <(place "Ikke nyttig")
read -r -a next < <(place Neste)
picture=picture:$work/typed.png,$(sed -n 's/.*"id":"field".*"rect":.\([0-9]*\),\([0-9]*\),.*/\1 \2/p' "$work/screen" | awk '{print $1 + 10 "," $2 + 10 ",150,60"}')

SDL_VIDEODRIVER=x11 "$kiosk" "${size[@]}" --config "$work/kiosk.yaml" --db "$db" --reduced-motion 2>"$work/stderr" &
pid=$!
click() {
  xdotool mousemove "$1" "$2" click 1
  sleep 0.8 # longer than a second press of an unsteady hand
}
sleep 1
click "${start[@]}"
xdotool mousemove 300 350 mousedown 1 mousemove 400 300 mousemove 500 400
there "$points"
xdotool mouseup 1
sleep 0.3
click "${next[@]}"
click "${answer[@]}"
click "${next[@]}"
xdotool type --delay 30 "vxzjqwpfh"
there letters:vxzjqwpfh 'bytes:"nytte":"q' strokes: "$picture"
for _ in $(seq 60); do # it asks who is there, and then goes back to its first screen
  look "$picture" letters:vxzjqwpfh
  [ "$(grep -c '^0 ' "$work/found")" != 2 ] || break
  sleep 1
done
sleep 1
gone letters:vxzjqwpfh 'bytes:"nytte":"q' strokes: "$points" "$picture" png:
kill -TERM "$pid"
wait "$pid" || fail "it ended with $?"
