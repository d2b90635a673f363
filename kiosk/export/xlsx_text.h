/* xlsx_text: texts as a cell of a workbook takes them. */
#ifndef XLSX_TEXT_H
#define XLSX_TEXT_H

#include "base.h"

/* Into scratch, NUL-terminated, valid until the next call with it: at most so many letters as Excel counts them (UTF-16 units), and nothing
 * that XML forbids or a workbook reads as something else (ECMA-376, ST_Xstring: _x000D_). *cut: was it longer? */
const char *xlsx_text(Buffer *scratch, Str text, size_t letters_max, bool *cut);

#endif
