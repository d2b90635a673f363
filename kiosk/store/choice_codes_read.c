#include "connection.h"

#include <string.h>

typedef struct Reading {
  Arena *arena;
  StoreChoiceCode *codes;
  size_t count, capacity;
} Reading;

static bool add_code(void *context, sqlite3_stmt *row) {
  Reading *reading = context;
  if (reading->count == reading->capacity) {
    reading->capacity = reading->capacity ? reading->capacity * 2 : 32;
    StoreChoiceCode *more = ARENA_ARRAY(reading->arena, StoreChoiceCode, reading->capacity);
    if (reading->count > 0) memcpy(more, reading->codes, reading->count * sizeof *more);
    reading->codes = more;
  }
  reading->codes[reading->count++] = (StoreChoiceCode){
      .list = arena_str(reading->arena, column_view(row, 0)),
      .choice = arena_str(reading->arena, column_view(row, 1)),
      .code = sqlite3_column_int64(row, 2),
  };
  return true;
}

Status store_choice_codes(Store *store, Str form_id, Arena *arena, const StoreChoiceCode **out, size_t *count, Err *err) {
  Reading reading = {.arena = arena};
  sqlite3_stmt *statement =
      statement_once(store, "SELECT list, choice, code FROM choice_code WHERE form_id = ?1 ORDER BY list, code", err);
  *out = NULL;
  *count = 0;
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  Status status = statement_walk(store, statement, add_code, &reading, err);
  *out = reading.codes;
  *count = reading.count;
  return status;
}
