/* Opening hours: when the kiosk is open, by the local clock and calendar. Pure: a moment in, an answer out. */
#ifndef HOURS_H
#define HOURS_H

#include "base.h"

enum { HOURS_WEEKDAYS = 7, HOURS_SPANS_MAX = 6 /* of a day */, HOURS_DAY_END = 24 * 60 };

typedef struct HoursSpan {
  int from, to; /* minutes of the day, 0 <= from < to <= HOURS_DAY_END; open at from, closed at to */
} HoursSpan;

typedef struct HoursDay { /* in any order, none within another */
  HoursSpan spans[HOURS_SPANS_MAX];
  size_t count;
} HoursDay;

typedef struct HoursClosed {
  int64_t first_day, last_day; /* since 1970-01-01, both closed */
} HoursClosed;

typedef struct Hours {
  bool given;                    /* false: always open, and none of the rest counts */
  HoursDay week[HOURS_WEEKDAYS]; /* Monday first */
  const HoursClosed *closed;
  size_t closed_count;
} Hours;

typedef struct HoursState {
  bool open;
  bool changes;       /* false: never, or not within a year: the two below mean nothing */
  int64_t change_day; /* since 1970-01-01: at this minute of this day, as the local clock tells it, it opens or closes */
  int change_minute;
} HoursState;

/* What holds at a moment of the local clock (its offset is not looked at). */
HoursState hours_at(const Hours *hours, CivilTime now);

#endif
