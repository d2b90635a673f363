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
  sqlite3_finalize(statement);
  if (done) return STATUS_OK;
  if (code != SQLITE_ROW) return store_fail(store, "set up", err);
  return err_set(err, STATUS_WORLD, "db-path",
                 "the database %s stands on a file system that cannot keep it safe; choose a path on a local disk",
                 sqlite3_db_filename(store->db, "main"));
}

/* temp_store: sorting may not spill answers to other disks. trusted_schema stays on: SQLite 3.40 would refuse json_valid in a CHECK. */
static Status configure(const Store *store, Err *err) {
  return store_execute(store,
                       "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;"
                       "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
                       err);
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
  store->erase_due = state == PATH_FILLED && path_was_left_open(arena, path); /* a kill between a discard and its cleaning up */
  Status status = state == PATH_ABSENT ? make_anew(arena, path, err) : identity_check(arena, path, IDENTITY_WRITE, err);
  if (status == STATUS_OK) status = path_check_writable(arena, path, err);
  if (status == STATUS_OK) store->lock_file = lock_open(path);
  if (status == STATUS_OK) status = connection_open(store, path_plain(arena, path), SQLITE_OPEN_READWRITE, err);
  if (status == STATUS_OK) status = configure(store, err);
  /* The schema first, in one transaction: a crash before it leaves a blank file, never half a database. */
  if (status == STATUS_OK) status = schema_migrate(store, err);
  if (status == STATUS_OK) status = use_wal(store, err);
  if (status == STATUS_OK) status = begin_log(store, err);
  if (status == STATUS_OK && store->erase_due) store->erase_due = !scrub_erased(store);
  return status;
}

/* Opened READWRITE where the user may, and held to reading by query_only: a connection that may only read leaves an empty -wal and
 * -shm behind. A WAL with content (a running kiosk, or one that died) is left as it is.
 *
 * A WAL database can only be read beside its -shm file. Where that is absent and may not be made (a backup on a read-only disk), nobody
 * can be writing either, so SQLite may be told that the file does not change - unless a WAL with content shows that it did. */
static Status open_for_reading(Store *store, Arena *arena, const char *path, Err *err) {
  bool has_wal = path_has_wal(arena, path);
  Status status = connection_open(store, path_plain(arena, path), SQLITE_OPEN_READWRITE, err);
  if (status != STATUS_OK) return status;
  int code = sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) & 0xff;
  if (!has_wal && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
    connection_close(store);
    status = connection_open(store, path_immutable_uri(arena, path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
  }
  if (has_wal) connection_keep_log(store);
  if (status == STATUS_OK) status = configure(store, err);
  return status == STATUS_OK ? store_execute(store, "PRAGMA query_only = ON", err) : status;
}

static Status must_exist(const char *path, PathState state, Err *err) {
  if (state == PATH_FILLED) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "db-path", "there is no database %s; check the path", path);
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
  if (status == STATUS_OK) status = must_exist(path, state, err);
  if (status == STATUS_OK) status = identity_check(arena, path, IDENTITY_READ, err);
  if (status == STATUS_OK) status = open_for_reading(store, arena, path, err);
  return finish_open(store, arena, status, out);
}

static void undo_batch(Store *store) {
  store->in_batch = false;
  sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

static void fold_in_log(Store *store) {
  if (presence_check(store, NULL) != STATUS_OK) presence_let_go(store);
  if (store->erase_due) scrub_erased(store);
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
  arena_free(store->scratch);
  free(store);
}
