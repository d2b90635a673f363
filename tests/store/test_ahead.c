/* Rows that a thread reads ahead: all of them, in their order, until nobody wants more or the database fails. SQLite makes the rows. */
#include "store/fixture.h"

#include "ahead.h"

#include <sqlite3.h>

typedef struct Visits {
  Arena *arena;
  int count, stop_after;
  size_t long_bytes; /* of the text of each row */
} Visits;

static int next_row(void *context, BoxedRow *row) {
  sqlite3_stmt *statement = context;
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW) return code;
  const char *uuid = (const char *)sqlite3_column_text(statement, 0), *answers = (const char *)sqlite3_column_text(statement, 1);
  *row = (BoxedRow){.response = {.uuid = str_from(uuid),
                                 .device = STR("robot"),
                                 .language = sqlite3_column_int(statement, 0) % 5 == 0 ? STR("nn") : STR("nb"),
                                 .answers = str_from(answers)}};
  return code;
}

static bool see_row(void *context, const Response *response) {
  Visits *visits = context;
  visits->count++;
  assert_true(str_equal(response->uuid, arena_printf(visits->arena, "%d", visits->count)));
  assert_true(str_is(response->device, "robot"));
  assert_true(str_is(response->language, visits->count % 5 == 0 ? "nn" : "nb"));
  assert_int_equal(response->answers.len, visits->long_bytes);
  assert_int_equal(response->event.len, 0);
  arena_rewind(visits->arena);
  return visits->count != visits->stop_after;
}

/* rows: how many there are; fails_at: at which of them SQLite cannot go on, 0: at none. */
static int walk(int rows, int fails_at, Visits *visits) {
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db,
                                      "WITH RECURSIVE n (i) AS (SELECT 1 WHERE ?1 > 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
                                      " SELECT CASE WHEN i = ?2 THEN abs(-9223372036854775808) ELSE i END,"
                                      " printf('%.*c', ?3, 'x') FROM n",
                                      -1, &statement, NULL),
                   SQLITE_OK);
  sqlite3_bind_int(statement, 1, rows);
  sqlite3_bind_int(statement, 2, fails_at);
  sqlite3_bind_int64(statement, 3, (sqlite3_int64)visits->long_bytes);
  visits->arena = arena_new(0);
  const int code = ahead_walk((AheadSource){next_row, statement}, ahead_shape(), (SealedKeys){0}, see_row, visits);
  arena_free(visits->arena);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return code;
}

static void all_rows_in_their_order(void **state) {
  (void)state;
  static const int counts[] = {0, 1, 127, 128, 129, 511, 512, 513, 20000};
  for (size_t i = 0; i < COUNT_OF(counts); i++) {
    Visits visits = {.long_bytes = 20};
    assert_int_equal(walk(counts[i], 0, &visits), SQLITE_DONE);
    assert_int_equal(visits.count, counts[i]);
  }
}

static void until_nobody_wants_more(void **state) {
  (void)state;
  static const int wanted[] = {1, 128, 129, 600, 3000};
  for (size_t i = 0; i < COUNT_OF(wanted); i++) {
    Visits visits = {.stop_after = wanted[i], .long_bytes = 1};
    assert_int_equal(walk(20000, 0, &visits), SQLITE_ROW);
    assert_int_equal(visits.count, wanted[i]);
  }
}

static void up_to_a_failure(void **state) {
  (void)state;
  static const int fails_at[] = {1, 2, 128, 129, 3000};
  for (size_t i = 0; i < COUNT_OF(fails_at); i++) {
    Visits visits = {.long_bytes = 1};
    assert_int_equal(walk(20000, fails_at[i], &visits) & 0xFF, SQLITE_ERROR);
    assert_int_equal(visits.count, fails_at[i] - 1);
  }
}

static void rows_of_any_length(void **state) {
  (void)state;
  static const size_t bytes[] = {5000, 200000, 1000000};
  for (size_t i = 0; i < COUNT_OF(bytes); i++) {
    Visits visits = {.long_bytes = bytes[i]};
    assert_int_equal(walk(30, 0, &visits), SQLITE_DONE);
    assert_int_equal(visits.count, 30);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_rows_in_their_order),
      cmocka_unit_test(until_nobody_wants_more),
      cmocka_unit_test(up_to_a_failure),
      cmocka_unit_test(rows_of_any_length),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
