/* moment: dates and times, set part by part: a stepper each for day, month, year, hour and minute. */
#ifndef MOMENT_H
#define MOMENT_H

#include "view.h"

typedef enum MomentPart { PART_DAY, PART_MONTH, PART_YEAR, PART_HOUR, PART_MINUTE, PART_COUNT } MomentPart;

enum { MOMENT_YEAR_LEAST = 1000, MOMENT_YEAR_MOST = 9999 };

typedef struct Moment {
  int parts[PART_COUNT]; /* month and day from 1 */
} Moment;

/* Which parts the question asks for, in the order they stand in. */
typedef struct MomentParts {
  MomentPart items[PART_COUNT];
  size_t count;
} MomentParts;

Moment moment_now(const Scene *scene); /* its minute */
MomentParts moment_parts(const Question *question);
Moment moment_from_value(Value value);
/* The value of the question's type; parts it does not ask for are the first of their kind. */
Value moment_to_value(Moment moment, const Question *question);
/* One part up or down; at its end it begins again, and no other part changes but a day that its month does not have. */
Moment moment_step(Moment moment, MomentPart part, int step);
/* With a part set to a number; false when it cannot be that. */
bool moment_set(Moment *moment, MomentPart part, int number);

int moment_days_in_month(int year, int month);
/* Is a day of a month of a year asked for? */
bool moment_is_whole_date(const Question *question);

void moment_layout(Build *b, const Asked *asked, Flow *flow, int room_px);
void moment_act(Gesture *gesture, Act act);
void moment_type(Gesture *gesture, Str text);
/* The answer as it is said: with the weekday and the month's whole name. */
Str moment_words(Build *b, const Asked *asked);
Str moment_date_words(Build *b, const Moment *moment);

Str moment_part_name(const Build *b, MomentPart part);
Str moment_month(const Build *b, int month);       /* its short name */
Str moment_month_title(const Build *b, int month); /* its name by itself */
Str moment_weekday_name(const Build *b, int weekday);

#endif
