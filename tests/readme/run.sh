#!/bin/sh
# What the README shows is tried: its questionnaire is checked, its configuration is read, and its scripted visit is played on both.
# usage: run.sh KIOSK KIOSKCTL
set -eu
kiosk=$1 kioskctl=$2 top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# block N: the lines of the README's Nth fenced block
block() {
  awk -v want="$1" '/^```/ { inside = !inside; if (inside) n++; next } inside && n == want' "$top/README.md"
}
block_with() { # block_with TEXT: the first block with a line that begins so
  n=1
  while [ "$n" -le 20 ]; do
    if block "$n" | grep -q "^$1"; then block "$n"; return 0; fi
    n=$((n + 1))
  done
  echo "the README has no block with a line that begins with: $1" >&2
  return 1
}

block_with 'settings:' >"$work/samling.yaml"
block_with 'forms:' >"$work/kiosk.yaml"
block_with 'tap ' >"$work/visit.play"

"$kioskctl" check "$work/samling.yaml"
cd "$work"
"$kiosk" --config kiosk.yaml --check-config
SDL_VIDEODRIVER=dummy "$kiosk" --config kiosk.yaml --play visit.play | grep -q '"screen":"attract"'
[ -s thanks.png ]
"$kioskctl" export --db samling.db --format csv --out - | grep -q ',god,'
