/* values: the choices of a select_one over all versions, with the codes that SPSS and Stata keep in their place. */
#ifndef VALUES_H
#define VALUES_H

#include "fields.h"

typedef struct LostCodes { /* of choices that need a code, and have none in the database that can be taken */
  LostCode *items;
  size_t count, capacity;
  Lookup by_name; /* as in Codes */
} LostCodes;

typedef struct Codes { /* of a form's lists, as the database keeps them */
  const StoreChoiceCode *items;
  Lookup by_name;  /* list, line break, choice: those that can be taken */
  LostCodes *lost; /* grows with each values_make() */
} Codes;

Status codes_read(Store *store, Str form_id, Arena *arena, Codes *out, Err *err);

/* Fills in the variable's values, and the field's by_name. A choice keeps its list's code; where versions answered a question from
 * different lists, the oldest one's comes first, and what collides with it is moved by millions. A choice that
 * has no code is given one from a million on, and noted. */
void values_make(const Fields *fields, Field *field, const Codes *codes, Variable *variable);

#endif
