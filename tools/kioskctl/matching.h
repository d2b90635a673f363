/* matching: how well the waves of a round are joined, in plain words. */
#ifndef MATCHING_H
#define MATCHING_H

#include "store.h"

/* Of each form and the one that follows it by token or code (followup), as the newest version in the database says; nothing of those that
 * have no answer with either. *unopened: whose code no key opened, of all. */
Status matching_print(Store *store, Arena *arena, Str round, Sink *out, size_t *unopened, Err *err);

#endif
