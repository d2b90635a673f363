/* phrases: the program's own words to visitors, in a file per language: what to say stands in a folder, when to say it in the module that
 * has the list of keys. */
#ifndef PHRASES_H
#define PHRASES_H

#include "base.h"

typedef struct Phrases Phrases;

/* Loads every LANG.yaml of the folder; keys has the key of each phrase by its id, and is borrowed. nb must be whole; a key missing
 * elsewhere falls back (nn -> nb, else en, else nb) and gives a warning. Lives in the arena. */
const Phrases *phrases_load(Arena *arena, const char *folder, const char *const *keys, size_t key_count, Diags *diags, Err *err);
Str phrases_get(const Phrases *phrases, int id, Str language);
/* With {n} and {total} replaced; into the arena. */
Str phrases_format(Arena *arena, const Phrases *phrases, int id, Str language, int n, int total);
/* The same of a text that has a form for each plural of its language, divided by | in the order one, two, few, many, other of the CLDR, as
 * "{n} рік | {n} роки | {n} років": the form that n takes. */
Str phrases_count(Arena *arena, const Phrases *phrases, int id, Str language, int n);
/* The same with words in any places. */
typedef struct PhraseSlot {
  const char *name; /* "{weekday}" */
  Str words;
} PhraseSlot;
Str phrases_fill(Arena *arena, const Phrases *phrases, int id, Str language, const PhraseSlot *slots, size_t count);

#endif
