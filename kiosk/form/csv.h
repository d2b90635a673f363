/* Comma-separated values (RFC 4180), as spreadsheet programs write them: parted by commas, semicolons or tabs, whichever the first line
 * has most of; with or without a byte order mark. The first line names the columns. */
#ifndef FORM_CSV_H
#define FORM_CSV_H

#include "base.h"

enum { CSV_BYTES_MAX = 4 * 1024 * 1024, CSV_ROWS_MAX = 20000, CSV_COLUMNS_MAX = 100 };

typedef struct CsvTable {
  const Str *names; /* of the columns; an empty one for a column without a name */
  size_t column_count;
  const Str *cells; /* row by row, column_count each: without white space around them, line breaks in them as LF */
  const int *lines; /* beside the rows: the line that each begins on */
  size_t row_count; /* without empty lines */
} CsvTable;

typedef struct CsvProblem {
  int line, column;   /* column: in code points; 0: the line as a whole */
  const char *what;   /* static */
  const char *remedy; /* static */
} CsvProblem;

/* The cells borrow text, or lie in the arena. False: *problem says what is wrong, and *out is left alone. */
bool csv_read(Arena *arena, Str text, CsvTable *out, CsvProblem *problem);
int csv_find_column(const CsvTable *table, Str name); /* -1: there is none */

#endif
