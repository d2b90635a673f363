/* A question of the page, in the hand of whoever answers it. */
#ifndef TRACE_ANSWER_PART_H
#define TRACE_ANSWER_PART_H

#include "play_hand.h"

typedef struct Part {
  Hand *hand;
  Arena *arena;
  const Survey *survey;
  int cell;
  const Question *question;
  const char *prefix; /* of its nodes' ids */
} Part;

Str part_id(const Part *part, const char *name); /* of one of its nodes */
Value part_answer(const Part *part);             /* as it is now */
/* By the button that takes the answer back. */
Status part_clear(const Part *part, Err *err);
/* A date, a time or both, part by part: a tap on each, then its digits. */
Status part_set_moment(const Part *part, Value wanted, Err *err);

#endif
