/* own_variables: what is known of a response besides its answers. */
#ifndef OWN_VARIABLES_H
#define OWN_VARIABLES_H

#include "dataset.h"
#include "words.h"

typedef struct OwnVariable {
  const char *name;
  Word word;
  VariableKind kind; /* VARIABLE_DATE: a moment, as coarse as the forms say */
  Str (*read)(const Response *row);
} OwnVariable;

/* Those of the dataset's first table, in their order; out has room for OWN_VARIABLES_MAX. */
enum { OWN_VARIABLES_MAX = 11 };
size_t own_variables(bool device, bool trial, const OwnVariable **out);
/* Also those that this export leaves out: no question is named like them. */
const OwnVariable *own_variable(size_t ix); /* ix < OWN_VARIABLES_MAX */
/* How a response is joined with another form's, which no response says of itself: nothing to read. */
extern const OwnVariable own_joined;

#endif
