/* A log is only laid over the file that it belongs to. */
#include "connection.h"
#include "lock.h"
#include "store/fixture.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static Store *open_with_form(Fixture *fixture, const char *name) {
  Store *store = fixture_open(fixture, name);
  Err err = {0};
  if (store_add_form(store, fixture_plain_form(fixture, "1"), &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

static void put(Fixture *fixture, Store *store, int first, int count) {
  for (int i = first; i < first + count; i++) {
    Response visit =
        fixture_response(fixture, store, fixture_plain_form(fixture, "1"), arena_printf(fixture->arena, "{\"antall\":%d}", i).ptr);
    fixture_put(store, &visit);
  }
}

/* A kiosk that is killed after so many visits: its log stays. */
static void run_and_kill(Fixture *fixture, const char *name, int first, int count) {
  pid_t kiosk = fork();
  if (kiosk == 0) {
    Store *store = open_with_form(fixture, name);
    put(fixture, store, first, count);
    _exit(0);
  }
  int how = -1;
  waitpid(kiosk, &how, 0);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

static void copy(Fixture *fixture, const char *from, const char *to) {
  Str bytes = fixture_read_file(fixture, from);
  fixture_write_file(fixture, to, bytes.ptr, bytes.len);
}

static const char *numbers(Fixture *fixture, const char *name) {
  return fixture_query(fixture, name,
                       "SELECT group_concat(n) FROM (SELECT answers ->> '$.antall' AS n FROM response ORDER BY CAST(n AS INTEGER));"
                       "PRAGMA integrity_check");
}

static void back_up(Fixture *fixture, const char *from, const char *to) {
  Err err = {0};
  if (store_backup(fixture_path(fixture, from), fixture_path(fixture, to), &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static void assert_reading_refused(Fixture *fixture, const char *name) {
  Store *store;
  Err err = {0};
  assert_int_equal(store_open_readonly(fixture_path(fixture, name), &store, &err), STATUS_INPUT);
  assert_string_equal(err.code, "db-wal-other");
}

/* The advice that everybody gives: put the backup back. */
static void a_restored_backup_stays_as_it_is(void **state) {
  Fixture *fixture = *state;
  Store *store = open_with_form(fixture, "a.db");
  put(fixture, store, 1, 3);
  store_close(store);
  back_up(fixture, "a.db", "b.db");
  run_and_kill(fixture, "a.db", 4, 300);
  Str log = fixture_read_file(fixture, "a.db-wal");
  copy(fixture, "b.db", "a.db");
  unlink(fixture_path(fixture, "a.db-shm"));
  assert_reading_refused(fixture, "a.db");
  store = open_with_form(fixture, "a.db");
  put(fixture, store, 9000, 1);
  store_close(store);
  assert_string_equal(numbers(fixture, "a.db"), "1,2,3,9000\nok");
  assert_true(str_equal(log, fixture_read_file(fixture, "a.db-wal.other"))); /* answers that were promised to be on disk */
  StoreRecovery report;
  Err err = {0};
  if (store_recover(fixture_path(fixture, "a.db-wal.other"), fixture_path(fixture, "c.db"), &fixture->random, NULL, NULL, &report,
                    &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  assert_true(report.responses >= 300);
}

/* Also when the log began anew many times since the backup. */
static void a_log_that_began_anew_is_known_too(void **state) {
  Fixture *fixture = *state;
  Store *store = open_with_form(fixture, "a.db");
  put(fixture, store, 1, 2);
  store_close(store);
  back_up(fixture, "a.db", "b.db");
  pid_t kiosk = fork();
  if (kiosk == 0) {
    store = open_with_form(fixture, "a.db");
    for (int i = 0; i < 6; i++) {
      put(fixture, store, 10 * (i + 1), 4);
      sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    }
    put(fixture, store, 100, 2);
    _exit(0);
  }
  waitpid(kiosk, NULL, 0);
  copy(fixture, "b.db", "a.db");
  unlink(fixture_path(fixture, "a.db-shm"));
  store_close(fixture_open(fixture, "a.db"));
  assert_string_equal(numbers(fixture, "a.db"), "1,2\nok");
}

/* What a kill leaves belongs together, however often it happens, and whatever part of the log was folded in. */
static void its_own_log_is_never_refused(void **state) {
  Fixture *fixture = *state;
  for (int run = 0; run < 12; run++) {
    pid_t kiosk = fork();
    if (kiosk == 0) {
      fixture->seed = (uint64_t)run + 100; /* keys of its own */
      Store *store = open_with_form(fixture, "a.db");
      for (int i = 0; i < 5; i++) {
        put(fixture, store, 100 * run + i, 1);
        if ((run + i) % 3 == 0)
          sqlite3_wal_checkpoint_v2(store->db, NULL, run % 2 ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
      }
      if (run % 4 == 3) store_close(store);
      _exit(0);
    }
    waitpid(kiosk, NULL, 0);
    if (run % 5 == 0) store_close(fixture_open(fixture, "a.db"));
  }
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "60\nok");
  assert_int_equal(access(fixture_path(fixture, "a.db-wal.other"), F_OK), -1);
}

static void many_answers_are_never_refused(void **state) {
  Fixture *fixture = *state;
  Store *store = open_with_form(fixture, "a.db");
  put(fixture, store, 0, 1500); /* the log is folded in and begins anew by itself */
  store_close(store);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "1500\nok");
}

/* cp over the file that a kiosk has open: what stands there now is not touched, and the next start goes on with it. */
static void a_file_that_is_overwritten_is_noticed(void **state) {
  Fixture *fixture = *state;
  Store *store = open_with_form(fixture, "other.db");
  put(fixture, store, 500, 4);
  store_close(store);
  store = open_with_form(fixture, "a.db");
  put(fixture, store, 1, 5);
  Response visit = fixture_response(fixture, store, fixture_plain_form(fixture, "1"), "{\"antall\":6}");
  copy(fixture, "other.db", "a.db");
  Str other = fixture_read_file(fixture, "other.db");
  for (int i = 0; i < 2; i++) {
    Err err = {0};
    assert_int_equal(store_put(store, &visit, &err), STATUS_WORLD);
    assert_string_equal(err.code, "db-moved");
    assert_non_null(strstr(err.sentence, "was overwritten with another while in use"));
  }
  Str log = fixture_read_file(fixture, "a.db-wal");
  store_close(store);
  assert_true(str_equal(other, fixture_read_file(fixture, "a.db")));
  store = open_with_form(fixture, "a.db");
  put(fixture, store, 600, 1);
  store_close(store);
  assert_string_equal(numbers(fixture, "a.db"), "500,501,502,503,600\nok");
  assert_true(str_equal(log, fixture_read_file(fixture, "a.db-wal.other")));
}

/* The companion tool folds the log in: that is no overwriting. */
static void others_that_fold_the_log_in_are_no_strangers(void **state) {
  Fixture *fixture = *state;
  Store *store = open_with_form(fixture, "a.db");
  for (int i = 0; i < 8; i++) {
    put(fixture, store, i, 1);
    fixture_query(fixture, "a.db", i % 2 ? "PRAGMA wal_checkpoint(RESTART)" : "PRAGMA wal_checkpoint(PASSIVE)");
  }
  store_close(store);
  assert_string_equal(numbers(fixture, "a.db"), "0,1,2,3,4,5,6,7\nok");
}

/* A program of its own, that writes and goes: it marks logs that begin anew, too. */
static void write_elsewhere(Fixture *fixture, int number) {
  pid_t tool = fork();
  if (tool == 0) {
    fixture->seed = (uint64_t)number + 100;
    Store *store = open_with_form(fixture, "a.db");
    put(fixture, store, 100 + number, 1);
    if (number % 2) sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    put(fixture, store, 200 + number, 1);
    store_close(store);
    _exit(0);
  }
  int how = -1;
  waitpid(tool, &how, 0);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

static void two_that_write_are_no_strangers(void **state) {
  Fixture *fixture = *state;
  write_elsewhere(fixture, 50);
  Store *store = open_with_form(fixture, "a.db");
  for (int i = 0; i < 12; i++) {
    put(fixture, store, i, 1);
    if (i % 3 == 0) sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    write_elsewhere(fixture, i);
  }
  store_close(store);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "38\nok");
}

/* Others were writing when it was looked at, and were killed: what they promised to keep is in that log. */
static void a_log_that_fits_by_now_is_not_moved(void **state) {
  Fixture *fixture = *state;
  run_and_kill(fixture, "a.db", 1, 30);
  Err err = {0};
  assert_int_equal(log_mark_part(fixture->arena, fixture_path(fixture, "a.db"), &err), STATUS_OK);
  assert_int_equal(access(fixture_path(fixture, "a.db-wal.other"), F_OK), -1);
  assert_int_equal(access(fixture_path(fixture, "a.db-wal"), F_OK), 0);
  store_close(fixture_open(fixture, "a.db"));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "30");
}

/* A file and a log that do not fit, and will when the child has put the file back. */
static pid_t fits_after_a_while(Fixture *fixture, bool is_open_meanwhile, useconds_t after_ms) {
  Store *store = open_with_form(fixture, "a.db");
  store_close(store);
  back_up(fixture, "a.db", "b.db");
  run_and_kill(fixture, "a.db", 1, 30);
  copy(fixture, "a.db", "back.db");
  copy(fixture, "b.db", "a.db");
  unlink(fixture_path(fixture, "a.db-shm"));
  assert_false(log_mark_fits(fixture_path(fixture, "a.db")));
  int ready[2];
  assert_int_equal(pipe(ready), 0);
  pid_t other = fork();
  if (other == 0) {
    int file = is_open_meanwhile ? lock_open(fixture_path(fixture, "a.db")) : LOCK_NO_FILE;
    if (is_open_meanwhile && lock_take_role(file, STORE_KIOSK) != LOCK_HELD) _exit(1);
    if (write(ready[1], "", 1) != 1) _exit(1);
    usleep(after_ms * 1000);
    _exit(rename(fixture_path(fixture, "back.db"), fixture_path(fixture, "a.db")) == 0 ? 0 : 1);
  }
  char byte;
  assert_int_equal(read(ready[0], &byte, 1), 1);
  close(ready[0]);
  close(ready[1]);
  return other;
}

static void assert_all_there(Fixture *fixture, pid_t other) {
  int how = -1;
  waitpid(other, &how, 0);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
  assert_int_equal(access(fixture_path(fixture, "a.db-wal.other"), F_OK), -1);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "30\nok");
}

static void what_others_have_open_is_looked_at_again(void **state) {
  Fixture *fixture = *state;
  pid_t other = fits_after_a_while(fixture, true, 600);
  Store *store;
  Err err = {0};
  if (store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err) != STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
  store_close(store);
  assert_all_there(fixture, other);
}

static void a_reader_looks_again_before_it_refuses(void **state) {
  Fixture *fixture = *state;
  pid_t other = fits_after_a_while(fixture, false, 250);
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
  store_close(store);
  assert_all_there(fixture, other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_restored_backup_stays_as_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_log_that_began_anew_is_known_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(its_own_log_is_never_refused, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(many_answers_are_never_refused, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_file_that_is_overwritten_is_noticed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(two_that_write_are_no_strangers, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_log_that_fits_by_now_is_not_moved, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_others_have_open_is_looked_at_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_reader_looks_again_before_it_refuses, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(others_that_fold_the_log_in_are_no_strangers, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
