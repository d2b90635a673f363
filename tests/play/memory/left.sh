# shellcheck shell=bash disable=SC2034,SC2119,SC2154 # the words are run.sh's
# Visits that are left: in the middle of a word, of a signature, of a search, after the language was changed, with the screen hidden; kept as far as
# they came, or erased.
. tests/play/memory/words.sh
for outcome in partial discard; do
  rm -f "${work:?}"/*
  form "{idle: {after: 20, warn: 20, outcome: $outcome}, privacy: {mode: linked}, retention: {free_text: 90 days, responses: 365 days}}"
  configure
  sed -i 's/languages: .*/languages: [nb, en]/' "$work/kiosk.yaml"
  begin --config "$work/kiosk.yaml"

  echo 'tap "Start"' >&3
  sign
  there "$points"
  printf 'wait 60s\nexpect "Start"\n' >&3
  settled
  [ -n "${MEMORY_KEPT:-}" ] || gone "$points" strokes:

  echo 'tap "Start"' >&3
  sign
  printf 'up\ntap "Neste"\ntap "Ikke nyttig"\ntap "Neste"\n' >&3
  taps V x z j q w p f h
  there letters:vxzjqwpfh 'bytes:"nytte":"q' strokes:
  next_uuid
  printf 'wait 60s\nexpect "Start"\n' >&3
  settled
  gone letters:vxzjqwpfh 'bytes:"nytte":"q' strokes:
  gone_uuid

  printf 'tap "Start"\ntap "Hopp over"\ntap "Ikke nyttig"\ntap "Neste"\n' >&3
  taps G d p w q t y z
  there letters:gdpwqtyz
  printf 'tap "Valg"\ntap "English"\n' >&3
  taps k b v n
  there letters:dpwqtyzkbvn
  printf 'tap "Options"\ntap "Hide"\nwait 60s\n' >&3
  settled
  gone letters:gdpwqtyzkbvn 'bytes:"nytte":"q'

  printf 'tap "Start"\ntap "Hopp over"\ntap "Hopp over"\ntap "Hopp over"\ntap "Velg"\ntap "Søk"\n' >&3
  taps h j k m n b v
  there letters:hjkmnbv
  printf 'wait 60s\nexpect "Start"\n' >&3
  settled
  gone letters:hjkmnbv
  finish
done
