/* xlsx_codebook: what every column means, as the workbook's last sheet. */
#ifndef XLSX_CODEBOOK_H
#define XLSX_CODEBOOK_H

#include "dataset.h"
#include "xlsx_book.h"

/* A row for each variable and each of its values, in the dataset's language; sheets: the names of the tables' sheets. */
void xlsx_codebook_add(Arena *arena, XlsxBook *book, const Dataset *dataset, const Str *sheets);

#endif
