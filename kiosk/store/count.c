#include "connection.h"
#include "filter.h"

/* typeof() reads the head of a row alone: the key itself stands behind the boxes, on pages of their own. */
static const char count_sql[] = "SELECT count(*), coalesce(sum(typeof(r.seal_key) = 'text'), 0), max(r.time)"
                                " FROM response r WHERE " FILTER_CONDITION;
static const char key_sql[] =
    "SELECT r.seal_key FROM response r WHERE " FILTER_CONDITION " AND typeof(r.seal_key) = 'text' ORDER BY r.uuid LIMIT 1";

static void copy_text(char *out, size_t bytes, Str text) {
  snprintf(out, bytes, STR_FMT, STR_ARG(text));
}

static bool take_counts(void *context, sqlite3_stmt *row) {
  StoreCount *out = context;
  out->rows = (size_t)sqlite3_column_int64(row, 0);
  out->sealed = (size_t)sqlite3_column_int64(row, 1);
  copy_text(out->newest, sizeof out->newest, column_view(row, 2));
  return true;
}

static bool take_key(void *context, sqlite3_stmt *row) {
  StoreCount *out = context;
  copy_text(out->seal_key, sizeof out->seal_key, column_view(row, 0));
  return true;
}

static Status ask(Store *store, const char *sql, Str form_id, const StoreFilter *filter,
                  bool (*take)(void *context, sqlite3_stmt *row), StoreCount *out, Err *err) {
  sqlite3_stmt *statement = statement_once(store, sql, err);
  if (statement == NULL) return STATUS_WORLD;
  filter_bind(statement, form_id, filter);
  return statement_walk(store, statement, take, out, err);
}

Status store_count(Store *store, Str form_id, const StoreFilter *filter, StoreCount *out, Err *err) {
  *out = (StoreCount){0};
  Status status = ask(store, count_sql, form_id, filter, take_counts, out, err);
  return status == STATUS_OK && out->sealed > 0 ? ask(store, key_sql, form_id, filter, take_key, out, err) : status;
}
