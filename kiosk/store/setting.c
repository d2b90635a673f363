#include "connection.h"

Status store_get_setting(Store *store, Str name, Arena *arena, Str *out, Err *err) {
  *out = (Str){0};
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_GET_SETTING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *out = arena_str(arena, column_view(statement, 0));
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  statement_release(statement);
  return status;
}

static Status put(Store *store, Str name, Str value, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_SET_SETTING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  bind_text(statement, 2, value);
  return statement_run(store, statement, err);
}

/* It may be a part of a transaction that is going on. */
Status store_set_setting(Store *store, Str name, Str value, Err *err) {
  if (!sqlite3_get_autocommit(store->db)) return put(store, name, value, err);
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, put(store, name, value, err), err) : status;
}
