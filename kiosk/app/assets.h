/* Where the themes and the interface's words are: beside an installed program, else in the source tree it was built from. */
#ifndef ASSETS_H
#define ASSETS_H

#include "base.h"

/* Fails with assets-missing. */
Status assets_find(Arena *arena, const char **out, Err *err);
#endif
