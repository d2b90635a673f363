/* form_sheet: one sheet of an XLSForm in the making: rows of cells under headings, of which only the used ones are written. */
#ifndef FORM_SHEET_H
#define FORM_SHEET_H

#include "base.h"

typedef struct SheetColumn {
  Str heading;
  bool used;
} SheetColumn;

typedef struct SheetCell {
  size_t column_ix;
  Str text;
  bool number; /* text is a whole number, and is written as one */
} SheetCell;

typedef struct SheetRow {
  SheetCell *cells; /* in any order */
  size_t count, capacity;
} SheetRow;

typedef struct FormSheet {
  Arena *arena;
  const char *name;
  SheetColumn *columns; /* from left to right */
  size_t column_count, column_capacity;
  SheetRow *rows;
  size_t row_count, row_capacity;
} FormSheet;

FormSheet form_sheet_new(Arena *arena, const char *name);
size_t form_sheet_add_column(FormSheet *sheet, Str heading); /* unused until it has a cell; its index */
void form_sheet_add_row(FormSheet *sheet);
/* Into the last row. An empty text is no cell. */
void form_sheet_put(FormSheet *sheet, size_t column_ix, Str text, bool number);

#endif
