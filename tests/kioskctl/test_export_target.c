/* The files of an export: where each table goes, and that all of them come to stand in their places or none. */
#include "export_target.h"
#include "store/fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void the_ending_says_the_format(void **state) {
  (void)state;
  static const struct {
    const char *path, *stem, *ending;
    ExportFormat format; /* EXPORT_FORMAT_COUNT: it does not say */
  } cases[] = {
      {"a.csv", "a", ".csv", EXPORT_CSV},
      {"x/a.b.xlsx", "x/a.b", ".xlsx", EXPORT_XLSX},
      {"a.SAV", "a", ".SAV", EXPORT_SAV},
      {"a.dta", "a", ".dta", EXPORT_DTA},
      {"a.csv.jsonl", "a.csv", ".jsonl", EXPORT_JSONL},
      {"a.txt", "a.txt", "", EXPORT_FORMAT_COUNT},
      {"acsv", "acsv", "", EXPORT_FORMAT_COUNT},
      {".csv", ".csv", "", EXPORT_FORMAT_COUNT},
      {"-", "-", "", EXPORT_FORMAT_COUNT},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    ExportFormat format = EXPORT_FORMAT_COUNT;
    Str ending, stem = table_path_stem(cases[i].path, &ending);
    assert_true(str_is(stem, cases[i].stem));
    assert_true(str_is(ending, cases[i].ending));
    assert_int_equal(table_path_format(cases[i].path, &format), cases[i].format != EXPORT_FORMAT_COUNT);
    assert_int_equal(format, cases[i].format);
  }
}

static void a_format_and_an_ending_agree(void **state) {
  (void)state;
  static const struct {
    const char *name, *path, *code; /* NULL: it is the format */
    ExportFormat format;
  } cases[] = {
      {"csv", "a.csv", NULL, EXPORT_CSV},      {"csv", "a.tabell", NULL, EXPORT_CSV},  {"dta", "-", NULL, EXPORT_DTA},
      {NULL, "a.SAV", NULL, EXPORT_SAV},       {"csv", "a.sav", "option-value", 0},    {"sav", "a.CSV", "option-value", 0},
      {NULL, "a.tabell", "option-missing", 0}, {"xls", "a.xlsx", "unknown-format", 0},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Err err = {0};
    ExportFormat format = EXPORT_FORMAT_COUNT;
    Status status = table_format(cases[i].name, cases[i].path, &format, &err);
    assert_int_equal(status, cases[i].code ? STATUS_USAGE : STATUS_OK);
    if (cases[i].code)
      assert_string_equal(err.code, cases[i].code);
    else
      assert_int_equal(format, cases[i].format);
  }
}

static TableFiles open_files(Fixture *fixture, const char *name) {
  Err err = {0};
  TableFiles files;
  Status status = table_files_open(fixture->arena, fixture_path(fixture, name), fixture_path(fixture, "a.db"), &files, &err);
  if (status != STATUS_OK) fail_msg("%s", err.sentence);
  return files;
}

