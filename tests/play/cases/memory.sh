# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# When a visit has ended, nothing the visitor wrote or drew is left anywhere in the program's memory. The word is typed key by key, so that
# it stands in no script either.
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: kort, form_title: {nb: Kort}, version: 1, default_language: nb}
languages: {nb: Norsk}
survey:
  - {type: image, name: navn, label: {nb: Skriv under}, appearance: signature}
  - {type: text, name: hvorfor, label: {nb: Hvorfor?}}
YAML
begin --form "$work/form.yaml"

found() { # found PATTERN: how many lines of the program's writable memory hold it
  local from to mode rest start
  while IFS='- ' read -r from to mode rest; do
    case $mode in rw*) ;; *) continue ;; esac
    start=$((16#$from / 4096))
    dd if="/proc/$pid/mem" bs=4096 skip=$start count=$((16#$to / 4096 - start)) 2>/dev/null || true
  done <"/proc/$pid/maps" | LC_ALL=C grep -a -c "$1" || true
}

word=vxzjqwpfh drawing='1000x400;[0-9]*,[0-9]* [0-9]*,[0-9]'
printf 'tap "Start"\ndown 300,350\nmove 400,300\nmove 500,400\nup\ntap "Neste"\n' >&3
for letter in K v x z j q w p f h; do printf 'tap "%s"\n' "$letter"; done >&3
settled
if grep -q libasan "/proc/$pid/maps" || ! head -c 0 "/proc/$pid/mem" 2>/dev/null; then
  echo "not looked at: a sanitizer keeps freed memory, and a process that hides its memory shows it to root only"
else
  for pattern in "$word" "$drawing"; do
    [ "$(found "$pattern")" -gt 0 ] || fail "it cannot be found even while it is on the screen: $pattern"
  done
  printf 'tap "Send inn"\nwait 60s\nexpect "Kort"\n' >&3
  settled
  same "0 0" "$(found "$word") $(found "$drawing")"
fi
finish
