/* Which questions nothing else hears of: of those, the answers between the first and the last while somebody types leave no trace. */
#ifndef JOURNAL_QUIET_H
#define JOURNAL_QUIET_H

#include "form.h"

/* By question; into the arena. None is quiet in a form that asks what the time is at each event, and reads it. */
const bool *quiet_questions(Arena *arena, const Form *form);

#endif