static void write_table(TableFiles *files, const char *table, const char *text) {
  Err err = {0};
  Sink *sink;
  ExportTarget target = table_files_target(files);
  if (target.open(target.context, str_from(table), &sink, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  if (sink != NULL) sink_z(sink, text);
}

static Status finish(TableFiles *files, Status status, Err *err) {
  OutFile *all[8];
  assert_true(files->table_count <= COUNT_OF(all));
  return out_files_finish(all, table_files_list(files, all), status, err);
}

static void write_three(TableFiles *files) {
  write_table(files, "", "svar");
  write_table(files, "hus", "ett hus");
  write_table(files, "hus-rom", "to rom");
}

static void put_file(Fixture *fixture, const char *name, const char *text) {
  fixture_write_file(fixture, name, text, strlen(text));
}

static void assert_has(Fixture *fixture, const char *name, const char *text) {
  if (!str_is(fixture_read_file(fixture, name), text)) fail_msg("%s is not \"%s\"", name, text);
}

static void every_table_has_its_file(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  put_file(fixture, "a.db", "");
  put_file(fixture, "a-hus.csv", "gammelt");
  TableFiles files = open_files(fixture, "a.csv");
  assert_true(files.is_file);
  assert_string_equal(files.folder, fixture->folder);
  write_three(&files);
  assert_has(fixture, "a-hus.csv", "gammelt");
  assert_int_equal(finish(&files, STATUS_OK, &err), STATUS_OK);
  assert_has(fixture, "a.csv", "svar");
  assert_has(fixture, "a-hus.csv", "ett hus");
  assert_has(fixture, "a-hus-rom.csv", "to rom");
  assert_int_equal(fixture_file_count(fixture), 4);
}

static void a_failure_before_the_end_leaves_what_was(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  put_file(fixture, "a.db", "");
  put_file(fixture, "a.csv", "gammelt");
  TableFiles files = open_files(fixture, "a.csv");
  write_three(&files);
  err_set(&err, STATUS_WORLD, "test", "it failed");
  assert_int_equal(finish(&files, STATUS_WORLD, &err), STATUS_WORLD);
  assert_has(fixture, "a.csv", "gammelt");
  assert_int_equal(fixture_file_count(fixture), 2);
}

/* In the last moment one of the places is taken by a folder, onto which no file can be renamed. */
static void a_place_that_is_taken_takes_all_back(void **state) {
  static const char *const taken[] = {"a.csv", "a-hus.csv", "a-hus-rom.csv"};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(taken); i++) {
    Err err = {0};
    put_file(fixture, "a.db", "");
    if (i != 0) put_file(fixture, "a.csv", "gammelt");
    if (i != 2) put_file(fixture, "a-hus-rom.csv", "gamle rom");
    TableFiles files = open_files(fixture, "a.csv");
    write_three(&files);
    assert_int_equal(mkdir(fixture_path(fixture, taken[i]), 0700), 0);
    assert_int_equal(finish(&files, STATUS_OK, &err), STATUS_WORLD);
    assert_string_equal(err.code, "out-path");
    assert_non_null(strstr(err.sentence, taken[i]));
    assert_int_equal(rmdir(fixture_path(fixture, taken[i])), 0);
    if (i != 0) assert_has(fixture, "a.csv", "gammelt");
    if (i != 2) assert_has(fixture, "a-hus-rom.csv", "gamle rom");
    assert_int_equal(fixture_file_count(fixture), i == 1 ? 3 : 2); /* a-hus.csv, which was not there, is not there */
    unlink(fixture_path(fixture, "a.csv"));
    unlink(fixture_path(fixture, "a-hus-rom.csv"));
  }
}

static void what_is_no_file_gets_the_responses_alone(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  put_file(fixture, "a.db", "");
  TableFiles files;
  assert_int_equal(table_files_open(fixture->arena, "/dev/null", fixture_path(fixture, "a.db"), &files, &err), STATUS_OK);
  assert_false(files.is_file);
  assert_null(files.folder);
  write_three(&files);
  assert_int_equal(files.unwritten_count, 2);
  assert_true(str_is(files.unwritten[0], "hus"));
  assert_true(str_is(files.unwritten[1], "hus-rom"));
  assert_int_equal(finish(&files, STATUS_OK, &err), STATUS_OK);
  assert_int_equal(access("/dev/null-hus", F_OK), -1);
}

static void a_signal_takes_all_of_them_away(void **state) {
  Fixture *fixture = *state;
  put_file(fixture, "a.db", "");
  put_file(fixture, "a-hus.csv", "gammelt");
  pid_t child = fork();
  if (child == 0) {
    TableFiles files = open_files(fixture, "a.csv");
    TableFiles done = open_files(fixture, "b.csv");
    Err err = {0};
    if (freopen(fixture_path(fixture, "said"), "w", stderr) == NULL) _exit(1);
    write_three(&files);
    write_table(&done, "", "ferdig");
    if (finish(&done, STATUS_OK, &err) != STATUS_OK || fixture_file_count(fixture) != 7) _exit(1);
    raise(SIGINT);
    _exit(2);
  }
  int how = -1;
  waitpid(child, &how, 0);
  assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGINT);
  assert_has(fixture, "a-hus.csv", "gammelt");
  assert_has(fixture, "b.csv", "ferdig"); /* what was finished stays */
  assert_has(fixture, "said",
             arena_printf(fixture->arena, "interrupted, and nothing was written to %s\n", fixture_path(fixture, "a.csv")).ptr);
  assert_int_equal(fixture_file_count(fixture), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_ending_says_the_format),
      cmocka_unit_test(a_format_and_an_ending_agree),
      cmocka_unit_test_setup_teardown(every_table_has_its_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_failure_before_the_end_leaves_what_was, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_place_that_is_taken_takes_all_back, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_no_file_gets_the_responses_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_signal_takes_all_of_them_away, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
