#include "connection.h"
#include "lock.h"

#include <stdlib.h>
#include <string.h>

static Store *store_new(bool writable) {
  memory_make_sqlite_wipe();
  Store *store = calloc(1, sizeof *store);
  BUG_UNLESS(store != NULL);
  store->writable = writable;
  store->lock_file = LOCK_NO_FILE;
  store->scratch = arena_new_locked(0);
  return store;
}

static Status use_wal(const Store *store, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "PRAGMA journal_mode = WAL", err);
  if (statement == NULL) return STATUS_WORLD;
  int code = sqlite3_step(statement);
  bool done = code == SQLITE_ROW && str_is(column_view(statement, 0), "wal");
  if (code == SQLITE_ROW) code = sqlite3_step(statement); /* only then is the file marked */
  sqlite3_finalize(statement);
  if (code != SQLITE_DONE) return store_fail(store, "set up", err);
  if (done) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "db-path",
                 "the database %s stands on a file system that cannot keep it safe; choose a path on a local disk",
                 sqlite3_db_filename(store->db, "main"));
}

/* SQLite makes the log when it is first needed, which is in any transaction. */
static Status begin_log(Store *store, Err *err) {
  Status status = transaction_begin(store, err);
  if (status != STATUS_OK) return status;
  presence_note_log(store);
  return transaction_end(store, STATUS_OK, err);
}

static Status make_anew(Arena *arena, const char *path, Err *err) {
  Status status = path_check_no_wal_alone(arena, path, err);
  return status == STATUS_OK ? path_make(arena, path, err) : status;
}

static Status open_for_writing(Store *store, Arena *arena, const char *path, PathState state, Err *err) {
  if (replace_is_under_way(arena, path)) return fault_damaged(path, "open", STR("it was being set aside"), err);
  store->erase_due = state == PATH_FILLED && path_was_left_open(arena, path); /* a kill between a discard and its cleaning up */
  Status status = state == PATH_ABSENT ? make_anew(arena, path, err) : identity_check(arena, path, IDENTITY_WRITE, err);
  if (status == STATUS_OK) status = path_check_writable(arena, path, err);
  if (status == STATUS_OK) store->lock_file = lock_open(path);
  if (status == STATUS_OK) status = connection_open(store, path_plain(arena, path), SQLITE_OPEN_READWRITE, err);
  if (status == STATUS_OK) status = connection_configure(store, err);
  if (status == STATUS_OK) sqlite3_wal_hook(store->db, write_note_log, store);
  /* The schema first, in one transaction: a crash before it leaves a blank file, never half a database. */
  if (status == STATUS_OK) status = schema_migrate(store, err);
  if (status == STATUS_OK) status = use_wal(store, err);
  if (status == STATUS_OK) status = begin_log(store, err);
  if (status == STATUS_OK) status = log_mark_open(store, err);
  if (status == STATUS_OK && store->erase_due) store->erase_due = !scrub_erased(store);
  return status;
}

static Status finish_open(Store *store, Arena *arena, Status status, Store **out) {
  arena_free(arena);
  if (status == STATUS_OK)
    *out = store;
  else
    store_close(store);
  return status;
}

Status store_open(const char *path, const Random *random, Store **out, Err *err) {
  *out = NULL;
  Arena *arena = arena_new(0);
  Store *store = store_new(true);
  store->random = *random;
  PathState state;
  Status status = path_examine(arena, path, &state, err);
  if (status == STATUS_OK) status = open_for_writing(store, arena, path, state, err);
  return finish_open(store, arena, status, out);
}

Status store_open_readonly(const char *path, Store **out, Err *err) {
  *out = NULL;
  Arena *arena = arena_new(0);
  Store *store = store_new(false);
  PathState state;
  Status status = path_examine(arena, path, &state, err);
  if (status == STATUS_OK) status = path_must_exist(path, state, err);
  if (status == STATUS_OK) status = identity_check(arena, path, IDENTITY_READ, err);
  if (status == STATUS_OK) status = connection_open_to_read(store, arena, path, err);
  return finish_open(store, arena, status, out);
}

static void undo_batch(Store *store) {
  store->in_batch = false;
  store->of_one_hand = false;
  sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

static void fold_in_log(Store *store) {
  if (presence_check(store, NULL) != STATUS_OK) presence_let_go(store);
  if (store->damaged) connection_keep_log(store);
  if (store->damaged || store->presence == PRESENCE_OVERWRITTEN) return;
  if (store->erase_due || store->draft_left || store->rest_page_ix > 0) scrub_erased(store);
  sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void store_close(Store *store) {
  if (store == NULL) return;
  if (store->db != NULL) {
    if (store->in_batch) undo_batch(store);
    if (store->writable) fold_in_log(store);
    connection_close(store);
  }
  lock_close(store->lock_file);
  arena_free(store->form_arena);
  sealer_free(store->sealer);
  arena_free(store->scratch);
  free(store);
}
