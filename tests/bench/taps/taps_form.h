/* Forms of any size to be timed with. */
#ifndef TESTS_BENCH_TAPS_FORM_H
#define TESTS_BENCH_TAPS_FORM_H

#include "form.h"

typedef enum TapsShape {
  TAPS_MIXED,   /* what depends on an answer stands in its own section of 25 questions, however many sections there are */
  TAPS_RUNNING, /* and a running total goes through all sections: an answer changes the totals of those behind it */
  TAPS_WORST,   /* each question is relevant by the first one's answer */
  TAPS_SHAPE_COUNT
} TapsShape;

extern const char *const taps_shape_names[TAPS_SHAPE_COUNT];

/* As YAML, in the arena. The mixture is that of the large ones among the open workbooks (four of 106 to 343 questions): of 100 questions
 * 40 have a relevant, 27 are calculations or have one, 12 have a constraint, 3 a choice_filter; 58 of them must be answered, 44 choose from a
 * list, 12 are notes, 10 integers and 8 texts; nine questions to a group. */
Str taps_form(Arena *arena, TapsShape shape, int question_count);
/* A form of a repeat, whose instances are counted by its first question: what each reads of others is what the expression says, in which
 * ${x} is the number that is answered in each. NULL: nothing. */
Str taps_repeat(Arena *arena, const char *expression, const char *behind);

#endif
