#!/bin/sh
# What the README shows is tried: its eight steps and its follow-ups are gone through, with a kiosk, a server and phones; its questionnaire is
# checked, its configuration is read, and its scripted visit is played on both.
# usage: run.sh KIOSK KIOSKCTL
set -eu
kiosk=$1 kioskctl=$2 top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
export TZ=Europe/Oslo # the configuration has opening hours
export SDL_VIDEODRIVER=dummy # a demonstration is seen; a test is not

fail() {
  echo "readme: $*" >&2
  exit 1
}

# block N: the lines of the README's Nth fenced block
block() {
  awk -v want="$1" '/^```/ { inside = !inside; if (inside) n++; next } inside && n == want' "$top/README.md"
}
block_with() { # block_with TEXT: the first block with a line that begins so
  n=1
  while [ "$n" -le 60 ]; do
    if block "$n" | grep -q "^$1"; then block "$n"; return 0; fi
    n=$((n + 1))
  done
  fail "there is no block with a line that begins with: $1"
}
commands_of() { # commands_of CHAPTER: its lines for the shell, with our programs
  awk -v chapter="$1" '
    /^##/ { here = $0 == chapter }
    /^```/ { inside = here && !inside && $0 == "```sh"; next }
    inside' "$top/README.md" | sed "s/   *#.*//; s|^kioskctl |\"$kioskctl\" |; s|^kiosk |\"$kiosk\" |"
}

serve() { # serve COMMAND: as it stands, but at a port that is free; $port is that
  eval "exec ${1% --listen *} --listen 127.0.0.1:0 --base-url ${1##* --base-url }" >served 2>&1 &
  server=$!
  for _ in $(seq 200); do
    port=$(sed -n 's/^Listening at port \([0-9]*\) .*/\1/p' served)
    [ -z "$port" ] || return 0
    sleep 0.1
  done
  fail "the server does not listen: $(cat served)"
}
stop() { # Ctrl+C
  [ -n "$server" ] || return 0
  kill -INT "$server"
  wait "$server" || fail "the server ends with $?: $(cat served)"
  server=
}
phone() { # phone PATH: a visit that begins there
  "$top/tools/phone" "http://127.0.0.1:$port$1" >>phoned || fail "a phone gets no further at $1: $(cat phoned)"
}
same() { # same EXPECTED ACTUAL
  [ "$1" = "$2" ] || fail "expected: $1
got: $2"
}

# The eight steps: somebody stands at the kiosk, others scan its codes.
mkdir "$work/steps"
cd "$work/steps"
cp "$top/forms/samling.yaml" "$top/forms/workshop.yaml" .
cat >visit.play <<'PLAY'
tap "Bokmål"
tap "Nyttig"
tap "Lett"
tap "Mentorer på arbeidsplassen"
tap "Neste"
tap "9"
tap "Send inn"
expect "Tusen takk!"
PLAY
commands_of '## A gathering, from start to data, in eight steps' >steps
while IFS= read -r command; do
  case $command in
    *" serve "*) serve "$command"; continue ;;
    *" verify "*) phone /f/samling; phone /f/workshop ;;
    *"close-round --db samling.db"*) stop ;;
  esac
  case $command in *--config*--check-config) ;; *--config*) command="$command --play visit.play" ;; esac
  eval "$command" >>said 2>&1 || fail "$command ends with $?: $(cat said)"
done <steps
same 13 "$(wc -l <steps)"
grep -q 'Listening at port' served || fail "no server: $(cat served)"
grep -q '^dor-1: .* 1 waiting' said || fail "verify: $(cat said)"
grep -q '^web: .* 2 waiting' said || fail "verify: $(cat said)"
same "dor-1|kiosk|1 dor-1|kiosk|0 web|web|0" "$(sqlite3 samling.db "SELECT device, channel, trial FROM response WHERE form_id = 'samling' ORDER BY device, trial DESC" | tr '\n' ' ' | sed 's/ $//')"
for written in samling.xlsx forslag.xlsx codebook.md preview/index.html; do
  [ -s "$written" ] || fail "there is no $written"
