/* Which answers are in the visitor's own words, or worked out from such. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsed.h"

static const char BODY[] = "survey:\n"
                           "  - {type: calculate, name: far, calculation: \"${near}\"}\n"
                           "  - {type: text, name: why, label: Why}\n"
                           "  - {type: calculate, name: near, calculation: \"concat('!', ${why})\"}\n"
                           "  - {type: integer, name: age, label: Age}\n"
                           "  - {type: integer, name: guess, label: Guess, default: \"string-length(${why})\"}\n"
                           "  - {type: calculate, name: years, calculation: \"${age} * 2\"}\n"
                           "  - {type: integer, name: asked, label: Asked, relevant: \"${why} != ''\"}\n"
                           "  - {type: hidden, name: held, calculation: \"string-length(${far})\", trigger: \"${age}\"}\n"
                           "  - {type: calculate, name: held_twice, calculation: \"if(${age} > 1, ${held}, 0)\"}\n"
                           "  - {type: select_multiple l or_other, name: which, label: Which}\n"
                           "  - {type: calculate, name: several, calculation: \"count-selected(${which})\"}\n"
                           "  - {type: image, name: sketch, label: Draw, appearance: draw}\n"
                           "  - {type: image, name: photo, label: Photo}\n"
                           "  - type: repeat\n"
                           "    name: r\n"
                           "    label: R\n"
                           "    questions:\n"
                           "      - {type: text, name: inner, label: Inner}\n"
                           "      - {type: integer, name: number, label: Number}\n"
                           "  - {type: calculate, name: rounds, calculation: \"count(${r})\"}\n"
                           "  - {type: calculate, name: all_inner, calculation: \"join(' ', ${inner})\"}\n"
                           "  - {type: calculate, name: chosen, calculation: \"sum(${r}[inner = 'x']/number)\"}\n"
                           "  - {type: calculate, name: whatever, calculation: \"count(/data/*)\"}\n"
                           "  - {type: date, name: day, label: Day}\n"
                           "choices:\n"
                           "  l: [{name: a, label: A}, {name: b, label: B}]\n";

static void test_words_and_what_is_worked_out_from_them(void **state) {
  (void)state;
  static const struct {
    const char *path;
    bool free_text;
  } CASES[] = {{"why", true},    {"near", true},        {"far", true},    {"held", true},      {"held_twice", true},
               {"guess", true},  {"which_other", true}, {"sketch", true}, {"r/inner", true},   {"all_inner", true},
               {"chosen", true}, {"whatever", true},    {"age", false},   {"years", false},    {"asked", false},
               {"which", false}, {"several", false},    {"photo", false}, {"r/number", false}, {"rounds", false},
               {"day", false}};
  Parsed parsed = parsed_from(BODY);
  assert_non_null(parsed.form);
  for (size_t i = 0; i < COUNT_OF(CASES); i++)
    if (question_at(&parsed, CASES[i].path)->free_text != CASES[i].free_text)
      fail_msg("%s: free_text is not %d", CASES[i].path, CASES[i].free_text);
  assert_int_equal(parsed.form->question_count, COUNT_OF(CASES));
  parsed_free(&parsed);
}

static void test_a_star_reads_nothing_where_there_are_no_words(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - {type: integer, name: age, label: Age}\n"
                              "  - {type: calculate, name: all, calculation: \"count(/data/*)\"}\n");
  assert_false(question_at(&parsed, "all")->free_text);
  parsed_free(&parsed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_and_what_is_worked_out_from_them),
      cmocka_unit_test(test_a_star_reads_nothing_where_there_are_no_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
