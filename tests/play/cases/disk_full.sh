# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A disk that is full: the kiosk rests, and takes answers again when there is room; what was acknowledged before is there. A kiosk that
# starts on a full disk says so, and leaves what it finds as it is.
. tests/play/world.sh
own_mounts
small_disk
fill() { dd if=/dev/zero of="$work/disk/filler" bs=1k 2>"$work/dd" || true; }
short_form ""
begin_short
script 'tap "Start"' 'tap "Ja"' 'tap "Neste"'
fill
text=$(printf 'lang%.0s' $(seq 300))
for _ in 1 2 3 4 5 6; do # there may be room in what the files have already
  script "type \"$text\"" 'tap "Neste"'
  is_resting && break
  script 'tap "Tilbake"'
done
rests "a full disk"
has "$(sql "SELECT status, answers ->> '\$.bra' FROM response")" 'partial|ja'
script 'wait 20s'
rests "a disk that still is full"
rm "$work/disk/filler"
goes_on
finish
said "the disk is full"
no_words_of "$text"
same 1 "$(whole "SELECT count(*) FROM response WHERE status = 'partial' AND free_text ->> '\$.hvorfor' LIKE '$text%'")"

fill
cp "$db" "$work/before.db"
fails 3 "the disk is full" "${size[@]}" --db "$work/disk/ny.db" --form "$work/kort.yaml" --play -
cmp "$work/before.db" "$db" || fail "another database was changed"
