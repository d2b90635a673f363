/* month_sheet: a month over the whole page, of which a day is chosen with one touch. */
#ifndef MONTH_SHEET_H
#define MONTH_SHEET_H

#include "moment.h"

/* The button that opens it, in its row. Returns its width; rect.w of 0: only measures. */
int month_sheet_button(Build *b, Rect row);
/* Has a display the room for six weeks and what stands beside them? Where it has not, the steppers alone set a date. */
bool month_sheet_fits(Build *b);
void month_sheet(Build *b, const Asked *asked, Rect area);

/* ACT_SHEET, when it was opened: it shows the month of the answer, else of today. ACT_MONTH: another month. */
void month_sheet_act(Gesture *gesture, Act act);

#endif
