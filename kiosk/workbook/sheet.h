/* sheet: the cells of one sheet (ECMA-376 part 1, 18.3). */
#ifndef SHEET_H
#define SHEET_H

#include "package.h"
#include "strings.h"
#include "styles.h"
#include "workbook.h"

typedef struct SheetSource { /* what the cells of every sheet refer to */
  Package *package;
  Arena *scratch; /* rewound by whoever owns it, after the last sheet */
  SharedStrings strings;
  Styles styles;
  bool from_1904;
  size_t cells_left; /* of the limit for all sheets */
} SheetSource;

/* Reads a part into rows, in the package's arena; sheet->name is given. False: said in diags. */
bool sheet_read(SheetSource *source, Str part, Sheet *sheet);

#endif
