#include "ahead.h"
#include "connection.h"
#include "filter.h"

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
      .trial = sqlite3_column_int(row, 10) == 1,
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
  Opening *opening; /* from the first row on that one of the keys opens: all later ones go through it, to stay in order */
} Walk;

static BoxedRow row_at(sqlite3_stmt *statement) {
  return (BoxedRow){
      .response = response_at(statement),
      .answers_box = column_blob_view(statement, 16),
      .free_text_box = column_blob_view(statement, 17),
  };
}

static bool visit_row(void *context, const BoxedRow *row) {
  Walk *walk = context;
  const bool is_sealed = row->response.seal_key.len > 0;
  if (walk->opening == NULL && is_sealed && sealed_has_key(walk->store->keys, row->response.seal_key))
    walk->opening = opening_new(opening_shape(), walk->store->keys, walk->visit, walk->context);
  if (walk->opening != NULL) return opening_add(walk->opening, row);
  if (!is_sealed) return walk->visit(walk->context, &row->response);
  Response response = row->response;
  sealed_open(walk->store->keys, NULL, walk->store->scratch, &response, row->answers_box, row->free_text_box);
  return walk->visit(walk->context, &response);
}

Status store_each(Store *store, Str form_id, const StoreFilter *filter, bool (*visit)(void *context, const Response *row),
                  void *context, Err *err) {
  sqlite3_stmt *statement = statement_once(
      store,
      "SELECT uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
      " token_hash, answers, free_text, seal_key, sealed, sealed_text FROM response r WHERE " FILTER_CONDITION " ORDER BY uuid",
      err);
  if (statement == NULL) return STATUS_WORLD;
  filter_bind(statement, form_id, filter);
  Walk walk = {.store = store, .visit = visit, .context = context};
  const int code = ahead_walk(statement, row_at, visit_row, &walk);
  const Status status = code == SQLITE_DONE || code == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  /* What was read before a failure is visited, too. */
  if (walk.opening != NULL) opening_finish(walk.opening);
  opening_free(walk.opening);
  return status;
}
