/* What was promised to be deleted is deleted on the day, counted, and gone from the bytes; everything else stays. */
#include "connection.h"
#include "store/fixture.h"

#include <string.h>

static const Form *promising_form(Fixture *fixture, const char *version, const char *retention) {
  Str yaml = arena_printf(fixture->arena,
                          "settings: {form_id: samling, form_title: S, version: '%s', default_language: nb}\n"
                          "kiosk: {privacy: {min_group: 3}, retention: %s}\n"
                          "survey:\n"
                          "  - {type: integer, name: antall, label: Hvor mange?}\n"
                          "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
                          "  - {type: image, name: tegning, label: Tegn, appearance: draw}\n",
                          version, retention);
  return fixture_form(fixture, yaml.ptr);
}

static void add_form(Store *store, const Form *form) {
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static PurgeCount purge_dry_or_not(Fixture *fixture, Store *store, const char *day, bool dry) {
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  if (store_purge(store, str_from(day), dry, fixture->arena, &counts, &count, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(count, 1);
  assert_true(str_is(counts[0].form_id, "samling"));
  return counts[0];
}

/* Only after a dry run that says the same. */
static PurgeCount purge(Fixture *fixture, Store *store, const char *day) {
  PurgeCount said = purge_dry_or_not(fixture, store, day, true), got = purge_dry_or_not(fixture, store, day, false);
  assert_int_equal(said.responses, got.responses);
  assert_int_equal(said.free_texts, got.free_texts);
  assert_int_equal(said.unread, got.unread);
  assert_int_equal(said.promised, got.promised);
  return got;
}

static void add_fault(void *context, Str sentence) {
  print_error(STR_FMT "\n", STR_ARG(sentence));
  ++*(size_t *)context;
}

/* Is everything there that has to be there? */
static void assert_verifies(Fixture *fixture, Store *store, size_t purged) {
  const LedgerReport *reports;
  size_t count, faults = 0, found = 0;
  Err err = {0};
  if (store_verify(store, fixture->arena, add_fault, &faults, &reports, &count, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (size_t i = 0; i < count; i++)
    found += reports[i].purged;
  assert_int_equal(faults, 0);
  assert_int_equal(found, purged);
}

static Response visit_at(Fixture *fixture, Store *store, const Form *form, const char *time, ResponseStatus status) {
  Response visit = fixture_response(fixture, store, form, "{\"antall\":7,\"hvorfor\":\"ord\"}");
  visit.time = str_from(time);
  visit.status = status;
  return visit;
}

static void put_at(Fixture *fixture, Store *store, const Form *form, const char *time) {
  Response visit = visit_at(fixture, store, form, time, RESPONSE_COMPLETE);
  fixture_put(store, &visit);
}

static const char times_sql[] = "SELECT time, free_text IS NOT NULL FROM response ORDER BY time";

static void days_count_from_the_visit(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{free_text: 10 days, responses: 30 days}");
  add_form(store, form);
  static const char *const TIMES[] = {"2026-01-01",    "2026-01-02T00", "2026-01-21",
                                      "2026-01-21T23", "2026-01-22",    "2026-01-22T12:00:00.000+01:00"};
  for (size_t i = 0; i < COUNT_OF(TIMES); i++)
    put_at(fixture, store, form, TIMES[i]);
  PurgeCount nothing = purge(fixture, store, "2026-01-10");
  assert_int_equal(nothing.responses + nothing.free_texts, 0);
  assert_true(nothing.promised);
  PurgeCount count = purge(fixture, store, "2026-01-31");
  assert_int_equal(count.responses, 1);
  assert_int_equal(count.free_texts, 3);
  assert_string_equal(fixture_query(fixture, "a.db", times_sql), "2026-01-02T00|0\n2026-01-21|0\n2026-01-21T23|0\n"
                                                                 "2026-01-22|1\n2026-01-22T12:00:00.000+01:00|1");
  assert_verifies(fixture, store, 1);
  count = purge(fixture, store, "2026-01-31"); /* nothing goes twice */
  assert_int_equal(count.responses + count.free_texts, 0);
  count = purge(fixture, store, "2026-02-01");
  assert_int_equal(count.responses, 1);
  assert_int_equal(count.free_texts, 2);
  assert_verifies(fixture, store, 2);
  count = purge(fixture, store, "2126-02-01");
  assert_int_equal(count.responses, 4);
  assert_int_equal(count.free_texts, 0);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "0");
  assert_verifies(fixture, store, 6);
  store_close(store);
}

static void each_version_keeps_its_own_promise(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *by_day = promising_form(fixture, "1", "{responses: 2026-06-01}"),
             *text_only = promising_form(fixture, "2", "{free_text: 2026-07-01}"), *none = promising_form(fixture, "3", "{}");
  const Form *forms[] = {by_day, text_only, none};
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    add_form(store, forms[i]);
    put_at(fixture, store, forms[i], "2026-01-01");
    put_at(fixture, store, forms[i], "2026-09-01"); /* a day that is past protects no later visit */
  }
  assert_int_equal(purge(fixture, store, "2026-05-31").responses, 0);
  PurgeCount count = purge(fixture, store, "2026-06-01");
  assert_int_equal(count.responses, 2);
  assert_int_equal(count.free_texts, 0);
  count = purge(fixture, store, "2026-07-01");
  assert_int_equal(count.responses, 0);
  assert_int_equal(count.free_texts, 2);
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT form_version, answers, free_text FROM response ORDER BY form_version, time"),
      "2|{\"antall\":7}|\n2|{\"antall\":7}|\n3|{\"antall\":7}|{\"hvorfor\":\"ord\"}\n3|{\"antall\":7}|{\"hvorfor\":\"ord\"}");
  assert_verifies(fixture, store, 2);
  store_close(store);
}

static void a_version_that_cannot_be_read_is_left_alone(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *read = promising_form(fixture, "1", "{responses: 1}"), *unread = promising_form(fixture, "2", "{responses: 1}");
  add_form(store, read);
  add_form(store, unread);
  put_at(fixture, store, read, "2026-01-01");
  put_at(fixture, store, unread, "2026-01-01");
  put_at(fixture, store, unread, "2026-01-01");
  fixture_query(fixture, "a.db", "UPDATE form_version SET source = 'of: a later version' WHERE version = '2'");
  PurgeCount count = purge(fixture, store, "2027-01-01");
  assert_int_equal(count.responses, 1);
  assert_int_equal(count.unread, 2);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT form_version, count(*) FROM response GROUP BY 1"), "2|2");
  store_close(store);
}

/* Seven complete ones of which six are numbered, two groups of three; one that waits; and what is in no count. */
static void everything_is_counted_where_it_was(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{free_text: 10, responses: 30}");
  add_form(store, form);
  for (int i = 0; i < 7; i++)
    put_at(fixture, store, form, "2026-01-01");
  Response partial = visit_at(fixture, store, form, "2026-01-01", RESPONSE_PARTIAL),
           trial = visit_at(fixture, store, form, "2026-01-01", RESPONSE_COMPLETE),
           discarded = visit_at(fixture, store, form, "2026-01-01", RESPONSE_DISCARDED);
  trial.trial = true;
  partial.token_hash = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  fixture_put(store, &partial);
  fixture_put(store, &trial);
  fixture_put(store, &discarded);
  assert_verifies(fixture, store, 0);
  assert_int_equal(purge(fixture, store, "2026-01-20").free_texts, 9);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT device, form_id, what, numbered, waiting, other, day FROM purge"),
                      "kiosk-1|samling|free_text|6|1|2|2026-01-20");
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT count(*), count(salt), count(text_salt) FROM ledger;"
                                    "SELECT count(*), count(salt), count(text_salt) FROM waiting"),
                      "6|6|0\n1|1|0");
  assert_verifies(fixture, store, 0);
  for (int i = 0; i < 2; i++) /* with the one whose text is gone these are three */
    put_at(fixture, store, form, "2026-01-25");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*), count(text_salt) FROM ledger"), "9|2");
  put_at(fixture, store, form, "2026-01-02");
  assert_int_equal(purge(fixture, store, "2026-02-01").responses, 10);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT what, numbered, waiting, other FROM purge WHERE day = '2026-02-01'"),
                      "response|7|1|2");
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT count(*), count(salt), count(response) FROM ledger; SELECT completed FROM device;"
                                    "SELECT count(*) FROM waiting; SELECT status, count(*) FROM response GROUP BY 1"),
                      "9|2|2\n10\n0\ncomplete|2");
  assert_verifies(fixture, store, 7);
  for (int i = 0; i < 4; i++)
    put_at(fixture, store, form, "2026-01-02");
  assert_int_equal(purge(fixture, store, "2026-02-01").responses, 4); /* added to what went that day */
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT what, numbered, waiting, other FROM purge WHERE day = '2026-02-01'"),
                      "response|10|2|2");
  assert_verifies(fixture, store, 10);
  store_close(store);
  assert_false(fixture_folder_has(fixture, "0123456789abcdef0123456789abcdef"));
}

