#include "wave.h"
#include "filter.h"

#include <string.h>

enum { HASH_LEN = 64 };

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* count bytes from the text's first hexadecimal digits; hyphens between them are passed over. */
static bool read_bytes(Str text, unsigned char *out, size_t count) {
  size_t digits = 0;
  for (size_t i = 0; i < text.len && digits < 2 * count; i++) {
    int value = digit_value(text.ptr[i]);
    if (text.ptr[i] == '-') continue;
    if (value < 0) return false;
    out[digits / 2] = (unsigned char)(digits % 2 == 0 ? value << 4 : out[digits / 2] | value);
    digits++;
  }
  return digits == 2 * count;
}

void wave_uuid(const Wave *wave, uint32_t ix, char out[STORE_UUID_LEN + 1]) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < WAVE_UUID_BYTES; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = digits[wave->uuids[ix][i] >> 4];
    *out++ = digits[wave->uuids[ix][i] & 0x0f];
  }
  *out = '\0';
}

uint32_t wave_find(const Wave *wave, Str uuid) {
  unsigned char key[WAVE_UUID_BYTES];
  if (!read_bytes(uuid, key, sizeof key)) return WAVE_NOBODY;
  size_t from = 0, to = wave->count;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    int order = memcmp(key, wave->uuids[middle], sizeof key);
    if (order == 0) return (uint32_t)middle;
    if (order < 0)
      to = middle;
    else
      from = middle + 1;
  }
  return WAVE_NOBODY;
}

typedef struct Reading {
  Store *store;
  Arena *arena; /* of one link that is opened */
  Opener *opener;
  Wave *wave;
} Reading;

static void add_part(Wave *wave, int64_t part, Str hash) {
  WaveHash bytes;
  size_t last = wave->count - 1;
  if (part != wave->part_counts[last] || part >= WAVE_PARTS_MAX || !read_bytes(hash, bytes.bytes, sizeof bytes.bytes)) return;
  wave->parts[last][wave->part_counts[last]++] = bytes;
}

static void add_sealed(Reading *reading, Str uuid, Str seal_key, Str box) {
  Store *store = reading->store;
  Str hashes = {0};
  if (store->keys.count > 0) hashes = sealed_open_link(store->keys, reading->opener, reading->arena, uuid, seal_key, box);
  for (size_t at = 0; at + HASH_LEN <= hashes.len; at += HASH_LEN)
    add_part(reading->wave, (int64_t)(at / HASH_LEN), (Str){hashes.ptr + at, HASH_LEN});
  reading->wave->unopened += hashes.len == 0;
  arena_rewind(reading->arena);
}

/* Rows come by response and part. One whose key is none, as only a hand writes it, joins nothing. */
static bool add_row(void *context, sqlite3_stmt *row) {
  enum { UUID, PART, HASH, SEAL_KEY, SEALED };
  Reading *reading = context;
  Wave *wave = reading->wave;
  unsigned char key[WAVE_UUID_BYTES];
  Str uuid = column_view(row, UUID);
  int64_t part = sqlite3_column_int64(row, PART);
  if (!read_bytes(uuid, key, sizeof key)) return true;
  if (part == 0 && wave->count < wave->capacity) memcpy(wave->uuids[wave->count++], key, sizeof key);
  if (wave->count == 0 || memcmp(wave->uuids[wave->count - 1], key, sizeof key) != 0) return true;
  Str seal_key = column_view(row, SEAL_KEY);
  if (seal_key.len > 0)
    add_sealed(reading, uuid, seal_key, column_blob_view(row, SEALED));
  else
    add_part(wave, part, column_view(row, HASH));
  return true;
}

static Status make_room(const Store *store, Arena *arena, Str form_id, Wave *out, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT count(*) FROM link WHERE form_id = ?1 AND part = 0", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  Status status = sqlite3_step(statement) == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  if (status == STATUS_OK) out->capacity = (size_t)sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  out->uuids = arena_alloc_array(arena, out->capacity, sizeof *out->uuids);
  out->parts = arena_alloc_array(arena, out->capacity, sizeof *out->parts);
  out->part_counts = arena_alloc_array(arena, out->capacity, sizeof *out->part_counts);
  return status;
}

Status wave_read(Store *store, Arena *arena, Str form_id, const StoreFilter *filter, const Str *round, Wave *out, Err *err) {
  static const char sql[] = "SELECT l.response, l.part, l.hash, l.seal_key, l.sealed FROM link l CROSS JOIN response r"
                            " ON r.uuid = l.response WHERE l.form_id = ?1 AND (?11 IS NULL OR l.round = ?11) AND " FILTER_CONDITION
                            " ORDER BY l.response, l.part";
  *out = (Wave){0};
  Status status = make_room(store, arena, form_id, out, err);
  sqlite3_stmt *statement = status == STATUS_OK ? statement_once(store, sql, err) : NULL;
  if (statement == NULL) return STATUS_WORLD;
  StoreFilter those = {.trials = filter ? filter->trials : false, .statuses = filter ? filter->statuses : 0};
  filter_bind(statement, form_id, &those);
  if (round != NULL) bind_text(statement, 11, *round);
  Reading reading = {.store = store, .arena = arena_new_locked(0), .wave = out};
  if (store->keys.count > 0) reading.opener = opener_new();
  status = statement_walk(store, statement, add_row, &reading, err);
  opener_free(reading.opener);
  arena_free(reading.arena);
  return status;
}
