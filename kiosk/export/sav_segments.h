/* sav_segments: the names of what a very long text is made of. SPSS keeps one of more than 255 bytes as several variables of 252 each, whose
 * names have to differ. ReadStat 1.1.8 names at most 36 of a text apart, and may take the name of another variable: these names replace
 * its own on the way into the file. */
#ifndef SAV_SEGMENTS_H
#define SAV_SEGMENTS_H

#include "base.h"

typedef struct SavSegments {
  const size_t *widths; /* in bytes, of each variable in the file's order; 0: a number */
  size_t count;
  size_t variable_ix, segment_ix; /* of the next record */
  uint32_t named;
  bool after_type; /* was the last a record type, that of a variable? */
} SavSegments;

/* What ReadStat writes next: renames it when it is the record of a text's second or later segment. The bytes to write: those given, or
 * record, which has room for SAV_VARIABLE_BYTES. */
enum { SAV_VARIABLE_BYTES = 28 };
const char *sav_segments_next(SavSegments *segments, const char *bytes, size_t count, char *record);

#endif
