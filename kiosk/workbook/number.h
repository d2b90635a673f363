/* number: the text that a cell's number is to a reader (ECMA-376 part 1, 18.17.4 for dates). */
#ifndef NUMBER_H
#define NUMBER_H

#include "base.h"

typedef enum NumberKind { /* what a number format makes of a number */
                          NUMBER_PLAIN,
                          NUMBER_DATE,
                          NUMBER_TIME,
                          NUMBER_DATE_TIME
} NumberKind;

/* A number as written in the file ("1", "1E+05", "0.30000000000000004") as a decimal of at most 15 significant digits, which is what
 * spreadsheets show, without exponent and without closing zeros. Anything else comes back as it is. Lives in the arena. */
Str number_text(Arena *arena, Str written);
/* The ISO 8601 date, time, or date and time that the number is under a format; number_text where it is none. */
Str number_date_text(Arena *arena, Str written, NumberKind kind, bool from_1904);
/* What a format code (18.8.31) is for. */
NumberKind number_format_kind(Str code);

#endif
