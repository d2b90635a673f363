/* styles: which cell formats show a number as a date or a time (ECMA-376 part 1, 18.8). */
#ifndef STYLES_H
#define STYLES_H

#include "number.h"
#include "package.h"

typedef struct Styles {
  const uint8_t *kinds; /* a NumberKind per cell format */
  size_t count;
} Styles;

bool styles_read(Package *package, Arena *scratch, Str part, Styles *out);
NumberKind styles_kind(const Styles *styles, int64_t format_ix); /* plain when there is no such format */

#endif
