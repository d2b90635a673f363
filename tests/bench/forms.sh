#!/bin/sh
# How long forms take: kioskctl check for forms of 1,000 to 20,000 questions and for one with many mistakes, the largest open workbook if
# it is to be had, and robots on a form that ships. Prints a table; nothing is judged.
#
#   tests/bench/forms.sh [KIOSKCTL] [WORKBOOKS]     (build/kioskctl, ../shared/xlsform/forms)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
kioskctl=${1:-$top/build/kioskctl}
workbooks=${2:-$top/../shared/xlsform/forms}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

now_ms() { date +%s%3N; }

# best_ms COMMAND...: the shortest of five runs; what it prints goes to $folder/out.
best_ms() {
  best=
  for run in 1 2 3 4 5; do
    begun=$(now_ms)
    "$@" >"$folder/out" 2>&1 || true
    took=$(($(now_ms) - begun))
    if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
  done
}

check() { # FILE WHAT
  best_ms "$kioskctl" check --brief "$1"
  printf '%-44s %6d ms  %8d bytes  %s\n' "$2" "$best" "$(wc -c <"$1")" "$(tail -n 1 "$folder/out" | cut -c1-90 | sed "s|$folder/||")"
}

for questions in 1000 2000 5000 10000 20000; do
  awk -v questions=$questions -v mistakes=0 -f "$here/big_form.awk" >"$folder/q$questions.yaml"
  check "$folder/q$questions.yaml" "$questions questions"
done

awk -v questions=1000 -v mistakes=60 -f "$here/big_form.awk" >"$folder/mistakes.yaml"
check "$folder/mistakes.yaml" "1,000 lines with 60 mistakes"
printed=$(grep -c ': \(error\|warning\) ' "$folder/out" || true)
found=$(sed -n 's/.* has \([0-9]*\) errors\?.*/\1/p' "$folder/out" | tail -n 1)
[ "$best" -gt 0 ] || best=1
printf '%-44s %6d a second (%d found, %d printed, with the start of the program)\n' messages $((${found:-printed} * 1000 / best)) \
  "${found:-0}" "$printed"

if [ -d "$workbooks" ]; then
  largest=
  for workbook in "$workbooks"/*.xlsx; do
    best_ms "$kioskctl" check --brief "$workbook"
    if [ -z "$largest" ] || [ "$best" -gt "$largest_ms" ]; then
      largest=$workbook
      largest_ms=$best
    fi
  done
  check "$largest" "slowest workbook, $(basename "$largest")"
else
  echo "no workbooks in $workbooks"
fi

for form in kandidat samling; do
  "$kioskctl" robot "$top/forms/$form.yaml" --responses 10000 --seed 1 --db "$folder/$form.db" >"$folder/out" 2>&1 || true
  printf '%-44s %s\n' "10,000 robots on $form" "$(head -n 1 "$folder/out" | sed "s|$folder/||")"
done
