#include "serve_hints.h"

typedef struct Only { /* the one name among those that were seen, while there is one */
  Str name;
  bool several;
} Only;

static void see(Only *only, Str name) {
  if (name.len == 0 || str_equal(name, only->name)) return;
  if (only->name.len > 0)
    only->several = true;
  else
    only->name = name;
}

static void hint(const Only *only, Str given, const char *what, FILE *out) {
  if (given.len > 0 || only->several || only->name.len == 0) return;
  fprintf(out,
          "hint: the database knows one %s, \"" STR_FMT
          "\", and what is answered here will be of none where its address names none; "
          "give --%s if it belongs there\n",
          what, STR_ARG(only->name), what);
}

void serve_hint_station(Store *store, const WebStation *station, FILE *out) {
  Arena *arena = arena_new(0);
  Err own = {0};
  Only round = {0}, event = {0}, place = {0};
  const StoreRound *rounds;
  const StorePlace *places;
  size_t count;
  if (store_rounds_uncounted(store, arena, &rounds, &count, &own) == STATUS_OK)
    for (size_t i = 0; i < count; i++)
      if (rounds[i].closed.len == 0) see(&round, rounds[i].name);
  if (store_places(store, arena, &places, &count, &own) == STATUS_OK)
    for (size_t i = 0; i < count; i++)
      see(&event, places[i].event), see(&place, places[i].place);
  hint(&round, station->round, "round", out);
  hint(&event, station->event, "event", out);
  hint(&place, station->place, "place", out);
  arena_free(arena);
}