/* --- The bytes --- */

enum { CROWD = 240, PICTURE_BYTES = 300 * 1024 };

/* A text or picture whose every 64 bytes say whose it is. */
static char *marked(Fixture *fixture, const char *mark, int number, size_t bytes) {
  Str unit = arena_printf(fixture->arena, "%s-%06d-.......................................................", mark, number);
  char *text = arena_alloc(fixture->arena, bytes + 1);
  for (size_t i = 0; i < bytes; i++)
    text[i] = unit.ptr[i % 64];
  return text;
}

/* From a few bytes to several pages, so that rows share pages, move between them and overflow. */
static size_t size_of(int number) {
  return number % 5 == 0 ? 9000 : (size_t)(20 + (number * 53) % 2500);
}

static Response crowd_visit(Fixture *fixture, Store *store, const Form *form, int number, const char *mark, const char *time) {
  char *words = marked(fixture, mark, number, size_of(number));
  Response visit =
      fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"%s\"}", number, words).ptr);
  visit.time = str_from(time);
  return visit;
}

/* Most draw something small, some something large. */
static StoreAttachment picture_of(Fixture *fixture, int number, const char *mark) {
  size_t bytes = number % 48 == 0 ? PICTURE_BYTES : size_of(number);
  return (StoreAttachment){STR("tegning.png"), {marked(fixture, mark, number, bytes), bytes}};
}

