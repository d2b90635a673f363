# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# When a visit has ended, nothing the visitor wrote is left anywhere in the program's memory. The word is typed key by key, so that it
# stands in no script either.
begin --form "$forms"/kort.yaml

found() { # how many of the program's writable pages hold the word
  local from to mode rest start
  while IFS='- ' read -r from to mode rest; do
    case $mode in rw*) ;; *) continue ;; esac
    start=$((16#$from / 4096))
    dd if="/proc/$pid/mem" bs=4096 skip=$start count=$((16#$to / 4096 - start)) 2>/dev/null || true
  done <"/proc/$pid/maps" | grep -a -c vxzjqwpfh || true
}

printf 'tap "Start"\ntap "Ja"\ntap "Neste"\n' >&3
for letter in K v x z j q w p f h; do printf 'tap "%s"\n' "$letter"; done >&3
settled
if grep -q libasan "/proc/$pid/maps" || ! head -c 0 "/proc/$pid/mem" 2>/dev/null; then
  echo "not looked at: a sanitizer keeps freed memory, and a process that hides its memory shows it to root only"
else
  [ "$(found)" -gt 0 ] || fail "the word cannot be found even while it is on the screen"
  printf 'tap "Neste"\ntap "Send inn"\nwait 60s\nexpect "Kort"\n' >&3
  settled
  same 0 "$(found)"
fi
finish
