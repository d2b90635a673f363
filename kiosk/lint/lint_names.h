/* Which names statistics programs take. */
#ifndef LINT_LINT_NAMES_H
#define LINT_LINT_NAMES_H

#include "base.h"

/* What SPSS or Stata mind in a path as a variable's name ("/" becomes "_"): "is longer ..."; NULL: nothing. Static. */
const char *names_flaw(Arena *arena, Str path);

#endif
