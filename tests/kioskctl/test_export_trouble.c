/* kioskctl export when something is wrong: rows and values that are damaged, forms of too many columns, disks that are full, and people who
 * end it on the way. In every format. */
#include "kioskctl/program.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *const formats[] = {"csv", "xlsx", "sav", "dta", "jsonl"};

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

static void make_database(Fixture *fixture, const Form *form, const char *answers) {
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, answers);
  visit.uuid = STR("00000000-0000-4000-8000-000000000001");
  fixture_put(store, &visit);
  store_close(store);
}

/* Others of the same kind, but with another key and other answers, past every check that the database itself makes. */
static void add_row(Fixture *fixture, int number, const char *version, const char *answers) {
  fixture_query(
      fixture, "a.db",
      arena_printf(fixture->arena,
                   "PRAGMA ignore_check_constraints = 1; INSERT INTO response"
                   " SELECT printf('00000000-0000-4000-8000-%%012d', %d), device, form_id, '%s', language, channel, round,"
                   " event, place, status, trial, time, NULL, '%s', NULL, NULL, NULL, NULL FROM response"
                   " WHERE uuid LIKE '%%000000000001'",
                   number, version, answers)
          .ptr);
}

static void add_many(Fixture *fixture, int count) {
  fixture_query(
      fixture, "a.db",
      arena_printf(
          fixture->arena,
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
          " INSERT INTO response SELECT printf('%%036d', i), device, form_id, form_version, language, channel, round, event,"
          " place, status, trial, time, NULL, json_set(answers, '$.antall', i), NULL, NULL, NULL, NULL FROM response, n",
          count)
          .ptr);
}

static const char *path_of(Fixture *fixture, const char *format) {
  return fixture_path(fixture, arena_printf(fixture->arena, "a.%s", format).ptr);
}

static Said export_as(Fixture *fixture, const char *format) {
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", path_of(fixture, format), NULL};
  return program_run(fixture, args, NULL);
}

static void damaged_rows_are_named_and_the_rest_is_there(void **state) {
  static const char *const warned[] = {"000000000002 is left out", "000000000003 is left out", "000000000004 is left out",
                                       "its form version is not in the database: 9"};
  Fixture *fixture = *state;
  make_database(fixture, fixture_plain_form(fixture, "1"), "{\"antall\":40}");
  add_row(fixture, 2, "1", "{\"antall\":");
  add_row(fixture, 3, "1", "{\"ukjent\":1}");
  add_row(fixture, 4, "9", "{\"antall\":41}");
  add_row(fixture, 5, "1", "{\"antall\":42}");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    Said said = export_as(fixture, formats[i]);
    program_assert_error(&said, 1, "bad-rows", "3 responses could not be read and are not in the export");
    for (size_t k = 0; k < COUNT_OF(warned); k++)
      if (strstr(said.err, warned[k]) == NULL) fail_msg("%s: not \"%s\" but %s", formats[i], warned[k], said.err);
    assert_true(str_starts_with(str_from(said.out), STR("2 responses written to ")));
    assert_int_equal(access(path_of(fixture, formats[i]), F_OK), 0);
  }
  const char *csv = arena_str(fixture->arena, fixture_read_file(fixture, "a.csv")).ptr;
  assert_true(strstr(csv, ",40,") != NULL && strstr(csv, ",41,") == NULL && strstr(csv, ",42,") != NULL);
}

static void values_that_are_none_are_named(void **state) {
  Fixture *fixture = *state;
  make_database(fixture, fixture_plain_form(fixture, "1"), "{\"nytte\":\"ja\"}");
  add_row(fixture, 2, "1", "{\"nytte\":\"tja\",\"antall\":40}");
  add_row(fixture, 3, "1", "{\"antall\":\"mange\"}");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    Said said = export_as(fixture, formats[i]);
    program_assert_error(&said, 1, "bad-values", "2 values are not in the export as they should be");
    assert_non_null(strstr(said.err, "000000000002"));
    assert_non_null(strstr(said.err, "000000000003"));
    assert_true(str_starts_with(str_from(said.out), STR("3 responses written to ")));
  }
  const char *csv = arena_str(fixture->arena, fixture_read_file(fixture, "a.csv")).ptr;
  assert_non_null(strstr(csv, ",tja,"));
  assert_non_null(strstr(csv, ",mange,"));
}

/* A newer program's: what it has in common with the others is there, and the exit code says that this may not be all. */
static void versions_that_cannot_be_read_hide_nothing(void **state) {
  Fixture *fixture = *state;
  make_database(fixture, fixture_plain_form(fixture, "1"), "{\"antall\":40}");
  fixture_query(fixture, "a.db",
                "INSERT INTO form_version SELECT form_id, '2', 'survey: [{type: hologram, name: h}]' FROM form_version");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    Said said = export_as(fixture, formats[i]);
    assert_int_equal(said.code, 0); /* nobody has answered it */
    assert_non_null(strstr(said.err, "warning: this program cannot read version 2"));
  }
  add_row(fixture, 2, "2", "{\"antall\":41}");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    Said said = export_as(fixture, formats[i]);
    program_assert_error(&said, 1, "unread-version", "1 response is to a version of the form that this program cannot read");
    assert_true(str_starts_with(str_from(said.out), STR("2 responses written to ")));
  }
  const char *csv = arena_str(fixture->arena, fixture_read_file(fixture, "a.csv")).ptr;
  assert_true(strstr(csv, ",40,") != NULL && strstr(csv, ",41,") != NULL);
  add_row(fixture, 3, "2", "{\"h\":1}");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    Said said = export_as(fixture, formats[i]);
    program_assert_error(&said, 1, "bad-rows", "1 response could not be read");
    assert_non_null(strstr(said.err, "no version of the form has its question h"));
  }
}

