#include "lookup.h"

#include <string.h>

struct LookupSlot {
  Str name;
  uint64_t tail;    /* of the name: tells short ones of one length apart */
  int number_after; /* number + 1; 0: nothing stands here */
};

uint64_t lookup_hash(Str name) {
  uint64_t hash = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < name.len; i++)
    hash = (hash ^ (unsigned char)name.ptr[i]) * UINT64_C(1099511628211);
  return hash;
}

/* The last bytes, eight at most: of a longer name some of them a second time. */
static uint64_t tail_of(Str name) {
  uint32_t first, last;
  uint64_t tail = 0;
  if (name.len >= sizeof tail) {
    memcpy(&tail, name.ptr + name.len - sizeof tail, sizeof tail);
  } else if (name.len >= sizeof first) {
    memcpy(&first, name.ptr, sizeof first);
    memcpy(&last, name.ptr + name.len - sizeof last, sizeof last);
    tail = (uint64_t)first << 32 | last;
  } else {
    for (size_t i = 0; i < name.len; i++)
      tail = tail << 8 | (unsigned char)name.ptr[i];
  }
  return tail;
}

/* For places in memory alone, eight bytes at a time. */
static uint64_t quick_hash(Str name, uint64_t tail) {
  const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = name.len, chunk;
  for (size_t at = 0; at + sizeof chunk < name.len; at += sizeof chunk) {
    memcpy(&chunk, name.ptr + at, sizeof chunk);
    hash = (hash ^ chunk) * odd;
    hash ^= hash >> 32;
  }
  hash = (hash ^ tail) * odd;
  return hash ^ hash >> 32;
}

static bool has_name(const struct LookupSlot *slot, Str name, uint64_t tail) {
  if (slot->name.len != name.len || slot->tail != tail) return false;
  return name.len <= sizeof tail || memcmp(slot->name.ptr, name.ptr, name.len) == 0;
}

/* Where the name stands, or where it would. capacity is a power of two, and never full. */
static struct LookupSlot *slot_of(const Lookup *lookup, Str name, uint64_t tail) {
  size_t at = (size_t)quick_hash(name, tail) & (lookup->capacity - 1);
  while (lookup->slots[at].number_after > 0 && !has_name(&lookup->slots[at], name, tail))
    at = (at + 1) & (lookup->capacity - 1);
  return &lookup->slots[at];
}

static void grow(Lookup *lookup, Arena *arena) {
  const Lookup old = *lookup;
  lookup->capacity = old.capacity > 0 ? old.capacity * 2 : 16;
  lookup->slots = ARENA_ARRAY(arena, struct LookupSlot, lookup->capacity);
  for (size_t i = 0; i < old.capacity; i++)
    if (old.slots[i].number_after > 0) *slot_of(lookup, old.slots[i].name, old.slots[i].tail) = old.slots[i];
}

int lookup_find(const Lookup *lookup, Str name) {
  return lookup->count > 0 ? slot_of(lookup, name, tail_of(name))->number_after - 1 : -1;
}

void lookup_add(Lookup *lookup, Arena *arena, Str name, int number) {
  if (lookup->count * 2 >= lookup->capacity) grow(lookup, arena);
  const uint64_t tail = tail_of(name);
  *slot_of(lookup, name, tail) = (struct LookupSlot){name, tail, number + 1};
  lookup->count++;
}

void *list_grown(Arena *arena, const void *items, size_t count, size_t *capacity, size_t item_bytes) {
  *capacity = *capacity > 0 ? *capacity * 2 : 8;
  void *more = arena_alloc_array(arena, *capacity, item_bytes);
  if (count > 0) memcpy(more, items, count * item_bytes);
  return more;
}
