# shellcheck shell=bash disable=SC2034,SC2119,SC2154 # the words are run.sh's
# What leads to a visitor's phone: the token of a follow-up, and the secret of a visit that goes on there, with what was typed in it. Whoever
# had them could answer in the visitor's place, or read what they had answered.
. tests/play/memory/words.sh
# shellcheck source=tests/play/phone.sh
. tests/play/phone.sh
form "{followup: {form: senere, link: token}, privacy: {mode: linked}, retention: {free_text: 90 days, responses: 365 days}}"
configure 'round: "2026-2"'
if [ -n "${SEALED:-}" ]; then
  serve --seal "$(sed -n 's/^ *public_key: *\([^ ]*\).*/\1/p' "$work/kiosk.yaml")" "$work/form.yaml"
else
  serve "$work/form.yaml"
fi
begin --config "$work/kiosk.yaml"

shown() { # shown SHOT PATTERN: what the code of a shot says, once it has been taken; nothing is described meanwhile
  local found
  for _ in $(seq 100); do
    found=$(read_code "$1" 2>/dev/null | sed -n "s|$2|\1|p") || true
    if [ -n "$found" ]; then break; fi
    sleep 0.1
  done
  printf '%s' "$found"
}

now >&3
printf 'tap "Start"\ntap "Hopp over"\ntap "Ikke nyttig"\ntap "Neste"\ntap "Hopp over"\ntap "Send inn"\nexpect "Koden kobler"\nshot %s\n' \
  "$work/takk.png" >&3
token=$(shown "$work/takk.png" '.*/t/\([0-9A-Z]*\)[?].*')
same 32 ${#token}
grouped=$(sed 's/..../& /g; s/ $//' <<<"$token")
there "bytes:$token" "bytes:$grouped"
printf 'tap "Ferdig"\nwait 10s\nexpect "Start"\n' >&3
settled
gone "bytes:$token" "bytes:$grouped"

printf 'tap "Start"\ntap "Hopp over"\ntap "Hopp over"\n' >&3
taps V x z j q w p f h
there letters:vxzjqwpfh
printf 'tap "Valg"\ntap "Fortsett på mobilen"\ntap "Fortsett på mobilen"\nexpect "Koden virker"\nshot %s\n' "$work/kode.png" >&3
secret=$(shown "$work/kode.png" '.*/c/\([0-9A-Z]*\)$')
same 16 ${#secret}
grouped=$(sed 's/..../& /g; s/ $//' <<<"$secret")
there "bytes:$secret" "bytes:$grouped"
gone letters:vxzjqwpfh # from the moment on at which the code is shown
printf 'tap "Ferdig"\nwait 10s\nexpect "Start"\n' >&3
settled
gone "bytes:$secret" "bytes:$grouped" letters:vxzjqwpfh
finish
end_server
