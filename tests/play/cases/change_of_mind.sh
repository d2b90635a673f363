# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Back, another answer, and what it hides; and the same again, which brings it back.
play --form "$forms"/alt.yaml <<'PLAY'
tap "Start"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Oslo"
tap "Neste"
tap "Tilbake"
expect "Oslo"
tap "Tilbake"
expect "Har du jobb?"
tap "Nei"
tap "Neste"
expect-no "Hvor jobber du?"
expect "Hvordan går det?"
PLAY
same 'partial|nb|0|{"lest":"OK","jobb":"nei"}' "$(rows)"

rm -f "$db"*
play --form "$forms"/alt.yaml <<'PLAY'
tap "Start"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
type "Oslo"
tap "Neste"
tap "Tilbake"
tap "Tilbake"
tap "Nei"
tap "Neste"
key Escape
expect "Har du jobb?"
tap "Ja"
tap "Neste"
expect "Oslo"
PLAY
same 'partial|nb|0|{"lest":"OK","jobb":"ja","hvor":"Oslo"}' "$(rows)"

# Back on the first question leaves, and nothing was said.
rm -f "$db"*
play --form "$forms"/alt.yaml <<'PLAY'
tap "Start"
tap "Tilbake"
expect "Alt mulig"
PLAY
same "" "$(rows)"
