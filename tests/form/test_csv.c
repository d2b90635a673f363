/* Comma-separated values in all the dress that spreadsheets give them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "csv.h"

/* Cells between bars, a row a line; the names first, each row with its line. */
static Str written(Arena *arena, const CsvTable *table) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < table->column_count; i++)
    sink_printf(&sink, i ? "|" STR_FMT : STR_FMT, STR_ARG(table->names[i]));
  for (size_t row = 0; row < table->row_count; row++) {
    sink_printf(&sink, "\n%d:", table->lines[row]);
    for (size_t i = 0; i < table->column_count; i++)
      sink_printf(&sink, i ? "|" STR_FMT : STR_FMT, STR_ARG(table->cells[row * table->column_count + i]));
  }
  return buffer_view(&buffer);
}

static void tables_are_read(void **state) {
  static const struct {
    const char *text, *table;
  } CASES[] = {
      {"a,b\n1,2\n", "a|b\n2:1|2"},
      {"a,b\n1,2", "a|b\n2:1|2"},
      {"a,b\r\n1,2\r\n", "a|b\n2:1|2"},
      {"a,b\r1,2\r", "a|b\n2:1|2"},
      {"\xEF\xBB\xBF"
       "a;b\n1,5;2",
       "a|b\n2:1,5|2"},
      {"a\tb\n1, 5\t;2", "a|b\n2:1, 5|;2"},
      {"sep=;\r\na;b,c,d\r\n1;2\r\n", "a|b,c,d\n3:1|2"},
      {"\"a;b;c\",d\n1,2", "a;b;c|d\n2:1|2"},
      {"a\n1\n\n2\n", "a\n2:1\n4:2"},
      {"a,b\n,\n,2\n", "a|b\n3:|2"},
      {"a,b,c\n1\n", "a|b|c\n2:1||"},
      {"a,b\n1,2,,,\n", "a|b\n2:1|2"},
      {"a,,b\n1,2,3\n", "a||b\n2:1|2|3"},
      {" a , b \n 1 ,\t2 \n", "a|b\n2:1|2"},
      {"a,b\n\"1,5\",\"2\"\n", "a|b\n2:1,5|2"},
      {"a,b\n \"1\" , \"2\" \n", "a|b\n2:1|2"},
      {"a,b\n\"x \"\"y\"\"\",\"\"\n3,4", "a|b\n2:x \"y\"|\n3:3|4"},
      {"a,b\n\"1\r\n2\n3\r4\",x\ny,z", "a|b\n2:1\n2\n3\n4|x\n6:y|z"},
      {"a,b\nx\"y\"z,5\" tv\n", "a|b\n2:x\"y\"z|5\" tv"},
      {"navn\nBærum\nÅl\n", "navn\n2:Bærum\n3:Ål"},
      {"a", "a"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    CsvTable table;
    CsvProblem problem;
    if (!csv_read(arena, str_from(CASES[i].text), &table, &problem)) fail_msg("%s: %s", CASES[i].text, problem.what);
    Str got = written(arena, &table);
    if (!str_is(got, CASES[i].table)) fail_msg("%s is read as\n" STR_FMT, CASES[i].text, STR_ARG(got));
    arena_free(arena);
  }
}

static void mistakes_have_their_place(void **state) {
  static const struct {
    Str text;
    int line, column;
    const char *what;
  } CASES[] = {
      {STR_INIT(""), 1, 0, "names no column"},
      {STR_INIT(",,\n1,2"), 1, 0, "names no column"},
      {STR_INIT("\n\na\n"), 1, 0, "names no column"},
      {STR_INIT("a,b,a\n"), 1, 0, "the same name"},
      {STR_INIT("a,b\n1,2\n1,2,3\n"), 3, 5, "more cells"},
      {STR_INIT("a,b\nå,\"2\n3\n"), 2, 3, "never closed"},
      {STR_INIT("a,b\n\"1\"2,3\n"), 2, 4, "behind the closing quotes"},
      {STR_INIT("a\n\xE5s\n"), 2, 0, "no UTF-8"},
      {STR_INIT("\xFF\xFE"
                "a\0,\0b\0"),
       1, 0, "no UTF-8"},
      {STR_INIT("a\nb\0c\n"), 2, 0, "no UTF-8"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    CsvTable table;
    CsvProblem problem = {.line = 0};
    if (csv_read(arena, CASES[i].text, &table, &problem)) fail_msg("case %zu is taken", i);
    if (problem.line != CASES[i].line || problem.column != CASES[i].column || !strstr(problem.what, CASES[i].what))
      fail_msg("case %zu: %d:%d %s", i, problem.line, problem.column, problem.what);
    assert_true(strlen(problem.remedy) > 0);
    arena_free(arena);
  }
}

static Str repeated(Arena *arena, const char *head, const char *line, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, head);
  for (size_t i = 0; i < count; i++)
    sink_z(&sink, line);
  return buffer_view(&buffer);
}

static void there_are_limits(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  CsvTable table;
  CsvProblem problem;
  assert_true(csv_read(arena, repeated(arena, "a\n", "1\n", CSV_ROWS_MAX), &table, &problem));
  assert_int_equal(table.row_count, CSV_ROWS_MAX);
  assert_false(csv_read(arena, repeated(arena, "a\n", "1\n", CSV_ROWS_MAX + 1), &table, &problem));
  assert_int_equal(problem.line, CSV_ROWS_MAX + 2);
  assert_non_null(strstr(problem.what, "rows"));
  assert_false(csv_read(arena, repeated(arena, "a", ",b", CSV_COLUMNS_MAX), &table, &problem));
  assert_non_null(strstr(problem.what, "columns"));
  assert_true(csv_read(arena, repeated(arena, "a", ",", CSV_BYTES_MAX - 1), &table, &problem));
  assert_false(csv_read(arena, repeated(arena, "a", ",", CSV_BYTES_MAX), &table, &problem));
  assert_non_null(strstr(problem.what, "MiB"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tables_are_read), cmocka_unit_test(mistakes_have_their_place),
                                     cmocka_unit_test(there_are_limits)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
