/* Where an export may be written, and what is left alone. */
#include "kioskctl/program.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static Store *open_with_response(Fixture *fixture, const char *name) {
  Store *store = fixture_open(fixture, name);
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"fordi\"}");
  fixture_put(store, &visit);
  return store;
}

static Said export_as(Fixture *fixture, const char *db, const char *out) {
  const char *args[] = {"export", "--db", fixture_path(fixture, db), "--format", "csv", "--out", fixture_path(fixture, out), NULL};
  return program_run(fixture, args, NULL);
}

static void link_to(Fixture *fixture, const char *target, const char *name) {
  assert_int_equal(symlink(target, fixture_path(fixture, name)), 0);
}

static void make_mode(Fixture *fixture, const char *name, mode_t mode) {
  fixture_write_file(fixture, name, "old", 3);
  assert_int_equal(chmod(fixture_path(fixture, name), mode), 0);
}

static mode_t mode_of(Fixture *fixture, const char *name) {
  struct stat info;
  assert_int_equal(lstat(fixture_path(fixture, name), &info), 0);
  return info.st_mode;
}

static void assert_exported(Fixture *fixture, const char *name) {
  assert_non_null(strstr(arena_str(fixture->arena, fixture_read_file(fixture, name)).ptr, ",fordi\r\n"));
}

typedef struct Target {
  const char *db, *out;
} Target;

static void assert_refused(Fixture *fixture, const Target *targets, size_t count) {
  Str before = fixture_read_file(fixture, "a.db");
  size_t files = fixture_file_count(fixture);
  for (size_t i = 0; i < count; i++) {
    Said said = export_as(fixture, targets[i].db, targets[i].out);
    program_assert_error(&said, 2, "out-is-database", targets[i].out);
    assert_string_equal(said.out, "");
    assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
    assert_int_equal(fixture_file_count(fixture), files);
  }
}

static void a_database_is_never_written_over(void **state) {
  static const Target targets[] = {
      {"a.db", "a.db"},         {"a.db", "./a.db"},      {"a.db", "link.db"},      {"a.db", "hard.csv"},
      {"link.db", "a.db"},      {"a.db", "other.db"},    {"a.db", "a.db-wal"},     {"a.db", "a.db-shm"},
      {"a.db", "a.db-journal"}, {"link.db", "a.db-wal"}, {"a.db", "sub/a.db-wal"},
  };
  Fixture *fixture = *state;
  store_close(open_with_response(fixture, "a.db"));
  fixture_query(fixture, "other.db", "CREATE TABLE people (name TEXT)");
  link_to(fixture, "a.db", "link.db");
  link_to(fixture, ".", "sub");
  assert_int_equal(link(fixture_path(fixture, "a.db"), fixture_path(fixture, "hard.csv")), 0);
  assert_refused(fixture, targets, COUNT_OF(targets));
}

static void nor_a_running_kiosks_log(void **state) {
  static const Target targets[] = {{"a.db", "a.db-wal"}, {"a.db", "a.db-shm"}, {"a.db", "a.db"}, {"a.db", "log.csv"}};
  Fixture *fixture = *state;
  Store *kiosk = open_with_response(fixture, "a.db");
  link_to(fixture, "a.db-wal", "log.csv");
  Str log = fixture_read_file(fixture, "a.db-wal");
  assert_refused(fixture, targets, COUNT_OF(targets));
  assert_true(str_equal(log, fixture_read_file(fixture, "a.db-wal")));
  store_close(kiosk);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "1\nok");
}

static void nor_by_way_of_standard_output(void **state) {
  Fixture *fixture = *state;
  store_close(open_with_response(fixture, "a.db"));
  const char *db = fixture_path(fixture, "a.db");
  const char *command = arena_printf(fixture->arena, "'%s' export --db '%s' --format csv --out - >> '%s' 2> '%s'", KIOSKCTL, db, db,
                                     fixture_path(fixture, "stderr"))
                            .ptr;
  Str before = fixture_read_file(fixture, "a.db");
  int how = system(command); /* NOLINT: a shell's redirection is the point */
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 2);
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
}

