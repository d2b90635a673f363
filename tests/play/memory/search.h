/* search: what may be left of somebody in the memory of a process that is running, in the shapes that text takes on its way to the screen
 * and to the disk. */
#ifndef SEARCH_H
#define SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Region { /* a stretch of memory that the process can write to, copied */
  uint64_t address;
  unsigned char *bytes;
  size_t count;
  char *name; /* as /proc has it; "" for what has none */
} Region;

typedef struct Regions {
  Region *items;
  size_t count;
  char **fonts; /* files of fonts that the process has mapped */
  size_t font_count;
} Regions;

/* False, with the reason on stderr: it cannot be looked into. */
bool regions_read(int pid, Regions *out);
void regions_free(Regions *regions);

enum { PIECE_LETTERS = 6 }; /* a shorter one is found by chance */

typedef struct Found {
  size_t count;
  uint64_t first_address;
  const char *first_region;
  const char *shape; /* of the first */
} Found;

/* All PIECE_LETTERS in a row of the word: as UTF-8, UTF-16 and UTF-32, as code points or glyphs of the mapped fonts with others' fields between. */
Found search_letters(const Regions *regions, const char *word);
Found search_bytes(const Regions *regions, const void *bytes, size_t count, const char *shape);
/* Numbers one after the other as int32, float or double, each at most 0.5 off. */
Found search_numbers(const Regions *regions, const double *numbers, size_t count);
/* "1000x400;300,350 400,300": a signature or drawing as it is stored, whichever it be. */
Found search_strokes(const Regions *regions);

#endif
