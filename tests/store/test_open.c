#include "connection.h"
#include "store/fixture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_pragma(const Store *store, const char *pragma, int64_t want) {
  Err err = {0};
  int64_t got = -1;
  assert_int_equal(schema_number(store, pragma, &got, &err), STATUS_OK);
  if (got != want) fail_msg("%s is %lld, not %lld", pragma, (long long)got, (long long)want);
}

static void is_set_up_to_lose_nothing(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  assert_pragma(store, "PRAGMA synchronous", 3); /* EXTRA */
  assert_pragma(store, "PRAGMA foreign_keys", 1);
  assert_pragma(store, "PRAGMA secure_delete", 1);
  assert_pragma(store, "PRAGMA temp_store", 2); /* memory */
  assert_pragma(store, "PRAGMA busy_timeout", 2000);
  assert_pragma(store, "PRAGMA application_id", SCHEMA_APPLICATION_ID);
  assert_pragma(store, "PRAGMA user_version", schema_version());
  assert_string_equal(fixture_query(fixture, "a.db", "PRAGMA journal_mode"), "wal");
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                                    " AND name NOT LIKE 'sqlite_%' AND NOT (wr AND strict)"),
                      "");
  store_close(store);
  assert_int_equal(fixture_file_count(fixture), 1); /* the log was folded in */
}

static void others_on_the_machine_cannot_read_it(void **state) {
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "a.db"));
  struct stat info;
  assert_int_equal(stat(fixture_path(fixture, "a.db"), &info), 0);
  assert_int_equal(info.st_mode & (S_IRWXO | S_IXUSR), 0);
}

static void opens_again_what_it_made(void **state) {
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "a.db"));
  Str before = fixture_read_file(fixture, "a.db");
  store_close(fixture_open(fixture, "a.db"));
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
}

/* A crash while the file was being made leaves one of these. */
static void fills_a_blank_file(void **state) {
  Fixture *fixture = *state;
  fixture_write_file(fixture, "empty.db", "", 0);
  store_close(fixture_open(fixture, "empty.db"));
  fixture_query(fixture, "blank.db", "PRAGMA journal_mode = WAL; CREATE TABLE x (a); DROP TABLE x");
  store_close(fixture_open(fixture, "blank.db"));
  assert_string_equal(fixture_query(fixture, "blank.db", "SELECT count(*) FROM response"), "0");
}

/* Names that mean something special to SQLite are names of files here. */
static void takes_any_name(void **state) {
  static const char *const names[] = {":memory:", "file:a.db?mode=memory", "a b#c%41.db", "blåbær.db"};
  Fixture *fixture = *state;
  char here[512];
  assert_non_null(getcwd(here, sizeof here));
  assert_int_equal(chdir(fixture->folder), 0);
  Err err = {0};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    Store *store;
    if (store_open(names[i], &fixture->random, &store, &err) != STATUS_OK) fail_msg("%s: %s", names[i], err.sentence);
    store_close(store);
    assert_int_equal(access(names[i], F_OK), 0);
    if (store_open_readonly(names[i], &store, &err) != STATUS_OK) fail_msg("%s: %s", names[i], err.sentence);
    store_close(store);
  }
  assert_int_equal(fixture_file_count(fixture), COUNT_OF(names));
  assert_int_equal(chdir(here), 0);
}

typedef struct Refusal {
  const char *name;
  Status status;
  const char *code;
  const char *says; /* part of the sentence: what is wrong or what to do */
} Refusal;

static void make_refused_files(Fixture *fixture) {
  fixture_write_file(fixture, "notes.txt", "just a few words, and no database", 33);
  fixture_write_file(fixture, "short.txt", "hi", 2);
  mkdir(fixture_path(fixture, "folder"), 0700);
  mkfifo(fixture_path(fixture, "pipe"), 0600);
  fixture_query(fixture, "other.db", "CREATE TABLE people (name TEXT)");
  fixture_query(fixture, "marked.db", "PRAGMA application_id = -5; CREATE TABLE people (name TEXT)");
  store_close(fixture_open(fixture, "newer.db"));
  fixture_query(fixture, "newer.db", "PRAGMA user_version = 999");
  store_close(fixture_open(fixture, "whole.db"));
  Str whole = fixture_read_file(fixture, "whole.db");
  fixture_write_file(fixture, "half.db", whole.ptr, whole.len / 2);
  fixture_write_file(fixture, "head.db", whole.ptr, 60);
  char *bytes = arena_alloc(fixture->arena, whole.len);
  memcpy(bytes, whole.ptr, whole.len);
  bytes[47] = 77; /* the format of the schema */
  fixture_write_file(fixture, "format.db", bytes, whole.len);
}

