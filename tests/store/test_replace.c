/* A damaged file is set aside as it is, and the numbers go on in a new one, wherever the power may have gone in between. */
#include "connection.h"
#include "lock.h"
#include "store/damage.h"
#include "store/linking.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const Str today = STR_INIT("2026-11-22");

static void put_visits(Fixture *fixture, Store *store, int count) {
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (int i = 0; i < count; i++) {
    Str answers = arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"%0600d\"}", i, i);
    Response visit = fixture_response(fixture, store, form, answers.ptr);
    visit.status = RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
}

static void make_filled(Fixture *fixture, const char *name, int visits) {
  Store *store = fixture_open(fixture, name);
  put_visits(fixture, store, visits);
  assert_int_equal(store_set_setting(store, STR("sealed"), STR("yes"), NULL), STATUS_OK);
  store_close(store);
}

/* Only where rows of responses are, or everywhere. */
static Str damage(Fixture *fixture, const char *name, bool everywhere) {
  Str whole = fixture_read_file(fixture, name);
  char *bytes = arena_alloc(fixture->arena, whole.len);
  memcpy(bytes, whole.ptr, whole.len);
  const char *page = fixture_query(fixture, name, "SELECT max(pageno) FROM dbstat WHERE name = 'response' AND pagetype = 'leaf'");
  size_t from = everywhere ? 1 : (size_t)atoi(page) - 1, to = everywhere ? whole.len / DAMAGE_PAGE_BYTES : from + 1;
  memset(bytes + from * DAMAGE_PAGE_BYTES, 0x5a, (to - from) * DAMAGE_PAGE_BYTES);
  fixture_write_file(fixture, name, bytes, whole.len);
  return (Str){bytes, whole.len};
}

static void assert_damaged(Fixture *fixture, const char *name) {
  Store *store;
  Err err = {0};
  assert_int_equal(store_open(fixture_path(fixture, name), &fixture->random, &store, &err), STATUS_WORLD);
  if (strcmp(err.code, "db-corrupt") != 0) fail_msg("%s: %s", err.code, err.sentence);
}

static Store *replace(Fixture *fixture, const char *name, const char *backup, StoreReplacement *report) {
  Store *store = NULL;
  Err err = {0};
  if (store_replace_damaged(fixture_path(fixture, name), backup ? fixture_path(fixture, backup) : NULL, today, &fixture->random,
                            fixture->arena, report, &store, &err) != STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
  return store;
}

static const char *chain_of(Fixture *fixture, const char *name) {
  return fixture_query(fixture, name, "SELECT name, first, hex(\"before\"), completed, last, hex(head) FROM device");
}

static void assert_verified(Store *store) {
  Arena *arena = arena_new(0);
  const LedgerReport *reports;
  size_t count;
  Err err = {0};
  if (store_verify(store, arena, NULL, NULL, &reports, &count, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(reports[i].faults, 0);
  arena_free(arena);
}

static void the_numbers_go_on(void **state) {
  Fixture *fixture = *state;
  make_filled(fixture, "a.db", 23);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT last, completed FROM device"), "20|23");
  const char *head = fixture_query(fixture, "a.db", "SELECT hex(head) FROM device");
  Str bad = damage(fixture, "a.db", false);
  assert_damaged(fixture, "a.db");
  StoreReplacement report;
  Store *store = replace(fixture, "a.db", NULL, &report);
  assert_true(report.goes_on);
  assert_int_equal(report.next_number, 21);
  assert_string_equal(report.aside.ptr, fixture_path(fixture, "a.damaged-2026-11-22.db"));
  assert_true(str_equal(bad, fixture_read_file(fixture, "a.damaged-2026-11-22.db")));
  assert_string_equal(chain_of(fixture, "a.db"), arena_printf(fixture->arena, "kiosk-1|21|%s|0|20|%s", head, head).ptr);
  put_visits(fixture, store, 7);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT min(number), max(number), count(*) FROM ledger"), "21|25|5");
  Str setting;
  assert_int_equal(store_get_setting(store, STR("sealed"), fixture->arena, &setting, NULL), STATUS_OK);
  assert_true(str_is(setting, "yes")); /* what the file had promised it still promises */
  assert_verified(store);
  store_close(store);
  assert_int_equal(fixture_file_count(fixture), 2);
}

/* Tokens of the round are out there, and a server knows them by its key. */
static void rounds_go_on(void **state) {
  Fixture *fixture = *state;
  StoreReplacement report;
  Err err = {0};
  size_t links;
  Store *store = fixture_open(fixture, "a.db");
  linking_round(fixture, store, "h26");
  linking_round(fixture, store, "v26");
  assert_int_equal(store_close_round(store, STR("v26"), STR(""), today, &links, &err), STATUS_OK);
  store_close(store);
  make_filled(fixture, "a.db", 40);
  static const char sql[] = "SELECT name, opened, closed, hex(key) FROM round ORDER BY name";
  const char *before = fixture_query(fixture, "a.db", sql);
  damage(fixture, "a.db", false);
  assert_damaged(fixture, "a.db");
  store_close(replace(fixture, "a.db", NULL, &report));
  assert_string_equal(fixture_query(fixture, "a.db", sql), before);
}

/* The backup has them open. What tells that they were closed since is the row of the one, and the log of the other. */
static void a_backup_opens_no_round_again(void **state) {
  Fixture *fixture = *state;
  StoreReplacement report;
  Err err = {0};
  size_t links;
  make_filled(fixture, "a.db", 40);
  Store *store = fixture_open(fixture, "a.db");
  linking_round(fixture, store, "h26");
  linking_round(fixture, store, "v26");
  linking_round(fixture, store, "v27");
  assert_int_equal(store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), &err), STATUS_OK);
  assert_int_equal(store_close_round(store, STR("h26"), STR(""), today, &links, &err), STATUS_OK);
  assert_int_equal(store_close_round(store, STR("v26"), STR(""), today, &links, &err), STATUS_OK);
  store_close(store);
  const char *key = fixture_query(fixture, "b.db", "SELECT hex(key) FROM round WHERE name = 'v27'");
  fixture_query(fixture, "a.db",
                "DELETE FROM round WHERE name <> 'h26'; DELETE FROM event_log WHERE detail = 'h26'; UPDATE device SET last = 100, "
                "head = x'00'");
  damage(fixture, "a.db", false);
  assert_damaged(fixture, "a.db");
  store_close(replace(fixture, "a.db", "b.db", &report));
  assert_false(report.goes_on);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT name, closed, hex(key) FROM round ORDER BY name"),
                      arena_printf(fixture->arena, "h26|2026-11-22|\nv26|2026-11-22|\nv27||%s", key).ptr);
}

