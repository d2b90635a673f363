/* xlsx_look: how a workbook's sheets look, on a screen and on paper. */
#ifndef XLSX_LOOK_H
#define XLSX_LOOK_H

#include "xlsx_parts.h"

void xlsx_look_make(XlsxBook *book); /* its formats */
bool xlsx_look_is_wrapped(XlsxStyle style);
/* Lines, direction, paper and what stands on each page: headings, the book's title, the sheet's name. How many letters wide the sheet is
 * says how many pages stand beside each other. */
void xlsx_look_page(const XlsxBook *book, lxw_worksheet *worksheet, XlsxUse use, double width);

#endif
