#ifndef EXPR_DATE_FORMAT_H
#define EXPR_DATE_FORMAT_H

#include "base.h"

/* The moment as the pattern says, where %Y and its like stand for its parts: JavaRosa's letters. Others stay as they are. */
Str date_format(Arena *arena, CivilTime t, Str pattern);

/* Is every part of it one of those? Else *unknown is the first that is not. */
bool date_format_knows(Str pattern, Str *unknown);

#endif
