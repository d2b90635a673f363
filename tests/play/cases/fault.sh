# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The disk takes nothing more: the visitor sees a resting kiosk and nothing of the answers; when it takes them again, they are kept.
trap '' XFSZ
mkfifo "$work/in"
touch "$work/screen" "$work/stderr"
"$kiosk" "${size[@]}" --db "$db" --form "$forms"/kort.yaml --play - <"$work/in" > >(cat >>"$work/screen") 2> >(cat >>"$work/stderr") &
pid=$!
exec 3>"$work/in"

settled() { # the kiosk has carried out all lines so far
  local ends
  ends=$(grep -c '"end":true' "$work/screen" || true)
  echo describe >&3
  for _ in $(seq 600); do
    [ "$(grep -c '"end":true' "$work/screen" || true)" -le "$ends" ] || return 0
    sleep 0.1
  done
  fail "the kiosk does not answer: $(cat "$work/stderr")"
}

printf 'tap "Start"\ntap "Ja"\ntap "Neste"\n' >&3
settled
prlimit --pid "$pid" --fsize=1:
printf 'type "et svar"\ntap "Neste"\n' >&3
settled
screen=$(tail -n 20 "$work/screen" | sed -n '/"screen"/,$p' | tail -n 20)
has "$screen" '"screen":"fault"'
if tail -n 5 "$work/screen" | grep -q "et svar"; then fail "the answer is on the screen"; fi
printf 'tap 640,400\nwait 5s\n' >&3
settled
has "$(tail -n 5 "$work/screen")" '"screen":"fault"'
prlimit --pid "$pid" --fsize=unlimited
printf 'wait 5s\nexpect "Kort"\n' >&3
settled
exec 3>&-
wait "$pid" || fail "$(cat "$work/stderr")"
has "$(cat "$work/stderr")" "could not be stored"
if grep -q "et svar" "$work/stderr"; then fail "an answer is in the log"; fi
same 'partial|nb|0|{"bra":"ja","hvorfor":"et svar"}' "$(rows)"
same "fault" "$(sql "SELECT kind FROM event_log WHERE kind = 'fault'")"
