# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Permission to the file and its folder is taken away while the kiosk runs and given back: what is open goes on being written to; what
# cannot be found or opened is waited for.
. tests/play/world.sh
obey_permissions
mkdir "$work/disk"
db=$work/disk/svar.db
short_form ""
begin_short
visit "før"
chmod 000 "$work/disk"
script 'tap "Start"' 'tap "Ja"'
rests "a folder that nobody may look into"
script 'wait 20s'
rests "a folder that still is closed"
chmod 700 "$work/disk"
goes_on
chmod 000 "$db"
script 'tap "Start"' 'tap "Nei"' 'tap "Neste"' 'type "under"' 'tap "Neste"' 'wait 60s'
chmod 600 "$db"
script 'wait 10s'
finish
chmod 000 "$db"
fails 3 "permission" "${size[@]}" --db "$db" --form "$work/kort.yaml" --play -
chmod 400 "$db"
fails 3 "permission" "${size[@]}" --db "$db" --form "$work/kort.yaml" --play -
chmod 600 "$db"
same 'complete|ja|før
partial|ja|
partial|nei|under' "$(visits)"
