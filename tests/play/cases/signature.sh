# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A signature: drawn with a finger, begun again, kept as a picture, exported as a file; and gone with the visit that is discarded.
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: avtale, form_title: {nb: Avtale}, version: 1, default_language: nb}
languages: {nb: Norsk}
kiosk: {idle: {after: 60, warn: 20, outcome: discard}}
survey:
  - {type: image, name: navn, label: {nb: Skriv under}, appearance: signature, required: true}
  - {type: text, name: ord, label: {nb: Noe mer?}}
YAML
attachments() {
  sql "SELECT path, length(content) > 200, hex(substr(content, 1, 4)) FROM attachment"
}
play --form "$work/form.yaml" <<'PLAY'
tap "Start"
tap "Neste"
expect "Vi trenger et svar her"
expect "Skriv under her med fingeren"
down 300,350
move 400,300
move 500,400
up
expect "Signert"
expect-no "Vi trenger et svar her"
down 600,350
move 700,380
up
tap "Begynn på nytt"
expect-no "Signert"
down 500,350
move 600,300
move 700,400
move 800,350
up
tap "Neste"
type "ja"
tap "Send inn"
expect "Tusen takk!"
PLAY
same 'complete|nb|0|{"navn":"navn.png","ord":"ja"}' "$(rows)"
same "navn.png|1|89504E47" "$(attachments)"
said=$("$kioskctl" export --db "$db" --format csv --out "$work/svar.csv")
same "1 response written to $work/svar.csv
1 signature or drawing written to $work/svar-attachments" "$said"
row=$(tail -n 1 "$work/svar.csv")
has "$row" ",navn.png,ja"
same "89504e47" "$(head -c 4 "$work/svar-attachments/${row%%,*}/navn.png" | od -An -tx1 | tr -d ' \n')"
"$kioskctl" export --db "$db" --format csv --out - >"$work/again.csv"
same "$(cat "$work/svar.csv")" "$(cat "$work/again.csv")"

# Whoever walks away from it takes it along.
rm -f "$db"*
begin --form "$work/form.yaml"
printf 'tap "Start"\ndown 300,350\nmove 500,400\nup\ntap "Neste"\n' >&3
settled
same "navn.png|1|89504E47" "$(attachments)"
printf 'wait 81s\n' >&3
settled
same "" "$(attachments)"
same 'discarded|nb|0|{}' "$(rows)"
if grep -q IDAT "$db" "$db"-wal; then fail "the picture is still in the file"; fi
finish

# The space bar puts a cross, so that nobody is kept out.
rm -f "$db"*
play --form "$work/form.yaml" <<'PLAY'
tap "Start"
key Tab
key Space
expect "Signert"
tap "Neste"
expect "Noe mer?"
PLAY
