/* How questions are to look: appearances, columns, tables, and what limits a selection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parsed.h"

/* The select that shows a table's headings is no question, but what it says is shown; without rows below it, it is one. */
static void test_headings_of_a_table(void **state) {
  (void)state;
  Parsed parsed = parsed_whole("settings: {form_id: t, form_title: T, version: 1, from_workbook: yes}\n"
                               "survey:\n"
                               "  - type: group\n"
                               "    name: m\n"
                               "    appearance: field-list\n"
                               "    questions:\n"
                               "      - {type: select_one l, name: head, label: How, appearance: label minimal, required: yes, "
                               "choice_filter: \"name = 'p'\"}\n"
                               "      - {type: select_one l, name: one, label: One, appearance: list-nolabel, required: yes}\n"
                               "      - {type: select_one l, name: silent, appearance: label}\n"
                               "  - {type: select_one l, name: alone, label: Alone, appearance: label}\n"
                               "choices: {l: [{name: p, label: P}]}\n");
  const Question *head = question_at(&parsed, "m/head");
  assert_int_equal(head->kind, QUESTION_NOTE);
  assert_str(text_in(parsed.form, head->label, 0), "How");
  assert_null(head->required);
  assert_null(head->choice_filter);
  assert_int_equal(head->appearance, 0);
  assert_int_equal(head->list_ix, -1);
  assert_int_equal(question_at(&parsed, "m/silent")->kind, QUESTION_UNASKED);
  assert_int_equal(question_at(&parsed, "m/one")->kind, QUESTION_SELECT_ONE);
  assert_int_equal(question_at(&parsed, "m/one")->table_ix, -1); /* a row alone is no table */
  assert_int_equal(question_at(&parsed, "alone")->kind, QUESTION_SELECT_ONE);
  assert_int_equal(parsed.diags.count, 0);
  parsed_free(&parsed);
}

static void test_tables(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - type: group\n"
                              "    name: t\n"
                              "    appearance: table-list\n"
                              "    questions:\n"
                              "      - {type: select_one l, name: a, label: A}\n"
                              "      - {type: select_one l, name: b, label: B, appearance: quick}\n"
                              "      - {type: select_one k, name: c, label: C}\n"
                              "      - {type: select_one k, name: d, label: D}\n"
                              "      - {type: text, name: e, label: E}\n"
                              "      - {type: select_multiple k, name: f, label: F}\n"
                              "      - {type: select_multiple k, name: g, label: G}\n"
                              "      - {type: select_one k, name: h, label: H}\n"
                              "      - {type: select_one k, name: i, label: I, choice_filter: \"name != 'p'\"}\n"
                              "  - type: group\n"
                              "    name: s\n"
                              "    appearance: field-list\n"
                              "    questions:\n"
                              "      - {type: select_one l, name: a, label: A}\n"
                              "      - {type: select_one l, name: b, label: B, appearance: list-nolabel}\n"
                              "      - {type: select_one l, name: c, label: C, appearance: list-nolabel}\n"
                              "      - type: group\n"
                              "        name: in\n"
                              "        appearance: table-list\n"
                              "        questions:\n"
                              "          - {type: select_one l, name: a, label: A}\n"
                              "          - {type: select_one l, name: b, label: B}\n"
                              "  - type: repeat\n"
                              "    name: r\n"
                              "    appearance: table-list\n"
                              "    questions:\n"
                              "      - {type: select_one l, name: a, label: A}\n"
                              "      - {type: select_one l, name: b, label: B}\n"
                              "  - type: group\n"
                              "    name: x\n"
                              "    appearance: table-list\n"
                              "    questions:\n"
                              "      - {type: select_one l, name: a, label: A}\n"
                              "      - {type: select_one l, name: b, label: B}\n"
                              "      - {type: repeat, name: y, questions: [{type: text, name: z, label: Z}]}\n"
                              "choices: {l: [{name: p, label: P}], k: [{name: p, label: P}]}\n");
  static const struct {
    const char *path, *first; /* NULL: in no table */
  } CASES[] = {{"t/a", "t/a"},       {"t/b", "t/a"},       {"t/c", "t/c"}, {"t/d", "t/c"}, {"t/e", NULL},  {"t/f", "t/f"},
               {"t/g", "t/f"},       {"t/h", NULL},        {"t/i", NULL},  {"s/a", NULL},  {"s/b", "s/b"}, {"s/c", "s/b"},
               {"s/in/a", "s/in/a"}, {"s/in/b", "s/in/a"}, {"r/a", "r/a"}, {"r/b", "r/a"}, {"x/a", NULL},  {"x/b", NULL}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    int first_ix = CASES[i].first ? form_find_path(parsed.form, str_from(CASES[i].first)) : -1;
    if (question_at(&parsed, CASES[i].path)->table_ix != first_ix) fail_msg("%s", CASES[i].path);
  }
  static const bool FIELD_LISTS[] = {true, true, false, true, false, false}; /* t, s, s/in, r, x, x/y */
  assert_int_equal(parsed.form->group_count, COUNT_OF(FIELD_LISTS));
  for (size_t i = 0; i < COUNT_OF(FIELD_LISTS); i++)
    assert_int_equal(parsed.form->groups[i].field_list, FIELD_LISTS[i]);
  assert_int_equal(parsed.diags.count, 0);
  parsed_free(&parsed);
}

