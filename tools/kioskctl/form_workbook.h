/* form_workbook: sheets as an Excel workbook. Over libxlsxwriter. */
#ifndef FORM_WORKBOOK_H
#define FORM_WORKBOOK_H

#include "form_sheets.h"

/* Writes path, which may exist. The same sheets give the same bytes. STATUS_INPUT, cell-too-long: a text that no cell can hold;
 * STATUS_WORLD, out-path: it cannot be written. */
Status form_workbook_write(const FormSheets *sheets, const char *path, Err *err);

#endif