static void no_link_is_written_through(void **state) {
  Fixture *fixture = *state;
  make_filled(fixture, "a.db", 6);
  fixture_write_file(fixture, "notes.txt", "somebody's words", 16);
  assert_int_equal(symlink("notes.txt", fixture_path(fixture, "a.db.replacing.part")), 0);
  damage(fixture, "a.db", true);
  StoreReplacement report;
  store_close(replace(fixture, "a.db", NULL, &report));
  assert_true(str_is(fixture_read_file(fixture, "notes.txt"), "somebody's words"));
  assert_int_equal(access(fixture_path(fixture, "a.db.replacing.part"), F_OK), -1);
}

/* A second device whose name was damaged so that it is the first's. */
static void of_a_name_that_is_there_twice_the_greater_number_counts(void **state) {
  Fixture *fixture = *state;
  make_filled(fixture, "a.db", 23);
  fixture_query(fixture, "a.db", "INSERT INTO device (name, first, last) VALUES ('kiosk-2', 1, 5), ('kiosk-0', 1, 3)");
  Str whole = fixture_read_file(fixture, "a.db");
  char *bytes = arena_alloc(fixture->arena, whole.len);
  memcpy(bytes, whole.ptr, whole.len);
  size_t changed = 0;
  for (size_t i = 0; i + 7 <= whole.len; i++) {
    if (memcmp(bytes + i, "kiosk-2", 7) != 0 && memcmp(bytes + i, "kiosk-0", 7) != 0) continue;
    bytes[i + 6] = '1';
    changed++;
  }
  assert_true(changed >= 2);
  fixture_write_file(fixture, "a.db", bytes, whole.len);
  damage(fixture, "a.db", false);
  assert_damaged(fixture, "a.db");
  StoreReplacement report;
  Store *store = replace(fixture, "a.db", NULL, &report);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT name, last FROM device"), "kiosk-1|20");
  put_visits(fixture, store, 5);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT min(number) FROM ledger"), "21");
  assert_verified(store);
  store_close(store);
}

static void beside_a_backup_they_begin_beyond(void **state) {
  Fixture *fixture = *state;
  make_filled(fixture, "a.db", 23);
  assert_int_equal(store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), NULL), STATUS_OK);
  damage(fixture, "a.db", true);
  assert_damaged(fixture, "a.db");
  StoreReplacement report;
  Store *store = replace(fixture, "a.db", "b.db", &report);
  assert_false(report.goes_on);
  assert_int_equal(report.next_number, 20261122000001);
  put_visits(fixture, store, 7);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT min(number), max(number) FROM ledger"),
                      "20261122000001|20261122000005");
  Str setting;
  assert_int_equal(store_get_setting(store, STR("sealed"), fixture->arena, &setting, NULL), STATUS_OK);
  assert_true(str_is(setting, "yes"));
  assert_verified(store);
  store_close(store);
}

