#!/bin/sh
# The pages in a real Chromium, from a real server: axe-core's rules on every page of every form that ships and of one with every type, at the
# sizes of a phone, a tablet and 400 % zoom, in Norwegian and Arabic, light and dark; whole visits by keys alone and without a script; what
# the script adds; and what a first page weighs. Prints a line a walk, and each finding.
#
#   tests/web/browser/run.sh [--quick] [KIOSKCTL] [FOLDER FOR PICTURES]     (build/kioskctl, none)
#
# Needs node, npm and chromium (or the one that CHROMIUM names); playwright-core and axe-core are installed into the folder that
# INNSPILL_BROWSER names (build/browser), once. --quick, for every day: a few of the walks. Exit code 0: no findings; 1: some; 77: something
# is not to be had, and nothing was looked at.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
quick=
if [ "${1-}" = --quick ]; then
  quick=--quick
  shift
fi
kioskctl=${1:-$top/build/kioskctl}
pictures=${2-}
modules=${INNSPILL_BROWSER:-$top/build/browser}

skip() {
  echo "SKIPPED, no page was looked at in a browser: $1" >&2
  exit 77
}

install() {
  command -v npm >/dev/null || skip "there is no npm to fetch playwright-core and axe-core with"
  mkdir -p "$modules"
  npm install --silent --no-audit --no-fund --fetch-retries=1 --fetch-timeout=20000 --prefix "$modules" playwright-core@1.65.1 \
    axe-core@4.14.1 >/dev/null 2>&1 || skip "npm cannot fetch playwright-core and axe-core into $modules"
}

command -v node >/dev/null || skip "there is no node"
for name in ${CHROMIUM-} chromium chromium-browser google-chrome; do
  browser=$(command -v "$name") && break
done
[ -n "${browser-}" ] || skip "there is no chromium (CHROMIUM may name one)"
if ! [ -d "$modules/node_modules/playwright-core" ] || ! [ -d "$modules/node_modules/axe-core" ]; then install; fi
cd "$top"
exec node "$here/check.mjs" "$modules" "$browser" "$kioskctl" "$pictures" $quick
