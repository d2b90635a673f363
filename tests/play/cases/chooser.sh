# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Several forms: a choice first; Escape on the first screen leads back to it.
play --form "$forms" <<'PLAY' >"$work/screen"
describe
tap "Kort"
expect "Kort"
expect-no "Alt mulig"
key Escape
tap "Alt mulig"
tap "Start"
expect "Hei og velkommen"
wait 80s
expect "Alt mulig"
expect-no "Kort"
PLAY
has "$(head -n 1 "$work/screen")" '"screen":"chooser"'
