/* Rows on their way out: all of them, in order, also where some are damaged or sealed, or where somebody writes meanwhile. */
#include "store/damage.h"
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 300 };

static void open_batch(Fixture *fixture, Store **store, const Form **form) {
  Err err = {0};
  *store = fixture_open(fixture, "a.db");
  *form = fixture_plain_form(fixture, "1");
  assert_int_equal(store_add_form(*store, *form, &err), STATUS_OK);
  assert_int_equal(store_batch_begin(*store, &err), STATUS_OK);
}

static void close_batch(Store *store) {
  Err err = {0};
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  store_close(store);
}

/* Numbered by the keys' order, as antall. */
static void put_numbered(Fixture *fixture, Store *store, const Form *form, int number) {
  Response visit = fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"antall\":%d}", number).ptr);
  visit.uuid = arena_printf(fixture->arena, "%08d-0000-4000-8000-000000000000", number);
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
}

static void put_rows(Fixture *fixture) {
  Store *store;
  const Form *form;
  open_batch(fixture, &store, &form);
  for (int i = 0; i < ROWS; i++)
    put_numbered(fixture, store, form, i);
  close_batch(store);
}

static Store *open_to_read(Fixture *fixture) {
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

typedef struct Seen {
  Arena *arena;
  size_t count, stop_at, as_they_were, seals[STORE_DAMAGED + 1];
  void (*meanwhile)(void *context);
  void *context;
} Seen;

static bool see(void *context, const Response *row) {
  Seen *seen = context;
  if (seen->count == 0 && seen->meanwhile) seen->meanwhile(seen->context);
  size_t number = seen->count++;
  Str uuid = arena_printf(seen->arena, "%08zu-0000-4000-8000-000000000000", number);
  Str answers = arena_printf(seen->arena, "{\"antall\":%zu}", number);
  seen->as_they_were += str_equal(row->uuid, uuid) && str_equal(row->answers, answers);
  seen->seals[row->seal]++;
  arena_rewind(seen->arena);
  return seen->count != seen->stop_at;
}

static Status look(Store *store, const StoreFilter *filter, Seen *seen, Err *err) {
  seen->arena = arena_new(0);
  Status status = store_each(store, STR("samling"), filter, see, seen, err);
  arena_free(seen->arena);
  return status;
}

/* As a disk that lost a bit would: what the table's rules would refuse. */
static void damage_row(Fixture *fixture, const char *change) {
  static const char lax[] = "CREATE TABLE response (uuid PRIMARY KEY, device, form_id, form_version, language, channel, round, "
                            "event, place, status, trial,"
                            " time, token_hash UNIQUE, answers, sealed, sealed_text, seal_key, free_text) WITHOUT ROWID";
  const char *rules = fixture_query(fixture, "a.db", "SELECT quote(sql) FROM sqlite_schema WHERE name = 'response'");
  static const char schema[] = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = %s WHERE name = 'response'";
  fixture_query(fixture, "a.db", arena_printf(fixture->arena, schema, arena_printf(fixture->arena, "'%s'", lax).ptr).ptr);
  static const char update[] = "UPDATE response SET %s WHERE uuid LIKE '00000150%%'; SELECT changes()";
  assert_string_equal(fixture_query(fixture, "a.db", arena_printf(fixture->arena, update, change).ptr), "1");
  fixture_query(fixture, "a.db", arena_printf(fixture->arena, schema, rules).ptr);
}

static void a_row_of_wrong_types_reaches_its_reader(void **state) {
  static const struct {
    const char *change;
    size_t as_they_were;
  } damages[] = {
      {"answers = '{\"antall\":'", ROWS - 1},
      {"answers = x'00ff'", ROWS - 1},
      {"answers = 17", ROWS - 1},
      {"answers = NULL", ROWS - 1},
      {"free_text = 1.5", ROWS},
      {"time = NULL", ROWS},
      {"time = 2026", ROWS},
      {"status = NULL", ROWS},
      {"status = x'01'", ROWS},
      {"trial = NULL", ROWS},
      {"trial = 'nei'", ROWS},
      {"trial = 7", ROWS},
      {"form_version = NULL", ROWS},
      {"device = 3", ROWS},
      {"channel = x''", ROWS},
      {"round = 9", ROWS},
      {"token_hash = 5", ROWS},
      {"seal_key = 4", ROWS - 1},
      {"seal_key = 'x'", ROWS - 1},
      {"sealed = 'x'", ROWS},
  };
  Fixture *fixture = *state;
  put_rows(fixture);
  Str whole = fixture_read_file(fixture, "a.db");
  const StoreFilter days = {.from = STR("2026-11-21"), .to = STR("2026-11-21")};
  for (size_t i = 0; i < COUNT_OF(damages); i++) {
    fixture_write_file(fixture, "a.db", whole.ptr, whole.len);
    damage_row(fixture, damages[i].change);
    Store *store = open_to_read(fixture);
    Seen seen = {.count = 0}, of_days = {.count = 0};
    StoreCount count;
    Err err = {0};
    assert_int_equal(look(store, NULL, &seen, &err), STATUS_OK);
    assert_int_equal(store_count(store, STR("samling"), NULL, &count, &err), STATUS_OK);
    if (seen.count != ROWS || seen.as_they_were != damages[i].as_they_were || count.rows != ROWS)
      fail_msg("%s: %zu rows, %zu as they were, %zu counted", damages[i].change, seen.count, seen.as_they_were, count.rows);
    assert_int_equal(look(store, &days, &of_days, &err), STATUS_OK);
    if (strcmp(damages[i].change, "time = 2026") != 0) assert_int_equal(of_days.count, ROWS);
    store_close(store);
  }
}

/* Where a page cannot be read, what comes before it was read, and the rest is said to be recoverable. */
static void assert_damaged_page_is_said(Fixture *fixture, const SealSecret *const *keys, size_t key_count) {
  Str whole = fixture_read_file(fixture, "a.db");
  char *bytes = arena_alloc(fixture->arena, whole.len);
  size_t said = 0, pages = whole.len / DAMAGE_PAGE_BYTES;
  for (size_t page = 1; page < pages; page++) {
    memcpy(bytes, whole.ptr, whole.len);
    memset(bytes + page * DAMAGE_PAGE_BYTES, 0xff, DAMAGE_PAGE_BYTES);
    fixture_write_file(fixture, "a.db", bytes, whole.len);
    Store *store;
    Err err = {0};
    if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) continue;
    store_use_keys(store, keys, key_count);
    Seen seen = {.count = 0};
    if (look(store, NULL, &seen, &err) == STATUS_OK) {
      assert_int_equal(seen.count, ROWS);
    } else {
      assert_string_equal(err.code, "db-corrupt");
      assert_non_null(strstr(err.sentence, "kioskctl recover"));
      assert_int_equal(seen.as_they_were, seen.count);
      said += seen.count > 0 && seen.count < ROWS;
    }
    store_close(store);
  }
  assert_true(said >= 5);
  fixture_write_file(fixture, "a.db", whole.ptr, whole.len);
}

