# shellcheck shell=bash disable=SC2154 # the words are run.sh's
# For cases in which the world fails: what they ask of a kiosk that rests because of it, and a place of their own to mount disks in.

own_mounts() { # the case runs anew where nobody else sees what it mounts; without leave for that it is skipped, loudly
  if [ -n "${INNSPILL_OWN_MOUNTS:-}" ]; then
    trap leave_mounts EXIT
    return 0
  fi
  local ids=(-m)
  [ "$(id -u)" = 0 ] || ids=(-U -r -m)
  if ! unshare "${ids[@]}" sh -c 'mount -t tmpfs -o size=1m tmpfs /mnt' 2>"$work/mounting"; then
    echo "SKIPPED: no disk may be mounted here: $(cat "$work/mounting")" >&2
    exit 77
  fi
  rm -rf "$work"
  INNSPILL_OWN_MOUNTS=1 exec unshare "${ids[@]}" "$0" "$kiosk" "$kioskctl" "$case"
}

leave_mounts() {
  umount -l "$work"/disk 2>/dev/null || true
  rm -rf "$work"
}

small_disk() { # of a megabyte, with the database on it
  mkdir "$work/disk"
  mount -t tmpfs -o size=1m tmpfs "$work/disk"
  db=$work/disk/svar.db
}

short_form() { # short_form KIOSK-SETTINGS: in one language, so that a first screen always says the same
  cat >"$work/kort.yaml" <<YAML
settings: {form_id: kort, form_title: {nb: Kort}, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {idle: {after: 30, warn: 20, outcome: partial}, thanks: {show: 8}${1:+, $1}}
survey:
  - {type: select_one janei, name: bra, label: {nb: Var det bra?}, required: true}
  - {type: text, name: hvorfor, label: {nb: Hvorfor?}}
  - {type: select_one janei, name: igjen, label: {nb: Kommer du igjen?}}
choices:
  janei:
    - {name: ja, label: {nb: Ja}}
    - {name: nei, label: {nb: Nei}}
YAML
}

visit() { # visit TEXT: to its end, and until the next may begin
  script 'tap "Start"' 'tap "Ja"' 'tap "Neste"' "type \"$1\"" 'tap "Neste"' 'tap "Ja"' 'tap "Send inn"' 'expect "Tusen takk!"' 'wait 20s'
}

begin_short() {
  rm -f "$work/in"
  begin --form "$work/kort.yaml"
}

obey_permissions() { # the kiosk may only what the files' modes allow, even when root runs the test
  [ "$(id -u)" = 0 ] || return 0
  printf '#!/bin/sh\nexec setpriv --inh-caps -all --bounding-set -dac_override,-dac_read_search "%s" "$@"\n' "$kiosk" >"$work/kiosk"
  chmod +x "$work/kiosk"
  kiosk=$work/kiosk
}

script() { # script LINE...: to the kiosk in the background, until it has carried them out
  printf '%s\n' "$@" >&3
  settled
}

screen() { # the words of the last description
  tac "$work/screen" | sed -n '1,/"v":1/p'
}

is_resting() {
  screen | grep -q '"screen":"fault"'
}

rests() { # rests WHAT: for a visitor it says so, kindly and without a word of what is technical or was answered
  local shown
  is_resting || fail "$1 goes unnoticed: $(screen)"
  shown=$(screen | grep -o '"label":"[^"]*"')
  has "$shown" "Kiosken hviler"
  if grep -qiE 'database|sqlite|disk|fil|error|db-' <<<"$shown"; then fail "a visitor is told of techniques: $shown"; fi
  script 'tap 640,400'
  is_resting || fail "a touch wakes a kiosk that cannot keep answers"
}

goes_on() { # by itself, within seconds after the cause has gone
  script 'wait 5s' 'wait 5s'
  if is_resting; then fail "it does not go on by itself: $(cat "$work/stderr")"; fi
  has "$(screen)" '"screen":"attract"'
}

said() { # said PART: the log says why
  has "$(cat "$work/stderr")" "$1"
}

no_words_of() { # no_words_of ANSWER: in any log
  if grep -qF "$1" "$work/stderr"; then fail "an answer is in the log"; fi
}

whole() { # whole SQL: its rows, of a database that is sound
  same ok "$(sql "PRAGMA integrity_check")"
  "$kioskctl" verify --db "$db" >"$work/verify" 2>&1 || fail "verify: $(cat "$work/verify")"
  sql "$1"
}

visits() { # what there is, without texts
  whole "SELECT status, answers ->> '\$.bra', free_text ->> '\$.hvorfor' FROM response ORDER BY status, 2, 3"
}
