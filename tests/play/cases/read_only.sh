# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A disk that can only be read, as systems make one that fails: the kiosk does not start on it and says why; one that rests goes on
# resting, and goes on by itself when it may write.
. tests/play/world.sh
own_mounts
small_disk
short_form ""
begin_short
visit "før"
finish
mount -o remount,ro "$work/disk"
fails 3 "cannot write" "${size[@]}" --db "$db" --form "$work/kort.yaml" --play -
mount -o remount,rw "$work/disk"
same 'complete|ja|før' "$(visits)"

begin_short
script 'wait 1s'
mv "$db" "$work/disk/lagt-bort.db" # nothing can be made at its place, so that it is closed
mkdir "$db"
script 'tap "Start"' 'tap "Nei"' 'wait 5s'
rests "a database that is gone"
rmdir "$db"
mv "$work/disk/lagt-bort.db" "$db"
mount -o remount,ro "$work/disk"
script 'wait 20s'
rests "a disk that can only be read"
mount -o remount,rw "$work/disk"
goes_on
visit "etter"
finish
said "cannot write"
same 'complete|ja|etter
complete|ja|før
partial|nei|' "$(visits)"
