# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# What robots did through the engine alone, the screen can do: their traces are played by touches and keys, and the answers come out
# the same.
answers() { # answers DB: what was answered, without keys, in an order of its own
  "$kioskctl" export --db "$1" --format csv --out - | cut -d, -f2- | sort
}

on_screen() { # on_screen FORM: plays the trace at hand; a form that is not anonymous keeps which device it was
  echo "{forms: '$(realpath "$1")', device: robot}" >"$work/kiosk.yaml"
  "$kiosk" "${size[@]}" --db "$db" --config "$work/kiosk.yaml" --play "$work/trace" 2>"$work/stderr" || fail "$(head -n 3 "$work/stderr")"
}

same_on_screen() { # same_on_screen FORM RESPONDENTS [FORM-FOR-THE-KIOSK]
  rm -f "$work"/*.db "$work"/*.db-*
  "$kioskctl" robot "$1" --responses "$2" --seed 2 --now 2026-11-21T10:00 --db "$work/robot.db" --trace "$work/trace" >/dev/null
  on_screen "${3:-$1}"
  same "$2" "$(sql "SELECT count(*) FROM response WHERE status = 'complete'")"
  same "$(answers "$work/robot.db")" "$(answers "$db")"
}

same_on_screen forms/kandidat.yaml 20
same_on_screen forms/samling.yaml 20
same_on_screen forms/oppfolging.yaml 20
same_on_screen forms/mentor.yaml 10
same_on_screen forms/workshop.yaml 20
"$kioskctl" export-form forms/samling.yaml --out "$work/samling.xlsx" >/dev/null
same_on_screen forms/samling.yaml 5 "$work/samling.xlsx"
same_on_screen tests/play/traces/husstand.yaml 20

# What differs is told, with the screen.
refused() { # refused PART FORM: the trace at hand is not what the kiosk does
  rm -f "$work"/*.db "$work"/*.db-*
  fails 1 "$1" "${size[@]}" --db "$db" --form "$2" --play "$work/changed"
  has "$(cat "$work/stderr")" '"screen":'
}
changed() { sed "$@" "$work/trace" >"$work/changed"; }
form=tests/play/traces/husstand.yaml
changed '3s/"relevant":\["begynt",/"relevant":["begynt","alder",/'
refused "changed:3: \"alder\" is relevant in the trace, and not here" $form
changed '3s/"relevant":\["begynt",/"relevant":[/'
refused "changed:3: \"begynt\" is relevant here, and not in the trace" $form
changed '3s/"calc":{/"calc":{"kilde":"nettet",/'
refused 'changed:3: the value of "kilde" is "kiosk" here, and "nettet" in the trace' $form
changed '2s/"set":{}/"set":{"farge":"lilla"}/'
refused '"farge" has no such answer here' $form
changed '3s/"lang"/"set":{"rekke":["gul"]},"lang"/'
refused 'the screen has no' $form
changed '2s/.*/{"r":0}/'
refused "changed:2: this is no line of a robot's trace" $form
changed '2s/"chance":"[0-9]*",//'
refused "changed:2: this is no line of a robot's trace" $form
changed '2s/"chance":"[0-9]*"/"chance":"1"/'
refused 'the value of "trekk" is "' $form
changed '1s/"version":"1"/"version":"2"/'
refused 'the trace is of version "2" of the form' $form
changed ''
refused 'the trace is of the form "husstand"' forms/samling.yaml

# One of everything, in every language and both orientations, and on a display so low that beside the keyboard only a finger scrolls.
rm -f "$work"/*.db "$work"/*.db-*
"$kioskctl" robot "$forms"/alle.yaml --responses 8 --seed 3 --now 2026-11-21T10:00 --db "$work/robot.db" --trace "$work/trace" >/dev/null
for code in nb nn en uk ar; do has "$(cat "$work/trace")" "\"lang\":\"$code\""; done
has "$(cat "$work/trace")" '"go":'
low=(--size 800x480 --display-mm 154x92 --text-size largest)
for shape in landscape portrait low; do
  if [ $shape = portrait ]; then size=("${portrait[@]}"); fi
  if [ $shape = low ]; then size=("${low[@]}"); fi
  rm -f "$db"*
  on_screen "$forms"/alle.yaml
  same 8 "$(sql "SELECT count(*) FROM response WHERE status = 'complete'")"
  same "$(answers "$work/robot.db")" "$(answers "$db")"
  same "$(sqlite3 "$work/robot.db" "SELECT path, count(*) FROM attachment GROUP BY path")" \
    "$(sql "SELECT path, count(*) FROM attachment GROUP BY path")"
done
