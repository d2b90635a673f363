/* xlsx_heading: how much room a column, its heading and its texts take. */
#ifndef XLSX_HEADING_H
#define XLSX_HEADING_H

#include "base.h"

/* In letters: as its cells want it, and wider where the heading needs it. */
double xlsx_heading_width(Str heading, double cells_width);
/* That a spreadsheet breaks it into, at spaces. */
int xlsx_heading_lines(Str heading, double width);
int xlsx_text_lines(Str text, double width);

#endif
