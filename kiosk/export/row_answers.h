/* row_answers: what a response has to say in each group of columns. */
#ifndef ROW_ANSWERS_H
#define ROW_ANSWERS_H

#include "columns.h"

/* The answer of each group into out (room for group_count), NULL where there is none; from the visitor's own words, too. Returns the
 * empty text, or why the response cannot be read, after "it is left out: ". All in arena. */
Str row_answers_place(Arena *arena, const Columns *columns, const Response *row, const Answer **out);

#endif