static void of_a_file_of_noise_nothing_is_known_and_numbers_begin_beyond(void **state) {
  Fixture *fixture = *state;
  StoreReplacement report;
  for (int i = 0; i < 3; i++) { /* on one day */
    make_filled(fixture, "a.db", 6);
    damage(fixture, "a.db", true);
    assert_damaged(fixture, "a.db");
    Store *store = replace(fixture, "a.db", "no-backup.db", &report);
    assert_false(report.goes_on);
    assert_int_equal(report.next_number, 20261122000001 + i * 100000);
    put_visits(fixture, store, 6);
    assert_string_equal(fixture_query(fixture, "a.db", "SELECT min(number) FROM ledger"),
                        arena_printf(fixture->arena, "%lld", (long long)report.next_number).ptr);
    assert_verified(store);
    store_close(store);
  }
  assert_string_equal(report.aside.ptr, fixture_path(fixture, "a.damaged-2026-11-22-3.db"));
}

/* Acknowledged answers that stand in the log only go with the file, under a name that SQLite finds them by. */
static void the_log_goes_with_it(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  put_visits(fixture, store, 12);
  Str file = fixture_read_file(fixture, "a.db"), log = fixture_read_file(fixture, "a.db-wal");
  store_close(store);
  fixture_write_file(fixture, "a.db", file.ptr, file.len);
  fixture_write_file(fixture, "a.db-wal", log.ptr, log.len);
  StoreReplacement report;
  store = replace(fixture, "a.db", NULL, &report);
  assert_true(str_equal(log, fixture_read_file(fixture, "a.damaged-2026-11-22.db-wal")));
  assert_string_equal(fixture_query(fixture, "a.damaged-2026-11-22.db", "SELECT count(*) FROM response"), "12");
  assert_true(report.goes_on);
  assert_int_equal(report.next_number, 11);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "0");
  store_close(store);
}

static void nobody_may_have_it_open(void **state) {
  Fixture *fixture = *state;
  make_filled(fixture, "a.db", 6);
  Store *reader, *store;
  Err err = {0};
  int ready[2];
  pid_t test = getpid();
  assert_int_equal(pipe(ready), 0);
  pid_t other = fork();
  if (other == 0) {
    const StoreForm *forms;
    size_t count;
    if (store_open_readonly(fixture_path(fixture, "a.db"), &reader, NULL) != STATUS_OK) _exit(1);
    store_forms(reader, fixture->arena, &forms, &count, NULL);
    if (write(ready[1], "y", 1) != 1) _exit(1);
    while (getppid() == test)
      usleep(50000);
    _exit(0);
  }
  char word;
  assert_int_equal(read(ready[0], &word, 1), 1);
  size_t files = fixture_file_count(fixture);
  StoreReplacement report;
  assert_int_equal(
      store_replace_damaged(fixture_path(fixture, "a.db"), NULL, today, &fixture->random, fixture->arena, &report, &store, &err),
      STATUS_WORLD);
  assert_string_equal(err.code, "db-in-use");
  assert_int_equal(fixture_file_count(fixture), files);
  kill(other, SIGKILL);
  waitpid(other, NULL, 0);
  store_close(replace(fixture, "a.db", NULL, &report));
  close(ready[0]);
  close(ready[1]);
}

static void a_link_stays_a_link(void **state) {
  Fixture *fixture = *state;
  mkdir(fixture_path(fixture, "data"), 0700);
  make_filled(fixture, "data/a.db", 6);
  assert_int_equal(symlink("data/a.db", fixture_path(fixture, "link.db")), 0);
  damage(fixture, "data/a.db", false);
  StoreReplacement report;
  store_close(replace(fixture, "link.db", NULL, &report));
  assert_int_equal(access(fixture_path(fixture, "data/a.damaged-2026-11-22.db"), F_OK), 0);
  struct stat info;
  assert_int_equal(lstat(fixture_path(fixture, "link.db"), &info), 0);
  assert_true(S_ISLNK(info.st_mode));
  assert_string_equal(fixture_query(fixture, "data/a.db", "SELECT first FROM device"), "6");
}

/* --- As the power left it --- */

static void rename_in(Fixture *fixture, const char *from, const char *to) {
  assert_int_equal(rename(fixture_path(fixture, from), fixture_path(fixture, to)), 0);
}

