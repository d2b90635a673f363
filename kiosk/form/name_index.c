#include <stdlib.h>

#include "name_index.h"

typedef struct Entry {
  Str name;
  size_t ix;
} Entry;

static int compare_entries(const void *a, const void *b) {
  const Entry *one = a, *other = b;
  int order = str_compare(one->name, other->name);
  return order ? order : (one->ix > other->ix) - (one->ix < other->ix);
}

NameIndex name_index_new(Arena *arena, const Str *names, size_t count) {
  Entry *entries = ARENA_ARRAY(arena, Entry, count);
  for (size_t i = 0; i < count; i++)
    entries[i] = (Entry){names[i], i};
  if (count) qsort(entries, count, sizeof(*entries), compare_entries);
  size_t *sorted = ARENA_ARRAY(arena, size_t, count);
  for (size_t i = 0; i < count; i++)
    sorted[i] = entries[i].ix;
  return (NameIndex){.names = names, .sorted = sorted, .count = count};
}

int name_index_find(const NameIndex *index, Str name) {
  size_t low = 0, high = index->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_compare(index->names[index->sorted[middle]], name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  bool found = name.len && low < index->count && str_equal(index->names[index->sorted[low]], name);
  return found ? (int)index->sorted[low] : -1;
}
