# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Another database of ours takes the place of the open one: by a move, the kiosk goes on in the new one, and the old has what was promised;
# written over it in place (cp), nothing is damaged and what is acknowledged from then on is there.
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
cp "$db" "$work/kopi.db"
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
script 'tap "Start"' 'tap "Nei"' 'tap "Neste"' 'type "fem"' 'tap "Neste"' 'wait 60s'
script 'wait 20s'
visit "seks"
finish
has "$(visits)" 'complete|ja|seks'
has "$(visits)" 'nei|fem'
