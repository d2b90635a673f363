#!/usr/bin/env bash
# run.sh KIOSK PICTURE VERSIONS WORK [write]: plays visits/*.play on the real kiosk, with its fonts, and holds every picture that they take
# against the one of its name here. To the pixel where the libraries and fonts are those of VERSIONS; elsewhere nearly. What differs is left
# in WORK beside a picture of the difference. A picture without a reference, and a reference without a picture, fails. write, which
# tools/regold alone says, makes the references anew.
#
# The first line of a visit has its options: # --size 640x400 ...
set -euo pipefail

kiosk=$1 picture=$2 versions=$3 work=$4 write=${5:-}
here=tests/pictures
form=tests/play/forms/alle.yaml
rm -rf "$work"
mkdir -p "$work/shown" "$work/different"
export SDL_VIDEODRIVER=dummy XDG_DATA_HOME=$work/data TZ=Europe/Oslo LC_ALL=C.UTF-8
export LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$PWD/tests/lsan.supp:print_suppressions=0}

failed=0
fail() {
  echo "$*" >&2
  failed=1
}

play() { # play VISIT
  local name options
  name=$(basename "$1" .play)
  read -r -a options < <(sed -n '1s/^# //p' "$1")
  sed -e 1d -e "s|^shot |shot $work/shown/|" "$1" >"$work/$name.play"
  "$kiosk" --form "$form" --db "$work/$name.db" --reduced-motion "${options[@]}" --play "$work/$name.play" >"$work/$name.out" 2>&1 ||
    fail "$1: $(grep -m 1 ^error "$work/$name.out" || tail -n 1 "$work/$name.out")"
}

for visit in "$here"/visits/*.play; do
  play "$visit"
done

"$versions" >"$work/VERSIONS"
if [ "$write" = write ]; then
  [ "$failed" = 0 ] || exit 1
  rm -f "$here"/*.png
  for shown in "$work"/shown/*.png; do
    "$picture" keep "$shown" "$here/$(basename "$shown")"
  done
  cp "$work/VERSIONS" "$here/VERSIONS"
  exit 0
fi

how=near
if cmp -s "$work/VERSIONS" "$here/VERSIONS"; then how=exact; fi
for shown in "$work"/shown/*.png; do
  name=$(basename "$shown")
  if [ ! -f "$here/$name" ]; then
    fail "$here/$name: there is no such reference"
  elif ! "$picture" compare "$here/$name" "$shown" "$work/different/$name" "$how"; then
    fail "  shown: $shown, difference: $work/different/$name"
  fi
done
for reference in "$here"/*.png; do
  [ -f "$work/shown/$(basename "$reference")" ] || fail "$reference: no visit takes this picture"
done
[ "$failed" = 0 ] || echo "If the references are what is wrong, tools/regold makes them anew: look at what changes." >&2
exit "$failed"
