/* picker: a list of choices behind one line. The line stands among the page's answers and says what is chosen; pressed, it opens a sheet
 * over the page with all the choices, and above them, when they are many, a field to search in. */
#ifndef PICKER_H
#define PICKER_H

#include "view.h"

/* Is the question asked so? Where the author wants it, and where the list is longer than anybody reads through on a page. */
bool picker_is_wanted(const Scene *scene, const Asked *asked);
/* The line, below what the flow has. */
void picker_layout(Build *b, const Asked *asked, Flow *flow);

/* Where a sheet is scrolled to when it opens: to what is chosen. */
enum { PICKER_AT_CHOSEN = -1 };

/* The sheet's part of a QuestionView. */
void picker_sheet(Build *b, const Asked *asked, Rect area);
KeyboardKind picker_keyboard(const Scene *scene, const Asked *asked);
void picker_type(Gesture *gesture, Str text);
/* Takes what is about the sheet itself and its search; false: the act is the view's. */
bool picker_act(Gesture *gesture, Act act);
/* A choice was pressed, and there can be one only: the sheet goes, if there is one. */
void picker_done(Gesture *gesture);

#endif