static void a_links_target_is_replaced(void **state) {
  Fixture *fixture = *state;
  store_close(open_with_response(fixture, "a.db"));
  assert_int_equal(mkdir(fixture_path(fixture, "archive"), 0700), 0);
  make_mode(fixture, "archive/real.csv", 0600);
  link_to(fixture, "archive/real.csv", "link.csv");
  link_to(fixture, "archive/missing.csv", "dangling.csv");
  Said said = export_as(fixture, "a.db", "link.csv");
  assert_int_equal(said.code, 0);
  assert_true(S_ISLNK(mode_of(fixture, "link.csv")));
  assert_exported(fixture, "archive/real.csv");
  said = export_as(fixture, "a.db", "dangling.csv");
  program_assert_error(&said, 3, "out-path", "a link that leads nowhere");
}

static void the_mode_is_kept_or_narrow(void **state) {
  static const struct {
    mode_t mask, before, after; /* before 0: a new file */
  } cases[] = {{0, 0, 0640}, {022, 0, 0640}, {077, 0, 0600}, {022, 0600, 0600}, {077, 0664, 0664}, {0, 0444, 0444}};
  Fixture *fixture = *state;
  store_close(open_with_response(fixture, "a.db"));
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *name = arena_printf(fixture->arena, "%zu.csv", i).ptr;
    if (cases[i].before != 0) make_mode(fixture, name, cases[i].before);
    mode_t mask = umask(cases[i].mask);
    Said said = export_as(fixture, "a.db", name);
    umask(mask);
    assert_int_equal(said.code, 0);
    assert_int_equal(mode_of(fixture, name) & 07777, cases[i].after);
    assert_exported(fixture, name);
  }
}

static bool wait_for(const char *part) {
  for (int i = 0; i < 20000 && access(part, F_OK) != 0; i++)
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
  return access(part, F_OK) == 0;
}

static void a_signal_leaves_no_half_file(void **state) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  Fixture *fixture = *state;
  store_close(open_with_response(fixture, "a.db"));
  fixture_multiply(fixture, "a.db", 100000);
  const char *args[] = {"export", "--db",  fixture_path(fixture, "a.db"),   "--format", /* which takes longest */
                        "xlsx",   "--out", fixture_path(fixture, "a.xlsx"), NULL};
  for (size_t i = 0; i < COUNT_OF(signals); i++) {
    pid_t program = program_start(fixture, args, NULL);
    const char *part = arena_printf(fixture->arena, "%s.%ld.part", args[6], (long)program).ptr;
    bool seen = wait_for(part);
    kill(program, signals[i]);
    int how = -1;
    waitpid(program, &how, 0);
    assert_true(seen);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == signals[i]);
    assert_int_not_equal(access(part, F_OK), 0);
    assert_int_not_equal(access(args[6], F_OK), 0);
  }
}

/* In a container every run may have the same number. */
static void what_a_killed_export_left_stops_no_later_one(void **state) {
  Fixture *fixture = *state;
  store_close(open_with_response(fixture, "a.db"));
  const char *line = arena_printf(fixture->arena,
                                  "cd '%s' && sh -c 'mkdir a-attachments.$$.part; touch a.csv.$$.part a.csv.$$-2.part;"
                                  " exec \"$0\" export --db a.db --out a.csv' '" KIOSKCTL "' >said 2>&1",
                                  fixture_path(fixture, ""))
                         .ptr;
  assert_int_equal(system(line), 0);
  assert_exported(fixture, "a.csv");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_database_is_never_written_over, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nor_a_running_kiosks_log, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nor_by_way_of_standard_output, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_links_target_is_replaced, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_mode_is_kept_or_narrow, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_a_killed_export_left_stops_no_later_one, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_signal_leaves_no_half_file, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