static void a_damaged_page_is_said(void **state) {
  Fixture *fixture = *state;
  put_rows(fixture);
  assert_damaged_page_is_said(fixture, NULL, 0);
}

typedef struct Writer {
  Fixture *fixture;
  Store *store;
  const Form *form;
  int next;
} Writer;

static void write_one(void *context) {
  Writer *writer = context;
  put_numbered(writer->fixture, writer->store, writer->form, writer->next++);
}

static void what_is_written_meanwhile_is_not_seen(void **state) {
  Fixture *fixture = *state;
  put_rows(fixture);
  Writer writer = {fixture, fixture_open(fixture, "a.db"), fixture_plain_form(fixture, "1"), ROWS};
  Store *store = open_to_read(fixture);
  Err err = {0};
  Seen first = {.meanwhile = write_one, .context = &writer}, second = {.count = 0}, third = {.count = 0};
  assert_int_equal(look(store, NULL, &first, &err), STATUS_OK);
  assert_int_equal(first.count, ROWS);
  assert_int_equal(store_hold(store, &err), STATUS_OK);
  write_one(&writer);
  StoreCount count;
  assert_int_equal(store_count(store, STR("samling"), NULL, &count, &err), STATUS_OK);
  write_one(&writer);
  assert_int_equal(look(store, NULL, &second, &err), STATUS_OK);
  assert_true(count.rows == ROWS + 1 && second.count == ROWS + 1 && second.as_they_were == ROWS + 1);
  store_close(store);
  store = open_to_read(fixture);
  assert_int_equal(look(store, NULL, &third, &err), STATUS_OK);
  assert_int_equal(third.as_they_were, ROWS + 3);
  store_close(store);
  store_close(writer.store);
}

