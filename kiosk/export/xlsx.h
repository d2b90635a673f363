/* xlsx: a workbook with a sheet for each table and the codebook. */
#ifndef XLSX_H
#define XLSX_H

#include "formats.h"
#include "xlsx_book.h"

/* xlsx_write(), for a spreadsheet that holds so much. */
Status xlsx_write_within(const ExportJob *job, const XlsxLimits *limits, Err *err);

#endif
