/* keyboard: the on-screen keyboard: letters by language with a layer of digits and signs, and a number pad. */
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include "view/view.h"

/* Rows of letter keys above the row with the space bar. */
enum { KEYBOARD_LETTER_ROWS = 3, KEYBOARD_PAD_ROWS = 4 };

int keyboard_rows_height(const Sizes *sizes, int rows);
/* The three rows of letters or signs into `rows`, and the row of the space bar into `bottom`. */
void keyboard_layout_letters(Build *b, Rect rows, Rect bottom, bool multiline);
void keyboard_layout_pad(Build *b, Rect panel);

#endif
