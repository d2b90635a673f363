/* A workbook in memory from a text that shows its sheets: a line "== NAME" begins a sheet, every other line is a row, its cells parted
 * by |. \n, \t, \p (for |), \s (for a space at an end) and \_ (a no-break space) stand for what cannot be seen; a cell that begins with
 * ! holds an error; "@12" says the number of the next row. */
#ifndef FORM_TEST_SHEETS_H
#define FORM_TEST_SHEETS_H

#include "workbook.h"

Workbook sheets_workbook(Arena *arena, Str text); /* borrows nothing */

#endif
