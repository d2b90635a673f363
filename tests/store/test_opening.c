/* Sealed rows that several threads open come back as they are and in their order, in whatever way they are dealt out. */
#include "ahead.h"
#include "store/fixture.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

enum { ROWS = 150, KEYS = 3 };

/* What a row is, by its number. The last key is one that nobody gives. */
typedef enum Fate { PLAIN, OPENED, NO_KEY, DAMAGED } Fate;

static Fate fate_of(size_t number) {
  if (number % 7 == 3) return PLAIN;
  if (number % 11 == 5) return NO_KEY;
  return number % 13 == 4 ? DAMAGED : OPENED;
}

typedef struct Rows {
  SealSecret *secrets[KEYS];
  char ids[KEYS][SEAL_ID_LEN + 1];
  BoxedRow items[ROWS];
} Rows;

static Str answers_of(Arena *arena, size_t number, size_t long_bytes) {
  size_t bytes = long_bytes > 0 && number % 10 == 0 ? long_bytes : 1;
  return arena_printf(arena, "{\"antall\":%zu,\"tekst\":\"%0*d\"}", number, (int)bytes, 0);
}

static Str free_text_of(Arena *arena, size_t number) {
  return number % 4 == 0 ? (Str){0} : arena_printf(arena, "{\"hvorfor\":\"%zu\"}", number);
}

static BoxedRow make_row(Arena *arena, const Rows *rows, Sealer *const *sealers, size_t number, size_t long_bytes) {
  Str uuid = arena_printf(arena, "%036zu", number);
  BoxedRow row = {.response = {.uuid = uuid, .language = STR("nb"), .status = RESPONSE_COMPLETE}};
  Str answers = answers_of(arena, number, long_bytes), free_text = free_text_of(arena, number);
  size_t key_ix = fate_of(number) == NO_KEY ? KEYS - 1 : number % (KEYS - 1);
  if (fate_of(number) == PLAIN) {
    row.response.answers = answers;
    row.response.free_text = free_text;
    return row;
  }
  sealer_forget(sealers[key_ix]);
  row.response.seal_key = str_from(rows->ids[key_ix]);
  row.answers_box = seal_close(arena, sealers[key_ix], arena_printf(arena, STR_FMT " answers", STR_ARG(uuid)), answers);
  row.free_text_box = seal_close(arena, sealers[key_ix], arena_printf(arena, STR_FMT " free_text", STR_ARG(uuid)),
                                 free_text.len > 0 ? free_text : STR("{}"));
  if (fate_of(number) == DAMAGED) row.answers_box.len -= SEAL_STEP_BYTES / 2;
  return row;
}

static void make_rows(Arena *arena, Rows *rows, size_t long_bytes) {
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  Sealer *sealers[KEYS];
  for (size_t i = 0; i < KEYS; i++) {
    rows->secrets[i] = seal_secret_new();
    seal_id(seal_public_of(rows->secrets[i]), rows->ids[i]);
    sealers[i] = sealer_new(seal_public_of(rows->secrets[i]));
  }
  for (size_t i = 0; i < ROWS; i++)
    rows->items[i] = make_row(arena, rows, sealers, i, long_bytes);
  for (size_t i = 0; i < KEYS; i++)
    sealer_free(sealers[i]);
}

static void free_rows(Rows *rows) {
  for (size_t i = 0; i < KEYS; i++)
    seal_secret_free(rows->secrets[i]);
}

typedef struct Feed { /* gives each row in a copy of its own, which is gone as soon as the next is asked for */
  Arena *arena;
  const Rows *rows;
  size_t count;
  _Atomic size_t given;
  int code; /* what comes after them */
} Feed;

typedef struct Visitor {
  Arena *arena;
  pthread_t thread;
  const Feed *feed;
  size_t count, stop_at, long_bytes;
} Visitor;

/* Long ones are every tenth, each is the last of its batch, and with three of the longest 8 MiB are under way. */
static bool is_bounded(const Visitor *visitor) {
  return visitor->long_bytes < 3 * 1024 * 1024 || visitor->feed->given <= visitor->count + 4 * 10;
}

static bool visit(void *context, const Response *row) {
  static const StoreSeal seals[] = {
      [PLAIN] = STORE_PLAIN, [OPENED] = STORE_OPENED, [NO_KEY] = STORE_NO_KEY, [DAMAGED] = STORE_DAMAGED};
  Visitor *visitor = context;
  Arena *arena = visitor->arena;
  size_t number = visitor->count++;
  Fate fate = fate_of(number);
  bool legible = fate == PLAIN || fate == OPENED;
  assert_true(pthread_equal(visitor->thread, pthread_self()));
  assert_true(is_bounded(visitor));
  assert_true(str_equal(row->uuid, arena_printf(arena, "%036zu", number)));
  assert_true(str_is(row->language, "nb") && row->status == RESPONSE_COMPLETE);
  assert_int_equal(row->seal, seals[fate]);
  assert_true(str_equal(row->answers, legible ? answers_of(arena, number, visitor->long_bytes) : (Str){0}));
  assert_true(str_equal(row->free_text, legible ? free_text_of(arena, number) : (Str){0}));
  arena_rewind(arena);
  return visitor->count != visitor->stop_at;
}

