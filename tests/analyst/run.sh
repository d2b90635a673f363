#!/usr/bin/env bash
# run.sh KIOSKCTL: what the README tells an analyst is tried as it stands. Its commands are run, and its lines for R, PSPP and Python; what
# those print must be what SQL counts in the database. Stata and Excel are in no Debian: others read their files, and check.py does what
# the lines say.
set -euo pipefail
kioskctl=$1
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export LC_ALL=C.UTF-8

block() { # block LANGUAGE [N]: the Nth block of the chapter in that language
  sed -n '/^## For the analyst/,/^## Questionnaires/p' "$top/README.md" |
    awk -v language="$1" -v want="${2:-1}" '
      /^```/ { inside = !inside && substr($0, 4) == language && ++n == want; open = !open; next }
      inside && open'
}

fail() {
  echo "analyst: $*" >&2
  exit 1
}

for language in sh r spss stata python excel; do
  block "$language" >"lines.$language"
  [ -s "lines.$language" ] || fail "the README's chapter has no block in $language"
done
block r 2 >lines.r-base
for five in r r-base spss stata python excel; do
  [ "$(wc -l <"lines.$five")" -eq 5 ] || fail "the block for $five has not five lines"
done

# Two kiosks; every third visit of one was left half way, every other was of another round.
"$kioskctl" robot "$top/forms/samling.yaml" --responses 300 --seed 1 --device dor-1 --now 2026-11-20 --db samling.db >/dev/null
"$kioskctl" robot "$top/forms/samling.yaml" --responses 100 --seed 2 --device dor-2 --now 2026-11-21 --db dor-2.db >/dev/null
sqlite3 samling.db "UPDATE response SET round = 'h26' WHERE substr(uuid, 36) < '8';
  UPDATE response SET status = 'partial' WHERE substr(uuid, 35, 1) < '5'"

while read -r command; do
  case $command in kioskctl\ *) ;; *) fail "what is this command? $command" ;; esac
  eval "\"\$kioskctl\" ${command#kioskctl }" >>said 2>&1 || fail "$command ends with $?: $(cat said)"
done <lines.sh
for ending in xlsx dta; do "$kioskctl" export --db samling.db --out "samling.$ending" >/dev/null; done

echo 'options(width = 500)' >.Rprofile
Rscript lines.r >r.out
Rscript lines.r-base >r-base.out
pspp lines.spss -o spss.out -O format=csv >spss.said 2>&1 || fail "PSPP: $(cat spss.said)"
[ ! -s spss.said ] || fail "PSPP is not content: $(cat spss.said)"
/usr/bin/python3 lines.python >python.out
/usr/bin/python3 "$here/check.py"
