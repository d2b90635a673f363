#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "form.h"

static void test_files_that_are_no_forms(void **state) {
  (void)state;
  static const struct {
    const char *path;
    Status status;
    const char *code;
  } CASES[] = {
      {"forms/no-such-form.yaml", STATUS_INPUT, "file-open"},
      {"forms/form.xlsx", STATUS_INPUT, "file-open"},
      {"forms/form.xls", STATUS_INPUT, "form-format"},
      {"forms/form.CSV", STATUS_INPUT, "form-format"},
      {"README.md", STATUS_INPUT, "form-format"},
      {"yaml", STATUS_INPUT, "form-format"},
      {"tests/form/bad/followup-url.yaml", STATUS_INPUT, "form-mistakes"},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    Err err = {0};
    const Form *form = (const Form *)&err;
    assert_int_equal(form_load(arena, CASES[i].path, &diags, &form, &err), CASES[i].status);
    assert_string_equal(err.code, CASES[i].code);
    assert_non_null(strstr(err.sentence, CASES[i].path));
    assert_null(form);
    arena_free(arena);
  }
}

static void test_messages_outlive_the_text_they_quote(void **state) {
  (void)state;
  Arena *arena = arena_new(0), *diag_arena = arena_new(0);
  Diags diags = diags_new(diag_arena);
  char text[] = "settings: {form_id: t}\nsurvye: []\n";
  assert_null(form_parse_yaml(arena, str_from(text), "t.yaml", &diags));
  memset(text, '#', sizeof(text));
  arena_rewind(arena);
  assert_true(str_is(diags.items[0].line_text, "survye: []"));
  assert_true(diags.items[0].what.len > 0);
  arena_free(arena);
  arena_free(diag_arena);
}

/* Errors that were in the list before are not this form's. */
static void test_earlier_errors_do_not_refuse_a_good_form(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form;
  assert_null(form_parse_yaml(arena, STR("[]"), "bad.yaml", &diags));
  assert_int_equal(form_load(arena, "forms/samling.yaml", &diags, &form, NULL), STATUS_OK);
  assert_non_null(form);
  arena_free(arena);
}

static Str large_form(Arena *arena, int questions, int mistake_every) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "settings: {form_id: t, form_title: '1', version: 1}\nsurvey:\n");
  for (int i = 0; i < questions; i++)
    sink_printf(&sink, "  - {type: integer, name: question_%d, label: '%d', relevant: \"${question_%d%s} > 1\"}\n", i, i,
                i ? i - 1 : questions, i && mistake_every && i % mistake_every == 0 ? "x" : "");
  sink_printf(&sink, "  - {type: integer, name: question_%d, label: last}\n", questions);
  return buffer_view(&buffer);
}

/* Four thousand questions, each waiting for the one before: looking for circles goes deep, and looking up names must not take the time
 * of all pairs. */
static void test_a_large_form_is_read_in_a_moment(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  clock_t start = clock();
  const Form *form = form_parse_yaml(arena, large_form(arena, 4000, 0), "t.yaml", &diags);
  assert_non_null(form);
  assert_int_equal(form->question_count, 4001);
  assert_null(form_parse_yaml(arena, large_form(arena, 4000, 2), "t.yaml", &diags));
  assert_int_equal(diags.error_count, 1999);
  assert_int_equal(diags.count, DIAG_MAX);
  assert_true(clock() - start < 20 * CLOCKS_PER_SEC);
  arena_free(arena);
}

/* Groups of ten with texts that quote answers, conditions, sums over repeats, names that come again in every group, and lists with
 * columns: whatever could be looked up slowly. */
static Str wide_form(Arena *arena, int groups) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "settings: {form_id: t, form_title: '1', version: 1}\nsurvey:\n");
  for (int g = 0; g < groups; g++) {
    sink_printf(&sink, "  - {type: %s, name: g%d, label: G}\n", g % 4 ? "begin_group" : "begin_repeat", g);
    for (int i = 0; i < 9; i++)
      sink_printf(&sink,
                  "  - {type: select_one l%d or_other, name: q%d, label: 'Q ${first}', relevant: \"${first} = 'c1'\", "
                  "choice_filter: 'k = ${n%d}'}\n",
                  g % 100, i, g);
    sink_printf(&sink, "  - {type: text, name: first, label: F}\n  - {type: calculate, name: n%d, calculation: 'sum(${n%d})'}\n", g,
                g ? g - 1 : groups);
    sink_printf(&sink, "  - {type: end_%s}\n", g % 4 ? "group" : "repeat");
  }
  sink_printf(&sink, "  - {type: integer, name: n%d, label: N}\nchoices:\n", groups);
  for (int list = 0; list < 100; list++) {
    sink_printf(&sink, "  l%d:\n", list);
    for (int choice = 0; choice < groups / 10; choice++)
      sink_printf(&sink, "    - {name: c%d, label: C, k: %d}\n", choice, choice % 7);
  }
  return buffer_view(&buffer);
}

static double seconds_to_read(int groups) {
  Arena *arena = arena_new(0);
  Str text = wide_form(arena, groups);
  Diags diags = diags_new(arena);
  clock_t start = clock();
  const Form *form = form_parse_yaml(arena, text, "t.yaml", &diags);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  if (!form) diags_print(&diags, stderr);
  assert_non_null(form);
  assert_int_equal(form->question_count, groups * 20 + 1);
  arena_free(arena);
  return seconds;
}

/* Ten times the form is about ten times the work. */
static void test_reading_takes_time_as_the_form_is_long(void **state) {
  (void)state;
  double small = seconds_to_read(100), large = seconds_to_read(1000);
  print_message("2,000 questions in %.3f s, 20,000 in %.3f s\n", small, large);
  assert_true(large < small * 30 + 0.5);
}

static void test_a_thousand_bad_lines(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "settings: {form_id: t, form_title: '1', version: 1}\nsurvey:\n");
  for (int i = 0; i < 1000; i++)
    sink_printf(&sink, "  - {type: %s, name: q%d, label: 'Q ${no%d}', relevant: \"${none%d} > \", colour: red}\n",
                i % 2 ? "txt" : "select_one gone", i / 2, i, i);
  Diags diags = diags_new(arena);
  clock_t start = clock();
  assert_null(form_parse_yaml(arena, buffer_view(&buffer), "t.yaml", &diags));
  assert_int_equal(diags.count, DIAG_MAX);
  assert_true(diags.error_count > 3000);
  assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_files_that_are_no_forms),
      cmocka_unit_test(test_messages_outlive_the_text_they_quote),
      cmocka_unit_test(test_earlier_errors_do_not_refuse_a_good_form),
      cmocka_unit_test(test_a_large_form_is_read_in_a_moment),
      cmocka_unit_test(test_reading_takes_time_as_the_form_is_long),
      cmocka_unit_test(test_a_thousand_bad_lines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
