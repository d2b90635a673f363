/* sealed: answers that only the holder of a secret key can read, on their way out of the file. Uses no connection: any thread may call it,
 * with an opener and an arena of its own. */
#ifndef SEALED_H
#define SEALED_H

#include "store.h"

typedef struct SealedKeys { /* of store_use_keys; borrowed */
  const SealSecret *const *items;
  size_t count;
} SealedKeys;

/* Fills answers, free_text and seal of a row that is sealed, from its boxes; in the arena. opener may be NULL for a row of no key of theirs. */
void sealed_open(SealedKeys keys, Opener *opener, Arena *arena, Response *row, Str answers, Str free_text);
/* The hashes of a code, one after the other. Empty when they cannot be opened. */
Str sealed_open_link(SealedKeys keys, Opener *opener, Arena *arena, Str uuid, Str seal_key, Str box);
/* Empty when it cannot be opened. */
Str sealed_open_attachment(SealedKeys keys, Opener *opener, Arena *arena, Str uuid, Str name, Str seal_key, Str box);

#endif
