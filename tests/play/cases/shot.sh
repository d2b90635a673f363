# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A picture replaces a file only when it is whole, and nothing else ever.
shoot() { # shoot PATH: the exit status
  local status=0
  printf 'shot %s\n' "$1" | "$kiosk" "${size[@]}" --db "$db" --form "$forms"/kort.yaml --play - 2>"$work/stderr" || status=$?
  echo $status
}

mkdir "$work/shots"
echo before >"$work/shots/a.png"
same 0 "$(shoot "$work/shots/a.png")"
same "89504e47" "$(head -c 4 "$work/shots/a.png" | od -An -tx1 | tr -d ' \n')"

mkfifo "$work/shots/pipe"
ln -s a.png "$work/shots/link"
mkdir "$work/shots/folder"
for kind in pipe link folder; do
  same 1 "$(shoot "$work/shots/$kind")"
  has "$(head -n 1 "$work/stderr")" "error no-shot: stdin:1: $work/shots/$kind is there already"
done
[ -p "$work/shots/pipe" ] || fail "the pipe is gone"
[ -h "$work/shots/link" ] || fail "the link is gone"
same 3 "$(shoot "$work/nowhere/a.png")"

# No room: the file that was there stays, and nothing is left beside it.
echo before >"$work/shots/a.png"
trap '' XFSZ
begin --form "$forms"/kort.yaml
settled
prlimit --pid "$pid" --fsize=1:
printf 'shot %s\n' "$work/shots/a.png" >&3
status=0
exec 3>&-
wait "$pid" || status=$?
same 3 $status
has "$(head -n 1 "$work/stderr")" "error no-shot"
same "before" "$(cat "$work/shots/a.png")"
same "a.png folder link pipe" "$(cd "$work/shots" && echo *)"
