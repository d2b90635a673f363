# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The database, or its log, is deleted while the kiosk runs: it rests for a moment and goes on, and the visit that noticed it is there whole.
# A log's answers are in the database by then. What was deleted with the database is nowhere: only a second copy helps.
. tests/play/world.sh
short_form ""
begin_short
visit "en"
script 'tap "Start"' 'tap "Nei"' 'tap "Neste"'
rm "$db-wal"
script 'type "to"' 'tap "Neste"'
rests "a log that is gone"
goes_on
visit "tre"
said "$db-wal"
has "$(visits)" 'complete|ja|en'
has "$(visits)" 'complete|ja|tre'
has "$(visits)" 'partial|nei|to'

script 'tap "Start"' 'tap "Nei"' 'tap "Neste"'
rm "$db" "$db-wal" "$db-shm"
script 'type "fire"' 'tap "Neste"'
rests "a database that is gone"
goes_on
visit "fem"
finish
said "moved, deleted or replaced"
same 'complete|ja|fem
partial|nei|fire' "$(visits)"
no_words_of fire
