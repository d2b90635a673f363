# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Killed in the middle: the next start shows nothing of the visit, and the database has it.
status=0
"$kiosk" "${size[@]}" --db "$db" --form "$forms"/alt.yaml --play - 2>/dev/null <<'PLAY' || status=$?
tap "Start"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Trondheim"
tap "Neste"
kill
tap "Nei"
PLAY
same 137 $status
play --form "$forms"/alt.yaml >"$work/screen" <<'PLAY'
expect "Alt mulig"
describe
tap "Start"
tap "Neste"
describe
tap "Jeg har lest dette"
tap "Neste"
describe
PLAY
if grep -q Trondheim "$work/screen"; then fail "the next visitor sees it"; fi
if grep "answer" "$work/screen" | grep -q selected; then fail "an answer is chosen already"; fi
same 'partial|nb|0|{"lest":"OK","jobb":"ja","hvor":"Trondheim"}
partial|nb|0|{"lest":"OK"}' "$(rows)"
