#!/bin/sh
# Holds our engine against ODK's own (@getodk/xforms-engine): robots answer each open workbook here, and the same steps are replayed there
# on the XForm that pyxform made of it; so too the forms that ship and those of forms/ beside this, which use what the workbooks do not, on
# XForms that xform.mjs makes of them. Prints a table a form, and each difference that known.tsv does not explain; when all forms were
# asked for, also each line of known.tsv that explains nothing any more.
#
#   tests/oracle/run.sh [--quick] [KIOSKCTL] [XLSFORM FOLDER] [ROBOTS] [NAME...]     (build/kioskctl, ../shared/xlsform, 30, all)
#
# Needs node and npm; the packages are installed into the folder that INNSPILL_ORACLE names (build/oracle). --quick, for every day:
# fetches nothing, and leaves out the two largest forms. Exit code 0: agree; 1: they do not, or a line of known.tsv is not needed any more;
# 77: something is not to be had.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
quick=
if [ "${1-}" = --quick ]; then
  quick=yes
  shift
fi
kioskctl=${1:-$top/build/kioskctl}
forms=${2:-$top/../shared/xlsform}
robots=${3:-30}
if [ $# -lt 3 ]; then set --; else shift 3; fi
modules=${INNSPILL_ORACLE:-$top/build/oracle}
engine=0.22.0

skip() {
  echo "skipped: $1"
  exit 77
}

install() {
  [ -z "$quick" ] || skip "ODK's engine is not in $modules; tests/oracle/run.sh fetches it"
  command -v npm >/dev/null || skip "no npm"
  mkdir -p "$modules"
  npm install --silent --no-audit --no-fund --prefix "$modules" "@getodk/xforms-engine@$engine" jsdom@29 yaml@2 >/dev/null 2>&1 ||
    skip "npm cannot fetch @getodk/xforms-engine"
}

command -v node >/dev/null || skip "no node"
[ -d "$forms/xform" ] || skip "no workbooks in $forms"
for package in @getodk/xforms-engine jsdom yaml; do
  [ -d "$modules/node_modules/$package" ] || { install && break; }
done

is_asked_for() { # is_asked_for NAME [NAME...]: the first among the rest, or no rest
  asked=$1
  shift
  [ $# -eq 0 ] || case " $* " in *" $asked "*) ;; *) return 1 ;; esac
}

# The sizes of the XForms tell how long each takes.
left_out=
[ -z "$quick" ] || left_out=$(cd "$forms/xform" && wc -c -- *.xml | sort -rn | sed -n '2,3s/^ *[0-9]* //p')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/used"
status=0

hold() { # hold NAME FORM XFORM
  "$kioskctl" robot "$2" --responses "$robots" --seed 1 --now 2026-11-21T14:05:00 --trace - >"$work/trace" 2>"$work/err" ||
    echo "$1: robots: $(head -n 1 "$work/err")"
  node "$here/replay.mjs" "$modules" "$3" "$1" "$here/known.tsv" "$work/used" <"$work/trace" || status=1
}

for form in "$here"/forms/*.yaml "$top"/forms/*.yaml; do
  name=$(basename "$form" .yaml)
  is_asked_for "$name" "$@" || continue
  node "$here/xform.mjs" "$modules" "$form" "$work"
  hold "$name" "$form" "$work/$name.xml"
done
for xform in "$forms"/xform/*.xml; do
  name=$(basename "$xform" .xml)
  is_asked_for "$name" "$@" || continue
  case $left_out in *"$name.xml"*) continue ;; esac
  hold "$name" "$forms/forms/$name.xlsx" "$xform"
done

# A few robots may not come to where the engines differ.
if [ -z "$quick" ] && [ $# -eq 0 ] && [ "$robots" -ge 30 ]; then
  awk -v used="$work/used" 'BEGIN { while ((getline number <used) > 0) is_used[number] = 1 }
    !/^#/ && NF && !(FNR in is_used) { print "known.tsv:" FNR ": explains nothing any more: " $0; unused = 1 }
    END { exit unused }' "$here/known.tsv" || status=1
fi
exit $status
