/* readable: what people read in a table in place of paths and names, when labels are asked for. */
#ifndef READABLE_H
#define READABLE_H

#include "dataset.h"

/* The headers of a table, beside its variables, into arena: labels in the dataset's language, of a choice's variable behind the
 * question's; the path where there is none, or where two would be the same. */
const Str *readable_headers(Arena *arena, const Dataset *dataset, const Table *table);

/* A CHOICE's label, those of NAMES joined by "; ", and any other datum's text. A choice without a label has its name. May lie in
 * arena. */
Str readable_datum(Arena *arena, const Dataset *dataset, const Table *table, size_t variable_ix, const Datum *datum);

#endif
