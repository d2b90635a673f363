#include <stdlib.h>

#include "name_index.h"

typedef struct Entry {
  Str name;
  int owner, ix;
} Entry;

static int compare_ints(int a, int b) {
  return (a > b) - (a < b);
}

static int compare_names(int owner, Str name, int other_owner, Str other_name) {
  int order = compare_ints(owner, other_owner);
  return order ? order : str_compare(name, other_name);
}

static int compare_entries(const void *a, const void *b) {
  const Entry *one = a, *other = b;
  int order = compare_names(one->owner, one->name, other->owner, other->name);
  return order ? order : compare_ints(one->ix, other->ix);
}

NameIndex name_index_new(Arena *arena, const Str *names, const int *owners, size_t count) {
  Entry *entries = ARENA_ARRAY(arena, Entry, count);
  for (size_t i = 0; i < count; i++)
    entries[i] = (Entry){names[i], owners ? owners[i] : 0, (int)i};
  if (count) qsort(entries, count, sizeof(*entries), compare_entries);
  int *sorted = ARENA_ARRAY(arena, int, count);
  for (size_t i = 0; i < count; i++)
    sorted[i] = entries[i].ix;
  return (NameIndex){.names = names, .owners = owners, .sorted = sorted, .count = count};
}

static int compare_at(const NameIndex *index, size_t at, int owner, Str name) {
  int ix = index->sorted[at];
  return compare_names(index->owners ? index->owners[ix] : 0, index->names[ix], owner, name);
}

/* The first place whose name sorts after, or not before, the wanted one. */
static size_t find_bound(const NameIndex *index, int owner, Str name, bool after) {
  size_t low = 0, high = index->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare_at(index, middle, owner, name);
    if (order < 0 || (after && order == 0))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

NameRun name_index_all(const NameIndex *index, int owner, Str name) {
  if (name.len == 0) return (NameRun){.count = 0};
  size_t first = find_bound(index, owner, name, false);
  return (NameRun){.items = index->sorted + first, .count = find_bound(index, owner, name, true) - first};
}

int name_index_find(const NameIndex *index, int owner, Str name) {
  size_t first = find_bound(index, owner, name, false);
  return name.len && first < index->count && compare_at(index, first, owner, name) == 0 ? index->sorted[first] : -1;
}
