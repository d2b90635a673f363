/* number_field: the box that a number is typed into. */
#ifndef NUMBER_FIELD_H
#define NUMBER_FIELD_H

#include "../build.h"

/* shown: what stands in it; empty: words that ask for a number. */
void number_field_layout(Build *b, Flow *flow, Str shown);

#endif
