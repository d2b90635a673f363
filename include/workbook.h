/* workbook: an Excel file (.xlsx) as sheets of cells that are texts. Over libzip and expat.
 *
 * Knows nothing of forms. Reads what spreadsheet programs really write (ECMA-376 part 1, chapter 18): the central directory and not the
 * local headers, cells without references, shared, inline and formula texts, rich text as plain text, booleans as TRUE and FALSE,
 * numbers as the shortest text that means them, cells that hold an error as that error. Formulas are never worked out and nothing
 * outside the file is ever opened; a document type declaration is refused. Limits: 64 MiB of file and 64 MiB unpacked in all, 100 sheets,
 * 200,000 rows of a sheet and 2,000,000 filled cells, 128 KiB of text a cell (Excel's own limit is 32,767 characters), markup nested
 * 64 deep. Cells with the format of a date or a time are ISO 8601 text. */
#ifndef WORKBOOK_H
#define WORKBOOK_H

#include "base.h"

typedef struct Cell {
  int column; /* from 1 */
  Str text;   /* not empty */
  bool error; /* #REF! and its like: text is what the sheet shows */
} Cell;

typedef struct Row {
  int number;        /* from 1, as the spreadsheet counts */
  const Cell *cells; /* filled ones only, from left to right */
  size_t count;
} Row;

typedef struct Sheet {
  Str name;        /* NUL-terminated */
  const Row *rows; /* those with a filled cell, from top to bottom */
  size_t count;
} Sheet;

typedef struct Workbook {
  const Sheet *sheets; /* in the order of their tabs, hidden ones too */
  size_t count;
} Workbook;

/* Reads a whole file's bytes; everything lives in the arena. What is wrong is told in diags (codes workbook-*), with file as its name
 * (borrowed); false: there was an error, and *out is empty. */
bool workbook_read(Arena *arena, Str bytes, const char *file, Diags *diags, Workbook *out);
const Sheet *workbook_sheet(const Workbook *workbook, Str name); /* NULL: none. Without regard to ASCII case and spaces around it */
const char *const *workbook_codes(size_t *count);                /* static */

#endif
