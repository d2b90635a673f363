/* Where the themes and the interface's words are: beside an installed program, else in the source tree it was built from. */
#ifndef ASSETS_H
#define ASSETS_H

#include "base.h"

/* Fails with assets-missing. */
Status assets_find(Arena *arena, const char **out, Err *err);
/* The file of a theme: a name below the assets' themes/, or a path as it is when it ends in .yaml. */
const char *assets_theme_path(Arena *arena, const char *assets, Str theme);

#endif
