# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Nobody there: a warning with a countdown, then the form's outcome. Every input starts the clock anew.
play --form "$forms"/alt.yaml <<'PLAY'
tap "Start"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Oslo"
wait 59s
expect "Hvor jobber du?"
key Shift+Tab
wait 59s
expect-no "Er du her fortsatt?"
wait 1s
expect "Er du her fortsatt?"
expect "20"
expect-no "Oslo"
wait 13s
expect "7"
tap "Jeg er her fortsatt"
expect "Oslo"
wait 65s
expect "Er du her fortsatt?"
key Space
type " "
type "lo"
expect "Oslolo"
wait 79s
expect "Er du her fortsatt?"
expect "1"
wait 1s
expect "Alt mulig"
expect-no "Oslo"
wait 10m
expect "Alt mulig"
PLAY
same 'partial|nb|0|{"lest":"OK","jobb":"ja","hvor":"Oslolo"}' "$(rows)"
same "idle|2026-01-15" "$(sql "SELECT kind, day FROM event_log WHERE kind = 'idle'")"

rm -f "$db"*
play --form "$forms"/kort.yaml <<'PLAY'
tap "Start"
tap "Ja"
tap "Neste"
type "hemmelig"
wait 49s
expect "Er du her fortsatt?"
wait 1s
expect "Kort"
tap "Start"
expect-no "hemmelig"
PLAY
same 'discarded|nb|0|{}' "$(rows)"
for file in "$db"*; do
  if grep -q hemmelig "$file"; then fail "an erased answer is in $file"; fi
done

# The touch that dismisses the warning presses nothing below it.
rm -f "$db"*
play --form "$forms"/kort.yaml <<'PLAY'
tap "Start"
wait 30s
expect "Er du her fortsatt?"
tap 640,400
expect "Var det bra?"
PLAY
same "" "$(rows)"
