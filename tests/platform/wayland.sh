#!/usr/bin/env bash
# wayland.sh KIOSK SAME_PICTURE: the whole kiosk under cage: it opens, is answered and closes (play_x11 does the same on X11).
#
# cage takes no taps and keys from outside without a device, so a script answers; that its pictures are the ones on the screen is seen
# by the compositor's own eyes.
set -euo pipefail

kiosk=$(realpath "$1") same_picture=$(realpath "$2")
form=$PWD/tests/play/forms/kort.yaml
work=$(mktemp -d)
export LC_ALL=C.UTF-8 XDG_DATA_HOME=$work LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
export DBUS_SESSION_BUS_ADDRESS=disabled: XDG_RUNTIME_DIR=$work WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1
unset SDL_VIDEODRIVER DISPLAY WAYLAND_DISPLAY SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR
server=""
pid=""
trap '[ -z "$pid$server" ] || kill $pid $server 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
  echo "wayland.sh: line ${BASH_LINENO[0]}: $*" >&2
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
  sqlite3 -readonly "$work/svar.db" "SELECT status || ' ' || answers || ' ' || free_text FROM response"
}

is_answered() {
  [ "$(answers)" = 'complete {"bra":"ja","igjen":"ja"} {"hvorfor":"Blid å se"}' ]
}

as_somebody() { # cage will not run as root
  if [ "$(id -u)" -eq 0 ]; then
    runuser -u nobody -- "$@"
  else
    "$@"
  fi
}

start_cage() { # in the background, with a client that shows nothing: the kiosk comes and goes as who runs the test, and may read what they may
  # It is turned on its side, because then it has to compose: a window that fits the output is handed on as it is, and grim sees black.
  # shellcheck disable=SC2016 # for the shell under cage, which ends with the test
  as_somebody cage -r -- sh -c 'while [ -d "$1" ]; do sleep 1; done' sh "$work" >"$work/cage.log" 2>&1 &
  server=$!
  within 10 test -S "$work/wayland-0"
}

under_cage() { # under_cage KIOSK-OPTIONS...: in the background, with $work/in for its script
  (
    cd "$work"
    exec env WAYLAND_DISPLAY=wayland-0 "$kiosk" --form "$form" --db svar.db "$@" 2>>kiosk.log <in
  ) &
  pid=$!
}

ended_well() {
  local status=0
  wait "$pid" || status=$?
  pid=
  [ "$status" = 0 ] || fail "it ended with $status"
}

shown_is() { # the compositor shows what is in the picture
  WAYLAND_DISPLAY=wayland-0 as_somebody grim "$work/grim.png" && "$same_picture" "$work/$1" "$work/grim.png"
}

needs cage grim
mkfifo "$work/in"
[ "$(id -u)" -ne 0 ] || chown nobody "$work" "$work/in"
export ASAN_OPTIONS=detect_leaks=0 # SDL loads the graphics driver, which keeps what it has
start_cage

under_cage --play -
exec 4>"$work/in"
printf 'expect "Kort"\nshot first.png\n' >&4
within 30 shown_is first.png
printf 'tap "Start"\nshot question.png\ntap "Ja"\ntap "Neste"\ntype "Blid å se"\nshot typed.png\n' >&4
within 10 shown_is typed.png
! "$same_picture" "$work/first.png" "$work/typed.png" || fail "nothing changed on the screen"
printf 'tap "Neste"\ntap "Ja"\ntap "Send inn"\nexpect "Tusen takk!"\n' >&4
within 10 is_answered
exec 4>&- # the script is at its end, and so is the kiosk
ended_well

export WAYLAND_DEBUG=1
under_cage --start-at question # without a script, as it stands on a wall
unset WAYLAND_DEBUG
exec 4>"$work/in"
within 30 shown_is question.png
grep -q 'idle_inhibit_manager.*create_inhibitor' "$work/kiosk.log" || fail "nothing keeps the screen from going dark"
kill -TERM "$pid"
ended_well
