# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Sealed from the first answer on: no file holds what was answered, not after the visit, not after a kill; what is said does not show in
# sizes; and without the right key nothing starts, or nothing opens.
echo "et langt nok passord" >"$work/pass"
"$kioskctl" keygen --out "$work/secret.key" --passphrase-file "$work/pass" >"$work/keygen"
{
  printf 'forms: %s\n' "$PWD/$forms/kort.yaml"
  grep -A 1 '^seal:' "$work/keygen"
} >"$work/kiosk.yaml"
key=$(grep -o 'seal1-[0-9a-f]*' "$work/keygen" | head -n 1)
has "$("$kiosk" --config "$work/kiosk.yaml" --db "$db" --check-config)" "sealed for the key $(grep -o 'key [0-9a-f]\{16\}' "$work/keygen" | head -n 1 | cut -d' ' -f2)"

word=vxzjqwpfh
nothing_in_files() { # nothing_in_files WHEN: neither the word that was typed nor an answer as it would be written
  local found
  found=$(LC_ALL=C grep -r -a -l -e "$word" -e '"bra":' -e '"igjen":' "$work" || true)
  same "" "$found"
}
visit() { # visit TEXT CHOICE: complete
  play --config "$work/kiosk.yaml" <<PLAY
tap "Start"
tap "$2"
tap "Neste"
type "$1"
tap "Neste"
tap "Ja"
tap "Send inn"
wait 60s
PLAY
}
visit "$word" "Ja"
nothing_in_files "after a visit"
same "complete||" "$(sql "SELECT status, ifnull(answers, ''), ifnull(free_text, '') FROM response")"

# Killed in the middle, with the log beside it.
status=0
"$kiosk" "${size[@]}" --db "$db" --config "$work/kiosk.yaml" --play - 2>"$work/stderr" <<PLAY || status=$?
tap "Start"
tap "Nei"
tap "Neste"
type "$word"
tap "Neste"
kill
PLAY
same 137 $status
[ -s "$db-wal" ] || fail "there is no log to look into"
nothing_in_files "after a kill"

# Sizes say nothing: another choice, another text, none at all.
visit "en helt annen og mye lengre tekst som sier noe ganske annet enn den første" "Nei"
play --config "$work/kiosk.yaml" <<PLAY
tap "Start"
tap "Ja"
tap "Neste"
tap "Hopp over"
tap "Send inn"
wait 60s
PLAY
same 1 "$(sql "SELECT count(DISTINCT length(sealed) || ' ' || length(sealed_text)) FROM response")"
same 4 "$(sql "SELECT count(*) FROM response WHERE sealed_text IS NOT NULL")"

# A second kiosk is refused while the first runs; without a key, or with what is none, nothing starts; what may be sealed never lies open.
begin --config "$work/kiosk.yaml"
echo 'tap "Start"' >&3
settled
fails 3 "error db-in-use" --config "$work/kiosk.yaml" --db "$db" --play -
"$kioskctl" verify --db "$db" >"$work/verified" || fail "it cannot be verified beside a running kiosk: $(cat "$work/verified")"
finish
fails 1 "error seal-missing" --form "$forms"/kort.yaml --db "$db" --play -
printf 'forms: %s\n' "$PWD/$forms/kort.yaml" >"$work/open.yaml"
fails 1 "error seal-missing" --config "$work/open.yaml" --db "$db" --check-config
sed 's/seal1-./seal1-0/; s/seal1-0\(.\)/seal1-\1f/' "$work/kiosk.yaml" >"$work/slip.yaml"
fails 1 "error config" --config "$work/slip.yaml" --db "$work/ny.db" --play -
has "$(cat "$work/stderr")" "error seal-key"
if [ -e "$work/ny.db" ]; then fail "a database was made without its key"; fi

# Only the secret key opens it.
"$kioskctl" export --db "$db" --format csv --out - --key "$work/secret.key" --passphrase-file "$work/pass" >"$work/open.csv"
has "$(cat "$work/open.csv")" "$word"
"$kioskctl" keygen --out "$work/other.key" --passphrase-file "$work/pass" >"$work/keygen2"
status=0
"$kioskctl" export --db "$db" --format csv --out "$work/none.csv" --key "$work/other.key" --passphrase-file "$work/pass" 2>"$work/stderr" || status=$?
same 1 $status
if grep -q "$word" "$work/none.csv" "$work/stderr" 2>"$work/greps"; then fail "a wrong key opens it"; fi
