/* lookup: from names to numbers, for what a form has thousands of. */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "base.h"

typedef struct Lookup { /* zeroed: empty */
  struct LookupSlot *slots;
  size_t count, capacity;
} Lookup;

int lookup_find(const Lookup *lookup, Str name); /* what was added under it, or -1 */
/* name is borrowed as long as the arena lives, and must not be there yet; number is not negative. */
void lookup_add(Lookup *lookup, Arena *arena, Str name, int number);

uint64_t lookup_hash(Str name); /* FNV-1a: the same on every machine */

/* Room for more items: the old ones, moved into twice the room. For lists that grow one by one in an arena. */
void *list_grown(Arena *arena, const void *items, size_t count, size_t *capacity, size_t item_bytes);

#endif