static void note_only(Fixture *fixture) {
  fixture_write_file(fixture, "a.db.replacing", "a.damaged-2026-11-20.db", 23);
}
static void file_moved(Fixture *fixture) {
  note_only(fixture);
  rename_in(fixture, "a.db", "a.damaged-2026-11-20.db");
}
static void log_moved(Fixture *fixture) {
  file_moved(fixture);
  rename_in(fixture, "a.db-wal", "a.damaged-2026-11-20.db-wal");
}
static void fresh_half_made(Fixture *fixture) {
  log_moved(fixture);
  fixture_write_file(fixture, "a.db.new", "SQLite format 3", 16);
  fixture_write_file(fixture, "a.db.new-wal", "half", 4);
}
static void fresh_placed(Fixture *fixture) {
  log_moved(fixture);
  fixture_query(fixture, "a.damaged-2026-11-20.db", "SELECT 1");
  Store *store = fixture_open(fixture, "n.db");
  sqlite3_exec(store->db,
               "INSERT INTO device (name, first, last, \"before\", head) VALUES ('kiosk-1', 11, 10, zeroblob(32), zeroblob(32))",
               NULL, NULL, NULL);
  store_close(store);
  rename_in(fixture, "n.db", "a.db");
}
static void note_half_written(Fixture *fixture) {
  fixture_write_file(fixture, "a.db.replacing.part", "a.dam", 5);
}

typedef struct Stop {
  const char *name;
  void (*leave)(Fixture *fixture);
  const char *aside;
} Stop;

static void it_is_gone_on_with_from_any_step(void **state) {
  static const Stop stops[] = {
      {"note half written", note_half_written, "a.damaged-2026-11-22.db"},
      {"note", note_only, "a.damaged-2026-11-20.db"},
      {"file moved", file_moved, "a.damaged-2026-11-20.db"},
      {"log moved", log_moved, "a.damaged-2026-11-20.db"},
      {"fresh half made", fresh_half_made, "a.damaged-2026-11-20.db"},
      {"fresh placed", fresh_placed, "a.damaged-2026-11-20.db"},
  };
  for (size_t i = 0; i < COUNT_OF(stops); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    Store *store = fixture_open(fixture, "a.db");
    put_visits(fixture, store, 12);
    Str file = fixture_read_file(fixture, "a.db"), log = fixture_read_file(fixture, "a.db-wal");
    store_close(store);
    fixture_write_file(fixture, "a.db", file.ptr, file.len);
    fixture_write_file(fixture, "a.db-wal", log.ptr, log.len);
    stops[i].leave(fixture);
    if (i > 0) assert_damaged(fixture, "a.db");
    StoreReplacement report;
    store = replace(fixture, "a.db", NULL, &report);
    if (!report.goes_on || report.next_number != 11) fail_msg("%s: %lld", stops[i].name, (long long)report.next_number);
    assert_string_equal(report.aside.ptr, fixture_path(fixture, stops[i].aside));
    assert_string_equal(fixture_query(fixture, stops[i].aside, "SELECT count(*) FROM response; PRAGMA integrity_check"), "12\nok");
    put_visits(fixture, store, 5);
    assert_string_equal(fixture_query(fixture, "a.db", "SELECT min(number), count(*) FROM ledger"), "11|5");
    store_close(store);
    assert_int_equal(access(fixture_path(fixture, "a.db.replacing"), F_OK), -1);
    assert_int_equal(access(fixture_path(fixture, "a.db.new"), F_OK), -1);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* Whenever it is killed, the answers are in one file or the other, and the next start knows what to do. */
static void a_kill_at_any_moment_loses_nothing(void **state) {
  for (useconds_t after_us = 100; after_us < 40000; after_us += after_us / 3) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    make_filled(fixture, "a.db", 12);
    Str bad = damage(fixture, "a.db", false);
    pid_t child = fork();
    if (child == 0) {
      StoreReplacement report;
      Store *store;
      store_replace_damaged(fixture_path(fixture, "a.db"), NULL, today, &fixture->random, fixture->arena, &report, &store, NULL);
      _exit(0);
    }
    usleep(after_us);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    Store *store;
    Err err = {0};
    StoreReplacement report;
    if (store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err) != STATUS_OK) {
      assert_string_equal(err.code, "db-corrupt");
      store = replace(fixture, "a.db", NULL, &report);
    }
    store_close(store);
    assert_true(str_equal(bad, fixture_read_file(fixture, "a.damaged-2026-11-22.db")));
    assert_string_equal(fixture_query(fixture, "a.db", "SELECT first, last FROM device"), "11|10");
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_numbers_go_on, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(rounds_go_on, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_backup_opens_no_round_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(no_link_is_written_through, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(of_a_name_that_is_there_twice_the_greater_number_counts, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(beside_a_backup_they_begin_beyond, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(of_a_file_of_noise_nothing_is_known_and_numbers_begin_beyond, fixture_setup,
                                      fixture_teardown),
      cmocka_unit_test_setup_teardown(the_log_goes_with_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nobody_may_have_it_open, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_link_stays_a_link, fixture_setup, fixture_teardown),
      cmocka_unit_test(it_is_gone_on_with_from_any_step),
      cmocka_unit_test(a_kill_at_any_moment_loses_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
