# shellcheck shell=bash disable=SC2034,SC2154 # the words are run.sh's
# A real window of the kiosk: an X server of its own, and where things are on it.
unset WAYLAND_DISPLAY
export DBUS_SESSION_BUS_ADDRESS=disabled:
exec {number}< <(exec Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null)
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
read -r -t 30 display <&"$number" || fail "Xvfb did not start"
export DISPLAY=:$display

place() { # place LABEL: the middle of the first that is called so, in $work/screen, which the same program tells at the same size
  grep -F "\"label\":\"$1\"" "$work/screen" | head -n 1 | sed 's/.*"rect":\[\([0-9,]*\)\].*/\1/' |
    awk -F, '{print int($1 + $3 / 2), int($2 + $4 / 2)}'
}
