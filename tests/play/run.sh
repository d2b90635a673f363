#!/usr/bin/env bash
# run.sh KIOSK KIOSKCTL CASE.sh: plays scripted visits on the real kiosk, on a display without a screen, and looks at what they leave.
# shellcheck disable=SC2034 # used by the cases
set -euo pipefail

kiosk=$1 kioskctl=$2 case=$3
forms=tests/play/forms
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
db=$work/svar.db
export LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$PWD/tests/lsan.supp:print_suppressions=0}
export SDL_VIDEODRIVER=dummy XDG_DATA_HOME=$work/data TZ=Europe/Oslo LC_ALL=C.UTF-8

size=(--size 1280x800 --display-mm 217x136)
portrait=(--size 800x1280 --display-mm 136x217)

play() { # play KIOSK-OPTIONS... <SCRIPT: must succeed
  "$kiosk" "${size[@]}" --db "$db" "$@" --play - 2>"$work/stderr" || { cat "$work/stderr" >&2; fail "the script failed"; }
}

begin() { # begin KIOSK-OPTIONS...: a kiosk in the background that reads its script from descriptor 3; its number is in $pid
  mkfifo "$work/in"
  touch "$work/screen" "$work/stderr"
  "$kiosk" "${size[@]}" --db "$db" "$@" --play - <"$work/in" > >(cat >>"$work/screen") 2> >(cat >>"$work/stderr") &
  pid=$!
  exec 3>"$work/in"
}

settled() { # the kiosk has carried out every line so far, and describes the screen in $work/screen
  local ends
  ends=$(grep -c '"end":true' "$work/screen" || true)
  echo describe >&3
  for _ in $(seq 600); do
    [ "$(grep -c '"end":true' "$work/screen" || true)" -le "$ends" ] || return 0
    sleep 0.1
  done
  fail "the kiosk does not answer: $(cat "$work/stderr")"
}

finish() { # the script of the kiosk in the background is at its end
  exec 3>&-
  wait "$pid" || fail "$(cat "$work/stderr")"
}

fail() {
  echo "${case##*/}: line ${BASH_LINENO[-3]}: $*" >&2
  exit 1
}

same() { # same EXPECTED ACTUAL
  [ "$1" = "$2" ] || fail "$(printf 'expected:\n%s\ngot:\n%s' "$1" "$2")"
}

has() { # has TEXT PART
  case $1 in *"$2"*) ;; *) fail "$(printf 'no "%s" in:\n%s' "$2" "$1")" ;; esac
}

sql() {
  sqlite3 -readonly "$db" "$1"
}

# Of a response: what it answers, in the visitor's own words last.
all_answers="CASE WHEN ifnull(free_text, '{}') = '{}' THEN answers WHEN answers = '{}' THEN free_text
  ELSE substr(answers, 1, length(answers) - 1) || ',' || substr(free_text, 2) END"

rows() { # status, language, trial and answers of every response
  sql "SELECT status, language, trial, $all_answers AS all_answers FROM response ORDER BY status, all_answers"
}

fails() { # fails STATUS PART KIOSK-OPTIONS...: the first line on stderr is an error that says PART
  local wanted=$1 part=$2 status=0
  shift 2
  "$kiosk" "$@" </dev/null >"$work/stdout" 2>"$work/stderr" || status=$?
  [ "$status" = "$wanted" ] || fail "exit $status, not $wanted: $(cat "$work/stderr")"
  has "$(head -n 1 "$work/stderr")" "$part"
  has "$(head -n 1 "$work/stderr")" "error "
}

# shellcheck source=/dev/null
. "$case"
