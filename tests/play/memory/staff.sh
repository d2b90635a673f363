# shellcheck shell=bash disable=SC2034,SC2154 # the words are run.sh's
# A PIN, right or wrong, is not kept longer than it takes to look at it.
. tests/play/memory/words.sh
form '{privacy: {mode: linked}, retention: {free_text: 90 days, responses: 365 days}}'
configure "$(echo 739158 | "$kioskctl" pin)"
enter='down 5,5
wait 3s
up
expect "Skriv PIN-koden"'
begin --config "$work/kiosk.yaml"
echo "$enter" >&3
taps 6 2 8 4 0 9
there letters:628409
printf 'tap "OK"\nexpect "Feil PIN-kode. Prøv igjen."\n' >&3
settled
gone letters:628409
taps 7 3 9 1 5 8
there letters:739158
printf 'tap "OK"\nexpect "Lukk"\n' >&3
settled
gone letters:739158
printf 'tap "Lukk"\nexpect "Start"\n' >&3
echo "$enter" >&3
taps 7 3 9 1 5 8
there letters:739158
printf 'wait 60s\nexpect "Start"\n' >&3 # walked away before it was sent
settled
gone letters:739158
finish
