/* Names sorted for looking up, so that a form of thousands of questions is read in a moment. */
#ifndef FORM_NAME_INDEX_H
#define FORM_NAME_INDEX_H

#include "base.h"

typedef struct NameIndex {
  const Str *names;  /* borrowed */
  const int *owners; /* borrowed, beside names: whose name it is; NULL: all belong to 0 */
  const int *sorted; /* indices of names, by owner, then by name, then by place */
  size_t count;
} NameIndex;

typedef struct NameRun { /* those of one name and owner, in their order */
  const int *items;
  size_t count;
} NameRun;

NameIndex name_index_new(Arena *arena, const Str *names, const int *owners, size_t count);
/* An empty name is never found. */
NameRun name_index_all(const NameIndex *index, int owner, Str name);
int name_index_find(const NameIndex *index, int owner, Str name); /* the first of that name, or -1 */

#endif