/* The first third for the first key, some of the others plain (put before the file had to be sealed), the rest for the second. */
static void put_sealed_rows(Fixture *fixture, SealSecret *const *secrets) {
  Store *store;
  const Form *form;
  Err err = {0};
  open_batch(fixture, &store, &form);
  for (int i = ROWS / 3; i < ROWS; i += 5)
    put_numbered(fixture, store, form, i);
  close_batch(store);
  for (int half = 0; half < 2; half++) {
    store = fixture_open(fixture, "a.db");
    assert_int_equal(store_seal_with(store, seal_public_of(secrets[half]), &err), STATUS_OK);
    assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
    for (int i = half * ROWS / 3; i < (half == 0 ? ROWS / 3 : ROWS); i++)
      if (half == 0 || (i - ROWS / 3) % 5 > 0) put_numbered(fixture, store, form, i);
    close_batch(store);
  }
}

static void sealed_and_plain_come_in_one_order(void **state) {
  enum { PLAIN = (ROWS - ROWS / 3) / 5, FIRST = ROWS / 3, SECOND = ROWS - FIRST - PLAIN };
  Fixture *fixture = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secrets[] = {seal_secret_new(), seal_secret_new()};
  put_sealed_rows(fixture, secrets);
  const SealSecret *const both[] = {secrets[1], secrets[0]};
  char id[SEAL_ID_LEN + 1];
  seal_id(seal_public_of(secrets[0]), id);
  Store *store = open_to_read(fixture);
  StoreCount count;
  assert_int_equal(store_count(store, STR("samling"), NULL, &count, &err), STATUS_OK);
  assert_int_equal(count.sealed, FIRST + SECOND);
  assert_string_equal(count.seal_key, id);
  for (size_t keys = 0; keys <= 2; keys++) {
    Seen seen = {.count = 0}, some = {.stop_at = 217};
    store_use_keys(store, both, keys);
    assert_int_equal(look(store, NULL, &seen, &err), STATUS_OK);
    assert_int_equal(seen.count, ROWS);
    assert_int_equal(seen.as_they_were, PLAIN + (keys > 0 ? SECOND : 0) + (keys > 1 ? FIRST : 0));
    assert_int_equal(seen.seals[STORE_NO_KEY], (keys > 1 ? 0 : FIRST) + (keys > 0 ? 0 : SECOND));
    assert_int_equal(look(store, NULL, &some, &err), STATUS_OK);
    assert_int_equal(some.count, 217);
  }
  store_close(store);
  fixture_query(fixture, "a.db", "UPDATE response SET sealed = zeroblob(length(sealed)) WHERE uuid LIKE '00000151%'");
  store = open_to_read(fixture);
  store_use_keys(store, both, 2);
  Seen seen = {.count = 0};
  assert_int_equal(look(store, NULL, &seen, &err), STATUS_OK);
  assert_true(seen.count == ROWS && seen.as_they_were == ROWS - 1 && seen.seals[STORE_DAMAGED] == 1);
  store_close(store);
  seal_secret_free(secrets[0]);
  seal_secret_free(secrets[1]);
}

static void a_damaged_page_among_sealed_rows_is_said(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  put_sealed_rows(fixture, (SealSecret *const[]){secret, secret});
  assert_damaged_page_is_said(fixture, (const SealSecret *const[]){secret}, 1);
  seal_secret_free(secret);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_row_of_wrong_types_reaches_its_reader, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_damaged_page_is_said, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_written_meanwhile_is_not_seen, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sealed_and_plain_come_in_one_order, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_damaged_page_among_sealed_rows_is_said, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
