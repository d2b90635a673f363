/* keys: what the kinds of on-screen keyboard share: their keys, and the layouts of letters. */
#ifndef KEYS_H
#define KEYS_H

#include "../keyboard.h"

typedef struct KeyboardLayout {
  const char *languages;                   /* BCP 47, parted by spaces; NULL: of no language */
  const char *rows[KEYBOARD_LETTER_ROWS];  /* small letters, from left to right as they stand on the screen */
  const char *slim[KEYBOARD_LETTER_ROWS];  /* where the longest of those has keys under 10 mm; NULL: there is no other */
  const char *beside_space, *beside_slim;  /* beside the space bar; the last one goes last where it is narrow */
  const char *stops;                       /* above a held full stop */
  const char *signs[KEYBOARD_LETTER_ROWS]; /* the layer of digits and signs */
  const char *name;                        /* its first letters, on the key that leads to it */
  bool cased;                              /* has it capitals? */
  bool latin;
} KeyboardLayout;

/* Of the language shown, or, where the visitor switched, Latin letters. Static. */
const KeyboardLayout *keyboard_layout_of(const Build *b);
/* The layout that the switch leads to; NULL: the language's own letters are Latin. */
const KeyboardLayout *keyboard_layout_other(const Build *b);
/* Are capitals typed now? At the beginning of a sentence by themselves. */
bool keyboard_is_upper(const Build *b);

/* What the letter's row holds, as UTF-8 in the frame's arena; letters that have a key of their own are left out. */
Str keyboard_accents(const Build *b, uint32_t cp);
/* The open row over its key, if the key is among the nodes from index `first` on. */
void keyboard_layout_accents(Build *b, size_t first, Rect panel);

/* Keys in rows and columns, all of a size. */
typedef struct KeyGrid {
  Rect panel;
  int columns, rows, gap;
} KeyGrid;

/* Where a key stands that is so many columns wide and so many rows high. */
Rect key_grid_place(const KeyGrid *grid, int column, int row, int wide, int high);

Node *key_add(Build *b, Str id, Str label, Rect rect, Rect panel, Act act, Icon icon);
/* A character; upper: as a capital. The id is that of the small letter. */
Node *key_add_character(Build *b, uint32_t cp, bool upper, Rect rect, Rect panel);
Node *key_add_backspace(Build *b, Rect rect, Rect panel);

#endif
