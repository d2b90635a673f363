# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The clock is a year late, and then decades early: visits are taken, numbered and kept, and nothing is deleted for being old.
. tests/play/world.sh
short_form 'retention: {free_text: "90 days", responses: "365 days"}, privacy: {mode: anonymous, min_group: 3, time: day}'
"$kioskctl" check "$work/kort.yaml" >"$work/check" || fail "$(cat "$work/check")"
day() {
  play --form "$work/kort.yaml" <<PLAY
now $1T10:00
tap "Start"
tap "Ja"
tap "Neste"
type "den $1"
tap "Neste"
tap "Ja"
tap "Send inn"
wait 30s
PLAY
}
for date in 2026-11-22 2025-11-22 2026-11-23 2066-01-01 2026-11-24; do day "$date"; done
same 'complete|ja|den 2025-11-22
complete|ja|den 2026-11-22
complete|ja|den 2026-11-23
complete|ja|den 2026-11-24
complete|ja|den 2066-01-01' "$(visits)"
