/* instances: what a repeat's instances answered, put together again. */
#ifndef INSTANCES_H
#define INSTANCES_H

#include "base.h"

/* Two arrays of objects as one: each instance has the members of both, by its place; where only one array has it, that one's. So do the
 * repeats within. Both are JSON that answers_parse has passed over (Answer.json). */
Str instances_merge(Arena *arena, Str rest, Str free_text);

#endif
