/* moment: dates and times, set part by part: a stepper each for day, month, year, hour and minute. */
#ifndef MOMENT_H
#define MOMENT_H

#include "view.h"

typedef enum MomentPart { PART_DAY, PART_MONTH, PART_YEAR, PART_HOUR, PART_MINUTE, PART_COUNT } MomentPart;

typedef struct Moment {
  int parts[PART_COUNT]; /* month and day from 1 */
} Moment;

/* Which parts the question asks for, in the order they stand in. */
typedef struct MomentParts {
  MomentPart items[PART_COUNT];
  size_t count;
} MomentParts;

MomentParts moment_parts(const Question *question);
Moment moment_from_value(Value value);
/* The value of the question's type; parts it does not ask for are the first of their kind. */
Value moment_to_value(Moment moment, const Question *question);
/* One part up or down; at its end it begins again, and no other part changes but a day that its month does not have. */
Moment moment_step(Moment moment, MomentPart part, int step);
/* With a part set to a number; false when it cannot be that. */
bool moment_set(Moment *moment, MomentPart part, int number);

void moment_layout(Build *b, const Asked *asked, Flow *flow, int room_px);
void moment_act(Gesture *gesture, Act act);
void moment_type(Gesture *gesture, Str text);
Str moment_words(Build *b, const Asked *asked);

/* A month's short name. */
Str moment_month(const Build *b, int month);

#endif
