# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A whole visit, in two languages and both orientations; every question type on the way.
norwegian() {
  cat <<'PLAY'
expect "Alt mulig"
tap "Start"
expect "Hei og velkommen"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Ja"
tap "Neste"
expect "Hvor jobber du?"
type "Sørum barnehage"
tap "Neste"
expect "Er den fast?"
tap "Nei"
expect "Hvordan går det?"
tap "Bra"
tap "Neste"
tap "Midt på"
tap "Neste"
tap "9"
tap "Neste"
tap "Blå"
tap "Gul"
tap "Neste"
tap "4"
tap "2"
tap "Neste"
type "Takk «alle» sammen"
tap "Send inn"
expect "Tusen takk!"
wait 16s
expect "Alt mulig"
expect-no "Sørum"
PLAY
}

english() {
  cat <<'PLAY'
tap "English"
expect "Hello and welcome"
tap "Next"
tap "I have read this"
tap "Next"
tap "No"
tap "Next"
expect "How are you?"
tap "Skip"
tap "Very good"
tap "Next"
tap "Skip"
tap "None of them"
tap "Next"
tap "Skip"
tap "Send"
expect-no "Anything else?"
PLAY
}

first='complete|nb|0|{"lest":"OK","jobb":"ja","fast":"nei","humor":"a4","enig":"a3","anbefale":"9","farger":["blaa","gul"],"alder":42,"hvor":"Sørum barnehage","mer":"Takk «alle» sammen"}'
second='complete|en|0|{"lest":"OK","jobb":"nei","humor":null,"enig":"a5","anbefale":null,"farger":["ingen"],"alder":null,"mer":null}'

for orientation in landscape portrait; do
  if [ $orientation = portrait ]; then size=("${portrait[@]}"); fi
  rm -f "$db"*
  norwegian | play --form "$forms"/alt.yaml
  same "$first" "$(rows)"
  english | play --form "$forms"/alt.yaml
  same "$(printf '%s\n%s' "$first" "$second" | sort)" "$(rows | sort)"
done

"$kioskctl" export --db "$db" --format csv --out "$work/svar.csv"
has "$(cat "$work/svar.csv")" "Sørum barnehage"
has "$(cat "$work/svar.csv")" "#skipped"
same 3 "$(wc -l <"$work/svar.csv")"
same "start stop" "$(sql "SELECT DISTINCT kind FROM event_log ORDER BY kind" | xargs)"
same "2026-01-15" "$(sql "SELECT DISTINCT time FROM response")"
