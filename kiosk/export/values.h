/* values: the choices of a select_one over all versions, with the codes that SPSS and Stata keep in their place. */
#ifndef VALUES_H
#define VALUES_H

#include "fields.h"

typedef struct Codes { /* of a form's lists, as the database keeps them */
  const StoreChoiceCode *items;
  Lookup by_name; /* list, line break, choice */
} Codes;

Status codes_read(Store *store, Str form_id, Arena *arena, Codes *out, Err *err);

/* Fills in the variable's values, and the field's by_name. A choice keeps its list's code; where versions answered a question from
 * different lists, the oldest one's comes first, and what collides with it is moved by millions. */
void values_make(const Fields *fields, Field *field, const Codes *codes, Variable *variable);

#endif
