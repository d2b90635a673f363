/* Names sorted for looking up, so that a form of thousands of questions is read in a moment. */
#ifndef FORM_NAME_INDEX_H
#define FORM_NAME_INDEX_H

#include "base.h"

typedef struct NameIndex {
  const Str *names;     /* borrowed */
  const size_t *sorted; /* indices of names, by name and then by place */
  size_t count;
} NameIndex;

NameIndex name_index_new(Arena *arena, const Str *names, size_t count);
/* The first of that name, or -1; an empty name is never found. */
int name_index_find(const NameIndex *index, Str name);

#endif
