# shellcheck shell=bash disable=SC2034,SC2119,SC2154 # the words are run.sh's
# A visit to its end: signed, chosen, written, searched for, looked over, sent in.
. tests/play/memory/words.sh
form '{review: yes, thanks: {show: 8}, privacy: {mode: linked, time: exact}, retention: {free_text: 90 days, responses: 365 days}}'
configure
play --config "$work/kiosk.yaml" --db "$work/other.db" >"$work/screen" <<PLAY
tap "Start"
tap "Hopp over"
tap "Ikke nyttig"
tap "Neste"
type "Vxzjqwpfh"
shot $work/typed.png
describe
PLAY
picture=picture:$work/typed.png,$(sed -n 's/.*"id":"field".*"rect":.\([0-9]*\),\([0-9]*\),.*/\1 \2/p' "$work/screen" | awk '{print $1 + 10 "," $2 + 10 ",150,60"}')
rm -f "$work/screen"
begin --config "$work/kiosk.yaml"
echo 'tap "Start"' >&3
sign
there "$points"
printf 'up\ntap "Neste"\ntap "Svært nyttig"\ntap "Annet"\ntap "Neste"\n' >&3
taps G d p w q t y z
there letters:gdpwqtyz
echo 'tap "Neste"' >&3
taps V x z j q w p f h
there letters:vxzjqwpfh 'bytes:"nytte":"' strokes: "$picture"
next_uuid
there "bytes:$uuid"
printf 'tap "Neste"\ntap "Velg"\ntap "Søk"\n' >&3
taps h j k m n b v
there letters:hjkmnbv
printf 'key Escape\ntap "Hopp over"\nexpect "Send inn"\n' >&3
there letters:vxzjqwpfh
printf 'tap "Send inn"\nexpect "Tusen takk!"\nwait 60s\nexpect "Kort"\n' >&3
settled
gone letters:vxzjqwpfh letters:gdpwqtyz letters:hjkmnbv 'bytes:"nytte":"' strokes:
gone_uuid
[ -n "${MEMORY_KEPT:-}" ] || gone "$points" "$picture" png:
finish
