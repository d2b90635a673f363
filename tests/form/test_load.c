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

/* Four thousand questions, each waiting for the one before: the search for cycles goes deep, and looking up names must not take
 * the time of all pairs. */
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_files_that_are_no_forms),
      cmocka_unit_test(test_messages_outlive_the_text_they_quote),
      cmocka_unit_test(test_earlier_errors_do_not_refuse_a_good_form),
      cmocka_unit_test(test_a_large_form_is_read_in_a_moment),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
