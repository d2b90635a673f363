/* xlsx_table: a dataset's table as a sheet: what each variable's cells are. */
#ifndef XLSX_TABLE_H
#define XLSX_TABLE_H

#include "dataset.h"
#include "xlsx_book.h"

typedef struct XlsxTable XlsxTable;

/* In the arena, until xlsx_table_end; all else is borrowed. Texts that are cut are counted in the report and warned of. */
XlsxTable *xlsx_table_new(Arena *arena, XlsxBook *book, const Dataset *dataset, size_t table_ix, const ExportOptions *options,
                          ExportReport *report);
void xlsx_table_add(XlsxTable *table, const RecordRow *row);
Str xlsx_table_sheet(const XlsxTable *table); /* the sheet's name */
void xlsx_table_end(XlsxTable *table);        /* when it has all its rows, or the book is dropped */

#endif
