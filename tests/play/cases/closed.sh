# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Outside the opening hours a sign, and nothing to begin; who is in a visit finishes it.
printf 'forms: %s\nlanguages: [nb]\nhours: {mon-fri: "08:00-16:00", closed: [2026-11-25 to 2026-12-11]}\n' "$PWD/$forms/kort.yaml" >"$work/kiosk.yaml"
play --config "$work/kiosk.yaml" >"$work/screen" <<'PLAY'
now 2026-11-20T15:59
expect "Kort"
tap "Start"
wait 20s
tap "Ja"
tap "Neste"
wait 20s
tap "Hopp over"
wait 25s
expect "Kommer du igjen?"
tap "Send inn"
expect "Tusen takk!"
wait 8s
expect "Vi har stengt"
expect "mandag"
expect "08:00"
expect-no "Start"
describe
key Enter
tap 640,400
expect "Vi har stengt"
wait 3839m
expect "Vi har stengt"
wait 1m
expect "Start"
expect-no "Vi har stengt"
tap "Start"
expect "Var det bra?"
PLAY
has "$(head -n 1 "$work/screen")" '"screen":"closed"'
has "$(head -n 1 "$work/screen")" '"form":"kort"'
same 'complete|nb|0|{"bra":"ja","igjen":null,"hvorfor":null}' "$(rows)"

# More than a week away, the name of a day alone would mislead; and in the morning of the last day the kiosk opens by itself.
rm -f "$db"*
play --config "$work/kiosk.yaml" <<'PLAY'
now 2026-11-25T10:00
expect "Vi har stengt"
expect "mandag 14. desember"
expect "08:00"
wait 10080m
wait 7500m
expect "mandag 14. desember"
wait 600m
expect "mandag"
expect-no "desember"
wait 9000m
expect "kl. "
expect-no "mandag"
wait 59m
expect "Vi har stengt"
wait 1m
expect "Start"
PLAY

# Among several forms, the day begins with the choice.
printf 'forms: [%s, %s]\nlanguages: [nb]\nhours: {mon: "08:00-16:00"}\n' "$PWD/$forms/kort.yaml" "$PWD/$forms/alt.yaml" >"$work/kiosk.yaml"
play --config "$work/kiosk.yaml" <<'PLAY'
now 2026-11-23T07:59
expect "Vi har stengt"
wait 60s
expect "Hva vil du svare på?"
tap "Kort"
wait 480m
expect "Vi har stengt"
PLAY
