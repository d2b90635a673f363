/* xlsx_book: an Excel workbook in the making, and its sheets, over libxlsxwriter in constant memory.
 *
 * A sheet that Excel could not hold goes on in further ones: "samling", "samling (2)". All files on the way are temporary ones without a
 * name. What fails is kept in the book: write as you like, ask at the end. */
#ifndef XLSX_BOOK_H
#define XLSX_BOOK_H

#include "base.h"

typedef struct XlsxLimits {
  size_t rows, columns; /* of a sheet; rows with its heading */
  size_t letters;       /* of a cell */
} XlsxLimits;

extern const XlsxLimits xlsx_limits; /* Excel's */

typedef enum XlsxStyle {
  XLSX_PLAIN, /* texts; a quiet one stands back among its neighbours, and where numbers would stand */
  XLSX_QUIET,
  XLSX_QUIET_NUMBER,
  XLSX_KEY,    /* quiet, and longer than its column is wide */
  XLSX_NUMBER, /* numbers, and what Excel counts in days */
  XLSX_WHOLE,
  XLSX_DATE,
  XLSX_TIME,
  XLSX_DATETIME,
  XLSX_FACT, /* of a sheet that is for reading: on as many lines as they need */
  XLSX_FACT_QUIET,
  XLSX_FACT_WHOLE,
  XLSX_BAND, /* begins something new, with a line above */
  XLSX_STYLE_COUNT
} XlsxStyle;

typedef enum XlsxUse { XLSX_FOR_DATA, XLSX_FOR_READING } XlsxUse; /* for reading: its bands are all the lines it has */

typedef struct XlsxColumn {
  Str heading;
  double width; /* letters, as its cells want it; the heading may make it wider */
  bool aside;   /* it is none of what the sheet is about: a heading of another colour */
} XlsxColumn;

typedef struct XlsxBook XlsxBook;
typedef struct XlsxSheet XlsxSheet;

typedef struct XlsxBookOptions {
  const char *folder; /* of temporary files, and where warnings go, as ExportOptions has them */
  Sink *warnings;
  Str title;          /* also on every page that is printed */
  Str day;            /* ISO date, or empty: when it was made, as its properties say */
  bool right_to_left; /* the sheets' columns */
} XlsxBookOptions;

/* The book lives in the arena, which is borrowed, as all else is. */
Status xlsx_book_new(Arena *arena, const XlsxLimits *limits, const XlsxBookOptions *options, XlsxBook **out, Err *err);
/* Writes the whole workbook to out, and frees the book, whatever happens. STATUS_WORLD: export-temporary, export-write. */
Status xlsx_book_finish(XlsxBook *book, Sink *out, Err *err);
void xlsx_book_drop(XlsxBook *book); /* in place of finish */
bool xlsx_book_failed(const XlsxBook *book);

/* Called as wanted is, as far as Excel allows that and no other sheet is called so. Columns are borrowed. The sheet is the book's. */
XlsxSheet *xlsx_sheet_new(XlsxBook *book, XlsxUse use, Str wanted, const XlsxColumn *columns, size_t count);
Str xlsx_sheet_name(const XlsxSheet *sheet); /* of its first part */
/* Cells go into the row that was begun last. */
void xlsx_sheet_begin_row(XlsxSheet *sheet);
bool xlsx_sheet_text(XlsxSheet *sheet, size_t column_ix, Str text, XlsxStyle style); /* never a formula or a link; false: was cut */
void xlsx_sheet_number(XlsxSheet *sheet, size_t column_ix, double number, XlsxStyle style);
void xlsx_sheet_blank(XlsxSheet *sheet, size_t column_ix, XlsxStyle style);
void xlsx_sheet_end(XlsxSheet *sheet); /* when it has all its rows */

#endif
