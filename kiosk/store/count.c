#include "connection.h"

Status store_count(Store *store, Str form_id, const StoreFilter *filter, StoreCount *out, Err *err) {
  *out = (StoreCount){0};
  sqlite3_stmt *statement = statement_once(store,
                                           "SELECT count(*), count(seal_key), max(seal_key) FROM response"
                                           " WHERE form_id = ?1 AND (trial = 0 OR ?2) AND status <> 'discarded'",
                                           err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  sqlite3_bind_int(statement, 2, filter != NULL && filter->trials);
  Status status = STATUS_OK;
  if (sqlite3_step(statement) == SQLITE_ROW) {
    out->rows = (size_t)sqlite3_column_int64(statement, 0);
    out->sealed = (size_t)sqlite3_column_int64(statement, 1);
    snprintf(out->seal_key, sizeof out->seal_key, STR_FMT, STR_ARG(column_view(statement, 2)));
  } else {
    status = store_fail(store, "read", err);
  }
  sqlite3_finalize(statement);
  return status;
}
