# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Somebody comes by: one touch, and nothing of the answers is to be seen or heard until the next; that touch answers nothing.
play --form "$forms"/alt.yaml >"$work/screen" <<'PLAY'
tap "Start"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Sørum barnehage"
tap "Valg"
tap "Skjul"
expect "Trykk på skjermen for å fortsette"
expect-no "Sørum"
expect-no "Hvor jobber du?"
describe
type "o"
expect "Sørum barnehage"
expect-no "barnehageo"
tap "Valg"
tap "Skjul"
key Enter
expect "Hvor jobber du?"
tap "Valg"
tap "Skjul"
tap 640,700
expect "Hvor jobber du?"
tap "Tilbake"
tap "Skjul"
tap "Trykk på skjermen"
expect "Har du jobb?"
tap "Skjul"
wait 60s
expect "Er du her fortsatt?"
expect-no "Har du jobb?"
tap "Jeg er her fortsatt"
wait 80s
tap "Start"
expect "Hei og velkommen"
PLAY
if grep -q 'Sørum' "$work/screen"; then fail "it is told"; fi
same 'partial|nb|0|{"lest":"OK","jobb":"ja","hvor":"Sørum barnehage"}' "$(rows)"