/* Each grows while it is partial, as visits do. */
static void put_growing(Fixture *fixture, Store *store, Response visit, int number, const char *mark) {
  StoreAttachment picture = picture_of(fixture, number, mark);
  Str answers = visit.answers;
  visit.answers = arena_printf(fixture->arena, "{\"hvorfor\":\"%s-%06d\"}", mark, number);
  fixture_put(store, &visit);
  visit.answers = answers;
  if (number % 3 == 0) visit.attachments = &picture, visit.attachment_count = 1;
  fixture_put(store, &visit);
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
}

static void put_crowd(Fixture *fixture, Store *store, const Form *form, const char *mark, const char *time) {
  Err err = {0};
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  for (int i = 0; i < CROWD; i++)
    put_growing(fixture, store, crowd_visit(fixture, store, form, i, mark, time), i, mark);
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
}

/* They share the pages. */
static void put_mixed_crowds(Fixture *fixture, Store *store, const Form *form) {
  Err err = {0};
  for (int i = 0; i < CROWD; i++) {
    if (i % 8 == 0) assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
    put_growing(fixture, store, crowd_visit(fixture, store, form, i, "OLDEST", "2026-01-01"), i, "OLDEST");
    put_growing(fixture, store, crowd_visit(fixture, store, form, i, "MIDDLE", "2026-02-01"), i, "MIDDLE");
    put_growing(fixture, store, crowd_visit(fixture, store, form, i, "NEWEST", "2026-03-01"), i, "NEWEST");
    if (i % 8 == 7) assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  }
}

static void nothing_purged_is_left_in_any_file(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{free_text: 10, responses: 40}");
  add_form(store, form);
  put_mixed_crowds(fixture, store, form);
  assert_true(fixture_folder_has(fixture, "OLDEST-000239") && fixture_folder_has(fixture, "MIDDLE-000000"));
  PurgeCount count = purge(fixture, store, "2026-02-11"); /* OLDEST goes whole, of MIDDLE the text */
  assert_int_equal(count.responses, CROWD);
  assert_int_equal(count.free_texts, CROWD);
  assert_false(fixture_folder_has(fixture, "OLDEST"));
  assert_false(fixture_folder_has(fixture, "MIDDLE"));
  assert_verifies(fixture, store, CROWD);
  store_close(store);
  assert_false(fixture_folder_has(fixture, "OLDEST"));
  assert_false(fixture_folder_has(fixture, "MIDDLE"));
  assert_true(fixture_folder_has(fixture, "NEWEST-000000") && fixture_folder_has(fixture, "NEWEST-000239"));
  assert_string_equal(
      fixture_query(fixture, "a.db",
                    "PRAGMA integrity_check; PRAGMA foreign_key_check;"
                    "SELECT time, count(*), sum(answers ->> 'antall'), count(free_text) FROM response GROUP BY time;"
                    "SELECT count(*), max(length(content)) FROM attachment"),
      "ok\n2026-02-01|240|28680|0\n2026-03-01|240|28680|240\n80|307200");
}

