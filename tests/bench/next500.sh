#!/usr/bin/env bash
# How long Next takes in a form of 500 questions: from the touch, by way of the answer on disk, to the next question painted. The real
# program, on SDL's driver without a screen, told by a script what to do; telling is measured too, and taken off. Prints a table; nothing
# is judged.
#
#   tests/bench/next500.sh [KIOSK]     (build/kiosk)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kiosk=${1:-$here/../../build/kiosk}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SDL_VIDEODRIVER=${SDL_VIDEODRIVER:-dummy} LC_ALL=C.UTF-8

{
  echo "settings: {form_id: lang, form_title: Langt, version: 1, default_language: en}"
  echo "languages: {en: English}"
  echo "survey:"
  for i in $(seq 500); do
    case $((i % 3)) in
      0) echo "  - {type: select_one ja, name: q$i, label: 'Is number $i right?'}" ;;
      1) echo "  - {type: integer, name: q$i, label: 'How many of number $i?'}" ;;
      2) echo "  - {type: text, name: q$i, label: 'What of number $i?', relevant: \"\${q1} != 7\"}" ;;
    esac
  done
  echo "choices: {ja: [{name: ja, label: 'Yes'}, {name: nei, label: 'No'}]}"
} >"$work/form.yaml"

now_us() { echo "${EPOCHREALTIME/./}"; }

mkfifo "$work/in" "$work/out"
"$kiosk" --form "$work/form.yaml" --db "$work/x.db" --size 1920x1080 --display-mm 476x268 --reduced-motion --start-at question \
  --play - <"$work/in" >"$work/out" &
exec 3>"$work/in" 4<"$work/out"

settled() { # until it has described its screen, all before that is done and painted
  local line
  while read -r line <&4; do
    [ "$line" = '{"end":true}' ] && return
  done
  echo "next500: the kiosk has gone" >&2
  exit 1
}

time_of() { # time_of LINE...: into took_us
  local begun
  begun=$(now_us)
  printf '%s\n' "$@" describe >&3
  settled
  took_us=$(($(now_us) - begun))
}

time_of
for i in $(seq 200); do
  time_of
  echo "$took_us" >>"$work/told"
  time_of 'tap "Skip"'
  echo "$took_us" >>"$work/next"
done
exec 3>&-
wait

row() { # row WHAT FILE LESS-US
  sort -n "$2" | awk -v what="$1" -v less="$3" '{ v[NR] = $1 - less } END {
    printf "%-34s %8.2f %8.2f %8.2f\n", what, v[int((NR + 1) / 2)] / 1000, v[int(NR * 0.95)] / 1000, v[NR] / 1000 }'
}
told=$(sort -n "$work/told" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
printf '%-34s %8s %8s %8s\n' milliseconds median p95 most
row "telling it and hearing from it" "$work/told" 0
row "Next, question to question" "$work/next" "$told"
