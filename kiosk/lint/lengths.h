/* How wide letters and lines are on a display, without a font. */
#ifndef LINT_LENGTHS_H
#define LINT_LENGTHS_H

#include "base.h"

enum { LENGTHS_DISPLAY_WIDTH_MM = 217, LENGTHS_DISPLAY_HEIGHT_MM = 136 }; /* ten inches, 16:10, lying */

typedef struct LengthsModel { /* at the largest letters */
  double body_mm, title_mm;   /* ems of choices and of questions */
  double column_mm;           /* of text and answers */
} LengthsModel;

LengthsModel lengths_model(void);
double lengths_text_mm(Str text, double em_mm); /* an estimate: letters of middling widths */

#endif
