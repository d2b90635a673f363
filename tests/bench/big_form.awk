# Writes a form of `questions` questions in YAML: groups, choices, conditions, constraints and chained calculations, in the mixture that
# real forms have. With mistakes > 0 so many of them are put in, each of another kind in turn, spread over the form.
#
#   awk -v questions=2000 -v mistakes=0 -f big_form.awk
function label(i) { return "{nb: \"Spørsmål " i " om dagen din\", en: \"Question " i " about your day\"}" }
function mistake(kind, i) {
  if (kind == 0) return "  - {type: select_on svar, name: m" i ", label: Misspelt type}"
  if (kind == 1) return "  - {type: integer, name: m" i ", label: Unknown name, relevant: \"${finnes_ikke" i "} = 'ja'\"}"
  if (kind == 2) return "  - {type: integer, name: m" i ", label: Unfinished, constraint: \". > 3 and (. < 9\"}"
  if (kind == 3) return "  - {type: select_one ingen_liste" i ", name: m" i ", label: No list}"
  if (kind == 4) return "  - {type: text, name: m" i ", lable: Misspelt key}"
  if (kind == 5) return "  - {type: calculate, name: m" i ", calculation: \"concatt('a', ${q1})\"}"
  return "  - {type: integer, name: q1, label: A name twice " i "}"
}
BEGIN {
  print "settings: {form_id: stor, version: 1, default_language: nb}"
  print "languages: {nb: Norsk, en: English}"
  print "survey:"
  every = mistakes > 0 ? int(questions / mistakes) : questions + 1
  if (every < 1) every = 1
  print "  - {type: select_one svar, name: q0, label: " label(0) "}"
  print "  - {type: integer, name: q1, label: " label(1) ", constraint: \". >= 0 and . <= 99\"}"
  print "  - {type: calculate, name: sum0, calculation: \"coalesce(${q1}, 0)\"}"
  for (i = 3; i < questions; i++) {
    if (made < mistakes && i % every == 0) print mistake(made++ % 7, i)
    kind = i % 10
    if (kind == 0) { # a link in a chain of calculations
      print "  - {type: calculate, name: sum" i / 10 ", calculation: \"${sum" i / 10 - 1 "} + 1\"}"
    } else if (kind < 5) {
      print "  - {type: select_one svar, name: q" i ", label: " label(i) ", relevant: \"${q0} != 'c' or ${q1} > " i % 90 "\"}"
    } else if (kind < 6) {
      print "  - {type: select_multiple svar, name: q" i ", label: " label(i) ", constraint: \"count-selected(.) <= 3\"}"
    } else if (kind < 8) {
      print "  - {type: integer, name: q" i ", label: " label(i) ", relevant: \"selected(${q" i - i % 10 + 5 "}, 'a')\", constraint: \". >= 0 and . <= 120\"}"
    } else {
      print "  - {type: text, name: q" i ", label: " label(i) ", relevant: \"${sum" int(i / 10) - (i < 20 ? int(i / 10) : 0) "} > 2\"}"
    }
  }
  print "choices:"
  print "  svar:"
  for (c = 97; c < 103; c++) printf "    - {name: %c, label: {nb: Svar %c, en: Answer %c}}\n", c, c, c
}
