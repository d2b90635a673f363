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

void cells_put(Cells *cells, const char *bytes, size_t count);
static inline void cells_put_letter(Cells *cells, char letter) {
  if (cells->count == CELLS_BLOCK_BYTES) cells_flush(cells);
  cells->bytes[cells->count++] = letter;
}

typedef void CellWriter(Cells *cells, Str text);

/* As it is, and there is nothing in it that had to be quoted: numbers, and marks of our own. */
static inline void cell_bare(Cells *cells, Str text) {
  if (text.len == 1) /* most are a digit */
    cells_put_letter(cells, *text.ptr);
  else
    cells_put(cells, text.ptr, text.len);
}

/* Text that came from outside. What a spreadsheet would run as a formula, or take for a mark of this format, gets a leading '; so does each
 * sign = + - @ in it that follows ; a tab or a line break, also with quotes between: a spreadsheet may begin a cell there. */
void cell_text(Cells *cells, Str text);
/* A name that its author chose out of a list: like a text, but -1 is a number there. */
void cell_name(Cells *cells, Str text);

static inline void cell_end(Cells *cells) { /* of a cell that others follow */
  cells_put_letter(cells, ',');
}
void cell_end_row(Cells *cells);

#endif
