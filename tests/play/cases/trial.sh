# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A trial says so on every screen, is marked, and never counts.
play --form "$forms"/kort.yaml --trial <<'PLAY'
expect "Test"
tap "Start"
expect "Test"
tap "Ja"
wait 30s
expect "Test"
key Tab
tap "Neste"
tap "Hopp over"
tap "Send inn"
expect "Tusen takk!"
expect "Test"
PLAY
same 'complete|nb|1|{"bra":"ja","igjen":null,"hvorfor":null}' "$(rows)"
"$kioskctl" export --db "$db" --format csv --out "$work/svar.csv"
same 1 "$(wc -l <"$work/svar.csv")"
