# shellcheck shell=bash disable=SC2034,SC2154 # the words are run.sh's
# The visit that tools/run plays where there is no display: it follows the words of forms/samling.yaml and of the interface.
size=(--size 1920x1080 --display-mm 345x194)
play --form forms/samling.yaml < <(sed "s#build/demo/#$work/#" tools/demo.play)
same 12 "$(find "$work" -name '*.png' | wc -l)"
same "complete|nb|9" "$(sql "SELECT status, language, answers ->> '\$.anbefaling' FROM response")"

# ... and the looks it shows of a form with one of everything.
rm -f "$work"/*.png
play --form "$forms"/alle.yaml --theme fjordby < <(sed "s#build/demo/#$work/#" tools/demo-looks.play)
same 6 "$(find "$work" -name '*.png' | wc -l)"
