# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Another database of ours takes the place of the open one, by a move or written over it in place (cp): the kiosk rests, and goes on in what
# stands there now, with the visit that noticed it.
. tests/play/world.sh
short_form ""
one_visit() { begin_short; visit "$1"; finish; }
one_visit "en annen"
cp "$db" "$work/annen.db"
cp "$db" "$work/tredje.db"
rm "$db"

begin_short
visit "en"
script 'tap "Start"' 'tap "Nei"' 'tap "Neste"'
mv "$work/annen.db" "$db"
script 'type "to"' 'tap "Neste"'
rests "a database that was replaced"
goes_on
visit "tre"
finish
said "moved, deleted or replaced"
same 'complete|ja|en annen
complete|ja|tre
partial|nei|to' "$(visits)"

begin_short
visit "fire"
cp "$work/tredje.db" "$db"
script 'tap "Start"' 'tap "Nei"'
rests "a database that was overwritten"
goes_on
visit "fem"
finish
said "was overwritten"
same 'complete|ja|en annen
complete|ja|fem
partial|nei|' "$(visits)"
