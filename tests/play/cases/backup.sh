# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A second copy: after so many responses and at the end; a stick that is not there, or full of something else, stops nobody.
mkdir "$work/stick"
printf 'languages: [nb]\nforms: %s\nbackup: {to: stick/kopi.db, every: 2}\n' "$PWD/$forms/kort.yaml" >"$work/kiosk.yaml"
echo 2468 | "$kioskctl" pin >>"$work/kiosk.yaml"
has "$("$kiosk" --config "$work/kiosk.yaml" --db "$db" --check-config)" "backup: to $work/stick/kopi.db, after every 2 complete responses"
visit() {
  printf 'tap "Start"\ntap "Ja"\ntap "Neste"\ntap "Hopp over"\ntap "Send inn"\nwait 30s\n' >&3
  settled
}
copied() { # how many responses the copy has, which opens on its own
  sqlite3 -readonly "file:$work/stick/kopi.db?immutable=1" "SELECT count(*) FROM response"
}
wait_for_copy() {
  for _ in $(seq 300); do
    [ ! -s "$work/stick/kopi.db" ] || return 0
    sleep 0.1
  done
  fail "no copy is made: $(cat "$work/stderr")"
}
begin --config "$work/kiosk.yaml"
visit
if [ -e "$work/stick/kopi.db" ]; then fail "it is too early"; fi
visit
wait_for_copy
same 2 "$(copied)"
printf 'wait 5s\n' >&3
visit
finish
rm "$work/in"
same 3 "$(copied)"
same "done|2" "$(sql "SELECT detail, count(*) FROM event_log WHERE kind = 'backup' GROUP BY detail")"
"$kioskctl" verify --db "$work/stick/kopi.db" >"$work/verify" || fail "$(cat "$work/verify")"

# The stick is pulled: visits go on, staff are told, and the kiosk ends in time.
mv "$work/stick" "$work/away"
has "$("$kiosk" --config "$work/kiosk.yaml" --db "$db" --check-config)" "backup: not now (No such file or directory): put the stick in"
begin --config "$work/kiosk.yaml"
visit
visit
for _ in $(seq 300); do
  printf 'wait 5s\n' >&3
  settled
  ! grep -q "no backup could be made" "$work/stderr" || break
  sleep 0.1
done
printf 'down 5,5\nwait 3s\nup\ntype "2468"\ntap "OK"\nexpect "Mislyktes"\n' >&3
settled
finish
same 5 "$(sql "SELECT count(*) FROM response WHERE status = 'complete'")"
mv "$work/away" "$work/stick"
same 3 "$(copied)"

# Over the database itself: refused.
printf 'forms: %s\ndb: a.db\nbackup: {to: stick/../a.db}\n' "$PWD/$forms/kort.yaml" >"$work/same.yaml"
fails 1 "error backup-path" --config "$work/same.yaml" --check-config
