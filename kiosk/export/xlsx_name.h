/* xlsx_name: what Excel takes for a sheet's name. */
#ifndef XLSX_NAME_H
#define XLSX_NAME_H

#include "xlsx_parts.h"

/* For the part (from 1) of a sheet that is to be called so, unlike all others in the book; in its arena. */
Str xlsx_name(const XlsxBook *book, Str wanted, int part);

#endif
