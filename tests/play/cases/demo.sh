# shellcheck shell=bash disable=SC2034,SC2154 # the words are run.sh's
# The visit that tools/run plays where there is no display: it follows the words of forms/samling.yaml and of the interface.
size=(--size 1920x1080 --display-mm 345x194)
play --form forms/samling.yaml < <(sed "s#build/demo/#$work/#" tools/demo.play)
same 11 "$(find "$work" -name '*.png' | wc -l)"
same "complete|nb|9" "$(sql "SELECT status, language, answers ->> '\$.anbefaling' FROM response")"
