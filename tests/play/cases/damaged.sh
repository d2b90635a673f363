# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Pages of the database are overwritten, while nobody has it open and while the kiosk runs: it is never written to again, set aside as it is,
# and a new one goes on; what was acknowledged comes out of it again as far as its pages are whole.
. tests/play/world.sh
short_form ""
harm() { # all pages but the first, which says whose it is
  local bytes
  bytes=$(stat -c %s "$db")
  head -c $((bytes - 4096)) /dev/urandom | dd of="$db" bs=4096 seek=1 conv=notrunc 2>"$work/dd"
}
aside() { find "$work" -name 'svar.damaged-*.db' | sort; }
begin_short
visit "en"
finish
harm
cp "$db" "$work/harmed.db"
begin_short
visit "to"
finish
said "damaged"
same 'complete|ja|to' "$(visits)"
same 1 "$(aside | wc -l)"
cmp "$work/harmed.db" "$(aside)" || fail "the damaged file was written to"

begin_short
script 'wait 1s'
harm
script 'tap "Start"' 'tap "Nei"'
rests "damage that is come upon"
script 'wait 20s'
goes_on
visit "tre"
finish
said "damaged"
same 'complete|ja|tre
partial|nei|' "$(visits)"
same 2 "$(aside | wc -l)"

# In a file too large to be looked through, a page that no answer needs: nothing is written beside it either.
rm -f "$db"* "$work"/svar.damaged-*
begin_short
visit "fire"
finish
sqlite3 "$db" "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
  INSERT INTO event_log SELECT printf('%036d', i), (SELECT name FROM device), 'idle', hex(zeroblob(1500)), '2026-11-22' FROM n"
root=$(sql "SELECT rootpage FROM sqlite_schema WHERE name = 'event_log'")
head -c 4096 /dev/urandom | dd of="$db" bs=4096 seek=$((root - 1)) conv=notrunc 2>"$work/dd"
begin_short
visit "fem"
script 'tap "Start"' 'tap "Ja"' 'wait 60s'
visit "seks"
finish
said "damaged"
same 1 "$(aside | wc -l)"
has "$(visits)" 'complete|ja|seks'
