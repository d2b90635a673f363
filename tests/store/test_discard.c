/* What a visitor takes back is gone: from the rows, from the file's bytes, and from the log beside it. */
#include "connection.h"
#include "store/fixture.h"

#include <unistd.h>

static const char marker[] = "Hemmelig-beskjed-fra-en-gjest";

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

/* An answer with the marker in it, `length` letters longer. */
static const char *marked_answer(Fixture *fixture, int number, int length) {
  return arena_printf(fixture->arena, "{\"hvorfor\":\"%s %d %0*d\"}", marker, number, length + 1, 0).ptr;
}

static void discard(Store *store, Response *visit) {
  visit->status = RESPONSE_DISCARDED;
  fixture_put(store, visit);
}

static void a_discarded_visit_keeps_no_answer(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, marked_answer(fixture, 0, 0));
  visit.token_hash = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  fixture_put(store, &visit);
  fixture_query(
      fixture, "a.db",
      arena_printf(fixture->arena,
                   "INSERT INTO attachment (response, path, media_type, content) VALUES ('%s', 'bilde', 'image/png', x'00')",
                   visit.uuid.ptr)
          .ptr);
  assert_true(fixture_folder_has(fixture, marker)); /* the search can see it */
  discard(store, &visit);
  assert_string_equal(
      fixture_query(fixture, "a.db",
                    "SELECT status, answers, free_text, token_hash, (SELECT count(*) FROM attachment) FROM response"),
      "discarded|{}|||0");
  assert_false(fixture_folder_has(fixture, marker));
  store_close(store);
  assert_false(fixture_folder_has(fixture, marker));
}

/* Rows of many sizes make pages split and overflow, which moves answers about in the file. Every other visit is kept. */
static void nothing_is_left_where_pages_were_moved(void **state) {
  enum { VISITS = 300 };
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visits[VISITS];
  for (int i = 0; i < VISITS; i++) {
    const char *kept = arena_printf(fixture->arena, "{\"hvorfor\":\"%0*d\"}", 1 + (i * 53) % 2500, i).ptr;
    visits[i] = fixture_response(fixture, store, form, i % 2 ? kept : marked_answer(fixture, i, 0));
    fixture_put(store, &visits[i]);
    if (i % 2 == 0) visits[i].answers = str_from(marked_answer(fixture, i, (i * 37) % 2500)); /* changed their mind */
    fixture_put(store, &visits[i]);
  }
  for (int i = 0; i < VISITS; i += 2)
    discard(store, &visits[i]);
  assert_false(fixture_folder_has(fixture, marker));
  store_close(store);
  assert_false(fixture_folder_has(fixture, marker));
  assert_string_equal(fixture_query(fixture, "a.db", "PRAGMA integrity_check"), "ok");
  for (int i = 1; i < VISITS; i += 2) {
    const char *sql = arena_printf(fixture->arena, "SELECT free_text FROM response WHERE uuid = '%s'", visits[i].uuid.ptr).ptr;
    assert_string_equal(fixture_query(fixture, "a.db", sql), visits[i].answers.ptr);
  }
}

/* A reader holds the log; it is emptied at the next chance. */
static void a_reader_delays_it_only(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, marked_answer(fixture, 0, 0));
  Response next = fixture_response(fixture, store, form, "{}");
  fixture_put(store, &visit);
  sqlite3 *reader;
  assert_int_equal(sqlite3_open(fixture_path(fixture, "a.db"), &reader), SQLITE_OK);
  assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT * FROM response", NULL, NULL, NULL), SQLITE_OK);
  discard(store, &visit);
  assert_true(fixture_folder_has(fixture, marker));
  assert_int_equal(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  fixture_put(store, &next);
  assert_false(fixture_folder_has(fixture, marker));
  sqlite3_close(reader);
  store_close(store);
}

/* What stands on the disk at this moment, as b.db; and nothing of a.db any more. */
static void kill_and_keep_as_b(Fixture *fixture, Store *store, sqlite3 *reader) {
  Str file = fixture_read_file(fixture, "a.db"), log = fixture_read_file(fixture, "a.db-wal");
  sqlite3_close(reader);
  store_close(store);
  unlink(fixture_path(fixture, "a.db"));
  fixture_write_file(fixture, "b.db", file.ptr, file.len);
  fixture_write_file(fixture, "b.db-wal", log.ptr, log.len);
}

/* Visits with the marker that were changed and then discarded, while a reader held the log, when the power went. */
static void discard_and_die(Fixture *fixture) {
  enum { VISITS = 200 };
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  sqlite3 *reader;
  assert_int_equal(sqlite3_open(fixture_path(fixture, "a.db"), &reader), SQLITE_OK);
  assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT * FROM response", NULL, NULL, NULL), SQLITE_OK);
  Response visits[VISITS];
  for (int i = 0; i < VISITS; i++) {
    const char *kept = arena_printf(fixture->arena, "{\"hvorfor\":\"%0*d\"}", 1 + (i * 53) % 2500, i).ptr;
    visits[i] = fixture_response(fixture, store, form, i % 2 ? kept : marked_answer(fixture, i, 0));
    fixture_put(store, &visits[i]);
    if (i % 2 == 0) visits[i].answers = str_from(marked_answer(fixture, i, (i * 37) % 2500));
    fixture_put(store, &visits[i]);
  }
  for (int i = 0; i < VISITS; i += 2)
    discard(store, &visits[i]);
  kill_and_keep_as_b(fixture, store, reader);
}

static void a_kill_delays_it_only(void **state) {
  Fixture *fixture = *state;
  discard_and_die(fixture);
  assert_true(fixture_folder_has(fixture, marker));
  Store *store = fixture_open(fixture, "b.db");
  assert_false(fixture_folder_has(fixture, marker));
  assert_false(store->erase_due);
  store_close(store);
  assert_false(fixture_folder_has(fixture, marker));
}

/* The log was folded in already, but old copies of rows still lie in the file. */
static void a_kill_halfway_through_delays_it_only(void **state) {
  Fixture *fixture = *state;
  discard_and_die(fixture);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(fixture_path(fixture, "b.db"), &db), SQLITE_OK);
  sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  assert_int_equal(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  assert_int_equal(fixture_read_file(fixture, "b.db-wal").len, 0);
  assert_true(fixture_folder_has(fixture, marker));
  Store *store = fixture_open(fixture, "b.db");
  assert_false(fixture_folder_has(fixture, marker));
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_discarded_visit_keeps_no_answer, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_is_left_where_pages_were_moved, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_reader_delays_it_only, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kill_delays_it_only, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kill_halfway_through_delays_it_only, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
