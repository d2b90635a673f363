#include "headings.h"

#include <stdlib.h>

Str heading_of(Arena *arena, const Dataset *dataset, const Variable *variable) {
  Str label = label_in(variable->label, dataset->language);
  Str choice = label_in(variable->list_label, dataset->language);
  if (choice.len == 0) choice = variable->choice;
  if (label.len == 0 || choice.len == 0) return label;
  return arena_printf(arena, STR_FMT " – " STR_FMT, STR_ARG(label), STR_ARG(choice));
}

static int compare(const void *a, const void *b) {
  return str_compare(**(Str *const *)a, **(Str *const *)b);
}

/* Takes back the label of every column that is not the only one with it. */
static void part_equals(Arena *arena, const Table *table, Str *headings) {
  Str **order = ARENA_ARRAY(arena, Str *, table->count);
  bool *equal = ARENA_ARRAY(arena, bool, table->count);
  for (size_t v = 0; v < table->count; v++)
    order[v] = &headings[v];
  qsort(order, table->count, sizeof(Str *), compare);
  for (size_t i = 1; i < table->count; i++)
    if (str_equal(*order[i - 1], *order[i])) equal[order[i - 1] - headings] = equal[order[i] - headings] = true;
  for (size_t v = 0; v < table->count; v++)
    if (equal[v] || headings[v].len == 0) headings[v] = table->variables[v].header;
}

const Str *headings_make(Arena *arena, const Dataset *dataset, const Table *table, bool labels) {
  Str *headings = ARENA_ARRAY(arena, Str, table->count);
  for (size_t v = 0; v < table->count; v++)
    headings[v] = labels ? heading_of(arena, dataset, &table->variables[v]) : table->variables[v].header;
  if (labels) part_equals(arena, table, headings);
  return headings;
}
