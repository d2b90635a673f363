# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# What the cases about memory have in common. $MEMORY_SEARCH is the program that looks. With $MEMORY_KEPT the kiosk is one whose wiping does
# not work, and each case must find what the others must not: else nobody knows that it can.
#
# Nothing that is searched for may stand in a script, or be described while it is on the screen: the kiosk would hold it for that alone.

configure() { # configure LINE...: $work/kiosk.yaml for $work/form.yaml; with $SEALED, answers are sealed
  {
    printf '%s\n' 'forms: form.yaml' 'languages: [nb]' "$@"
    if [ -n "${SEALED:-}" ]; then
      echo "et langt nok passord" >"$work/pass"
      "$kioskctl" keygen --out "$work/secret.key" --passphrase-file "$work/pass" | grep -A 1 '^seal:'
    fi
  } >"$work/kiosk.yaml"
}

form() { # form KIOSK-SETTINGS: everything that holds words, in $work/form.yaml
  cat >"$work/form.yaml" <<YAML
settings: {form_id: kort, form_title: {nb: Kort}, version: 1, default_language: nb}
languages: {nb: Norsk, en: English}
kiosk: $1
survey:
  - {type: image, name: navn, label: {nb: Skriv under}, appearance: signature}
  - {type: select_one grad or_other, name: nytte, label: {nb: Nyttig?}}
  - {type: text, name: hvorfor, label: {nb: Hvorfor?}}
  - {type: select_one sted, name: bor, label: {nb: Hvor bor du?}, appearance: minimal}
choices:
  grad: [{name: qikke, label: {nb: Ikke nyttig}}, {name: qsvaert, label: {nb: Svært nyttig}}]
  sted:
YAML
  for i in $(seq 60); do echo "    - {name: s$i, label: {nb: Sted nummer $i}}"; done >>"$work/form.yaml"
}

look() { # look THING...: what the program says; 77 ends the case where nobody may look
  local status=0
  "$MEMORY_SEARCH" "$pid" "$@" >"$work/found" 2>"$work/why" || status=$?
  case $status in
    0 | 1) ;;
    3)
      echo "not looked at: $(cat "$work/why"); a kiosk hides its memory from all but root"
      exit 77
      ;;
    *) fail "memory_search: $status $(cat "$work/why")" ;;
  esac
}

there() { # there THING...: each is found, before long
  for _ in $(seq 60); do
    kill -0 "$pid" 2>/dev/null || fail "it has ended: $(cat "$work/stderr")"
    look "$@"
    grep -q '^0 ' "$work/found" || return 0
    sleep 0.25
  done
  fail "it cannot be found even while it is there: $(grep '^0 ' "$work/found")"
}

gone() { # gone THING...: none is found; where wiping does not work, each is
  look "$@"
  if [ -n "${MEMORY_KEPT:-}" ]; then
    ! grep '^0 ' "$work/found" || fail "wiping does not work here, and this was not found all the same"
  else
    ! grep -v '^0 ' "$work/found" || fail "something is left of the visitor"
  fi
}

taps() { # taps LETTER...: keys of the keyboard on the screen, one by one
  printf 'tap "%s"\n' "$@" >&3
}

sign() { # a signature, whose points are then to be found as $points
  printf 'down 300,350\nmove 400,300\nmove 500,400\n' >&3
}
points=numbers:300,350,400,300

next_uuid() { # the row that is there since the last time; in $uuid
  touch "$work/uuids"
  for _ in $(seq 60); do
    uuid=$(sql "SELECT uuid FROM response" | grep -vxFf "$work/uuids" || true)
    if [ -n "$uuid" ]; then break; fi
    sleep 0.25
  done
  same 36 ${#uuid}
  echo "$uuid" >>"$work/uuids"
}

gone_uuid() { # the name of the row, by which somebody who has the file would know whose visit was the last one
  gone "bytes:$uuid"
  if [ -z "${MEMORY_KEPT:-}" ]; then gone "hex:$uuid"; fi
}
