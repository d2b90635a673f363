/* xlsx_whole: is a workbook whole? What the library puts together passes through files whose writing it does not look after. */
#ifndef XLSX_WHOLE_H
#define XLSX_WHOLE_H

#include "xlsx_parts.h"

/* Reads it through: does each of its files end as it began, and has each sheet at least as many bytes as its rows? */
bool xlsx_is_whole(int file, const XlsxPart *parts);

#endif
