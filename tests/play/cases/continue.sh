# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A visit that goes on on the visitor's phone: the kiosk forgets it at once, the phone is where it was, no other phone can have it, and in the
# end there is one response.
# shellcheck source=tests/play/phone.sh
. tests/play/phone.sh
cat >"$work/kort.yaml" <<'YAML'
settings: {form_id: kort, form_title: {nb: Kort}, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {idle: {after: 30, warn: 20, outcome: partial}, phone: {keep: 2}}
survey:
  - {type: select_one janei, name: bra, label: {nb: Var det bra?}}
  - {type: text, name: hvorfor, label: {nb: Hvorfor?}}
choices: {janei: [{name: ja, label: {nb: Ja}}, {name: nei, label: {nb: Nei}}]}
YAML
serve "$work/kort.yaml"

play --form "$work/kort.yaml" <<PLAY
$(now)
expect "svar.test/f/kort"
tap "Start"
tap "Ja"
tap "Fortsett på mobilen"
expect "denne skjermen glemmer deg"
tap "Tilbake"
expect "Var det bra?"
tap "Fortsett på mobilen"
tap "Fortsett på mobilen"
expect "Koden virker i 2 minutter."
expect "svar.test"
expect-no "Var det bra?"
shot $work/kode.png
tap "Ferdig"
expect "Start"
expect-no "Koden virker"
wait 10s
tap "Start"
expect "Var det bra?"
PLAY
same "partial|nb|0|{\"bra\":\"ja\"}" "$(rows)"
same kiosk "$(sql "SELECT channel FROM response")"
url=$(read_code "$work/kode.png")
secret=${url##*/}
same "$base/c/$secret" "$url"
if grep -qa "$secret" "$db"*; then fail "the database has the secret"; fi

phone first "$url" >/dev/null # whoever only looks, or a preview of the address, takes nothing
has "$(phone second "$url")" "Fortsett her"
has "$(phone first "$base/c" "secret=$secret")" "Var det bra?"
has "$(cat "$work/first.html")" 'value="ja" checked'
case $(phone second "$base/c" "secret=$secret") in *"Var det bra?"*) fail "two phones have the visit" ;; esac
has "$(press first next c0=nei)" "Hvorfor?"
press first next "c1=Mat og folk" >/dev/null
has "$(cat "$work/first.html")" "Tusen takk!"
same "complete|nb|0|{\"bra\":\"nei\",\"hvorfor\":\"Mat og folk\"}" "$(rows)"
same "web|web" "$(sql "SELECT channel, device FROM response")"

# Nobody comes for it: what was answered stays partial. A visit without an answer leaves nothing behind; a trial's is one on the phone, too.
play --form "$work/kort.yaml" <<PLAY
$(now)
tap "Start"
tap "Fortsett på mobilen"
tap "Fortsett på mobilen"
expect "Skann koden med mobilen din"
wait 30s
expect "Start"
PLAY
same 1 "$(sql "SELECT count(*) FROM response")"
play --form "$work/kort.yaml" --trial <<PLAY
$(now)
tap "Start"
tap "Fortsett på mobilen"
tap "Fortsett på mobilen"
shot $work/kode.png
PLAY
url=$(read_code "$work/kode.png")
phone third "$url" >/dev/null
has "$(phone third "$base/c" "secret=${url##*/}")" "Svarene teller ikke"
press third next c0=ja >/dev/null
press third next "c1=" >/dev/null
same "complete|web|1" "$(sql "SELECT status, channel, trial FROM response WHERE trial")"

# Without a server there is no way to go.
end_server
play --form "$work/kort.yaml" <<PLAY
$(now)
expect-no "svar.test"
tap "Start"
expect-no "Fortsett på mobilen"
PLAY
"$kioskctl" verify --db "$db" >"$work/verify" 2>&1 || fail "verify: $(cat "$work/verify")"
