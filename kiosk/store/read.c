#include "ahead.h"
#include "connection.h"
#include "filter.h"
#include "row.h"

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
  };
}

typedef struct Forms {
  Arena *arena;
  StoreForm *items;
  size_t count, capacity;
} Forms;

static bool add_form(void *context, sqlite3_stmt *row) {
  Forms *forms = context;
  if (forms->count == forms->capacity) forms->items = grown(forms->arena, forms->items, forms->count, &forms->capacity);
  forms->items[forms->count++] = form_at(row, forms->arena);
  return true;
}

Status store_forms(Store *store, Arena *arena, const StoreForm **out, size_t *count, Err *err) {
  /* Versions of digits alone come first and by their value: fewer digits are less, whatever their number. */
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT form_id, version, source FROM form_version ORDER BY form_id, version GLOB '*[^0-9]*',"
                     " CASE WHEN version GLOB '*[^0-9]*' THEN 0 ELSE length(ltrim(version, '0')) END, ltrim(version, '0'), version",
                     err);
  Forms forms = {.arena = arena};
  Status status = statement ? statement_walk(store, statement, add_form, &forms, err) : STATUS_WORLD;
  *out = forms.items;
  *count = forms.count;
  return status;
}

static int next_row(void *context, BoxedRow *row) {
  sqlite3_stmt *statement = context;
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *row = row_at(statement);
  return code;
}

Status store_each(Store *store, Str form_id, const StoreFilter *filter, bool (*visit)(void *context, const Response *row),
                  void *context, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store, "SELECT " ROW_COLUMNS " FROM response r WHERE " FILTER_CONDITION " ORDER BY uuid", err);
  if (statement == NULL) return STATUS_WORLD;
  filter_bind(statement, form_id, filter);
  const int code = ahead_walk((AheadSource){next_row, statement}, ahead_shape(), store->keys, visit, context);
  const Status status = code == SQLITE_DONE || code == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}
