#include "connection.h"

typedef struct Places {
  Arena *arena;
  StorePlace *items;
  size_t count, capacity;
} Places;

static bool add_item(void *context, sqlite3_stmt *row) {
  Places *places = context;
  if (places->count == places->capacity) {
    size_t capacity = places->capacity ? 2 * places->capacity : 8;
    StorePlace *more = ARENA_ARRAY(places->arena, StorePlace, capacity);
    for (size_t i = 0; i < places->count; i++)
      more[i] = places->items[i];
    places->items = more;
    places->capacity = capacity;
  }
  places->items[places->count++] =
      (StorePlace){arena_str(places->arena, column_view(row, 0)), arena_str(places->arena, column_view(row, 1))};
  return true;
}

Status store_places(Store *store, Arena *arena, const StorePlace **out, size_t *count, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store, "SELECT DISTINCT event, place FROM response WHERE event IS NOT NULL OR place IS NOT NULL", err);
  Places places = {.arena = arena};
  Status status = statement ? statement_walk(store, statement, add_item, &places, err) : STATUS_WORLD;
  *out = places.items;
  *count = places.count;
  return status;
}
