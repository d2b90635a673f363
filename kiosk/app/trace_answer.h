/* Gives an answer on the screen: a record per question type of how that is done with fingers and keys. */
#ifndef TRACE_ANSWER_H
#define TRACE_ANSWER_H

#include "play_hand.h"

/* Makes the answer to a cell of the page what is wanted, from whatever it is; VALUE_EMPTY takes it back. STATUS_INPUT, code trace: the
 * screen offers no way. Whether it came to be so, the caller sees. */
Status trace_answer(Hand *hand, Arena *arena, const Survey *survey, int cell, Value wanted, Err *err);

#endif
