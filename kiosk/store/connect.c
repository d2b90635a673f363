#include "connection.h"

Status connection_open(Store *store, Str name, int flags, Err *err) {
  memory_make_sqlite_wipe();
  int code = sqlite3_open_v2(name.ptr, &store->db, flags | SQLITE_OPEN_EXRESCODE, NULL);
  BUG_UNLESS(store->db != NULL); /* only without memory */
  if (code != SQLITE_OK) return store_fail(store, "open", err);
  sqlite3_busy_timeout(store->db, STORE_BUSY_TIMEOUT_MS);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
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
