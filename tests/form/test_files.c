/* Tables beside a form, and in its source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parsed.h"

static const char PATH[] = "tests/form/files/sted.yaml";

static Parsed loaded(const char *path) {
  Arena *arena = arena_new(0);
  Parsed parsed = {.arena = arena, .diags = diags_new(arena)};
  form_load(arena, path, &parsed.diags, &parsed.form, NULL);
  return parsed;
}

static void assert_choice(const Parsed *parsed, const char *name, const char *nb, const char *en, const char *county) {
  const Form *form = parsed->form;
  const ChoiceList *list = form_choices(form, question_at(parsed, "kommune"));
  int ix = form_find_choice(list, str_from(name));
  if (ix < 0) fail_msg("there is no choice %s", name);
  assert_str(text_in(form, list->choices[ix].label, 0), nb);
  assert_str(text_in(form, list->choices[ix].label, 1), en);
  assert_str(list->choices[ix].columns[3], county);
}

static void assert_is_whole(const Parsed *parsed) {
  const Question *question = question_at(parsed, "kommune");
  assert_int_equal(question->kind, QUESTION_SELECT_ONE);
  assert_non_null(question->choice_filter);
  const ChoiceList *list = form_choices(parsed->form, question);
  assert_str(list->name, "kommuner");
  assert_int_equal(list->count, 3);
  assert_int_equal(list->column_count, 5);
  assert_str(list->column_names[4], "folk, i 1000");
  assert_choice(parsed, "301", "Oslo", "Oslo", "Oslo");
  assert_choice(parsed, "4601", "Bergen, \"byen\nmellom fjellene\"", "Bergen", "Vestland");
  assert_choice(parsed, "4622", "Kvam", "Kvam", "Vestland");
  assert_int_equal(parsed->form->list_count, 1); /* what no question offers is no list of choices */
  assert_int_equal(parsed->form->table_count, 1);
  assert_str(parsed->form->lists[1].name, "etater");
}

static void a_form_has_its_files(void **state) {
  (void)state;
  Parsed parsed = loaded(PATH);
  assert_is_whole(&parsed);
  assert_int_equal(parsed.diags.count, 0);
  parsed_free(&parsed);
}

static void the_source_is_enough(void **state) {
  (void)state;
  Parsed parsed = loaded(PATH), again = parsed_whole(parsed.form->source.ptr);
  assert_is_whole(&again);
  assert_int_equal(again.diags.count, 0);
  assert_true(str_equal(parsed.form->source, again.form->source));
  parsed_free(&parsed);
  parsed_free(&again);
}

static void rows_are_looked_up(void **state) {
  static const struct {
    const char *list, *column, *key_column, *key, *cell;
  } CASES[] = {
      {"etater", "navn", "nr", "4601", "Etat for inkludering"},
      {"etater", "nr", "navn", "Byrådsavdelingen", "301"}, /* a column that no expression looks in */
      {"etater", "navn", "nr", "460", ""},
      {"etater", "navn", "nr", "", ""},
      {"etater", "leder", "nr", "301", ""},
      {"etater", "navn", "leder", "301", ""},
      {"kommuner", "folk, i 1000", "name", "301", "717,7"},
      {"kommuner", "name", "fylke", "Vestland", "4601"}, /* the first of several */
      {"fylker", "navn", "nr", "1", ""},
  };
  (void)state;
  Parsed parsed = loaded(PATH);
  for (size_t i = 0; i < COUNT_OF(CASES); i++)
    assert_str(form_look_up(parsed.form, str_from(CASES[i].list), str_from(CASES[i].column), str_from(CASES[i].key_column),
                            str_from(CASES[i].key)),
               CASES[i].cell);
  parsed_free(&parsed);
}

/* In braces, and with its end marked: no key can be added behind it. */
static void any_source_can_hold_them(void **state) {
  static const char *const PATHS[] = {"tests/form/files/braces.yaml", "tests/form/files/ended.yaml"};
  (void)state;
  for (size_t i = 0; i < COUNT_OF(PATHS); i++) {
    Parsed parsed = loaded(PATHS[i]);
    assert_int_equal(parsed.diags.count, 0);
    Parsed again = parsed_whole(parsed.form->source.ptr);
    const ChoiceList *list = form_choices(again.form, question_at(&again, "etat"));
    assert_int_equal(list->count, 2);
    assert_str(list->choices[1].name, "4601");
    assert_str(text_in(again.form, list->choices[1].label, 0), "Etat for inkludering");
    parsed_free(&parsed);
    parsed_free(&again);
  }
}

/* In the database of an older version, whose source had no files. */
static void what_is_not_kept_is_passed_over(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - {type: select_one_from_file towns.csv, name: q, label: Q}\n"
                              "  - {type: text, name: a, label: A}\n"
                              "  - {type: calculate, name: c, calculation: \"pulldata('towns', 'x', 'y', ${q})\"}\n");
  assert_int_equal(question_at(&parsed, "q")->kind, QUESTION_UNASKED);
  assert_int_equal(parsed.diags.error_count, 0);
  assert_true(has_code(&parsed, "not-asked"));
  parsed_free(&parsed);
}

static void files_of_the_form_are_all_there_is(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - {type: select_one_from_file towns.csv, name: q, label: Q}\n"
                              "files: {cities.csv: \"name,label\\na,1\\n\"}\n");
  assert_null(parsed.form);
  assert_true(has_code(&parsed, "file-missing"));
  parsed_free(&parsed);
  parsed = parsed_from("survey:\n"
                       "  - {type: select_one_from_file towns.csv, name: q, label: Q}\n"
                       "files:\n  towns.csv: |\n    name,label\n    a,1,2\n");
  assert_null(parsed.form);
  assert_int_equal(parsed.diags.count, 1);
  assert_int_equal(parsed.diags.items[0].place.line, 7);
  assert_string_equal(parsed.diags.items[0].code, "file-content");
  parsed_free(&parsed);
}

/* Parameters that say something else than which columns are meant. */
static void columns_are_the_usual_ones_beside_other_parameters(void **state) {
  (void)state;
  Parsed parsed =
      parsed_from("survey:\n"
                  "  - {type: integer, name: n, label: N}\n"
                  "  - {type: select_one_from_file towns.csv, name: q, label: Q, parameters: \"randomize=true, seed=${n}\"}\n"
                  "files: {towns.csv: \"name,label\\na,1\\n\"}\n");
  assert_int_equal(parsed.diags.error_count, 0);
  assert_non_null(parsed.form);
  parsed_free(&parsed);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_form_has_its_files),
                                     cmocka_unit_test(the_source_is_enough),
                                     cmocka_unit_test(rows_are_looked_up),
                                     cmocka_unit_test(any_source_can_hold_them),
                                     cmocka_unit_test(what_is_not_kept_is_passed_over),
                                     cmocka_unit_test(files_of_the_form_are_all_there_is),
                                     cmocka_unit_test(columns_are_the_usual_ones_beside_other_parameters)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
