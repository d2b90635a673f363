# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Five seconds after a submission nothing starts a new visit.
play --form "$forms"/kort.yaml <<'PLAY'
tap "Start"
tap "Ja"
tap "Neste"
tap "Hopp over"
tap "Send inn"
expect "Tusen takk!"
tap "Ferdig"
expect "Kort"
tap "Start"
expect-no "Var det bra?"
wait 4999ms
tap "Start"
expect-no "Var det bra?"
wait 1ms
tap "Start"
expect "Var det bra?"
expect-no "Tusen takk!"
PLAY
same 'complete|nb|0|{"bra":"ja","igjen":null,"hvorfor":null}' "$(rows)"
