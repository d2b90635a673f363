/* instances: a repeat's instances, one by one. */
#ifndef INSTANCES_H
#define INSTANCES_H

#include "base.h"

/* What is inside an array: JSON that answers_parse has passed over (Answer.json), so that it is known to be well-formed. */
Str instances_of(Str array);
/* Takes the next off the front of *rest; false: there is none. It is an object when it begins with a brace. */
bool instances_next(Str *rest, Str *out);

#endif
