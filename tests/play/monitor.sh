# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A monitor that is turned, replaced, unplugged and set to other sizes, two hundred times, in the middle of a press, of a word, of a search and of a
# signature: the same visit goes on, and comes to its end.
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: kort, form_title: {nb: Kort}, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {privacy: {mode: linked}, retention: {free_text: 90 days, responses: 365 days}}
survey:
  - {type: select_one grad, name: nytte, label: {nb: Nyttig?}}
  - {type: text, name: hvorfor, label: {nb: Hvorfor?}}
  - {type: select_one sted, name: bor, label: {nb: Hvor bor du?}, appearance: minimal}
  - {type: image, name: navn, label: {nb: Skriv under}, appearance: signature}
choices:
  grad: [{name: ikke, label: {nb: Ikke nyttig}}, {name: svaert, label: {nb: Svært nyttig}}]
  sted:
YAML
for i in $(seq 60); do echo "    - {name: s$i, label: {nb: Sted nummer $i}}"; done >>"$work/form.yaml"
display=(--form "$work/form.yaml" --display-mm 217x136)
unset WAYLAND_DISPLAY
export DBUS_SESSION_BUS_ADDRESS=disabled:
exec {number}< <(exec Xvfb -displayfd 1 -screen 0 2560x2560x24 -nolisten tcp -noreset 2>/dev/null)
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
read -r -t 30 where <&"$number" || fail "Xvfb did not start"
export DISPLAY=:$where

place() { # place LABEL: the middle of the first that is called so, in $work/screen
  grep -F "\"label\":\"$1\"" "$work/screen" | head -n 1 | sed 's/.*"rect":\[\([0-9,]*\)\].*/\1/' |
    awk -F, '{print int($1 + $3 / 2), int($2 + $4 / 2)}'
}
play "${display[@]}" >"$work/screen" <<'PLAY'
describe
tap "Start"
describe
tap "Svært nyttig"
describe
tap "Neste"
tap "Hopp over"
describe
tap "Velg"
type "nummer 42"
describe
PLAY
rm -f "$db"*
read -r -a start < <(place Start)
read -r -a answer < <(place "Svært nyttig")
read -r -a next < <(place Neste)
read -r -a open < <(place Velg)
read -r -a found < <(place "Sted nummer 42")

sizes=(1920x1080 1080x1920 800x480 off 640x480 16x16 2560x1440 1x1 1024x768 100x2000 2000x120 320x240 1280x720)
flap() { # flap TIMES: some of the sizes, by chance but the same each time, and back to where it began
  local list=()
  for _ in $(seq "$1"); do list+=("${sizes[RANDOM % ${#sizes[@]}]}"); done
  "$X_RESIZE" "${list[@]}" 1280x800
  sleep 0.7 # what was pressed meanwhile does not count as one press with the next
}
RANDOM=1
"$X_RESIZE" 1280x800
SDL_VIDEODRIVER=x11 "$kiosk" "${display[@]}" --db "$db" --reduced-motion 2>"$work/stderr" &
pid=$!
click() {
  kill -0 "$pid" 2>/dev/null || fail "it has ended: $(cat "$work/stderr")"
  xdotool mousemove "$1" "$2" click 1
  sleep 0.8
}
stored() { # stored ANSWERS TEXT: the one row, before long
  local wanted="$1" got=""
  for _ in $(seq 60); do
    got=$(sql "SELECT status || ' ' || answers || ' ' || ifnull(free_text, '') FROM response" 2>/dev/null || true)
    if [ "$got" = "$wanted" ]; then return 0; fi
    kill -0 "$pid" 2>/dev/null || fail "it has ended: $(cat "$work/stderr")"
    sleep 0.25
  done
  same "$wanted" "$got"
}
sleep 1
flap 20
click "${start[@]}"
xdotool mousemove "${answer[@]}" mousedown 1 # in the middle of a press
flap 40
xdotool mouseup 1
sleep 0.5
click "${answer[@]}"
stored 'partial {"nytte":"svaert"} '
click "${next[@]}"
xdotool type --delay 40 "blid "
flap 40 # of a word
xdotool type --delay 40 "dag"
xdotool key Return
stored 'partial {"nytte":"svaert"} {"hvorfor":"blid dag"}'
sleep 0.5
click "${open[@]}"
xdotool type --delay 40 "nummer"
flap 40 # of a search
xdotool type --delay 40 " 42"
sleep 0.3
click "${found[@]}"
click "${next[@]}"
stored 'partial {"nytte":"svaert","bor":"s42"} {"hvorfor":"blid dag"}'
xdotool mousemove 300 350 mousedown 1 mousemove 400 300 mousemove 500 400
flap 40 # of a signature
xdotool mouseup 1
xdotool mousemove 300 350 mousedown 1 mousemove 400 300 mousemove 500 400 mousemove 600 300 mouseup 1
"$X_RESIZE" 800x1280 # the last buttons are pressed where they are on another monitor
sleep 0.7
"$X_RESIZE" 1280x800
sleep 0.7
click "${next[@]}"
stored 'complete {"nytte":"svaert","bor":"s42"} {"hvorfor":"blid dag","navn":"navn.png"}'
xdotool key ctrl+shift+q
wait "$pid" || fail "it ended with $?"
