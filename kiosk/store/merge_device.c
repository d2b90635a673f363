#include "merge.h"

#include <string.h>

/* Where a device of that name stands among them, or would. */
static size_t place_of(const Merge *merge, Str name) {
  size_t from = 0, to = merge->device_count;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    if (str_compare(merge->devices[middle]->name, name) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

static void make_room(Merge *merge) {
  if (merge->device_count < merge->device_capacity) return;
  merge->device_capacity = merge->device_capacity ? 2 * merge->device_capacity : 64;
  MergeDevice **more = ARENA_ARRAY(merge->arena, MergeDevice *, merge->device_capacity);
  if (merge->device_count > 0) memcpy(more, merge->devices, merge->device_count * sizeof *more);
  merge->devices = more;
}

MergeDevice *merge_device(Merge *merge, Str name) {
  size_t at = place_of(merge, name);
  if (at < merge->device_count && str_equal(merge->devices[at]->name, name)) return merge->devices[at];
  make_room(merge);
  memmove(&merge->devices[at + 1], &merge->devices[at], (merge->device_count - at) * sizeof *merge->devices);
  MergeDevice *device = ARENA_NEW(merge->arena, MergeDevice);
  *device = (MergeDevice){.name = arena_str(merge->arena, name), .first = 1};
  merge->devices[at] = device;
  merge->device_count++;
  return device;
}

MergeChain *merge_chain_of(Merge *merge, MergeDb *db, Str device) {
  MergeChain *chain = db->latest_chain;
  if (chain != NULL && str_equal(chain->device->name, device)) return chain;
  chain = merge_device(merge, device)->chains;
  while (chain != NULL && chain->db != db)
    chain = chain->next;
  if (chain != NULL) db->latest_chain = chain;
  return chain;
}

bool merge_takes_device(Merge *merge, MergeDb *db, Str device) {
  const MergeChain *chain = merge_chain_of(merge, db, device);
  return chain == NULL || !chain->left_out;
}

bool merge_doubts_bare(const MergeChain *chain) {
  return chain == NULL || chain->is_ahead || chain->bare > chain->logged;
}

bool merge_doubts_wordless(const MergeChain *chain) {
  return chain == NULL || chain->is_ahead || chain->wordless > chain->logged_words;
}
