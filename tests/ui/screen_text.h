/* screen_text: a screen as text, a line a node, for reference files. */
#ifndef SCREEN_TEXT_H
#define SCREEN_TEXT_H

#include "ui.h"

/* The nodes that can be seen, in focus order, a line each:
 *
 *   answer.ja radio 40,200 560x118 selected 40px "Ja, det" / "stemmer" = "1"
 *
 * id, role, place (px), cut (where a window's edge cuts it), states, the size of its letters and the words in their lines, value. What is
 * told only, and not shown, is in (parentheses). Keys of one row share a line; nodes out of sight are counted. */
void screen_text_nodes(Ui *ui, Sink *sink);

#endif
