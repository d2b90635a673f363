#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void assert_printed(const Diags *diags, const char *expected) {
  char *text = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&text, &bytes);
  assert_non_null(out);
  diags_print(diags, out);
  fclose(out);
  assert_string_equal(text, expected);
  free(text);
}

static Place at(const char *file, int line, int column) {
  return (Place){.file = file, .line = line, .column = column};
}

static void messages_come_in_the_order_of_their_places(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  diags_add(&diags, DIAG_ERROR, "b", at("f.yaml", 9, 2), STR("second"), STR("mend it"));
  diags_add(&diags, DIAG_WARNING, "c", at("f.yaml", 9, 10), STR("third"), STR(""));
  diags_add(&diags, DIAG_ERROR, "a", at("f.yaml", 2, 30), STR("first"), STR(""));
  diags_add(&diags, DIAG_ERROR, "e", at("g.yaml", 0, 0), STR("fifth"), STR(""));
  diags_add(&diags, DIAG_ERROR, "d", at("f.yaml", 10, 0), STR("fourth"), STR(""));
  diags_add(&diags, DIAG_ERROR, "z", at(NULL, 0, 0), STR("nowhere"), STR(""));
  assert_printed(&diags, "error z: nowhere.\n"
                         "f.yaml:2:30: error a: first.\n"
                         "f.yaml:9:2: error b: second; mend it.\n"
                         "f.yaml:9:10: warning c: third.\n"
                         "f.yaml:10: error d: fourth.\n"
                         "g.yaml: error e: fifth.\n"
                         "5 errors, 1 warning.\n");
  arena_free(arena);
}

static void a_cell_is_named_as_spreadsheets_do(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Place place = {.file = "f.xlsx", .line = 14, .column = 28, .sheet = "survey", .in_cell = 3};
  diags_add_quoting(&diags, DIAG_ERROR, "a", place, STR("wrong"), STR("mend it"), STR("1 +"));
  assert_true(str_is(place_to_str(arena, place), "survey!AB14"));
  assert_true(str_is(place_to_str(arena, (Place){.file = "f.yaml", .line = 12, .column = 3}), "line 12"));
  place = (Place){.file = "f.xlsx", .line = 2, .column = 26, .sheet = "choices"};
  diags_add_quoting(&diags, DIAG_ERROR, "b", place, STR("wrong"), STR(""), STR("x"));
  assert_printed(&diags, "f.xlsx:choices!Z2: error b: wrong.\n"
                         "  x\n"
                         "f.xlsx:survey!AB14: error a: wrong; mend it.\n"
                         "  1 +\n"
                         "    ^\n"
                         "2 errors.\n");
  arena_free(arena);
}

static void the_same_is_said_once(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  char file[] = "f"; /* another address, the same name */
  diags_add(&diags, DIAG_WARNING, "a", at("f", 1, 1), STR("one"), STR(""));
  diags_add(&diags, DIAG_WARNING, "a", at(file, 1, 1), STR("one"), STR(""));
  assert_int_equal(diags.warning_count, 1);
  diags_add(&diags, DIAG_WARNING, "b", at("f", 1, 1), STR("one"), STR(""));
  diags_add(&diags, DIAG_WARNING, "a", at("f", 1, 2), STR("one"), STR(""));
  assert_int_equal(diags.warning_count, 3);
  assert_int_equal(diags.error_count, 0);
  arena_free(arena);
}

static void the_caret_stands_under_the_column(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  diags_add_quoting(&diags, DIAG_ERROR, "a", at("f", 1, 3), STR("x"), STR(""), STR("\tåx: y"));
  diags_add_quoting(&diags, DIAG_ERROR, "b", at("f", 2, 3), STR("x"), STR(""), STR("e\xCC\x81 z"));
  diags_add_quoting(&diags, DIAG_ERROR, "c", at("f", 3, 99), STR("x"), STR(""), STR("ab"));
  assert_printed(&diags, "f:1:3: error a: x.\n  \tåx: y\n  \t ^\n"
                         "f:2:3: error b: x.\n  e\xCC\x81 z\n   ^\n"
                         "f:3:99: error c: x.\n  ab\n    ^\n"
                         "3 errors.\n");
  arena_free(arena);
}

/* A form of three megabytes may be one line. */
static void a_long_line_is_shown_around_its_column(void **state) {
  (void)state;
  enum { LETTERS = 300 };
  char line[2 * LETTERS + 1] = "";
  for (int i = 0; i < LETTERS; i++)
    memcpy(line + strlen(line), i == 199 ? "×" : "å", 3);
  static const struct {
    int column, before, after; /* letters shown on both sides of column 200's */
    bool cut_before, cut_after;
    int caret; /* spaces in front of it */
  } cases[] = {
      {200, 60, 59, true, true, 63},    /* in the middle */
      {290, 19, 100, true, false, 112}, /* at the end the line's last 120 */
      {999, 19, 100, true, false, 123}, /* beyond the end */
      {150, 110, 9, true, true, 63},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    diags_add_quoting(&diags, DIAG_ERROR, "a", at("f", 1, cases[i].column), STR("x"), STR(""), str_from(line));
    Buffer want = buffer_new(arena);
    Sink sink = sink_to_buffer(&want);
    sink_printf(&sink, "f:1:%d: error a: x.\n  %s", cases[i].column, cases[i].cut_before ? "…" : "");
    for (int k = 0; k < cases[i].before; k++)
      sink_z(&sink, "å");
    sink_z(&sink, "×");
    for (int k = 0; k < cases[i].after; k++)
      sink_z(&sink, "å");
    sink_printf(&sink, "%s\n%*s^\n1 error.\n", cases[i].cut_after ? "…" : "", cases[i].caret, "");
    assert_printed(&diags, buffer_view(&want).ptr);
    arena_free(arena);
  }
}

