/* relationships: which part of a package belongs to which (ECMA-376 part 2, chapter 9.3). */
#ifndef RELATIONSHIPS_H
#define RELATIONSHIPS_H

#include "package.h"

typedef struct Relationship {
  Str id;
  Str type;   /* the last word of its type, such as "worksheet": transitional and strict types differ before it */
  Str target; /* a part's name, without a leading slash */
} Relationship;

typedef struct Relationships {
  const Relationship *items;
  size_t count;
} Relationships;

/* Those of a part; the empty name is the package itself. No part with relationships: none. False: said in diags. In the arena. */
bool relationships_read(Package *package, Arena *arena, Str part, Relationships *out);
const Relationship *relationships_find_id(const Relationships *relationships, Str id);     /* or NULL */
const Relationship *relationships_find_type(const Relationships *relationships, Str type); /* the first, or NULL */

#endif