static const Refusal refusals[] = {
    {"", STATUS_WORLD, "db-path", "folder; name a file in it"},
    {"folder", STATUS_WORLD, "db-path", "is a folder; name a file in it"},
    {"missing/a.db", STATUS_WORLD, "db-path", "missing does not exist; create it or choose another path"},
    {"notes.txt/a.db", STATUS_WORLD, "db-path", "notes.txt is a file, not a folder; choose another path"},
    {"pipe", STATUS_WORLD, "db-path", "not an ordinary file; choose another path"},
    {"notes.txt", STATUS_INPUT, "db-foreign", "notes.txt is not an Innspill database; choose another path"},
    {"short.txt", STATUS_INPUT, "db-foreign", "short.txt is not an Innspill database; choose another path"},
    {"other.db", STATUS_INPUT, "db-foreign", "other.db is not an Innspill database; choose another path"},
    {"marked.db", STATUS_INPUT, "db-foreign", "marked.db is not an Innspill database; choose another path"},
    {"newer.db", STATUS_INPUT, "db-newer", "made by a newer version of Innspill; update this program"},
    {"half.db", STATUS_WORLD, "db-corrupt", "put it aside together with its -wal and -shm and restore a backup"},
    {"format.db", STATUS_WORLD, "db-corrupt", "put it aside together with its -wal and -shm and restore a backup"},
    {"head.db", STATUS_WORLD, "db-corrupt", "put it aside together with its -wal and -shm and restore a backup"},
};

static void assert_refused(const Refusal *refusal, Status status, const Store *store, const Err *err) {
  if (status != refusal->status || strcmp(err->code, refusal->code) != 0 || strstr(err->sentence, refusal->says) == NULL)
    fail_msg("%s: %d %s: %s", refusal->name, (int)status, err->code, err->sentence);
  assert_null(store);
}

static void says_why_not_and_touches_nothing(void **state) {
  Fixture *fixture = *state;
  make_refused_files(fixture);
  size_t files = fixture_file_count(fixture);
  for (size_t i = 0; i < COUNT_OF(refusals); i++) {
    const char *path = fixture_path(fixture, refusals[i].name);
    bool is_file = refusals[i].status == STATUS_INPUT || strcmp(refusals[i].code, "db-corrupt") == 0;
    Str before = is_file ? fixture_read_file(fixture, refusals[i].name) : (Str){0};
    Store *store;
    Err err = {0}, read_err = {0};
    Status status = store_open(path, &fixture->random, &store, &err);
    assert_refused(&refusals[i], status, store, &err);
    status = store_open_readonly(path, &store, &read_err);
    assert_refused(&refusals[i], status, store, &read_err);
    if (is_file) assert_true(str_equal(before, fixture_read_file(fixture, refusals[i].name)));
  }
  assert_int_equal(fixture_file_count(fixture), files);
}

static void an_empty_path_is_no_database(void **state) {
  Fixture *fixture = *state;
  Store *store;
  Err err = {0};
  assert_int_equal(store_open("", &fixture->random, &store, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-path");
}

/* A newer version that died has its mark in the log only. */
static void a_newer_log_is_left_alone_too(void **state) {
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "a.db"));
  sqlite3 *db;
  assert_int_equal(sqlite3_open(fixture_path(fixture, "a.db"), &db), SQLITE_OK);
  sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  Str before = fixture_read_file(fixture, "a.db");
  Str log_before = fixture_read_file(fixture, "a.db-wal");
  assert_true(log_before.len > 0);
  Store *store;
  Err err = {0};
  assert_int_equal(store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err), STATUS_INPUT);
  assert_string_equal(err.code, "db-newer");
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
  assert_true(str_equal(log_before, fixture_read_file(fixture, "a.db-wal")));
}

