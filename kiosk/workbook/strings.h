/* strings: the texts that the cells of all sheets share (ECMA-376 part 1, 18.4). */
#ifndef STRINGS_H
#define STRINGS_H

#include "package.h"

typedef struct SharedString {
  const char *bytes;
  uint32_t count;
  bool too_long; /* beyond CELL_TEXT_BYTES_MAX: bytes is NULL, and a cell that shows it is an error */
} SharedString;

typedef struct SharedStrings {
  const SharedString *items; /* in the scratch arena, their bytes in the package's */
  size_t count;
} SharedStrings;

bool shared_strings_read(Package *package, Arena *scratch, Str part, SharedStrings *out);

#endif
