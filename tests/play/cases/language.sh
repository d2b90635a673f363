# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The language changes in the middle; the answers stay, and the response says in which language it ended.
play --form "$forms"/alt.yaml --lang en <<'PLAY'
expect "All sorts"
tap "Start"
expect "Hello and welcome"
tap "Norsk"
expect "Hei og velkommen"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Oslo"
tap "English"
expect "Where do you work?"
expect "Oslo"
tap "Back"
expect "Do you have a job?"
tap "Next"
expect "Oslo"
PLAY
same 'partial|en|0|{"lest":"OK","jobb":"ja","hvor":"Oslo"}' "$(rows)"

# The last visitor's language does not meet the next one.
play --form "$forms"/kort.yaml <<'PLAY'
tap "English"
expect "Was it good?"
tap "Back"
expect "Kort"
tap "Start"
expect "Var det bra?"
PLAY
fails 2 'has the language "xx"' --form "$forms"/kort.yaml --lang xx --db "$db" --play -
