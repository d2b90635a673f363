# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Where there is no display nothing runs unseen, except a script; a display that goes away ends the program in one line.
unset SDL_VIDEODRIVER DISPLAY WAYLAND_DISPLAY
export DBUS_SESSION_BUS_ADDRESS=disabled: # no desktop to ask for the screen saver; libdbus leaks when it fails
same 0 "$(echo 'expect "Kort"' | "$kiosk" "${size[@]}" --db "$db" --form "$forms"/kort.yaml --play - >&2; echo $?)"
if [ -e /dev/dri ]; then
  echo "not looked at: a graphics card may be a display here"
else
  fails 3 "error no-display" --form "$forms"/kort.yaml --db "$db"
  WAYLAND_DISPLAY=wayland-7 XDG_RUNTIME_DIR='' fails 3 "error no-display" --form "$forms"/kort.yaml --db "$db"
  WAYLAND_DISPLAY=wayland-7 XDG_RUNTIME_DIR=$work fails 3 "error no-display" --form "$forms"/kort.yaml --db "$db"
  DISPLAY=:977 fails 3 "error no-display" --form "$forms"/kort.yaml --db "$db"
fi

exec {number}< <(exec Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null)
server=$!
read -r -t 30 display <&"$number" || fail "Xvfb did not start"
DISPLAY=:$display "$kiosk" "${size[@]}" --form "$forms"/kort.yaml --db "$db" 2>"$work/stderr" &
pid=$!
for _ in $(seq 100); do
  if DISPLAY=:$display xdotool search --onlyvisible --name Innspill >/dev/null 2>&1; then break; fi
  sleep 0.1
done
kill -KILL "$server"
status=0
timeout 30 tail --pid="$pid" -f /dev/null || { kill -KILL "$pid"; fail "it goes on without a display"; }
wait "$pid" || status=$?
same 3 $status
same "error display-lost" "$(cut -d: -f1 "$work/stderr")"
