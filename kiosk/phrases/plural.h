/* plural: which form of a word goes with a number, by the CLDR's rules for whole numbers. */
#ifndef PHRASES_PLURAL_H
#define PHRASES_PLURAL_H

#include "base.h"

/* From 0, in the order one, two, few, many, other of those that the language has. */
int plural_form(Str language, int n);

#endif
