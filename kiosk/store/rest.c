/* Visits that were left are put to rest: what waited of them is swept away, and with it the answers of a form that counts whole ones only.
 * In steps: after a day on which nobody swept there may be many, and others wait to write. */
#include "connection.h"

enum { STEP_VISITS = 500, PAUSE_MS = 10 };

typedef struct Left {
  Arena *arena;
  Response response;
  bool found;
} Left;

static bool take_left(void *context, sqlite3_stmt *row) {
  Left *left = context;
  Arena *arena = left->arena;
  left->found = true;
  left->response = (Response){
      .uuid = arena_str(arena, column_view(row, 0)),
      .device = arena_str(arena, column_view(row, 1)),
      .form_id = arena_str(arena, column_view(row, 2)),
      .form_version = arena_str(arena, column_view(row, 3)),
      .language = arena_str(arena, column_view(row, 4)),
      .channel = arena_str(arena, column_view(row, 5)),
      .round = arena_str(arena, column_view(row, 6)),
      .event = arena_str(arena, column_view(row, 7)),
      .place = arena_str(arena, column_view(row, 8)),
      .trial = sqlite3_column_int(row, 9) == 1,
      .time = arena_str(arena, column_view(row, 10)),
      .status = RESPONSE_DISCARDED,
      .answers = STR("{}"),
  };
  return false;
}

/* One that was completed, or never put, stays as it is. */
static Status discard(Store *store, Arena *arena, Str uuid, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT uuid, device, form_id, form_version, language, channel, round, event, place, trial, time"
                     " FROM response WHERE uuid = ?1 AND status = 'partial'",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  Left left = {.arena = arena};
  Status status = statement_walk(store, statement, take_left, &left, err);
  return status == STATUS_OK && left.found ? store_put(store, &left.response, err) : status;
}

static Status rest_some(Store *store, int64_t now_min, Arena *arena, size_t *count, Err *err) {
  const StoreDraft *gone;
  Status status = drafts_sweep(store, now_min, STEP_VISITS, arena, &gone, count, err);
  for (size_t i = 0; i < *count && status == STATUS_OK; i++) {
    const FormRule *rule;
    status = form_rule_find(store, gone[i].form_id, gone[i].form_version, &rule, err);
    if (status == STATUS_OK && rule && rule->discards_left) status = discard(store, arena, gone[i].uuid, err);
  }
  return status;
}

/* In one transaction: a visit that is swept away and was to be discarded would be found by nobody later. What it erased is overwritten at rest,
 * as what drafts left: nobody waits for a large file here. */
static Status rest_step(Store *store, int64_t now_min, Arena *arena, size_t *count, Err *err) {
  bool erase_due = store->erase_due;
  *count = 0;
  Status status = store_batch_begin(store, err);
  if (status != STATUS_OK) return status;
  status = rest_some(store, now_min, arena, count, err);
  store->erase_due = erase_due;
  return store_batch_end_if(store, status, err);
}

static Status rest(Store *store, int64_t now_min, Arena *arena, Err *err) {
  bool due;
  Status status = drafts_are_due(store, now_min, &due, err);
  while (status == STATUS_OK && due) {
    size_t count;
    status = rest_step(store, now_min, arena, &count, err);
    arena_rewind(arena);
    due = count == STEP_VISITS;
    if (due) sqlite3_sleep(PAUSE_MS);
  }
  if (status == STATUS_OK) scrub_at_rest(store);
  return status;
}

Status store_rest_drafts(Store *store, int64_t now_min, Err *err) {
  BUG_UNLESS(store->writable && !store->in_batch);
  Arena *arena = arena_new(0);
  Status status = rest(store, now_min, arena, err);
  arena_free(arena);
  return status;
}
