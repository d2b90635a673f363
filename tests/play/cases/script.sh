# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A script that fails says where, shows the screen, and exits 1; interactively it answers after every line.
status=0
printf 'tap "Start"\n\n# a comment\ntap "Kanskje"\n' >"$work/visit.play"
"$kiosk" "${size[@]}" --db "$db" --form "$forms"/kort.yaml --play "$work/visit.play" 2>"$work/stderr" || status=$?
same 1 $status
same "error script: $work/visit.play:4: \"Kanskje\" is not on the screen." "$(head -n 1 "$work/stderr")"
has "$(cat "$work/stderr")" '"label":"Var det bra?"'
same "" "$(rows)"

coproc KIOSK { "$kiosk" "${size[@]}" --db "$db" --form "$forms"/kort.yaml --play -; }
echo 'now 2026-11-21T10:00' >&"${KIOSK[1]}"
for _ in 1 2; do
  echo describe >&"${KIOSK[1]}"
  while read -r -t 60 -u "${KIOSK[0]}" line && [ "$line" != '{"end":true}' ]; do :; done
  same '{"end":true}' "$line"
done
printf 'tap "Start"\ntap "Ja"\ntap "Neste"\ntap "Hopp over"\ntap "Send inn"\n' >&"${KIOSK[1]}"
kiosk_pid=$KIOSK_PID
eval "exec ${KIOSK[1]}>&-"
wait "$kiosk_pid"
same "2026-11-21" "$(sql "SELECT time FROM response")"

# Nobody said what a script says: without --db it goes beside the usual database, not into it.
printf 'tap "Start"\ntap "Ja"\ntap "Neste"\n' | "$kiosk" "${size[@]}" --form "$forms"/kort.yaml --play -
same play.db "$(ls "$work/data/innspill")"
