#!/bin/sh
# What the README shows is tried: its questionnaire is checked, its configuration is read, and its scripted visit is played on both.
# usage: run.sh KIOSK KIOSKCTL
set -eu
kiosk=$1 kioskctl=$2 top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=Europe/Oslo # the configuration has opening hours

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

# The demonstration: each command ends as its remark says.
word= # one of the commands sets it
mkdir protected
cp "$top"/forms/samling.yaml protected
cp kiosk.yaml protected
cd protected
block_with 'echo "en lang' | sed 's/   *#.*//' >demo.sh
export SDL_VIDEODRIVER=dummy # a demonstration is seen; a test is not
while IFS= read -r command; do
  code=0
  eval "$command" >>said 2>&1 || code=$?
  echo "$code" >>codes
done <<EOF
$(sed "s|kioskctl |\"$kioskctl\" |; s|kiosk --|\"$kiosk\" --|" demo.sh)
EOF
[ "$(tr '\n' ' ' <codes)" = '0 0 0 0 0 0 1 0 137 0 0 0 1 1 0 0 ' ] || { cat codes said >&2; exit 1; }
grep -qx 3 said
grep -q 'robot: 1-40 whole, 3 waiting, 0 partial, 0 missing' said
grep -q 'dor-1: nothing numbered yet, 0 waiting, 1 partial, 0 missing' said
grep -q '44 responses written' said
mkdir stick
block_with 'staff:' | sed "s|seal1-…|$word|; s|/media/stick/|stick/|; /^staff/d" >>kiosk.yaml
echo 2468 | "$kioskctl" pin | grep -v '^$' >>kiosk.yaml
"$kiosk" --config kiosk.yaml --check-config >said
grep -q 'sealed for the key' said
grep -q 'staff: behind' said
cd ..

# A theme of one's own.
cp "$top"/assets/themes/fjordby.* .
sed 's/^name: .*/name: mine/' fjordby.yaml >mine.yaml
grep -qF -- '--form samling.yaml --theme mine.yaml --trial' "$top/README.md"
echo 'expect "Start"' | SDL_VIDEODRIVER=dummy "$kiosk" --form samling.yaml --theme mine.yaml --trial --db trial.db --play -

# The commands about previews, workbooks and robots, each as it is written; a workbook comes from the questionnaire itself.
run_line() { # run_line WORDS: the README's line that begins so, with our programs
  line=$(sed -n "s/^$1/$1/p" "$top/README.md" | sed 's/ *#.*//' | head -n 1)
  [ -n "$line" ] || { echo "the README has no line that begins with: $1" >&2; return 1; }
  eval "\"$kioskctl\" ${line#kioskctl }"
}
run_line 'kioskctl preview samling.yaml'
grep -q 'screen-' preview/index.html
cp samling.yaml survey.yaml
run_line 'kioskctl export-form survey.yaml'
run_line 'kioskctl check survey.xlsx'
run_line 'kioskctl import survey.xlsx'
"$kioskctl" robot survey.yaml --responses 20 --seed 1 --db try.db --trace trace
SDL_VIDEODRIVER=dummy "$kiosk" --form survey.yaml --db played.db --play trace
[ "$("$kioskctl" export --db try.db --format csv --out - | wc -l)" -eq 21 ]
