#include "ahead.h"
#include "filter.h"
#include "row.h"
#include "wave.h"

/* Both waves as they were at one moment. */
static Status begin_reading(const Store *store, bool *begun, Err *err) {
  *begun = sqlite3_get_autocommit(store->db) != 0;
  return *begun ? store_execute(store, "BEGIN", err) : STATUS_OK;
}

static void end_reading(const Store *store, bool begun) {
  if (begun) sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
}

typedef struct Pairing {
  Store *store;
  Wave first, second;
  WaveJoin join;
  /* The rows, on the thread that reads: a first, and behind it the second that it is joined with. */
  sqlite3_stmt *firsts, *by_uuid;
  uint32_t due; /* the second that comes next, or WAVE_NOBODY */
  char uuid[STORE_UUID_LEN + 1];
  /* The caller's thread. */
  Batch held; /* a first that waits for its second */
  StoreMatch match;
  bool (*visit)(void *context, const Response *first, const Response *second, StoreMatch match);
  void *context;
} Pairing;

static uint32_t second_of(const Pairing *pairing, Str uuid) {
  uint32_t ix = wave_find(&pairing->first, uuid);
  return ix == WAVE_NOBODY ? WAVE_NOBODY : pairing->join.second_of[ix];
}

static int next_second(Pairing *pairing, BoxedRow *row) {
  wave_uuid(&pairing->second, pairing->due, pairing->uuid);
  pairing->due = WAVE_NOBODY;
  bind_text(pairing->by_uuid, 1, str_from(pairing->uuid));
  int code = sqlite3_step(pairing->by_uuid);
  if (code == SQLITE_ROW) *row = row_at(pairing->by_uuid);
  return code == SQLITE_DONE ? SQLITE_CORRUPT : code; /* it was there just now */
}

static int next_row(void *context, BoxedRow *row) {
  Pairing *pairing = context;
  statement_release(pairing->by_uuid);
  if (pairing->due != WAVE_NOBODY) return next_second(pairing, row);
  int code = sqlite3_step(pairing->firsts);
  if (code != SQLITE_ROW) return code;
  *row = row_at(pairing->firsts);
  pairing->due = second_of(pairing, row->response.uuid);
  return code;
}

static bool visit_row(void *context, const Response *row) {
  Pairing *pairing = context;
  if (pairing->held.count > 0) {
    bool more = pairing->visit(pairing->context, &pairing->held.rows[0].response, row, pairing->match);
    batch_empty(&pairing->held);
    return more;
  }
  uint32_t ix = wave_find(&pairing->first, row->uuid);
  if (ix == WAVE_NOBODY || pairing->join.second_of[ix] == WAVE_NOBODY)
    return pairing->visit(pairing->context, row, NULL, STORE_MATCH_NONE);
  pairing->match = pairing->join.match_of[ix];
  batch_add(&pairing->held, &(BoxedRow){.response = *row}, 1, pairing->store->keys.count > 0);
  return true;
}

static Status read_waves(Pairing *pairing, Arena *arena, Str first_form, Str second_form, const StoreFilter *filter, bool near,
                         Err *err) {
  Status status = wave_read(pairing->store, arena, first_form, filter, NULL, &pairing->first, err);
  if (status == STATUS_OK) status = wave_read(pairing->store, arena, second_form, filter, NULL, &pairing->second, err);
  if (status == STATUS_OK) wave_join(arena, &pairing->first, &pairing->second, near, &pairing->join);
  return status;
}

static Status walk(Pairing *pairing, Str first_form, const StoreFilter *filter, Err *err) {
  Store *store = pairing->store;
  pairing->firsts = statement_once(store, "SELECT " ROW_COLUMNS " FROM response r WHERE " FILTER_CONDITION " ORDER BY uuid", err);
  pairing->by_uuid = statement_once(store, "SELECT " ROW_COLUMNS " FROM response r WHERE uuid = ?1", err);
  Status status = pairing->firsts && pairing->by_uuid ? STATUS_OK : STATUS_WORLD;
  if (status == STATUS_OK) {
    filter_bind(pairing->firsts, first_form, filter);
    int code = ahead_walk((AheadSource){next_row, pairing}, ahead_shape(), store->keys, visit_row, pairing);
    if (code != SQLITE_DONE && code != SQLITE_ROW) status = store_fail(store, "read", err);
  }
  sqlite3_finalize(pairing->firsts);
  sqlite3_finalize(pairing->by_uuid);
  batch_free(&pairing->held);
  return status;
}

Status store_each_pair(Store *store, Str first_form, Str second_form, const StoreFilter *filter, bool near,
                       bool (*visit)(void *context, const Response *first, const Response *second, StoreMatch match), void *context,
                       Err *err) {
  Pairing pairing = {.store = store, .due = WAVE_NOBODY, .visit = visit, .context = context};
  Arena *arena = arena_new(0);
  bool begun;
  Status status = begin_reading(store, &begun, err);
  if (status == STATUS_OK) status = read_waves(&pairing, arena, first_form, second_form, filter, near, err);
  if (status == STATUS_OK) status = walk(&pairing, first_form, filter, err);
  end_reading(store, begun);
  arena_free(arena);
  return status;
}

static Status count_all(Store *store, Str form_id, const Str *round, size_t *out, Err *err) {
  StoreFilter filter = {.rounds = {round, round != NULL}};
  StoreCount count;
  Status status = store_count(store, form_id, &filter, &count, err);
  *out = count.rows;
  return status;
}

static Status match(Store *store, Arena *arena, Str first_form, Str second_form, const Str *round, StoreMatching *out, Err *err) {
  Wave first, second;
  WaveJoin join;
  Status status = count_all(store, first_form, round, &out->first, err);
  if (status == STATUS_OK) status = count_all(store, second_form, round, &out->second, err);
  if (status == STATUS_OK) status = wave_read(store, arena, first_form, NULL, round, &first, err);
  if (status == STATUS_OK) status = wave_read(store, arena, second_form, NULL, round, &second, err);
  if (status != STATUS_OK) return status;
  wave_join(arena, &first, &second, true, &join);
  out->first_linked = first.count;
  out->second_linked = second.count;
  out->unopened = first.unopened + second.unopened;
  out->whole = join.whole;
  out->near = join.near;
  out->ambiguous = join.ambiguous;
  return STATUS_OK;
}

Status store_matching(Store *store, Str first_form, Str second_form, const Str *round, StoreMatching *out, Err *err) {
  *out = (StoreMatching){0};
  Arena *arena = arena_new(0);
  bool begun;
  Status status = begin_reading(store, &begun, err);
  if (status == STATUS_OK) status = match(store, arena, first_form, second_form, round, out, err);
  end_reading(store, begun);
  arena_free(arena);
  return status;
}
