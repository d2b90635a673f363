/* xlsx_parts: what a workbook and its sheets know of each other. */
#ifndef XLSX_PARTS_H
#define XLSX_PARTS_H

#include "xlsx_book.h"

#include <xlsxwriter.h>

typedef struct XlsxPart XlsxPart;
struct XlsxPart { /* one of Excel's sheets, in their order */
  Str name;
  lxw_worksheet *worksheet;
  int64_t row_bytes; /* of XML, once all its rows are there */
  XlsxPart *next;
};

struct XlsxBook {
  Arena *arena;
  const XlsxLimits *limits;
  const char *folder;
  Sink *warnings;
  Str title;
  bool right_to_left;
  int file; /* where the workbook comes to be */
  lxw_workbook *workbook;
  lxw_format *heading, *heading_aside, *styles[XLSX_STYLE_COUNT];
  XlsxPart *first, *last;
  Buffer scratch;
  Str failure; /* why the first thing failed; empty: nothing did */
};

/* NULL: the book has failed. The name is taken over as it is. */
XlsxPart *xlsx_book_add_part(XlsxBook *book, Str name);
/* The library does not look whether its rows reach the disk. */
void xlsx_book_look_after(XlsxBook *book, const XlsxPart *part);

#endif
