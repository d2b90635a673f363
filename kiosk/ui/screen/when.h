/* when: a moment in words, as near as it is: "kl. 14:05", "mandag kl. 08:30", "mandag 30. november kl. 08:30". */
#ifndef WHEN_H
#define WHEN_H

#include "../build.h"

/* month 0: the weekday alone. weekday: 1 Monday .. 7 Sunday */
Str when_day(Build *b, int weekday, int month, int day);
/* day empty: of today */
Str when_words(Build *b, Str day, int hour, int minute);
/* A moment that has been. */
Str when_past(Build *b, int64_t wall_ms);

#endif