static void a_form_cannot_steer_the_terminal(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  diags_add_quoting(&diags, DIAG_WARNING, "a", at("f\x1B\n", 1, 0), STR("\x1B[2Jbad\xFF"), STR("no\nsuch"), STR("\x1B]0;\x07"));
  assert_printed(&diags, "f  :1: warning a:  [2Jbad\xEF\xBF\xBD; no such.\n   ]0; \n1 warning.\n");
  arena_free(arena);
}

static void a_form_cannot_turn_a_line_around(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Str line = STR("a\u202Eb\u2069\u200Fc!");
  diags_add_quoting(&diags, DIAG_WARNING, "a", at("f\u061C", 1, 7), STR("\u2066\u202Abad\u200E"), STR(""), line);
  assert_printed(&diags, "f\\u061C:1:7: warning a: \\u2066\\u202Abad\\u200E.\n"
                         "  a\\u202Eb\\u2069\\u200Fc!\n"
                         "                       ^\n1 warning.\n");
  arena_free(arena);
}

static void beyond_the_limit_they_are_counted(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  for (int line = 1; line <= DIAG_MAX + 7; line++)
    diags_add(&diags, DIAG_ERROR, "a", at("f", line, 1), STR("x"), STR(""));
  assert_int_equal(diags.count, DIAG_MAX);
  assert_int_equal(diags.error_count, DIAG_MAX + 7);
  char *text = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&text, &bytes);
  diags_print(&diags, out);
  fclose(out);
  assert_non_null(strstr(text, "57 errors (7 more not shown).\n"));
  free(text);
  arena_free(arena);
}

static void errors_are_kept_before_warnings(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  for (int line = 1; line <= DIAG_MAX; line++)
    diags_add(&diags, DIAG_WARNING, "w", at("f", line, 1), STR("x"), STR(""));
  diags_add(&diags, DIAG_ERROR, "e", at("f", 99, 1), STR("x"), STR(""));
  assert_int_equal(diags.count, DIAG_MAX);
  size_t errors = 0;
  for (size_t i = 0; i < diags.count; i++)
    errors += diags.items[i].level == DIAG_ERROR;
  assert_int_equal(errors, 1);
  assert_int_equal(diags.warning_count, DIAG_MAX);
  arena_free(arena);
}

static void a_question_ends_with_its_mark(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  diags_add(&diags, DIAG_ERROR, "a", at("f", 1, 1), STR("x"), STR("did you mean y?"));
  assert_printed(&diags, "f:1:1: error a: x; did you mean y?\n1 error.\n");
  arena_free(arena);
}

static void no_messages_print_nothing(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  const Diags diags = diags_new(arena);
  assert_printed(&diags, "");
  arena_free(arena);
}

static void assert_err_printed(const Err *err, const char *expected) {
  char *text = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&text, &bytes);
  err_print(err, out);
  fclose(out);
  assert_string_equal(text, expected);
  free(text);
}

static void the_first_error_wins(void **state) {
  (void)state;
  Err err = {0};
  assert_int_equal(err_set(&err, STATUS_WORLD, "disk-full", "%s is full", "/data"), STATUS_WORLD);
  assert_int_equal(err_set(&err, STATUS_INPUT, "later", "never seen"), STATUS_WORLD);
  assert_int_equal(err_set(NULL, STATUS_INPUT, "x", "y"), STATUS_INPUT);
  assert_err_printed(&err, "error disk-full: /data is full.\n");
}

static void an_error_that_asks_ends_with_its_mark(void **state) {
  (void)state;
  Err err = {0};
  err_set(&err, STATUS_USAGE, "unknown-option", "there is no option --fom; did you mean --form?");
  assert_err_printed(&err, "error unknown-option: there is no option --fom; did you mean --form?\n");
}

static void an_error_cannot_steer_the_terminal(void **state) {
  (void)state;
  Err err = {0};
  err_set(&err, STATUS_WORLD, "db-path", "there is no %s", "\x1B]0;a\x07\nerror b\xC2\x9B\xFF");
  assert_err_printed(&err, "error db-path: there is no  ]0;a  error b \xEF\xBF\xBD.\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(messages_come_in_the_order_of_their_places),
      cmocka_unit_test(a_cell_is_named_as_spreadsheets_do),
      cmocka_unit_test(the_same_is_said_once),
      cmocka_unit_test(the_caret_stands_under_the_column),
      cmocka_unit_test(a_long_line_is_shown_around_its_column),
      cmocka_unit_test(a_form_cannot_steer_the_terminal),
      cmocka_unit_test(a_form_cannot_turn_a_line_around),
      cmocka_unit_test(beyond_the_limit_they_are_counted),
      cmocka_unit_test(errors_are_kept_before_warnings),
      cmocka_unit_test(a_question_ends_with_its_mark),
      cmocka_unit_test(no_messages_print_nothing),
      cmocka_unit_test(the_first_error_wins),
      cmocka_unit_test(an_error_that_asks_ends_with_its_mark),
      cmocka_unit_test(an_error_cannot_steer_the_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