static const Form *wide_form(Fixture *fixture, int questions) {
  Buffer yaml = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&yaml);
  sink_z(&sink, "settings: {form_id: bred, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n");
  for (int i = 0; i < questions; i++)
    sink_printf(&sink, "  - {type: integer, name: q%d, label: Q%d}\n", i, i);
  return fixture_form(fixture, buffer_view(&yaml).ptr);
}

typedef struct Width {
  int questions;
  const char *refused[COUNT_OF(formats)]; /* what is said, beside formats; NULL: written */
} Width;

static void assert_widths(Fixture *fixture, const Width *width) {
  make_database(fixture, wide_form(fixture, width->questions), "{\"q1\":40,\"q4999\":41}");
  size_t files = 1;
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    Said said = export_as(fixture, formats[i]);
    if (width->refused[i] != NULL) {
      program_assert_error(&said, 1, "too-many-columns", width->refused[i]);
    } else {
      if (said.code != 0) fail_msg("%s: %s", formats[i], said.err);
      files++;
    }
    assert_int_equal(fixture_file_count(fixture), files);
  }
}

static void five_thousand_columns_are_no_trouble(void **state) {
  assert_widths(*state, &(Width){5000, {NULL}});
}

static void what_a_format_cannot_hold_is_said(void **state) {
  assert_widths(*state, &(Width){40000, {NULL, "16384", NULL, "32767", NULL}});
}

static void a_full_disk_leaves_nothing(void **state) {
  Fixture *fixture = *state;
  make_database(fixture, fixture_plain_form(fixture, "1"), "{\"hvorfor\":\"fordi\",\"antall\":1}");
  add_many(fixture, 8000);
  struct rlimit before;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    struct rlimit limit = {64 * 1024, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    Said said = export_as(fixture, formats[i]);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(said.code, 3);
    assert_true(str_starts_with(str_from(said.err), STR("error ")));
    assert_int_equal(fixture_file_count(fixture), 1);
    const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--format", formats[i], "--out", "/dev/full", NULL};
    said = program_run(fixture, args, NULL);
    assert_int_equal(said.code, 3);
  }
}

/* Waits until it writes, or is done: on a busy machine both may have happened before anybody looked. */
static void wait_until_it_writes(pid_t program, const char *part) {
  siginfo_t end = {0};
  while (access(part, F_OK) != 0 && waitid(P_PID, (id_t)program, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid == 0)
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
}

static void clear_up(Fixture *fixture) {
  static const char *const others[] = {"stdout", "stderr", "a.db-wal", "a.db-shm"}; /* the log is whose who opens it next */
  for (size_t i = 0; i < COUNT_OF(others); i++)
    unlink(fixture_path(fixture, others[i]));
}

/* So long after it began to write; it may be done by then. Was it ended? */
static bool is_ended(Fixture *fixture, const char *format, Str whole, long delay_ms) {
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", path_of(fixture, format), NULL};
  pid_t program = program_start(fixture, args, NULL);
  const char *part = arena_printf(fixture->arena, "%s.%ld.part", args[4], (long)program).ptr;
  int how = -1;
  wait_until_it_writes(program, part);
  nanosleep(&(struct timespec){delay_ms / 1000, delay_ms % 1000 * 1000000}, NULL);
  kill(program, SIGINT);
  waitpid(program, &how, 0);
  bool ended = WIFSIGNALED(how) && WTERMSIG(how) == SIGINT, there = access(args[4], F_OK) == 0;
  assert_true(ended || there);
  if (there) assert_true(str_equal(whole, fixture_read_file(fixture, arena_printf(fixture->arena, "a.%s", format).ptr)));
  unlink(args[4]);
  clear_up(fixture);
  assert_int_equal(fixture_file_count(fixture), 1);
  return ended;
}

static void whoever_ends_it_finds_nothing_half_done(void **state) {
  static const long delays_ms[] = {0, 3, 10, 30, 100, 300};
  Fixture *fixture = *state;
  make_database(fixture, fixture_plain_form(fixture, "1"), "{\"hvorfor\":\"fordi\",\"antall\":1}");
  add_many(fixture, 10000);
  size_t ended = 0;
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    assert_int_equal(export_as(fixture, formats[i]).code, 0);
    Str whole = fixture_read_file(fixture, arena_printf(fixture->arena, "a.%s", formats[i]).ptr);
    unlink(path_of(fixture, formats[i]));
    for (size_t k = 0; k < COUNT_OF(delays_ms); k++)
      ended += is_ended(fixture, formats[i], whole, delays_ms[k]);
  }
  assert_true(ended > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(damaged_rows_are_named_and_the_rest_is_there, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(values_that_are_none_are_named, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(versions_that_cannot_be_read_hide_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(five_thousand_columns_are_no_trouble, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_a_format_cannot_hold_is_said, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(whoever_ends_it_finds_nothing_half_done, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
