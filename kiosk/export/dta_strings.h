/* dta_strings: Stata's long texts (strL). The rows hold references, and the texts follow behind all rows, in a section whose length the
 * head of the file says. ReadStat would have all of them in memory for that; here they go from the spool into their section, in the place
 * of a single text of the same length that ReadStat believes in. */
#ifndef DTA_STRINGS_H
#define DTA_STRINGS_H

#include "statfile.h"

typedef struct DtaStrings {
  bool *is_long;           /* beside the table's variables: those whose texts are kept so; set by the caller */
  uint64_t section_bytes;  /* 0: there is none */
  uint64_t swallowed_left; /* of what ReadStat writes in their place */
} DtaStrings;

/* Tells ReadStat how long the section will be. After the variables are defined, before the first row. */
void dta_strings_announce(DtaStrings *strings, const StatFile *file);
/* The reference into the row. */
readstat_error_t dta_strings_insert(const StatFile *file, size_t variable_ix, Str text);
/* Passes on what ReadStat writes, with the texts in their section. */
bool dta_strings_emit(DtaStrings *strings, StatFile *file, const char *bytes, size_t count);

#endif
