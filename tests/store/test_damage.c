/* Damage is found before anything is written, wherever it is in the file. */
#include "connection.h"
#include "store/damage.h"
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEEDS = 150, RESPONSES = 400 };

static void fill(Fixture *fixture, const char *name) {
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  Store *store = fixture_open(fixture, name);
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  for (int i = 0; i < RESPONSES; i++) {
    Str answers = arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"%0*d\"}", i, i % 50 == 0 ? 9000 : 60, i);
    Response visit = fixture_response(fixture, store, form, answers.ptr);
    if (i % 3 > 0) visit.status = RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  store_close(store);
}

/* What the file says by itself, so that damage that changes nothing SQLite could see is not asked for. */
static bool is_seen_by_sqlite(Fixture *fixture, const char *name) {
  sqlite3 *db;
  sqlite3_stmt *statement = NULL;
  assert_int_equal(sqlite3_open_v2(fixture_path(fixture, name), &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON; PRAGMA cell_size_check = ON", NULL, NULL, NULL);
  bool whole = sqlite3_prepare_v2(db, "PRAGMA quick_check (1)", -1, &statement, NULL) == SQLITE_OK &&
               sqlite3_step(statement) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return !whole;
}

static void assert_untouched(Fixture *fixture, const char *name, Str bytes, size_t files) {
  assert_true(str_equal(bytes, fixture_read_file(fixture, name)));
  assert_int_equal(fixture_file_count(fixture), files);
}

static void damage_in_any_page_is_found_and_left_as_it_is(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "a.db");
  Str whole = fixture_read_file(fixture, "a.db");
  size_t pages = whole.len / DAMAGE_PAGE_BYTES, found = 0;
  Arena *scratch = arena_new(0);
  assert_true(pages > 40);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    uint64_t state_of_chance = seed;
    Random random = random_seeded(&state_of_chance);
    char *bytes = arena_alloc(scratch, whole.len);
    memcpy(bytes, whole.ptr, whole.len);
    size_t page = random_below(&random, (uint32_t)pages);
    damage_page(&random, bytes, pages, page);
    fixture_write_file(fixture, "a.db", bytes, whole.len);
    bool seen = is_seen_by_sqlite(fixture, "a.db");
    unlink(fixture_path(fixture, "a.db-shm"));
    unlink(fixture_path(fixture, "a.db-wal"));
    Store *store;
    Err err = {0};
    Status status = store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err);
    if (seen && (status != STATUS_WORLD || strcmp(err.code, "db-corrupt") != 0))
      fail_msg("seed %d, page %zu: %d %s %s", (int)seed, page, (int)status, err.code, err.sentence);
    if (status != STATUS_OK) assert_untouched(fixture, "a.db", (Str){bytes, whole.len}, 1);
    found += status != STATUS_OK;
    store_close(store);
    arena_rewind(scratch);
  }
  arena_free(scratch);
  assert_true(found > SEEDS * 3 / 4);
}

/* A row that somebody changed by hand is no reason to begin a new file: verify tells of it. */
static void a_broken_rule_is_no_damage(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "a.db");
  fixture_query(fixture, "a.db",
                "PRAGMA ignore_check_constraints = ON; UPDATE response SET answers = 'broken' WHERE uuid IN"
                " (SELECT uuid FROM response LIMIT 1)");
  store_close(fixture_open(fixture, "a.db"));
}

static void a_file_cut_short_is_damaged(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "a.db");
  Str whole = fixture_read_file(fixture, "a.db");
  static const size_t lengths[] = {60, 511, 512, 4095, 4096, 5000, 40960};
  for (size_t i = 0; i < COUNT_OF(lengths); i++) {
    fixture_write_file(fixture, "a.db", whole.ptr, lengths[i]);
    Store *store;
    Err err = {0};
    assert_int_equal(store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err), STATUS_WORLD);
    assert_string_equal(err.code, "db-corrupt");
    assert_untouched(fixture, "a.db", (Str){whole.ptr, lengths[i]}, 1);
  }
}

/* Even page 1, which says whose the file is. */
static void a_file_whose_head_is_gone_is_known_by_what_is_left(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "a.db");
  Str whole = fixture_read_file(fixture, "a.db");
  Arena *scratch = arena_new(0);
  for (size_t i = 0; i < 2; i++) {
    char *bytes = arena_alloc(scratch, whole.len);
    memcpy(bytes, whole.ptr, whole.len);
    memset(bytes, i == 0 ? 0 : 0x5a, DAMAGE_PAGE_BYTES);
    fixture_write_file(fixture, "a.db", bytes, whole.len);
    Store *store;
    Err err = {0};
    assert_int_equal(store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, &err), STATUS_WORLD);
    assert_string_equal(err.code, "db-corrupt");
    assert_untouched(fixture, "a.db", (Str){bytes, whole.len}, 1);
    arena_rewind(scratch);
  }
  arena_free(scratch);
}

/* Found when the file is open already: nothing more is written, not even what is in the log. */
static void damage_found_while_writing_is_left_as_it_is(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  fixture->seed = 99; /* keys that fill() did not give */
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
  fixture_put(store, &visit);
  assert_true(store_forget(store)); /* what is in memory is whole */
  int root = atoi(fixture_query(fixture, "a.db", "SELECT rootpage FROM sqlite_schema WHERE name = 'response'"));
  FILE *file = fopen(fixture_path(fixture, "a.db"), "r+b");
  assert_non_null(file);
  assert_int_equal(fseek(file, (root - 1L) * DAMAGE_PAGE_BYTES, SEEK_SET), 0);
  for (int i = 0; i < DAMAGE_PAGE_BYTES; i++)
    fputc(0x5a, file);
  assert_int_equal(fclose(file), 0);
  Str damaged = fixture_read_file(fixture, "a.db");
  for (int i = 0; i < 2; i++) {
    err = (Err){0};
    visit.answers = STR("{\"antall\":2}");
    assert_int_equal(store_put(store, &visit, &err), STATUS_WORLD);
    if (strcmp(err.code, "db-corrupt") != 0) fail_msg("%s: %s", err.code, err.sentence);
  }
  Str log = fixture_read_file(fixture, "a.db-wal");
  store_close(store);
  assert_true(str_equal(damaged, fixture_read_file(fixture, "a.db")));
  assert_true(log.len > 0 && str_equal(log, fixture_read_file(fixture, "a.db-wal")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(damage_in_any_page_is_found_and_left_as_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(damage_found_while_writing_is_left_as_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_broken_rule_is_no_damage, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_file_cut_short_is_damaged, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_file_whose_head_is_gone_is_known_by_what_is_left, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
