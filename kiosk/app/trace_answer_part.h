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
Str part_choice_id(const Part *part, Str choice);
/* STATUS_INPUT: there is no such button. */
Status part_no_way_back(const Part *part, Err *err);
/* By the button that takes the answer back. */
Status part_clear(const Part *part, Err *err);
/* A date, a time or both, part by part: a tap on each, then its digits. */
Status part_set_moment(const Part *part, Value wanted, Err *err);

Status part_choose_one(const Part *part, Value wanted, Err *err);
Status part_choose_several(const Part *part, Value wanted, Err *err);
Status part_put_in_order(const Part *part, Value wanted, Err *err);
/* A signature or a drawing, stroke by stroke, by a finger. */
Status part_draw(const Part *part, Value wanted, Err *err);

#endif
