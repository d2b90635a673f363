/* keyboard: the on-screen keyboard: letters by language with a layer of digits and signs, and a number pad.
 *
 * A keyboard is not mirrored: the letters of each script stand as they do on the keyboards of those who write it. A key that is held opens
 * the letters that are like its own in a row above it: the finger slides to one and lifts, or lifts and taps one. */
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include "view/view.h"

/* Rows of letter keys above the row with the space bar. */
enum { KEYBOARD_LETTER_ROWS = 3, KEYBOARD_PAD_ROWS = 4 };
enum { KEYBOARD_HOLD_MS = 400 }; /* so long is a key held until its row opens */

/* All of these lay out for the cell b->cell, that is typed into. */

int keyboard_rows_height(const Sizes *sizes, int rows);
typedef struct LettersUse {
  bool multiline; /* with a key for a new line */
  bool must_shut; /* with the key that puts the letters away even where that takes signs from the row of the space bar */
} LettersUse;

/* The three rows of letters or signs into `rows`, and the row of the space bar into `bottom`. */
void keyboard_layout_letters(Build *b, Rect rows, Rect bottom, LettersUse use);
/* Digits, sign and backspace, as on a telephone; decimal: and the mark between whole and fraction. There is no sign where the question's
 * constraint takes nothing below 0. */
void keyboard_layout_pad(Build *b, Rect panel, bool decimal);
/* The same in a row, or in two where it is narrow. */
int keyboard_strip_rows(const Sizes *sizes, int width_px);
void keyboard_layout_strip(Build *b, Rect panel, bool decimal);

/* --- what its keys do --- */

/* act: of the shift key. Two presses within a moment lock the capitals. */
void keyboard_press_shift(Interaction *state, const Act *act);
void keyboard_press_layer(Interaction *state);
/* From the language's own letters to Latin ones, and back. */
void keyboard_press_latin(Interaction *state);
/* A character was typed, or the caret went elsewhere: a single capital is over, and so is a row of accents. */
void keyboard_typed(Interaction *state);

/* --- the row above a held key --- */

/* Has the node such a row, to be opened when it is held? */
bool keyboard_may_open(const Node *node);
void keyboard_open(Interaction *state, const Node *node);
/* A press begins on a node (NULL: beside all of them): the row goes away, unless it is one of its keys. */
void keyboard_press_begins(Interaction *state, const Node *node);
/* A finger slides while the row is open: the key of the row above it is the pressed one. False: no row is open. */
bool keyboard_slide(const Build *b, Interaction *state, int x, int y);
/* The finger is lifted: a row that it slid off goes away. */
void keyboard_let_go(Interaction *state);

#endif
