/* What tests of SPSS's and Stata's files share: what ReadStat finds in one, as lines. */
#ifndef STAT_FILE_H
#define STAT_FILE_H

#include "export/exported.h"

/* Exports, with temporary files in the fixture's folder; must succeed. */
void stat_export(Fixture *fixture, Store *store, ExportFormat format, Exported *out);
const char *stat_warnings(const Exported *exported);
Str stat_bytes(const Exported *exported, size_t table_ix);

/* At least so many bytes of the unit, over and over. */
Str stat_repeated(Arena *arena, const char *unit, size_t bytes);

/* The lines of a file:
 *
 *   file "Label" rows 2
 *   var alder double F12.0 scale "Hvor gammel?" missing -99999999999
 *   label nytte -1 "Asked, not answered"
 *   row 12|.a|tekst
 *
 * A label's first word is the first variable that has it; of Stata's the label's own name. A number that is system-missing is a point. */
const char *stat_lines(const Exported *exported, ExportFormat format, size_t table_ix);

/* Each of the lines stands among them; of a row its end is enough. */
void stat_assert_lines(const char *lines, const char *const *expected, size_t count);
#define STAT_ASSERT_LINES(lines, ...)                                                                                              \
  stat_assert_lines(lines, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#endif
