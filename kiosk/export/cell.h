/* cell: the fields of CSV records (RFC 4180), gathered into blocks on their way to a sink. */
#ifndef CELL_H
#define CELL_H

#include "base.h"

enum { CELLS_BLOCK_BYTES = 64 * 1024 };

typedef struct Cells { /* in an arena: what it held is wiped with it */
  Sink *out;
  size_t count;
  char bytes[CELLS_BLOCK_BYTES];
} Cells;

Cells *cells_new(Arena *arena, Sink *out); /* borrows out */
void cells_flush(Cells *cells);

/* As it is, quoted where it must be. For numbers, and for marks of our own. */
void cell_plain(Cells *cells, Str text);
/* Text that came from outside. What a spreadsheet would run as a formula, or take for a mark of this format, gets a leading '. */
void cell_text(Cells *cells, Str text);
/* A name that its author chose out of a list: like a text, but -1 is a number there. */
void cell_name(Cells *cells, Str text);
void cell_end(Cells *cells); /* of a cell that others follow */
void cell_end_row(Cells *cells);

#endif
