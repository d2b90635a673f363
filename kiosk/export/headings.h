/* headings: what stands over the columns of a table that people read. */
#ifndef HEADINGS_H
#define HEADINGS_H

#include "dataset.h"

/* Beside the table's variables, in the arena: their headers, or with labels what they are called in the dataset's language, where they are
 * called anything that no other column is. */
const Str *headings_make(Arena *arena, const Dataset *dataset, const Table *table, bool labels);
/* A variable's label, and its choice's behind it, in the dataset's language; empty when it has none. */
Str heading_of(Arena *arena, const Dataset *dataset, const Variable *variable);

#endif
