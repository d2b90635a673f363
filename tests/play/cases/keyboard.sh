# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # the words are run.sh's
# The on-screen keyboard, letter by letter, in both orientations; and the visitor's own keys: Tab, arrows, Enter, Escape.
letters() {
  for letter in B l å b æ r s y l t e t ø y; do printf 'tap "%s"\n' "$letter"; done
}

for orientation in landscape portrait; do
  if [ $orientation = portrait ]; then size=("${portrait[@]}"); fi
  rm -f "$db"*
  {
    printf 'tap "Start"\ntap "Ja"\ntap "Neste"\n'
    letters
    cat <<'PLAY'
expect "Blåbærsyltetøy"
tap "Mellomrom"
tap "Stor bokstav"
tap "Å"
tap "r"
tap "Slett"
tap "Tall og tegn"
tap "1"
tap "?"
tap "Bokstaver"
tap "æ"
expect "Blåbærsyltetøy Å1?æ"
tap "Neste"
tap "Send inn"
PLAY
  } | play --form "$forms"/kort.yaml
  same 'complete|nb|0|{"bra":"ja","igjen":null,"hvorfor":"Blåbærsyltetøy Å1?æ"}' "$(rows)"
done

# A held backspace repeats.
rm -f "$db"*
play --form "$forms"/kort.yaml <<'PLAY'
tap "Start"
tap "Ja"
tap "Neste"
type "abcdefghijklmnopqrstuvwxyz"
down "Slett"
wait 10s
up
expect-no "abc"
type "z"
tap "Neste"
tap "Send inn"
PLAY
same 'complete|nb|0|{"bra":"ja","igjen":null,"hvorfor":"z"}' "$(rows)"

# Without touching anything.
rm -f "$db"*
play --form "$forms"/kort.yaml <<'PLAY'
key Enter
expect "Var det bra?"
key Enter
expect "Vi trenger et svar her"
key Escape
expect "Kort"
PLAY
same "" "$(rows)"
