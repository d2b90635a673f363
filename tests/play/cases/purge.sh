# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# What the form promised to delete is deleted by the kiosk itself, at rest, on the day; not on the word of a clock that jumped.
sed 's/^kiosk:/kiosk:\n  retention: {free_text: "2 days", responses: "10 days"}/' "$forms"/kort.yaml >"$work/kort.yaml"
day() { # day DATE TEXT
  play --form "$work/kort.yaml" <<PLAY
now $1T10:00
tap "Start"
tap "Ja"
tap "Neste"
type "$2"
tap "Neste"
tap "Ja"
tap "Send inn"
wait 3m
PLAY
}
left() { sql "SELECT time || ' ' || answers || ' ' || ifnull(free_text ->> '\$.hvorfor', '-') FROM response ORDER BY time"; }
day 2026-11-20 vxzjqwpfh
day 2026-11-21 to
same '2026-11-20 {"bra":"ja","igjen":"ja"} vxzjqwpfh
2026-11-21 {"bra":"ja","igjen":"ja"} to' "$(left)"
day 2027-11-22 ets # a year ahead: nothing is believed
has "$(cat "$work/stderr")" "the clock jumped to 2027-11-22, so nothing is deleted for now"
has "$(left)" "vxzjqwpfh"
day 2026-11-22 tre
has "$(left)" '2026-11-20 {"bra":"ja","igjen":"ja"} -'
has "$(left)" '2026-11-21 {"bra":"ja","igjen":"ja"} to'
if LC_ALL=C grep -q -a vxzjqwpfh "$db"*; then fail "what is deleted is in the file's bytes"; fi
has "$(cat "$work/stderr")" "the words of 1 were due and are deleted"

# A kiosk that nobody turns off does so in the night.
play --form "$work/kort.yaml" <<PLAY
now 2026-11-23T10:00
wait 3m
wait 960m
PLAY
if left | grep -q "to$"; then fail "it is not deleted in the night: $(left)"; fi
"$kioskctl" verify --db "$db" >"$work/verify" || fail "$(cat "$work/verify")"
