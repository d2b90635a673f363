/* seeds: chance that can be repeated: what is drawn first of it is the number it was begun with, so that a visit whose seed is known has it. */
#ifndef SEEDS_H
#define SEEDS_H

#include "base.h"

/* Eight bytes at a time: *next, which then becomes another as a function of it. Borrowed. */
Random seeds_from(uint64_t *next);

#endif
