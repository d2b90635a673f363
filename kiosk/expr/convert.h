#ifndef EXPR_CONVERT_H
#define EXPR_CONVERT_H

#include "base.h"

/* Numbers nearer to each other than this are the same, and nearer to a whole number than this are whole: JavaRosa's rule,
 * so that 6.1 - 7.8 = -1.7. */
#define NUMBER_TOLERANCE 1e-12

/* As value_to_str, but a number that is whole but for rounding errors is written as whole. */
Str convert_to_str(Arena *arena, Value v);
bool convert_is_moment(Value v); /* a date, or a date and time */
/* The date, or date and time, that v is or that its text says. */
bool convert_to_moment(Value v, double *days);

#endif
