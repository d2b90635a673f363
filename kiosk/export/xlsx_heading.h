/* xlsx_heading: how much room a column and its heading take. */
#ifndef XLSX_HEADING_H
#define XLSX_HEADING_H

#include "base.h"

/* In letters: as its cells want it, and wider where the heading needs it. */
double xlsx_heading_width(Str heading, double cells_width);
int xlsx_heading_lines(Str heading, double width); /* that a spreadsheet breaks it into, at spaces */

#endif
