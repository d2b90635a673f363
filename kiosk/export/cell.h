/* cell: one field of a CSV record (RFC 4180). */
#ifndef CELL_H
#define CELL_H

#include "base.h"

/* As it is, quoted where it must be. For numbers, and for column names and marks of our own. */
void cell_plain(Sink *out, Str text);
/* Text that came from outside. What a spreadsheet would run as a formula, or take for a mark of this format, gets a leading '. */
void cell_text(Sink *out, Str text);

#endif
