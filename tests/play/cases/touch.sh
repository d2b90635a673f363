# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A press acts where it is lifted; one that slides off does nothing; a second finger counts for nothing.
play --form "$forms"/kort.yaml >"$work/screen" <<'PLAY'
tap "Start"
down "Ja"
move 2,2
up
describe
down "Ja"
move "Nei"
up
describe
down 1 "Ja"
down 2 "Nei"
up 2
describe
up 1
describe
PLAY
same "0 0 0 1" "$(awk '/"end":true/ {printf "%s%d", sep, chosen; chosen = 0; sep = " "} /"role":"radio".*"selected"/ {chosen++}' "$work/screen")"
same 'discarded|nb|0|{}' "$(rows)" # a script that ends is a visitor who went
