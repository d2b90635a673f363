/* What a draft was is closed by a secret that the file does not have. It goes from file and log all the same, but not while a visitor waits:
 * sweeping does it, a slice of the file at a time, and closing. */
#include "connection.h"

#include <string.h>

const char store_uuid_none[STORE_UUID_LEN + 1] = "00000000-0000-0000-0000-000000000000";

/* In the same transaction: whoever opens the file after a kill goes on with it. */
static Status note_left(Store *store, Err *err) {
  store->draft_left = true;
  return scrub_note_due(store, err);
}

static Status put(Store *store, const StoreDraft *draft, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_PUT_DRAFT, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, draft->id);
  bind_text(statement, 2, draft->uuid);
  bind_text(statement, 3, draft->form_id);
  bind_text(statement, 4, draft->form_version);
  sqlite3_bind_int64(statement, 5, draft->until_min);
  bind_blob_or_null(statement, 6, draft->state.ptr ? draft->state : STR(""));
  Status status = statement_run(store, statement, err);
  return status == STATUS_OK ? note_left(store, err) : status;
}

Status store_put_draft(Store *store, const StoreDraft *draft, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, put(store, draft, err), err) : status;
}

static StoreDraft draft_at(sqlite3_stmt *row, Arena *arena) {
  return (StoreDraft){
      .id = arena_str(arena, column_view(row, 0)),
      .uuid = arena_str(arena, column_view(row, 1)),
      .form_id = arena_str(arena, column_view(row, 2)),
      .form_version = arena_str(arena, column_view(row, 3)),
      .until_min = sqlite3_column_int64(row, 4),
  };
}

Status store_get_draft(Store *store, Str id, Arena *arena, StoreDraft *out, Err *err) {
  *out = (StoreDraft){0};
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_GET_DRAFT, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, id);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    *out = draft_at(statement, arena);
    out->state = arena_str(arena, column_blob_view(statement, 5));
  }
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  statement_release(statement);
  return status;
}

static Status drop(Store *store, StatementId id, Str key, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, id, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, key);
  Status status = statement_run(store, statement, err);
  return status == STATUS_OK && sqlite3_changes(store->db) > 0 ? note_left(store, err) : status;
}

Status drafts_drop(Store *store, Str uuid, Err *err) {
  return drop(store, STATEMENT_DROP_DRAFTS, uuid, err);
}

Status store_delete_draft(Store *store, Str id, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, drop(store, STATEMENT_DELETE_DRAFT, id, err), err) : status;
}

typedef struct Sweep {
  Arena *arena;
  StoreDraft *gone;
  size_t count, capacity;
} Sweep;

static bool add_gone(void *context, sqlite3_stmt *row) {
  Sweep *sweep = context;
  if (sweep->count == sweep->capacity) {
    sweep->capacity = sweep->capacity ? 2 * sweep->capacity : 16;
    StoreDraft *more = ARENA_ARRAY(sweep->arena, StoreDraft, sweep->capacity);
    if (sweep->count > 0) memcpy(more, sweep->gone, sweep->count * sizeof *more);
    sweep->gone = more;
  }
  sweep->gone[sweep->count++] = draft_at(row, sweep->arena);
  return true;
}

static Status list_gone(const Store *store, int64_t now_min, int64_t most, Sweep *sweep, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store, "SELECT id, response, form_id, form_version, until_min FROM draft WHERE until_min <= ?1 LIMIT ?2", err);
  if (statement == NULL) return STATUS_WORLD;
  sqlite3_bind_int64(statement, 1, now_min);
  sqlite3_bind_int64(statement, 2, most);
  return statement_walk(store, statement, add_gone, sweep, err);
}

Status drafts_sweep(Store *store, int64_t now_min, int64_t most, Arena *arena, const StoreDraft **gone, size_t *count, Err *err) {
  Sweep sweep = {.arena = arena};
  Status status = list_gone(store, now_min, most, &sweep, err);
  for (size_t i = 0; i < sweep.count && status == STATUS_OK; i++)
    status = drop(store, STATEMENT_DELETE_DRAFT, sweep.gone[i].id, err);
  *gone = sweep.gone;
  *count = sweep.count;
  return status;
}

Status drafts_are_due(const Store *store, int64_t now_min, bool *any, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT 1 FROM draft WHERE until_min <= ?1 LIMIT 1", err);
  if (statement == NULL) return STATUS_WORLD;
  sqlite3_bind_int64(statement, 1, now_min);
  int code = sqlite3_step(statement);
  *any = code == SQLITE_ROW;
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

Status store_sweep_drafts(Store *store, int64_t now_min, Arena *arena, const StoreDraft **gone, size_t *count, Err *err) {
  BUG_UNLESS(store->writable);
  *gone = NULL;
  *count = 0;
  bool any;
  Status status = drafts_are_due(store, now_min, &any, err);
  if (status == STATUS_OK && any) {
    status = transaction_begin(store, err);
    if (status == STATUS_OK) status = transaction_end(store, drafts_sweep(store, now_min, -1, arena, gone, count, err), err);
  }
  if (status == STATUS_OK && !store->in_batch) scrub_at_rest(store);
  return status;
}

Status store_count_drafts(Store *store, size_t *out, Err *err) {
  int64_t count = 0;
  Status status = schema_number(store, "SELECT count(*) FROM draft", &count, err);
  *out = (size_t)count;
  return status;
}

/* Of a visit that has ended there is no response either, as nothing tells which it is; but its phone may come for the thanks. */
static Status list_empty(const Store *store, size_t most, Sweep *sweep, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT id, response, form_id, form_version, until_min FROM draft"
                     " WHERE response <> ?1 AND NOT EXISTS (SELECT 1 FROM response WHERE uuid = draft.response)"
                     " ORDER BY until_min LIMIT ?2",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, str_from(store_uuid_none));
  sqlite3_bind_int64(statement, 2, (int64_t)most);
  return statement_walk(store, statement, add_gone, sweep, err);
}

static Status drop_empty(Store *store, size_t most, size_t *dropped, Err *err) {
  Sweep sweep = {.arena = arena_new(0)};
  Status status = list_empty(store, most, &sweep, err);
  for (size_t i = 0; i < sweep.count && status == STATUS_OK; i++)
    status = drop(store, STATEMENT_DELETE_DRAFT, sweep.gone[i].id, err);
  *dropped = status == STATUS_OK ? sweep.count : 0;
  arena_free(sweep.arena);
  return status;
}

Status store_drop_empty_drafts(Store *store, size_t most, size_t *dropped, Err *err) {
  BUG_UNLESS(store->writable);
  *dropped = 0;
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, drop_empty(store, most, dropped, err), err) : status;
}

static Status adopt(Store *store, Str uuid, Str device, Str channel, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store, "UPDATE response SET device = ?2, channel = ?3 WHERE uuid = ?1 AND status = 'partial'", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  bind_text(statement, 2, device);
  bind_text(statement, 3, channel);
  Status status = statement_run(store, statement, err);
  sqlite3_finalize(statement);
  if (status != STATUS_OK || sqlite3_changes(store->db) > 0) return status;
  return err_set(err, STATUS_WORLD, "db-constraint",
                 "the database %s has no visit " STR_FMT " that could go on elsewhere: it has ended, or was never there",
                 sqlite3_db_filename(store->db, "main"), STR_ARG(uuid));
}

Status store_adopt(Store *store, Str uuid, Str device, Str channel, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, adopt(store, uuid, device, channel, err), err) : status;
}
