#include "connection.h"

#include <string.h>

static StoreForm *grown(Arena *arena, const StoreForm *forms, size_t count, size_t *capacity) {
  *capacity = *capacity ? *capacity * 2 : 8;
  StoreForm *more = ARENA_ARRAY(arena, StoreForm, *capacity);
  if (count > 0) memcpy(more, forms, count * sizeof *more);
  return more;
}

static StoreForm form_at(sqlite3_stmt *statement, Arena *arena) {
  return (StoreForm){
      .form_id = arena_str(arena, column_view(statement, 0)),
      .version = arena_str(arena, column_view(statement, 1)),
      .source = arena_str(arena, column_view(statement, 2)),
      .responses = (size_t)sqlite3_column_int64(statement, 3),
  };
}

Status store_forms(Store *store, Arena *arena, const StoreForm **out, size_t *count, Err *err) {
  /* Versions of digits alone come first and by their value: fewer digits are less, whatever their number. */
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT form_id, version, source, (SELECT count(*) FROM response r WHERE r.form_id = f.form_id AND"
                     " r.form_version = f.version AND r.status <> 'discarded' AND r.trial = 0)"
                     " FROM form_version f ORDER BY form_id, version GLOB '*[^0-9]*',"
                     " CASE WHEN version GLOB '*[^0-9]*' THEN 0 ELSE length(ltrim(version, '0')) END, ltrim(version, '0'), version",
                     err);
  *out = NULL;
  *count = 0;
  if (statement == NULL) return STATUS_WORLD;
  StoreForm *forms = NULL;
  size_t capacity = 0;
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    if (*count == capacity) forms = grown(arena, forms, *count, &capacity);
    forms[(*count)++] = form_at(statement, arena);
  }
  *out = forms;
  Status status = code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

static ResponseStatus status_from(Str name) {
  for (size_t i = 0; i < RESPONSE_STATUS_COUNT; i++)
    if (str_is(name, response_status_names[i])) return (ResponseStatus)i;
  return RESPONSE_PARTIAL; /* only in a file that was tampered with: the least is claimed */
}

static Response response_at(sqlite3_stmt *row) {
  return (Response){
      .uuid = column_view(row, 0),
      .device = column_view(row, 1),
      .form_id = column_view(row, 2),
      .form_version = column_view(row, 3),
      .language = column_view(row, 4),
      .channel = column_view(row, 5),
      .round = column_view(row, 6),
      .event = column_view(row, 7),
      .place = column_view(row, 8),
      .status = status_from(column_view(row, 9)),
      .trial = sqlite3_column_int(row, 10) != 0,
      .time = column_view(row, 11),
      .token_hash = column_view(row, 12),
      .answers = column_view(row, 13),
      .free_text = column_view(row, 14),
      .seal_key = column_view(row, 15),
  };
}

typedef struct Walk {
  Store *store;
  bool (*visit)(void *context, const Response *row);
  void *context;
} Walk;

static bool visit_row(void *context, sqlite3_stmt *row) {
  const Walk *walk = context;
  Response response = response_at(row);
  if (response.seal_key.len > 0) sealed_open(walk->store, &response, column_blob_view(row, 16), column_blob_view(row, 17));
  bool more = walk->visit(walk->context, &response);
  arena_rewind(walk->store->scratch);
  return more;
}

Status store_each(Store *store, Str form_id, const StoreFilter *filter, bool (*visit)(void *context, const Response *row), void *context,
                  Err *err) {
  /* The + keeps the index by form out of it: walking the table is in the order of its keys, with the index every row would have to be
   * sorted in memory. */
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
                     " token_hash, answers, free_text, seal_key, sealed, sealed_text FROM response"
                     " WHERE +form_id = ?1 AND (trial = 0 OR ?2) AND status <> 'discarded' ORDER BY uuid",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  sqlite3_bind_int(statement, 2, filter != NULL && filter->trials);
  Walk walk = {store, visit, context};
  return statement_walk(store, statement, visit_row, &walk, err);
}