static int next_row(void *context, BoxedRow *row) {
  Feed *feed = context;
  arena_rewind(feed->arena);
  if (feed->given == feed->count) return feed->code;
  *row = feed->rows->items[feed->given++];
  Str *const texts[] = {&row->response.uuid,     &row->response.answers, &row->response.free_text,
                        &row->response.seal_key, &row->answers_box,      &row->free_text_box};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    *texts[i] = arena_str(feed->arena, *texts[i]);
  return SQLITE_ROW;
}

/* How many were visited of those that come before this code. */
static size_t run_to(int code, const Rows *rows, AheadShape shape, size_t count, size_t stop_at, size_t long_bytes) {
  SealedKeys keys = {(const SealSecret *const *)rows->secrets, KEYS - 1};
  Feed feed = {.arena = arena_new(0), .rows = rows, .count = count, .code = code};
  Visitor visitor = {.arena = arena_new(0), .thread = pthread_self(), .feed = &feed, .stop_at = stop_at, .long_bytes = long_bytes};
  const int last = ahead_walk((AheadSource){next_row, &feed}, shape, keys, visit, &visitor);
  assert_int_equal(last, stop_at == 0 || stop_at > count ? code : SQLITE_ROW);
  arena_free(feed.arena);
  arena_free(visitor.arena);
  return visitor.count;
}

static size_t run(const Rows *rows, AheadShape shape, size_t count, size_t stop_at, size_t long_bytes) {
  return run_to(SQLITE_DONE, rows, shape, count, stop_at, long_bytes);
}

static const size_t threads[] = {0, 1, 2, 5, 40}, batches[] = {1, 2, 3, 12}, batch_rows[] = {1, 2, 7, 64};

static void in_any_shape(void **state) {
  static const size_t counts[] = {0, 1, 2, 63, 64, 65, ROWS};
  Fixture *fixture = *state;
  Rows rows;
  make_rows(fixture->arena, &rows, 0);
  for (size_t t = 0; t < COUNT_OF(threads); t++)
    for (size_t b = 0; b < COUNT_OF(batches); b++)
      for (size_t r = 0; r < COUNT_OF(batch_rows); r++)
        for (size_t c = b == 1 && r == 2 ? 0 : COUNT_OF(counts) - 1; c < COUNT_OF(counts); c++)
          assert_int_equal(run(&rows, (AheadShape){threads[t], batches[b], batch_rows[r]}, counts[c], 0, 0), counts[c]);
  assert_int_equal(run(&rows, ahead_shape(), ROWS, 0, 0), ROWS);
  free_rows(&rows);
}

static void until_nobody_wants_more(void **state) {
  static const size_t stops[] = {1, 2, 7, 8, 63, 64, 100, ROWS};
  Fixture *fixture = *state;
  Rows rows;
  make_rows(fixture->arena, &rows, 0);
  for (size_t t = 0; t < COUNT_OF(threads); t++)
    for (size_t s = 0; s < COUNT_OF(stops); s++) {
      assert_int_equal(run(&rows, (AheadShape){threads[t], 3, 7}, ROWS, stops[s], 0), stops[s]);
      assert_int_equal(run(&rows, (AheadShape){threads[t], 6, 64}, ROWS, stops[s], 0), stops[s]);
    }
  free_rows(&rows);
}

static void up_to_a_failure(void **state) {
  static const size_t counts[] = {0, 1, 6, 7, 8, 64, 100, ROWS};
  Fixture *fixture = *state;
  Rows rows;
  make_rows(fixture->arena, &rows, 0);
  for (size_t t = 0; t < COUNT_OF(threads); t++)
    for (size_t c = 0; c < COUNT_OF(counts); c++)
      assert_int_equal(run_to(SQLITE_CORRUPT, &rows, (AheadShape){threads[t], 3, 7}, counts[c], 0, 0), counts[c]);
  free_rows(&rows);
}

/* Of these a batch, or all that may be under way, is full at once. */
static void long_rows_too(void **state) {
  static const size_t lengths[] = {300 * 1024, 3 * 1024 * 1024};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(lengths); i++) {
    Rows rows;
    make_rows(fixture->arena, &rows, lengths[i]);
    assert_int_equal(run(&rows, ahead_shape(), ROWS, 0, lengths[i]), ROWS);
    assert_int_equal(run(&rows, (AheadShape){0, 2, 64}, ROWS, 0, lengths[i]), ROWS);
    assert_int_equal(run(&rows, ahead_shape(), ROWS, 12, lengths[i]), 12);
    free_rows(&rows);
    arena_rewind(fixture->arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(in_any_shape, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(until_nobody_wants_more, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(up_to_a_failure, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(long_rows_too, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
