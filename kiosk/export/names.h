/* names: short names for variables and tables, legal in SPSS and in Stata. */
#ifndef NAMES_H
#define NAMES_H

#include "lookup.h"

enum { NAME_BYTES_MAX = 32 }; /* Stata's limit; SPSS has 64 */

typedef struct Names { /* of one table; zeroed: none taken */
  Lookup taken;        /* in small letters */
} Names;

/* Takes a name that is legal as it stands. */
void names_reserve(Names *names, Arena *arena, Str name);
/* path in letters, digits and _ of ASCII, beginning with a letter, of most_bytes (12 .. NAME_BYTES_MAX) at most. A keyword, or what is
 * taken by then, regardless of case, gets "_" and letters that header gives, so that it is the same whenever the same are taken. In
 * arena. */
Str names_make(Names *names, Arena *arena, Str path, Str header, size_t most_bytes);

/* What stands in front of other names, of most_bytes at most: name likewise in letters of ASCII, and what is cut has letters that name
 * gives. In arena. */
Str names_stem(Arena *arena, Str name, size_t most_bytes);

#endif
