#ifndef EXPR_CONVERT_H
#define EXPR_CONVERT_H

#include "base.h"

/* Numbers nearer to each other than this are the same, and nearer to a whole number than this are whole: JavaRosa's rule,
 * so that 6.1 - 7.8 = -1.7. */
#define NUMBER_TOLERANCE 1e-12

/* As value_to_str, but a number that is whole but for rounding errors is written as whole. */
Str convert_to_str(Arena *arena, Value v);
bool convert_is_moment(Value v); /* a date, or a date and time */
/* The date, or date and time, that v is or that its text says, on the local clock. */
bool convert_to_moment(Value v, double *days);
bool convert_text_to_moment(Str text, double *days);
/* As expr_to_number, but a moment that a text tells with its offset is told on the local clock, as dates are. */
double convert_to_number(Value v);
/* Days since 1970-01-01T00:00Z, of days on the local clock. */
double convert_to_utc_days(double local_days);
/* A number as it stands in an expression, with an exponent or none. */
bool convert_number_literal(Str s, double *number);
/* Does the text tell a time with its offset from UTC? */
bool convert_has_offset(Str s);

#endif
