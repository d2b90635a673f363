# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The code on the thanks screen leads to a form of our own server, by a token that the server has not seen: it is spent by the phone's answers,
# which are joined with the kiosk's by its hash until the round is closed.
# shellcheck source=tests/play/phone.sh
. tests/play/phone.sh
form_of() { # form_of ID SETTINGS
  cat <<YAML
settings: {form_id: $1, form_title: {nb: Skjema $1}, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {privacy: {mode: linked}$2}
survey:
  - {type: select_one janei, name: bra, label: {nb: Var det bra?}}
choices: {janei: [{name: ja, label: {nb: Ja}}, {name: nei, label: {nb: Nei}}]}
YAML
}
form_of start ', followup: {form: senere, link: token}' >"$work/start.yaml"
form_of senere '' >"$work/senere.yaml"
cat >"$work/kiosk.yaml" <<YAML
forms: start.yaml
db: svar.db
round: 2026-2
device: nav-1
YAML

# Nobody knows an address yet: the configuration is told of it, and no code is shown.
has "$("$kiosk" --config "$work/kiosk.yaml" --check-config 2>/dev/null)" "warning no-base-url: start goes on with senere on phones"
serve "$work/start.yaml" "$work/senere.yaml"
has "$("$kiosk" --config "$work/kiosk.yaml" --check-config 2>/dev/null)" "phones: codes lead to $base, as the server that ran last on the database says"

visit() { # visit SHOT
  play --config "$work/kiosk.yaml" <<PLAY
$(now)
tap "Start"
tap "Ja"
tap "Send inn"
expect "Koden kobler det du svarer på mobilen"
expect "svar.test"
shot $1
PLAY
}
visit "$work/takk.png"
url=$(read_code "$work/takk.png")
token=$(printf '%s' "$url" | sed -n "s|^$base/t/\([0-9A-HJKMNP-TV-Z]*\)[?]l=nb\$|\1|p")
same 32 "${#token}"
if grep -qa "$token" "$db"*; then fail "the token itself is in the database"; fi

has "$(phone first "$url")" "Skjema senere"
phone first "$base/f/senere/start" "token=$(hidden first token)" >/dev/null
has "$(cat "$work/first.html")" "Var det bra?"
press first next c0=nei >/dev/null
same "senere|complete|web|nei
start|complete|kiosk|ja" "$(sql "SELECT form_id, status, channel, answers ->> '\$.bra' FROM response ORDER BY 1")"
case $(phone second "$url") in *"Var det bra?"* | *Start*) fail "the token can be used twice" ;; esac

# What was joined is joined no more when the round is closed, and the kiosk shows no code that could not be what it says.
"$kioskctl" close-round --db "$db" 2026-2 >/dev/null 2>&1 || fail "the round does not close"
play --config "$work/kiosk.yaml" <<PLAY
$(now)
tap "Start"
tap "Ja"
tap "Send inn"
expect "Tusen takk!"
expect-no "svar.test"
PLAY
has "$(cat "$work/stderr")" "nothing joins this visit"
end_server
