# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The code on the thanks screen, read back by another program from the picture, in both themes; what is stored is the token's hash.
for theme in light high-contrast; do
  rm -f "$db"*
  cat >"$work/kiosk.yaml" <<YAML
forms: $PWD/$forms/alt.yaml
theme: $theme
event: Samling & fest
round: "2026-1"
place: Lillehammer
device: nav-1
YAML
  play --config "$work/kiosk.yaml" <<PLAY
tap "Start"
tap "Neste"
tap "Jeg har lest dette"
tap "Neste"
tap "Nei"
tap "Neste"
tap "Hopp over"
tap "Hopp over"
tap "Hopp over"
tap "Hopp over"
tap "Hopp over"
tap "Send inn"
expect "frivillig"
shot $work/takk.png
PLAY
  url=$(zbarimg --quiet --raw "$work/takk.png")
  token=$(printf '%s' "$url" | sed -n 's/.*[?]t=\([^&]*\)&.*/\1/p')
  same "https://example.org/s?t=$token&e=Samling%20%26%20fest&r=2026-1&f=alt&l=nb" "$url"
  same 26 "${#token}"
  if grep -q "$token" "$db"*; then fail "the token itself is in the database"; fi
  same "$(printf '%s' "$token" | b2sum --length=256 | cut -d' ' -f1)" "$(sql "SELECT token_hash FROM response")"
  same "nav-1|2026-1|Samling & fest|Lillehammer" "$(sql "SELECT device, round, event, place FROM response")"
done
