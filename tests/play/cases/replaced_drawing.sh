# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A drawing that was stored already, and then another database takes the place: the visit is there whole, drawing and all.
. tests/play/world.sh
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: kort, form_title: {nb: Kort}, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {privacy: {mode: linked}}
survey:
  - {type: image, name: navn, label: {nb: Skriv under}, appearance: signature}
  - {type: text, name: hvorfor, label: {nb: Hvorfor?}}
YAML
play --form "$work/form.yaml" </dev/null
mv "$db" "$work/ny.db"
begin --form "$work/form.yaml"
script 'tap "Start"' 'down 300,350' 'move 400,300' 'move 500,400' 'up' 'tap "Neste"'
same 1 "$(sql "SELECT count(*) FROM attachment")"
mv "$work/ny.db" "$db"
script 'type "fordi"' 'tap "Send inn"'
rests "a database that was replaced"
goes_on
finish
same 'complete|fordi|1' "$(whole "SELECT status, free_text ->> '\$.hvorfor', count(path) FROM response LEFT JOIN attachment ON uuid = response GROUP BY 1, 2")"