/* A kiosk goes on beside it, with pages in its memory that still have what was purged. */
static void another_programs_memory_brings_nothing_back(void **state) {
  Fixture *fixture = *state;
  Store *kiosk = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{responses: 10}");
  add_form(kiosk, form);
  put_crowd(fixture, kiosk, form, "OLDEST", "2026-01-01");
  put_crowd(fixture, kiosk, form, "NEWEST", "2026-03-01");
  Store *tool = fixture_open(fixture, "a.db");
  sqlite3_exec(kiosk->db, "SELECT * FROM response; SELECT * FROM attachment", NULL, NULL, NULL);
  assert_int_equal(purge(fixture, tool, "2026-02-01").responses, CROWD);
  put_crowd(fixture, kiosk, form, "SECOND", "2026-03-02");
  store_close(kiosk);
  store_close(tool);
  assert_false(fixture_folder_has(fixture, "OLDEST"));
  assert_true(fixture_folder_has(fixture, "SECOND"));
}

static void what_is_sealed_goes_likewise(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{free_text: 10, responses: 40}");
  add_form(store, form);
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  assert_int_equal(store_seal_with(store, seal_public_of(secret), &err), STATUS_OK);
  StoreAttachment picture = picture_of(fixture, 1, "SEALED");
  for (int i = 0; i < 6; i++) {
    Response visit = visit_at(fixture, store, form, i % 2 ? "2026-01-01" : "2026-02-01", RESPONSE_COMPLETE);
    if (i > 1) visit.answers = STR("{\"antall\":7}"); /* whether there was any is not to be seen */
    if (i < 2) visit.attachments = &picture, visit.attachment_count = 1;
    fixture_put(store, &visit);
  }
  PurgeCount count = purge(fixture, store, "2026-02-10");
  assert_int_equal(count.responses, 3);
  assert_int_equal(count.free_texts, 0);
  assert_verifies(fixture, store, 3);
  count = purge(fixture, store, "2026-02-11");
  assert_int_equal(count.free_texts, 3);
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT count(sealed), count(sealed_text), count(seal_key) FROM response;"
                                    "SELECT count(*) FROM attachment"),
                      "3|0|3\n0");
  assert_verifies(fixture, store, 3);
  seal_secret_free(secret);
  store_close(store);
}

/* What a reader holds up is said, and done the next time, be it by another process after a crash. */
static void a_reader_delays_it_and_that_is_said(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{responses: 10}");
  add_form(store, form);
  Response visit = crowd_visit(fixture, store, form, 5, "OLDEST", "2026-01-01");
  fixture_put(store, &visit);
  sqlite3 *reader;
  assert_int_equal(sqlite3_open(fixture_path(fixture, "a.db"), &reader), SQLITE_OK);
  assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT * FROM response", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_busy_timeout(store->db, 0);
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  assert_int_equal(store_purge(store, STR("2026-06-01"), false, fixture->arena, &counts, &count, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-busy");
  assert_non_null(strstr(err.sentence, "deleted from the database"));
  assert_int_equal(counts[0].responses, 1);
  assert_true(fixture_folder_has(fixture, "OLDEST"));
  Store *next = fixture_open(fixture, "a.db");
  assert_int_equal(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  next->erase_due = false; /* what the setting in the file says is enough */
  assert_int_equal(purge(fixture, next, "2026-06-01").responses, 0);
  assert_false(fixture_folder_has(fixture, "OLDEST"));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM setting WHERE name = 'erase_due'"), "0");
  sqlite3_close(reader);
  store_close(next);
  store_close(store);
}

static void a_dry_run_needs_no_permission_to_write(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = promising_form(fixture, "1", "{free_text: 10, responses: 30}");
  add_form(store, form);
  put_at(fixture, store, form, "2026-01-01");
  put_at(fixture, store, form, "2026-01-20");
  store_close(store);
  Err err = {0};
  Str before = fixture_read_file(fixture, "a.db");
  assert_int_equal(store_open_readonly(fixture_path(fixture, "a.db"), &store, &err), STATUS_OK);
  PurgeCount count = purge_dry_or_not(fixture, store, "2026-02-01", true);
  assert_int_equal(count.responses, 1);
  assert_int_equal(count.free_texts, 1);
  store_close(store);
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(days_count_from_the_visit, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(each_version_keeps_its_own_promise, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_version_that_cannot_be_read_is_left_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(everything_is_counted_where_it_was, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_purged_is_left_in_any_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(another_programs_memory_brings_nothing_back, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_sealed_goes_likewise, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_reader_delays_it_and_that_is_said, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_dry_run_needs_no_permission_to_write, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
