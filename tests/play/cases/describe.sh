# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# describe: one JSON object a line; a header, the nodes, an end.
play --form "$forms"/kort.yaml --start-at question >"$work/screen" <<'PLAY'
tap "Ja"
describe
PLAY
same '{"v":1,"screen":"question","form":"kort","question":"bra","q":"bra","lang":"nb","dir":"ltr","size":[1280,800]}' "$(head -n 1 "$work/screen")"
same '{"end":true}' "$(tail -n 1 "$work/screen")"
while read -r line; do
  same 1 "$(sqlite3 :memory: "SELECT json_valid('$line')")"
done <"$work/screen"
chosen=$(grep '"label":"Ja"' "$work/screen")
has "$chosen" '"role":"radio"'
has "$chosen" '"selected"'
same "id role label value state rect" "$(sqlite3 :memory: "SELECT group_concat(key, ' ') FROM json_each('$chosen')")"
same 1 "$(grep -c '"role":"title"' "$work/screen")"
