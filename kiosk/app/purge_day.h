/* Whether a day's clean-up is to be done: what is deleted on the word of a clock that jumped is gone. Pure.
 *
 * The kiosk remembers the last day on which it cleaned up. A clock that is a day or a month further is believed; one that went back, or
 * jumped further, only when it has told the new time for a week. */
#ifndef PURGE_DAY_H
#define PURGE_DAY_H

#include "base.h"

enum { PURGE_JUMP_DAYS = 31, PURGE_DOUBT_DAYS = 7 };

typedef enum PurgeWord {
  PURGE_NOT, /* it was done today; or this is the first day at all, which the next ones are judged by */
  PURGE_NOW,
  PURGE_DOUBT /* nothing may be deleted on this clock's word */
} PurgeWord;

/* today: days since 1970-01-01. remembered: what *remember said the last time, or empty. *remember, in arena, is to be kept once the word
 * was obeyed. */
PurgeWord purge_day_judge(Arena *arena, Str remembered, int64_t today, Str *remember);
/* The last day on which it cleaned up. False: none is remembered. */
bool purge_day_last(Str remembered, int64_t *day);

#endif
