#!/usr/bin/env bash
# screens.sh x11|wayland KIOSK SAME_PICTURE: the whole kiosk on a screen of its own: it opens, is answered and closes.
#
# On X11 a visitor's clicks and keys come from outside, through the server. cage takes none without a device, so under Wayland a script
# answers; that the picture is the one on the screen is seen by the compositor's own eyes.
set -euo pipefail

screen=$1 kiosk=$(realpath "$2") same_picture=$(realpath "$3")
form=$PWD/tests/play/forms/kort.yaml
work=$(mktemp -d)
export LC_ALL=C.UTF-8 XDG_DATA_HOME=$work LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
export DBUS_SESSION_BUS_ADDRESS=disabled: XDG_RUNTIME_DIR=$work WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1
unset SDL_VIDEODRIVER DISPLAY WAYLAND_DISPLAY SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
  echo "screens.sh: line ${BASH_LINENO[0]}: $*" >&2
  tail -n 5 "$work"/*.log >&2 || true
  exit 1
}

within() { # within SECONDS COMMAND...: it succeeds before long
  local tries=$(($1 * 10))
  shift
  until "$@" >"$work/last" 2>&1; do
    [ $((tries -= 1)) -gt 0 ] || fail "not so in time: $*: $(cat "$work/last")"
    sleep 0.1
  done
}

needs() {
  local tool
  for tool; do command -v "$tool" >/dev/null || fail "$tool is missing; tools/packages installs it"; done
}

answers() { # what the database has
  sqlite3 -readonly "$work/svar.db" "SELECT status || ' ' || answers FROM response"
}

is_answered() {
  [ "$(answers)" = 'complete {"bra":"ja","hvorfor":"Blid å se","igjen":"ja"}' ]
}

ends_well() { # the kiosk PID is told to stop, and does, as if it had meant to
  local status=0
  kill -TERM "$1"
  wait "$1" || status=$?
  [ "$status" -eq 0 ] || fail "it ended with $status"
}

start_x() {
  needs Xvfb xdotool
  Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
  server=$!
  within 20 test -s "$work/display"
  DISPLAY=:$(cat "$work/display")
  export DISPLAY
}

middle_of() { # middle_of LABEL: of what has it, in the description in $work/screen
  sed -n "s/.*\"label\":\"$1\".*\"rect\":\[\([0-9]*\),\([0-9]*\),\([0-9]*\),\([0-9]*\)\].*/\1 \2 \3 \4/p" "$work/screen" |
    { read -r x y w h && echo $((x + w / 2)) $((y + h / 2)); }
}

click() { # click SCRIPT LABEL: where it is after the script, on a display of the same size that nobody sees
  printf '%s\ndescribe\n' "$1" |
    SDL_VIDEODRIVER=dummy "$kiosk" --form "$form" --db "$work/aside.db" --size 1280x720 --play - >"$work/screen" 2>"$work/aside.log" ||
    fail "there is no way to \"$2\""
  # shellcheck disable=SC2046 # two numbers
  xdotool mousemove $(middle_of "$2") sleep 0.1 click 1
}

on_x11() {
  start_x
  "$kiosk" --form "$form" --db "$work/svar.db" 2>"$work/kiosk.log" &
  local pid=$!
  within 20 xdotool search --onlyvisible --name Innspill
  sleep 0.5 # its first picture
  click '' Start
  click 'tap "Start"' Ja
  within 5 test -s "$work/svar.db"
  click $'tap "Start"\ntap "Ja"' Neste
  setxkbmap no
  xdotool sleep 0.3 key B key l key i key d key space key aring key space key s key e sleep 0.3
  click $'tap "Start"\ntap "Ja"\ntap "Neste"\ntype "a"' Neste
  click $'tap "Start"\ntap "Ja"\ntap "Neste"\ntype "a"\ntap "Neste"' Ja
  click $'tap "Start"\ntap "Ja"\ntap "Neste"\ntype "a"\ntap "Neste"\ntap "Ja"' "Send inn"
  within 10 is_answered
  ends_well "$pid"
}

as_somebody() { # cage will not run as root
  if [ "$(id -u)" -eq 0 ]; then
    runuser -u nobody -- "$@"
  else
    "$@"
  fi
}

under_cage() { # under_cage KIOSK-OPTIONS... in the background, with its script in $work/in. cage tells nobody how what runs in it ended, so that is written down.
  # Turned on its side, because then cage has to compose: a window that fits the output is handed to it as it is, and grim sees black.
  # shellcheck disable=SC2016 # for the shell under cage
  as_somebody cage -r -- sh -c 'cd "$1"; shift; "$@" 2>>kiosk.log <in & echo $! >pid; wait $!; echo $? >ended' \
    sh "$work" "$kiosk" --form "$form" --db svar.db "$@" 2>"$work/cage.log" &
  server=$!
}

ended_well() {
  wait "$server" || true
  server=
  [ "$(cat "$work/ended")" = 0 ] || fail "it ended with $(cat "$work/ended")"
  rm "$work/ended"
}

shown_is() { # the compositor shows what is in the picture
  WAYLAND_DISPLAY=wayland-0 as_somebody grim "$work/grim.png" && "$same_picture" "$work/$1" "$work/grim.png"
}

has_changed() {
  WAYLAND_DISPLAY=wayland-0 as_somebody grim "$work/grim.png" && ! "$same_picture" "$work/last.png" "$work/grim.png"
}

on_wayland() {
  needs cage grim
  mkfifo "$work/in"
  [ "$(id -u)" -ne 0 ] || chown nobody "$work" "$work/in"
  export ASAN_OPTIONS=detect_leaks=0 # SDL loads the graphics driver, which keeps what it has

  under_cage --play -
  exec 4>"$work/in"
  printf 'expect "Kort"\nshot first.png\n' >&4
  within 30 shown_is first.png
  printf 'tap "Start"\ntap "Ja"\ntap "Neste"\ntype "Blid å se"\nshot typed.png\n' >&4
  within 10 shown_is typed.png
  ! "$same_picture" "$work/first.png" "$work/typed.png" || fail "nothing changed on the screen"
  printf 'tap "Neste"\ntap "Ja"\ntap "Send inn"\nexpect "Tusen takk!"\n' >&4
  within 10 is_answered
  exec 4>&- # the script is at its end, and so is the kiosk
  ended_well

  under_cage --start-at question # without a script, as it stands on a wall
  exec 4>"$work/in"
  cp "$work/grim.png" "$work/last.png"
  within 30 has_changed
  kill -TERM "$(cat "$work/pid")"
  ended_well
}

"on_$screen"
