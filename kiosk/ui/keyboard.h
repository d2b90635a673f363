/* keyboard: the on-screen keyboard: letters by language with a layer of digits and signs, and a number pad. */
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include "view/view.h"

/* Rows of letter keys above the row with the space bar. */
enum { KEYBOARD_LETTER_ROWS = 3, KEYBOARD_PAD_ROWS = 4 };

int keyboard_rows_height(const Sizes *sizes, int rows);
/* The three rows of letters or signs into `rows`, and the row of the space bar into `bottom`. */
void keyboard_layout_letters(Build *b, Rect rows, Rect bottom, bool multiline);
/* Digits, sign and backspace, as on a telephone; decimal: and the mark between whole and fraction. */
void keyboard_layout_pad(Build *b, Rect panel, bool decimal);
/* The same in a row, or in two where it is narrow. */
int keyboard_strip_rows(const Sizes *sizes, int width_px);
void keyboard_layout_strip(Build *b, Rect panel, bool decimal);

#endif
