# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The two forms that ship, answered as a visitor would.
play --form forms/samling.yaml --lang en <<'PLAY'
tap "Start"
tap "Don't know"
wait 80s
PLAY
same "partial|en" "$(sql "SELECT status, language FROM response")"

play --form forms/kandidat.yaml <<'PLAY'
tap "Start"
tap "Neste"
expect "Har du en mentor på jobben?"
tap "Ja"
expect "Hvor mange dager"
tap "9"
tap "Neste"
expect "En uke har sju dager"
tap "Slett"
tap "3"
tap "Neste"
tap "Ofte"
tap "Neste"
tap "Alltid"
tap "Neste"
tap "Midt imellom"
tap "Neste"
tap "Tid sammen"
tap "Mer nedenfor"
tap "Noen å snakke med"
tap "Neste"
tap "Veldig bra"
tap "Neste"
tap "Aldri"
tap "Neste"
tap "Hopp over"
expect "Takk for at du sier fra."
tap "Neste"
tap "Nyttig"
tap "Neste"
tap "8"
tap "Neste"
tap "Send inn"
expect "Tusen takk!"
PLAY
same '{"mentor":"ja","mentor_dager":3,"mentor_hjelp":"ofte","mentor_lytter":"alltid","mentor_alt":"midt","mentor_mer":["tid","samtale"],"trivsel":"veldig_bra","horer_til":"aldri","sporre":null,"nytte":"nyttig","anbefaling":"8"}' \
  "$(sql "SELECT answers FROM response WHERE form_id = 'kandidat'")"
