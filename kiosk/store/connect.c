#include "connection.h"

Status connection_open(Store *store, Str name, int flags, Err *err) {
  memory_make_sqlite_wipe();
  /* A Store is for one thread at a time, so SQLite need not lock for every value it is asked for. */
  int code = sqlite3_open_v2(name.ptr, &store->db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
  BUG_UNLESS(store->db != NULL); /* only without memory */
  if (code != SQLITE_OK) return store_fail(store, "open", err);
  sqlite3_busy_timeout(store->db, STORE_BUSY_TIMEOUT_MS);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* Whoever had the file may have left some in it, to change what is stored or to keep what is deleted. */
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  return STATUS_OK;
}

Status connection_open_unchanged(Store *store, Arena *arena, const char *path, Err *err) {
  bool has_wal = path_has_wal(arena, path);
  Str name = has_wal ? path_plain(arena, path) : path_immutable_uri(arena, path);
  Status status = connection_open(store, name, SQLITE_OPEN_READONLY | (has_wal ? 0 : SQLITE_OPEN_URI), err);
  connection_keep_log(store);
  return status;
}

void connection_keep_log(const Store *store) {
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

void connection_close(Store *store) {
  for (size_t i = 0; i < STATEMENT_COUNT; i++)
    sqlite3_finalize(store->statements[i]);
  BUG_UNLESS(sqlite3_close(store->db) == SQLITE_OK);
  store->db = NULL;
}

/* temp_store: sorting may not spill answers to other disks. trusted_schema stays on: SQLite 3.40 would refuse json_valid in a CHECK.
 * synchronous: EXTRA is FULL, and the journal that a file is made with stays deleted when the power goes: SQLite could not find its way
 * with that and a log side by side. */
Status connection_configure(const Store *store, Err *err) {
  return store_execute(store,
                       "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;"
                       "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON",
                       err);
}

/* Opened READWRITE where the user may, and held to reading by query_only: a connection that may only read leaves an empty -wal and
 * -shm behind. A WAL with content (a running kiosk, or one that died) is left as it is.
 *
 * A WAL database can only be read beside its -shm file. Where that is absent and may not be made (a backup on a read-only disk), nobody
 * can be writing either, so SQLite may be told that the file does not change - unless a WAL with content shows that it did. */
Status connection_open_to_read(Store *store, Arena *arena, const char *path, Err *err) {
  bool has_wal = path_has_wal(arena, path);
  Status status = connection_open(store, path_plain(arena, path), SQLITE_OPEN_READWRITE, err);
  if (status != STATUS_OK) return status;
  int code = sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) & 0xff;
  if (!has_wal && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
    connection_close(store);
    status = connection_open(store, path_immutable_uri(arena, path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
  }
  if (has_wal) connection_keep_log(store);
  if (status == STATUS_OK) status = connection_configure(store, err);
  return status == STATUS_OK ? store_execute(store, "PRAGMA query_only = ON", err) : status;
}
