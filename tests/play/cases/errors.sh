# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# Bad input: one clear sentence each, with the exit code that scripts rely on.
ok=$forms/kort.yaml
fails 2 "error usage: say which form" --windowed
fails 2 "did you mean --form?" --fom "$ok"
fails 1 "nowhere.yaml" --form "$work/nowhere.yaml" --db "$db"
fails 1 "nowhere.yaml" --config "$work/nowhere.yaml"
mkdir "$work/empty"
fails 1 "no form" --form "$work/empty" --db "$db"
printf 'settings: {form_id: x}\nsurvey:\n  - {type: txet, name: a, label: A}\n' >"$work/broken.yaml"
fails 1 "broken.yaml" --form "$work/broken.yaml" --db "$db"
has "$(cat "$work/stderr")" "$work/broken.yaml:3:"
fails 1 "cannot read" --form "$ok" --db "$db" --play "$work/nowhere.play"
fails 3 "error db-" --form "$ok" --db "$work/no/such/folder/a.db" --play -
echo "this is no database, whatever its name says" >"$work/text.db"
fails 1 "error db-foreign" --form "$ok" --db "$work/text.db" --play -
rm -f "$db"*
play --form "$ok" </dev/null
sqlite3 "$db" "PRAGMA user_version = 99"
fails 1 "error db-newer" --form "$ok" --db "$db" --play -
SDL_VIDEODRIVER=nosuch fails 3 "error no-display" --form "$ok" --db "$work/b.db" --play -

# Nothing is called ok that would not start.
printf 'forms: %s\n' "$PWD/$ok" >"$work/good.yaml"
check=(--config "$work/good.yaml" --check-config --db)
fails 1 "error db-newer" "${check[@]}" "$db"
fails 1 "error db-foreign" "${check[@]}" "$work/text.db"
mkdir "$work/a-folder.db"
fails 3 "error db-path" "${check[@]}" "$work/a-folder.db"
: >"$work/blank.db"
has "$("$kiosk" "${check[@]}" "$work/blank.db")" "good.yaml: ok"
rm -f "$db"*
play --form "$ok" </dev/null
has "$("$kiosk" "${check[@]}" "$db")" "good.yaml: ok"
sed 's/Kort/Endret/' "$ok" >"$work/changed.yaml"
printf 'forms: changed.yaml\n' >"$work/changed-kiosk.yaml"
fails 1 "error form-changed" --config "$work/changed-kiosk.yaml" --check-config --db "$db"
fails 1 "error form-changed" --config "$work/changed-kiosk.yaml" --db "$db" --play -
sqlite3 "$db" "PRAGMA user_version = 1"
has "$("$kiosk" "${check[@]}" "$db")" "is of an older version"

printf 'forms: kort.yaml\nevnet: Fest\nseal: {public_key: abc}\n' >"$work/bad.yaml"
fails 1 "error config" --config "$work/bad.yaml" --check-config
has "$(cat "$work/stderr")" "$work/bad.yaml:2:1: error unknown-key"
has "$(cat "$work/stderr")" "event"
has "$(cat "$work/stderr")" "$work/bad.yaml:3:20: error seal-key"
same "$work/good.yaml: ok
answers: in $work/data/innspill/innspill.db, where whoever has the file can read them
backup: none
staff: none; whoever has a keyboard ends the kiosk with Ctrl+Shift+Q" "$("$kiosk" --config "$work/good.yaml" --check-config)"
fails 2 "--form takes a form file" --form ''
fails 2 "--db takes a database file" --form "$ok" --db=
printf -- '- forms: kort.yaml\n' >"$work/list.yaml"
fails 1 "error config" --config "$work/list.yaml" --check-config
has "$(cat "$work/stderr")" "$work/list.yaml:1:1: error not-a-map"
fails 1 "error no-script" --form "$ok" --db "$work/c.db" --play "$work/empty"
has "$(cat "$work/stderr")" "Is a directory"

