/* selection: which form of a database is exported. */
#ifndef SELECTION_H
#define SELECTION_H

#include "store.h"

typedef struct Selection { /* lives in the arena */
  Str form_id;
  const StoreForm *versions; /* oldest first */
  size_t count;
} Selection;

/* wanted empty: the only form in the database. Failures: no-form, unknown-form (STATUS_INPUT), which-form (STATUS_USAGE). */
Status selection_make(Store *store, Arena *arena, Str wanted, Selection *out, Err *err);

#endif
