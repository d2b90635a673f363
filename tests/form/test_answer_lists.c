/* select_one ${name}: how many answers there can be to choose from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsed.h"

static void the_form_bounds_them(void **state) {
  (void)state;
  static const struct {
    const char *counting, *repeat_count;
    size_t choices;
  } CASES[] = {
      {"type: integer", NULL, FORM_ANSWER_CHOICES_MAX},
      {"type: integer", "'3'", 3},
      {"type: integer", "'300'", FORM_ANSWER_CHOICES_MAX},
      {"type: integer", "'0'", FORM_ANSWER_CHOICES_MAX},
      {"type: integer", "'${n}'", FORM_ANSWER_CHOICES_MAX},
      {"type: integer, constraint: '. <= 8'", "'${n}'", 8},
      {"type: integer, constraint: '. > 0 and . < 8'", "'${n}'", 7},
      {"type: integer, constraint: '. < 7.5'", "'${n}'", 7},
      {"type: integer, constraint: '. <= 8 or . = 20'", "'${n}'", FORM_ANSWER_CHOICES_MAX},
      {"type: integer, constraint: '. <= 8'", "'${n} + 1'", FORM_ANSWER_CHOICES_MAX},
      {"type: range, parameters: 'start=1 end=5 step=1'", "'${n}'", 5},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(arena_printf(arena,
                                             "survey:\n"
                                             "  - {%s, name: n, label: N}\n"
                                             "  - {type: begin_repeat, name: r, label: R%s%s}\n"
                                             "  - {type: text, name: a, label: A}\n"
                                             "  - {type: end_repeat}\n"
                                             "  - {type: 'select_multiple ${a}', name: q, label: Q}\n",
                                             CASES[i].counting, CASES[i].repeat_count ? ", repeat_count: " : "",
                                             CASES[i].repeat_count ? CASES[i].repeat_count : "")
                                    .ptr);
    const ChoiceList *list = form_choices(parsed.form, question_at(&parsed, "q"));
    if (list->count != CASES[i].choices) fail_msg("%s, %s: %zu", CASES[i].counting, CASES[i].repeat_count, list->count);
    assert_int_equal(form_find_choice(list, arena_printf(arena, "%zu", list->count)), list->count - 1);
    assert_int_equal(form_find_choice(list, arena_printf(arena, "%zu", list->count + 1)), -1);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_form_bounds_them)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