# Themes: one that is not there, one with mistakes, and one's own.
printf 'forms: %s\ntheme: darc\n' "$PWD/$ok" >"$work/theme.yaml"
fails 1 "error config: $work/theme.yaml has 1 mistake" --config "$work/theme.yaml" --check-config
has "$(cat "$work/stderr")" "$work/theme.yaml:2:8: error unknown-theme"
has "$(cat "$work/stderr")" "did you mean dark?"
fails 2 'there is no theme "kommunen"; there are dark,' --form "$ok" --theme kommunen --db "$db" --play -
fails 1 "$work/nowhere.yaml" --form "$ok" --theme "$work/nowhere.yaml"
sed 's/#[0-9a-f]*"/red"/' assets/themes/light.yaml >"$work/eget.yaml"
fails 1 "error theme: the theme $work/eget.yaml has mistakes" --form "$ok" --theme "$work/eget.yaml"
has "$(cat "$work/stderr")" "$work/eget.yaml:6:"
sed 's/^name: .*/name: eget/' assets/themes/dark.yaml >"$work/eget.yaml"
rm -f "$db"*
for theme in light dark high-contrast fjordby "$work/eget.yaml"; do
  printf 'shot %s\n' "$work/${theme##*/}.png" | play --form "$ok" --theme "$theme"
done
same "$(sha256sum <"$work/dark.png")" "$(sha256sum <"$work/eget.yaml.png")"
same 4 "$(sha256sum "$work"/{light,dark,high-contrast,fjordby}.png | cut -d' ' -f1 | sort -u | wc -l)"
rm -f "$db"*

# A logo that is gone stops nobody, and is told before the doors open.
echo 'logo: mark.png' >>"$work/eget.yaml"
printf 'forms: %s\ntheme: eget.yaml\n' "$PWD/$ok" >"$work/theme.yaml"
has "$("$kiosk" --config "$work/theme.yaml" --check-config 2>"$work/stderr")" "$work/theme.yaml: ok"
has "$(cat "$work/stderr")" "warning theme-logo: the logo $work/mark.png cannot be opened"

# Forms that cannot be told apart.
sed 's/Kort/Den andre/' "$ok" >"$work/empty/b.yaml"
cp "$ok" "$work/empty/a.yaml"
fails 1 "error form-twice: $work/empty/a.yaml and $work/empty/b.yaml both have the form_id \"kort\"" --form "$work/empty"
printf 'forms: [empty/a.yaml, empty/a.yaml]\n' >"$work/twice.yaml"
fails 1 "error form-twice: $work/empty/a.yaml is named twice" --config "$work/twice.yaml"

# Nobody reads what is printed.
status=0
"$kiosk" --help >/dev/full 2>"$work/stderr" || status=$?
same "3 error stdout" "$status $(cut -d: -f1 "$work/stderr")"
status=0
echo describe | "$kiosk" --form "$ok" --db "$work/c.db" --play - >/dev/full 2>"$work/stderr" || status=$?
same "3 error stdout" "$status $(head -n 1 "$work/stderr" | cut -d: -f1)"

# Nobody reads the log any more, which has something to say: the kiosk goes on to its end.
printf 'forms: %s\nbackup: {to: nowhere/a.db, every: 1}\n' "$PWD/$ok" >"$work/unheard.yaml"
{
  status=0
  printf 'wait 1s\ntap "Start"\ntap "Ja"\ntap "Neste"\ntap "Hopp over"\ntap "Send inn"\nwait 30s\nwait 30s\n' |
    "$kiosk" "${size[@]}" --config "$work/unheard.yaml" --db "$work/d.db" --play - || status=$?
  echo "$status" >"$work/status"
} 2>&1 >"$work/stdout" | true
same 0 "$(cat "$work/status")"

# No core file of whoever handles answers or secrets.
mkfifo "$work/pin"
ulimit -S -c "$(ulimit -H -c)"
for program in "$kiosk --form $ok --db $work/e.db --play -" "$kioskctl pin"; do
  $program <"$work/pin" >"$work/stdout" 2>"$work/stderr" &
  pid=$!
  exec 4>"$work/pin"
  for _ in $(seq 100); do
    ! grep -q "Max core file size *0 *0 " "/proc/$pid/limits" || break
    sleep 0.1
  done
  grep -q "Max core file size *0 *0 " "/proc/$pid/limits" || fail "$program may leave a core file"
  exec 4>&-
  wait "$pid" || true
done

has "$("$kiosk" --help)" "--form FILE|DIR"
has "$("$kiosk" --version)" "kiosk "
if [ -e "$work/data" ]; then fail "a database was made in passing"; fi
