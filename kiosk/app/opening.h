/* The opening hours on the kiosk's clock: whether it is open, when it says that it opens, and when to look again. */
#ifndef OPENING_H
#define OPENING_H

#include "base.h"
#include "hours.h"

typedef struct Opening {
  const Hours *hours; /* borrowed; NULL: always open */
  const Clock *clock; /* borrowed */
  HoursState state;
  int64_t look_at_ms;         /* monotonic: when it may have changed; INT64_MAX: never */
  int opens_weekday;          /* while closed: 1 Monday .. 7 Sunday; 0: open, or not within a year */
  int opens_minute;           /* of that day */
  int opens_in_days;          /* 0: today */
  int opens_month, opens_day; /* from 1 */
} Opening;

Opening opening_start(const Hours *hours, const Clock *clock);
/* Reads the clock and knows the rest anew. */
void opening_look(Opening *opening);
/* Would a sign on the door say the same at both times? */
bool opening_says_the_same(const Opening *a, const Opening *b);

#endif
