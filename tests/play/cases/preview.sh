# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# A preview: a picture of every screen in every language, and a page that shows them.
out=$work/preview

pictures() {
  find "$out" -name '*.png' | wc -l
}

preview() { # preview FORM SCREENS LANGUAGES [OPTIONS]
  local form=$1 screens=$2 languages=$3
  shift 3
  same "$screens screens in $languages languages: $out/index.html" "$("$kioskctl" preview "$form" --out "$out" "$@" 2>"$work/stderr")"
  same $((screens * languages)) "$(pictures)"
  same "$(cd "$out" && printf '%s\n' *.png)" "$(grep -o 'src="[^"]*"' "$out/index.html" | cut -d'"' -f2 | sort)"
  same $((screens * languages)) "$(sha256sum "$out"/*.png | cut -d' ' -f1 | sort -u | wc -l)" # no two alike, so none is blank
}

# Every question is asked, also those that nobody comes to without an answer; besides the first screen, thanks, and what is said to
# whoever passes over what is required.
preview forms/kandidat.yaml 17 5
first=$(cat "$out"/* | sha256sum)
page=$(cat "$out/index.html")
for part in '<code>mentor_dager</code>' "<code>\${mentor} = 'ja'</code>" '<html lang="en">' 'lang="nb" dir="ltr">Har du en mentor på jobben?'; do
  has "$page" "$part"
done
case $page in *"<script"*) fail "a script" ;; esac

# The same form, the same files; a folder that a preview made is taken again, and what is no longer shown goes.
preview forms/kandidat.yaml 17 5
same "$first" "$(cat "$out"/* | sha256sum)"
echo notes >"$out/notes.txt"
echo mine >"$out/screen-900-mine.png"
"$kioskctl" preview forms/samling.yaml --out "$out" --size 800x1280 >/dev/null
same 46 "$(pictures)" # the foreign one too
same notes "$(cat "$out/notes.txt")"

# A form's own words are words, not markup.
rm -r "$out"
cat >"$work/form.yaml" <<'YAML'
settings: {form_id: f, form_title: {nb: 'A < B & "C"', ar: أ}, version: '1"><b>', default_language: nb}
languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}
survey:
  - {type: text, name: a, label: {nb: '**Hei** <b>du</b> & 1 < 2', ar: مرحبا}, required: yes, relevant: "1 < 2 and '<i>' != \"\""}
  - type: repeat
    name: r
    label: {nb: Barn, ar: أطفال}
    questions:
      - {type: select_one l, name: b, label: {nb: 'Velg, ${a}', ar: اختر}, appearance: quick, default: x}
  - {type: calculate, name: c, calculation: "1 + 1"}
choices:
  l: [{name: x, label: {nb: 'x < y', ar: س}}]
YAML
preview "$work/form.yaml" 6 2
page=$(cat "$out/index.html")
has "$page" '<h1 lang="nb" dir="ltr">A &lt; B &amp; &quot;C&quot;</h1>'
has "$page" 'Hei du &amp; 1 &lt; 2'
has "$page" '1 &lt; 2 and'
has "$page" 'lang="ar" dir="rtl">س'
has "$page" '<h2>On no screen</h2>'
has "$page" '>Velg, [a]<' # code is no words
has "$page" '<dt>Required</dt><dd><code>always</code>'
has "$page" "<dt>Begins with</dt><dd><code>x</code>"
has "$page" '<dt>Appearance</dt><dd><code>quick</code>'
has "$page" '<dt>Calculated</dt><dd><code>1 + 1</code>'
for raw in '**Hei' '<b>' '<i>' '&lt;b&gt;du'; do
  case $page in *"$raw"*) fail "raw: $raw" ;; esac
done

# The review is shown as visitors meet it; what is shown of a long form is listed, folded. What stands for an answer has three dots only.
rm -r "$out"
{
  cat <<'YAML'
settings: {form_id: lang, form_title: Lang, version: 1, default_language: nb}
languages: {nb: Norsk, uk: Українська}
kiosk: {review: yes}
survey:
  - {type: text, name: navn, label: Hva heter du?}
  - {type: image, name: skrift, label: "Skriv under, ${navn}.", appearance: signature}
YAML
  for i in $(seq 60); do echo "  - {type: note, name: n$i, label: Nummer $i}"; done
} >"$work/form.yaml"
preview "$work/form.yaml" 65 2
page=$(cat "$out/index.html")
has "$page" '<summary>All 65 screens</summary>'
has "$page" 'All answers, before they are sent in'
has "$page" 'src="screen-063-review-1-nb.png"'
preview forms/samling.yaml 9 5
case $(cat "$out/index.html") in *"<summary>"*) fail "a short list is folded" ;; esac

# Nothing of others is touched, and mistakes are told as the kiosk tells them.
refused() { # refused STATUS CODE OPTIONS...
  local wanted=$1 code=$2 status=0
  shift 2
  "$kioskctl" preview "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
  same "$wanted" "$status"
  has "$(head -n 1 "$work/stderr")" "error $code: "
}
mkdir "$work/full"
echo mine >"$work/full/index.html"
refused 1 preview-folder forms/kandidat.yaml --out "$work/full"
same "index.html" "$(ls "$work/full")"
refused 3 preview-folder forms/kandidat.yaml --out "$work/none/deep"
refused 1 preview-forms forms --out "$work/other"
refused 1 file-open "$work/none.yaml" --out "$work/other"
refused 2 option-missing forms/kandidat.yaml
refused 2 usage --out "$work/other"
refused 2 usage forms/kandidat.yaml --out "$work/other" --size 12
same "" "$(find "$work/other" 2>/dev/null)"
