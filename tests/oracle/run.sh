#!/bin/sh
# Holds our engine against ODK's own (@getodk/xforms-engine): robots answer each open workbook here, and the same steps are replayed there
# on the XForm that pyxform made of it. Prints a line a form, and each difference that known.tsv does not explain.
#
#   tests/oracle/run.sh [KIOSKCTL] [XLSFORM FOLDER] [ROBOTS] [NAME...]     (build/kioskctl, ../shared/xlsform, 30, all)
#
# Needs node and npm; the packages are installed into build/oracle. Exit code 0: agree; 1: they do not; 77: something is not to be had.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
kioskctl=${1:-$top/build/kioskctl}
forms=${2:-$top/../shared/xlsform}
robots=${3:-30}
[ $# -lt 3 ] && set -- || shift 3
modules=${INNSPILL_ORACLE:-$top/build/oracle}
engine=0.22.0

skip() {
  echo "skipped: $1"
  exit 77
}

command -v node >/dev/null || skip "no node"
command -v npm >/dev/null || skip "no npm"
[ -d "$forms/xform" ] || skip "no workbooks in $forms"
if [ ! -d "$modules/node_modules/@getodk/xforms-engine" ]; then
  mkdir -p "$modules"
  npm install --silent --no-audit --no-fund --prefix "$modules" "@getodk/xforms-engine@$engine" jsdom@29 >/dev/null 2>&1 ||
    skip "npm cannot fetch @getodk/xforms-engine"
fi

trace=$(mktemp)
trap 'rm -f "$trace"' EXIT
status=0
for xform in "$forms"/xform/*.xml; do
  name=$(basename "$xform" .xml)
  [ $# -eq 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
  "$kioskctl" robot "$forms/forms/$name.xlsx" --responses "$robots" --seed 1 --now 2026-11-21T14:05:00 --trace - >"$trace" 2>"$trace.err" ||
    echo "$name: robots: $(head -n 1 "$trace.err")"
  rm -f "$trace.err"
  node "$here/replay.mjs" "$modules" "$xform" "$name" "$here/known.tsv" <"$trace" || status=1
done
exit $status