done

# The follow-ups: a visitor who was given a token goes on with it a hundred days later, one who gives a code goes on at once.
mkdir "$work/waves"
cd "$work/waves"
block_with 'settings: {form_id: kurs,' >kurs.yaml
block_with 'settings: {form_id: kurs_senere' >kurs_senere.yaml
"$kioskctl" check kurs.yaml kurs_senere.yaml >said 2>&1 || fail "$(cat said)"
same "" "$(grep warning said || true)"
day=$(date -d '100 days ago' +%F)
visit_kurs() { # visit_kurs LINES: at the kiosk; where its code leads is in $path
  printf 'forms: kurs.yaml\ndb: kurs.db\nround: v27\n' >kiosk.yaml
  printf 'now %sT10:00\nseed 1\ntap "Start"\ntap "7"\n%btap "Send inn"\nexpect "Tusen takk!"\nshot thanks.png\n' "$day" "$1" >visit.play
  "$kiosk" --config kiosk.yaml --size 1280x720 --play visit.play || fail "the kiosk stops at kurs"
  path=$(zbarimg --quiet --raw thanks.png 2>/dev/null | sed 's|^http://192.168.1.20:8080||')
}
waves() { # waves LINES JOINED-BY: a visit, its follow-up, and the commands that end the round
  "$kioskctl" round --db kurs.db v27 >said
  serve "\"$kioskctl\" serve --db kurs.db --form kurs.yaml --form kurs_senere.yaml --listen :8080 --base-url http://192.168.1.20:8080"
  visit_kurs "$1"
  phone "$path"
  commands_of '### Follow-ups, and who can join them' | while IFS= read -r command; do
    eval "$command" >>said 2>&1 || fail "$command ends with $?: $(cat said)"
  done
  grep -q "joined by .*$2" said || fail "$(cat said)"
  grep -q 'joined: 1 of 1' said || fail "$(cat said)"
  grep -q ",7,$2,.*,web," kurs.csv || fail "the later answers do not stand beside the first: $(cat kurs.csv)"
  same 0 "$(sqlite3 kurs.db "SELECT count(*) FROM link")"
  stop
}
waves '' token
case $path in /t/*) ;; *) fail "a token leads to $path" ;; esac

rm kurs.db*
sed -i 's/link: token/link: code/' kurs.yaml
sed -i '/^  phone:/d' kurs_senere.yaml
block_with '  - type: group' >group
cat group >>kurs.yaml
cat group >>kurs_senere.yaml
waves 'tap "Neste"\ntype "7"\ntap "Neste"\ntype "7"\n' code

# The questionnaire, the configuration and the scripted visit.
cd "$work"
block_with 'settings: {form_id: kaffe' >"$work/samling.yaml"
block_with 'forms:' >"$work/kiosk.yaml"
block_with 'tap ' >"$work/visit.play"

"$kioskctl" check "$work/samling.yaml"
cd "$work"
"$kiosk" --config kiosk.yaml --check-config
"$kiosk" --config kiosk.yaml --play visit.play | grep -q '"screen":"attract"'
[ -s thanks.png ]
"$kioskctl" export --db samling.db --format csv --out - | grep -q ',god,'

# The demonstration: each command ends as its remark says.
word= # one of the commands sets it
mkdir protected
cp "$top"/forms/samling.yaml protected
cp kiosk.yaml protected
cd protected
block_with 'echo "en lang' | sed 's/   *#.*//' >demo.sh
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
echo 'expect "Start"' | "$kiosk" --form samling.yaml --theme mine.yaml --trial --db trial.db --play -

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
"$kiosk" --form survey.yaml --db played.db --play trace
[ "$("$kioskctl" export --db try.db --format csv --out - | wc -l)" -eq 21 ]
