#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool count_row(void *context, const Response *row) {
  (void)row;
  ++*(size_t *)context;
  return true;
}

static size_t count_rows(Store *store) {
  size_t count = 0;
  Err err = {0};
  if (store_each(store, STR("samling"), &(StoreFilter){.trials = true}, count_row, &count, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  return count;
}

static Store *open_readonly(Fixture *fixture, const char *name) {
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, name), &store, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
  return store;
}

static Store *open_with_one_response(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  Response response = fixture_response(fixture, store, form, "{}");
  fixture_put(store, &response);
  return store;
}

static void reads_beside_a_running_kiosk(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *kiosk = open_with_one_response(fixture, form);
  Store *reader = open_readonly(fixture, "a.db");
  assert_int_equal(count_rows(reader), 1);
  Response next = fixture_response(fixture, kiosk, form, "{}");
  fixture_put(kiosk, &next);
  assert_int_equal(count_rows(reader), 2);
  store_close(reader);
  Response last = fixture_response(fixture, kiosk, form, "{}");
  fixture_put(kiosk, &last);
  store_close(kiosk);
}

static void leaves_a_closed_database_as_it_was(void **state) {
  Fixture *fixture = *state;
  store_close(open_with_one_response(fixture, fixture_plain_form(fixture, "1")));
  Str before = fixture_read_file(fixture, "a.db");
  Store *reader = open_readonly(fixture, "a.db");
  assert_int_equal(count_rows(reader), 1);
  store_close(reader);
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
  assert_int_equal(fixture_file_count(fixture), 1);
}

/* A kiosk that dies leaves its last answers in the log. They are read, and left there for the kiosk. */
static void reads_what_a_dead_kiosk_left_by(Fixture *fixture, const char *name) {
  Str before = fixture_read_file(fixture, "a.db");
  Store *reader = open_readonly(fixture, name);
  assert_int_equal(count_rows(reader), 1);
  store_close(reader);
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
  assert_true(fixture_read_file(fixture, "a.db-wal").len > 0);
}

static void reads_what_a_dead_kiosk_left(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  pid_t kiosk = fork();
  if (kiosk == 0) {
    open_with_one_response(fixture, form);
    _exit(0);
  }
  waitpid(kiosk, NULL, 0);
  reads_what_a_dead_kiosk_left_by(fixture, "a.db");
  assert_int_equal(symlink("a.db", fixture_path(fixture, "link.db")), 0);
  reads_what_a_dead_kiosk_left_by(fixture, "link.db");
}

static void a_missing_file_is_said_and_not_made(void **state) {
  Fixture *fixture = *state;
  Store *store;
  Err err = {0};
  assert_int_equal(store_open_readonly(fixture_path(fixture, "a.db"), &store, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-path");
  assert_non_null(strstr(err.sentence, "there is no database"));
  assert_int_equal(fixture_file_count(fixture), 0);
}

/* Runs in a process of its own that may not write to the folder, even when the suite is run by root. Exit 0: as wanted. */
static int read_without_rights(Fixture *fixture, bool readable) {
  if (geteuid() == 0 && setuid(65534) != 0) return 2;
  Store *store;
  Err err = {0};
  Status status = store_open_readonly(fixture_path(fixture, "a.db"), &store, &err);
  if (!readable) return status == STATUS_WORLD && strcmp(err.code, "db-path") == 0 ? 0 : 3;
  if (status != STATUS_OK) return 4;
  size_t count = 0;
  status = store_each(store, STR("samling"), &(StoreFilter){.trials = true}, count_row, &count, &err);
  store_close(store);
  return status == STATUS_OK && count == 1 ? 0 : 5;
}

static int write_without_rights(Fixture *fixture) {
  if (geteuid() == 0 && setuid(65534) != 0) return 2;
  Store *store;
  Err err = {0};
  Status status = store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err);
  if (status != STATUS_WORLD || strcmp(err.code, "db-path") != 0 || strstr(err.sentence, "write permission") == NULL) return 3;
  err = (Err){0};
  status = store_open(fixture_path(fixture, "new.db"), &fixture->random, &store, &err);
  return status == STATUS_WORLD && strcmp(err.code, "db-path") == 0 && strstr(err.sentence, "writable for this user") != NULL ? 0
                                                                                                                              : 4;
}

static void assert_child(Fixture *fixture, int (*run)(Fixture *, bool), bool readable) {
  pid_t child = fork();
  if (child == 0) _exit(run(fixture, readable));
  int how = -1;
  waitpid(child, &how, 0);
  assert_true(WIFEXITED(how));
  assert_int_equal(WEXITSTATUS(how), 0);
}

static int write_child(Fixture *fixture, bool unused) {
  (void)unused;
  return write_without_rights(fixture);
}

static void reads_where_it_may_not_write(void **state) {
  Fixture *fixture = *state;
  store_close(open_with_one_response(fixture, fixture_plain_form(fixture, "1")));
  chmod(fixture_path(fixture, "a.db"), 0444);
  chmod(fixture->folder, 0555);
  assert_child(fixture, read_without_rights, true);
  assert_child(fixture, write_child, false);
  /* With a log whose -shm cannot be made nobody can tell what is current: refused, never half read. */
  chmod(fixture->folder, 0755);
  fixture_write_file(fixture, "a.db-wal", "something", 9);
  chmod(fixture->folder, 0555);
  assert_child(fixture, read_without_rights, false);
  chmod(fixture->folder, 0755);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_beside_a_running_kiosk, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(leaves_a_closed_database_as_it_was, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(reads_what_a_dead_kiosk_left, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_missing_file_is_said_and_not_made, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(reads_where_it_may_not_write, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
