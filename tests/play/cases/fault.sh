# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The disk takes nothing more: the visitor sees a resting kiosk and nothing of the answers; when it takes them again, they are kept.
# A visit that could not be stored has ended early, so the form says what becomes of its answers: kept here, erased below.
trap '' XFSZ
sed 's/outcome: discard/outcome: partial/' "$forms"/kort.yaml >"$work/kept.yaml"
begin --form "$work/kept.yaml"
printf 'tap "Start"\ntap "Ja"\ntap "Neste"\n' >&3
settled
prlimit --pid "$pid" --fsize=1:
printf 'type "et svar"\ntap "Neste"\n' >&3
settled
has "$(tail -n 5 "$work/screen")" '"screen":"fault"'
if tail -n 5 "$work/screen" | grep -q "et svar"; then fail "the answer is on the screen"; fi
printf 'tap 640,400\nwait 5s\n' >&3
settled
has "$(tail -n 5 "$work/screen")" '"screen":"fault"'
prlimit --pid "$pid" --fsize=unlimited
printf 'wait 5s\nexpect "Kort"\n' >&3
settled
finish
has "$(cat "$work/stderr")" "could not be stored"
if grep -q "et svar" "$work/stderr"; then fail "an answer is in the log"; fi
same 'partial|nb|0|{"bra":"ja","hvorfor":"et svar"}' "$(rows)"
same "fault" "$(sql "SELECT kind FROM event_log WHERE kind = 'fault'")"

rm -f "$db"* "$work/in"
begin --form "$forms"/kort.yaml
printf 'tap "Start"\ntap "Ja"\ntap "Neste"\n' >&3
settled
prlimit --pid "$pid" --fsize=1:
printf 'type "et svar"\ntap "Neste"\n' >&3
settled
prlimit --pid "$pid" --fsize=unlimited
printf 'wait 5s\nexpect "Kort"\n' >&3
settled
finish
same 'discarded|nb|0|{}' "$(rows)"