static void leave_log_behind(Fixture *fixture) {
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  Store *store = fixture_open(fixture, "a.db");
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  Response visit = fixture_response(fixture, store, form, "{}");
  fixture_put(store, &visit);
  Str file = fixture_read_file(fixture, "a.db"), log = fixture_read_file(fixture, "a.db-wal"); /* as a power cut leaves them */
  store_close(store);
  unlink(fixture_path(fixture, "a.db"));
  fixture_write_file(fixture, "saved.db", file.ptr, file.len);
  fixture_write_file(fixture, "a.db-wal", log.ptr, log.len);
}

/* The answers of a log can be had again once its database is back. */
static void a_log_without_its_database_is_left_alone(void **state) {
  static const char *const paths[] = {"a.db", "link.db", "sub/link.db", "empty.db"};
  Fixture *fixture = *state;
  leave_log_behind(fixture);
  mkdir(fixture_path(fixture, "sub"), 0700);
  assert_int_equal(symlink("a.db", fixture_path(fixture, "link.db")), 0);
  assert_int_equal(symlink("../link.db", fixture_path(fixture, "sub/link.db")), 0);
  assert_int_equal(symlink("a.db-wal", fixture_path(fixture, "empty.db-wal")), 0);
  fixture_write_file(fixture, "empty.db", "", 0);
  size_t files = fixture_file_count(fixture);
  Str log = fixture_read_file(fixture, "a.db-wal");
  for (size_t i = 0; i < COUNT_OF(paths); i++) {
    Store *store;
    Err err = {0};
    Status status = store_open(fixture_path(fixture, paths[i]), &fixture->random, &store, &err);
    assert_refused(&(Refusal){paths[i], STATUS_INPUT, "db-wal-alone", ".db-wal still holds answers"}, status, store, &err);
    assert_true(str_equal(log, fixture_read_file(fixture, "a.db-wal")));
  }
  assert_int_equal(fixture_file_count(fixture), files);
  assert_int_equal(rename(fixture_path(fixture, "saved.db"), fixture_path(fixture, "a.db")), 0);
  store_close(fixture_open(fixture, "a.db"));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "1");
}

static void an_empty_log_alone_does_no_harm(void **state) {
  Fixture *fixture = *state;
  fixture_write_file(fixture, "a.db-wal", "", 0);
  store_close(fixture_open(fixture, "a.db"));
}

typedef struct Trouble {
  const char *pragma; /* what brings it about */
  const char *code;
} Trouble;

static void says_what_goes_wrong_later(void **state) {
  static const Trouble troubles[] = {
      {"PRAGMA max_page_count = 1", "db-full"}, /* SQLite does not go below what there is: the next page does not fit */
      {"PRAGMA query_only = ON", "db-readonly"},
  };
  for (size_t i = 0; i < COUNT_OF(troubles); i++) {
    Fixture *fixture = *state;
    Store *store = fixture_open(fixture, troubles[i].code);
    const Form *form = fixture_plain_form(fixture, "1");
    Err err = {0};
    assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
    Str long_answer = arena_printf(fixture->arena, "{\"hvorfor\":\"%099999d\"}", 1);
    Response response = fixture_response(fixture, store, form, long_answer.ptr);
    sqlite3_exec(store->db, troubles[i].pragma, NULL, NULL, NULL);
    assert_int_equal(store_put(store, &response, &err), STATUS_WORLD);
    assert_string_equal(err.code, troubles[i].code);
    assert_non_null(strstr(err.sentence, fixture->folder)); /* which database */
    store_close(store);
  }
}

static void waits_and_then_says_that_it_is_locked(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  sqlite3 *other;
  assert_int_equal(sqlite3_open(fixture_path(fixture, "a.db"), &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_busy_timeout(store->db, 10);
  Err err = {0};
  Str device;
  assert_int_equal(store_device(store, STR("x"), fixture->arena, &device, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-busy");
  sqlite3_exec(other, "COMMIT", NULL, NULL, NULL);
  err = (Err){0};
  assert_int_equal(store_device(store, STR("x"), fixture->arena, &device, &err), STATUS_OK);
  sqlite3_close(other);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(is_set_up_to_lose_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(others_on_the_machine_cannot_read_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(opens_again_what_it_made, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(fills_a_blank_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(takes_any_name, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_why_not_and_touches_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_empty_path_is_no_database, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_newer_log_is_left_alone_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_log_without_its_database_is_left_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_empty_log_alone_does_no_harm, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_what_goes_wrong_later, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(waits_and_then_says_that_it_is_locked, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
