# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The size of letters: the visitor's for the rest of the visit, the configuration's for the next; nothing leaves the screen.
heights() { # of the title, in each description
  grep '"id":"title"' "$work/screen" | grep -o '[0-9]*]}$' | tr -d ']}' | xargs
}
grows() { # grows FIRST SECOND...: each is larger than the one before
  local before=0 height
  for height in "$@"; do
    [ "$height" -gt "$before" ] || fail "no larger: $*"
    before=$height
  done
}
play --form "$forms"/kort.yaml --start-at question >"$work/screen" <<'PLAY'
describe
tap "Tekststørrelse"
describe
tap "Tekststørrelse"
describe
tap "Tekststørrelse"
describe
tap "Tekststørrelse"
tap "Ja"
tap "Neste"
tap "Hopp over"
describe
tap "Tilbake"
tap "Tilbake"
tap "Tilbake"
tap "Start"
describe
PLAY
read -r normal large largest again kept new <<<"$(heights)"
grows "$normal" "$large" "$largest"
same "$normal $large $normal" "$again $kept $new"

printf 'forms: %s\ndisplay: {text: largest}\n' "$PWD/$forms/kort.yaml" >"$work/kiosk.yaml"
echo describe | play --config "$work/kiosk.yaml" --start-at question >"$work/screen"
same "$largest" "$(heights)"
echo describe | play --config "$work/kiosk.yaml" --start-at question --text-size large >"$work/screen"
same "$large" "$(heights)"

# On a small display they are in a menu, together.
size=(--size 1024x600 --display-mm 154x90)
play --form "$forms"/kort.yaml --start-at question --text-size largest >"$work/screen" <<'PLAY'
tap "Valg"
expect "English"
expect "Tekststørrelse"
tap "Mer nedenfor"
expect "Skjul"
key Escape
describe
tap "Ja"
tap "Neste"
expect "Skriv her"
PLAY
while IFS=, read -r x y w h; do
  if [ "$x" -lt 0 ] || [ $((x + w)) -gt 1024 ] || [ "$y" -lt 0 ]; then fail "leaves the screen: $x,$y,$w,$h"; fi
done < <(grep -o '"rect":\[[^]]*' "$work/screen" | cut -d'[' -f2)
fails 2 "--text-size takes normal, large or largest" --form "$forms"/kort.yaml --text-size huge
