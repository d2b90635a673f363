# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Behind a long press and a PIN: how things stand, a pause, the end. Nobody else gets there, and no answer is told.
printf 'languages: [nb]\nforms: %s\nevent: Samling 3\n' "$PWD/$forms/kort.yaml" >"$work/kiosk.yaml"
echo 2468 | "$kioskctl" pin >>"$work/kiosk.yaml"
has "$("$kiosk" --config "$work/kiosk.yaml" --check-config)" "staff: behind a long press"
enter='down 5,5
wait 3s
up'
play --config "$work/kiosk.yaml" >"$work/screen" <<PLAY
tap "Start"
tap "Nei"
$enter
expect-no "PIN"
expect "Var det bra?"
tap "Neste"
type "hemmelig svar"
tap "Neste"
tap "Nei"
tap "Send inn"
wait 8s
down 5,5
wait 2900ms
up
expect "Var det bra?"
wait 60s
down 5,5
down 2 600,400
wait 4s
expect-no "Skriv PIN-koden"
up
up 2
wait 60s
$enter
expect "Skriv PIN-koden"
describe
tap "1"
tap "1"
tap "1"
tap "1"
describe
tap "OK"
expect "Feil PIN-kode. Prøv igjen."
expect-no "Samling 3"
type "2468"
key Enter
expect "Samling 3"
describe
wait 60s
expect "Start"
$enter
expect-no "Samling 3"
type "2468"
tap "OK"
tap "Ta pause"
expect "Vi tar en pause"
key Enter
tap 640,400
wait 200m
expect "Vi tar en pause"
$enter
type "2468"
tap "OK"
tap "Fortsett"
expect "Start"
$enter
tap "Lukk"
expect "Start"
PLAY
if grep -qE "1111|2468|hemmelig|\"Nei\"" "$work/screen"; then fail "a PIN or an answer is on the screen"; fi
count() { grep -o "\"id\":\"board.$1\".*\"value\":\"[0-9]*\"" "$work/screen" | grep -o '[0-9]*"$'; }
same '1" 0" 0"' "$(count complete) $(count partial) $(count discarded)"
same "idle| idle| pause|begins pause|ends start| stop|" "$(sql "SELECT kind || '|' || ifnull(detail, '') FROM event_log ORDER BY kind, detail" | paste -sd' ')"

# Staff end it, as a signal does: nothing is lost, and the exit code says that all is well. Keys alone lead there, too.
play --config "$work/kiosk.yaml" <<PLAY
$enter
type "2468"
key Enter
describe
tap "Mer nedenfor"
tap "Avslutt programmet"
tap "Ja, avslutt"
PLAY
same "2" "$(sql "SELECT count(*) FROM event_log WHERE kind = 'stop'")"
