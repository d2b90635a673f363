# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A seed makes chance in a form repeat itself, but never a response's key: the same script twice is two responses.
cat >"$work/lodd.yaml" <<'YAML'
settings: {form_id: lodd, form_title: Lodd, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {followup: {url: "https://example.org/s?t={token}", link: token}}
survey:
  - {type: note, name: n0, label: Første}
  - {type: note, name: n1, label: En, relevant: "random() < 0.5"}
  - {type: note, name: n2, label: To, relevant: "random() < 0.5"}
  - {type: note, name: n3, label: Tre, relevant: "random() < 0.5"}
  - {type: note, name: n4, label: Fire, relevant: "random() < 0.5"}
  - {type: text, name: a, label: Hva?}
YAML
visit() {
  printf 'seed %s\ntap "Start"\n' "$1"
  for _ in 1 2 3 4 5 6; do printf 'key Enter\ndescribe\n'; done
}
visit 7 | play --form "$work/lodd.yaml" >"$work/first"
visit 7 | play --form "$work/lodd.yaml" >"$work/second"
same "$(cat "$work/first")" "$(cat "$work/second")"
for seed in 1 2 3 4 5 6; do visit $seed | play --form "$work/lodd.yaml"; done >"$work/others"
same 1 "$(($(sort -u "$work/others" | wc -l) > $(sort -u "$work/first" | wc -l)))"
rm -f "$db"*
for _ in 1 2; do
  printf 'seed 1\ntap "Start"\ntap "Ja"\ntap "Neste"\n' | play --form "$forms"/kort.yaml
done
same 2 "$(sql "SELECT count(DISTINCT uuid) FROM response")"
