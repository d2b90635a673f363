# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Whoever guesses at the PIN waits, and taking the power away does not shorten it.
printf 'languages: [nb]\nforms: %s\n' "$PWD/$forms/kort.yaml" >"$work/kiosk.yaml"
echo 2468 | "$kioskctl" pin >>"$work/kiosk.yaml"
enter='down 5,5
wait 3s
up'
status=0
"$kiosk" "${size[@]}" --db "$db" --config "$work/kiosk.yaml" --play - 2>"$work/stderr" <<PLAY || status=$?
$enter
type "1111"
tap "OK"
type "2222"
tap "OK"
expect "Feil PIN-kode"
type "3333"
tap "OK"
expect "0:30"
wait 20s
expect "0:10"
kill
PLAY
same 137 $status
play --config "$work/kiosk.yaml" <<PLAY
$enter
expect "0:27"
type "2468"
key Enter
expect "0:27"
wait 27s
expect-no "0:"
type "4444"
tap "OK"
expect "1:00"
PLAY
play --config "$work/kiosk.yaml" <<PLAY
wait 60s
$enter
type "2468"
tap "OK"
expect "I dag"
PLAY
play --config "$work/kiosk.yaml" <<PLAY
$enter
expect-no "0:"
type "1111"
tap "OK"
type "2468"
tap "OK"
expect "I dag"
PLAY