static void test_limits_of_a_selection(void **state) {
  (void)state;
  Parsed parsed =
      parsed_from("survey:\n"
                  "  - {type: select_multiple l, name: a, label: A, constraint: count-selected(.) >= 1 and count-selected(.) < 3}\n"
                  "  - {type: select_multiple l, name: b, label: B, constraint: \". != 'p'\"}\n"
                  "  - {type: rank l, name: c, label: C, constraint: count-selected(.) <= 3}\n"
                  "choices: {l: [{name: p, label: P}, {name: q, label: Q}]}\n");
  assert_int_equal(question_at(&parsed, "a")->select_max, 2);
  assert_int_equal(question_at(&parsed, "b")->select_max, 0);
  assert_int_equal(question_at(&parsed, "c")->select_max, 0);
  parsed_free(&parsed);
}

static void test_appearances(void **state) {
  (void)state;
  static const struct {
    const char *type, *appearance;
    unsigned bits;
    int columns;
    const char *code; /* NULL: nothing is said */
  } CASES[] = {
      {"select_one l", "smileys w3", APPEARANCE_SMILEYS, 0, NULL},
      {"select_one l", "minimal", APPEARANCE_MINIMAL, 0, NULL},
      {"select_one l", "autocomplete", APPEARANCE_MINIMAL, 0, NULL},
      {"select_multiple l", "search minimal", APPEARANCE_MINIMAL, 0, NULL},
      {"select_one l", "search('towns.csv')", 0, 0, NULL},
      {"select_one l", "quick horizontal", APPEARANCE_QUICK | APPEARANCE_HORIZONTAL, 0, NULL},
      {"select_one l", "stars", APPEARANCE_STARS, 0, NULL},
      {"select_one l", "columns", 0, COLUMNS_AUTO, NULL},
      {"select_multiple l", "columns-pack", 0, COLUMNS_AUTO, NULL},
      {"select_one l", "compact", 0, COLUMNS_AUTO, NULL},
      {"select_one l", "horizontal-compact", 0, COLUMNS_AUTO, NULL},
      {"select_one l", "quickcompact-3", APPEARANCE_QUICK, 3, NULL},
      {"select_multiple l", "columns-10 no-buttons", 0, 10, NULL},
      {"select_one l", "columns columns-2", 0, 2, NULL},
      {"select_one l", "columns-11", 0, 0, "appearance-unknown"},
      {"select_one l", "columns-n", 0, 0, "appearance-unknown"},
      {"select_one l", "likert columns-2", APPEARANCE_LIKERT, 0, "appearance-without-effect"},
      {"select_one l", "list-nolabel", 0, 0, "appearance-without-effect"},
      {"text", "columns-2", 0, 0, NULL},
      {"select_one l", "likert stars", APPEARANCE_LIKERT, 0, "appearance-conflict"},
      {"select_one l", "stars minimal", APPEARANCE_MINIMAL, 0, "appearance-conflict"},
      {"select_one l", "horizonal", 0, 0, "appearance-unknown"},
      {"range", "rating", APPEARANCE_STARS, 0, NULL},
      {"date", "month-year", APPEARANCE_MONTH_YEAR, 0, NULL},
      {"date", "no-calendar year", APPEARANCE_YEAR, 0, NULL},
      {"image", "signature", APPEARANCE_SIGNATURE, 0, NULL},
      {"photo", "annotate", APPEARANCE_DRAW, 0, NULL},
      {"image", "draw signature", APPEARANCE_SIGNATURE, 0, "appearance-conflict"},
      {"image", "new-front", 0, 0, "not-asked"},
      {"text", "masked", APPEARANCE_MASKED, 0, NULL},
      {"text", "multiline masked", APPEARANCE_MASKED, 0, "appearance-conflict"},
      {"text", "year minimal w4", 0, 0, NULL},
      {"text", "smileys", 0, 0, "appearance-without-effect"},
      {"integer", "stars signature", 0, 0, "appearance-without-effect"},
      {"calculate", "smileys", 0, 0, NULL},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_whole(arena_printf(arena,
                                              "settings: {form_id: t, form_title: T, version: 1, from_workbook: yes}\n"
                                              "kiosk: {privacy: {mode: linked}, retention: {responses: 90}}\n"
                                              "survey:\n  - {type: text, name: a, label: A}\n"
                                              "  - {type: %s, name: q, label: Q, appearance: \"%s\", calculation: 1 + 1, "
                                              "parameters: start=1 end=5}\n"
                                              "choices: {l: [{name: p, label: P}, {name: q, label: Q}, {name: r, label: R}]}\n",
                                              CASES[i].type, CASES[i].appearance)
                                     .ptr);
    const Question *question = question_at(&parsed, "q");
    bool said = CASES[i].code ? parsed.diags.count == 1 && has_code(&parsed, CASES[i].code) : parsed.diags.count == 0;
    if (question->appearance != CASES[i].bits || question->columns != CASES[i].columns || !said)
      fail_msg("%s of a %s: %u, %d columns, %zu messages", CASES[i].appearance, CASES[i].type, question->appearance,
               question->columns, parsed.diags.count);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_headings_of_a_table),
      cmocka_unit_test(test_tables),
      cmocka_unit_test(test_limits_of_a_selection),
      cmocka_unit_test(test_appearances),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
