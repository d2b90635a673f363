/* code: a QR code on its card, and beside or below it what is typed by who cannot scan it. Dark on light in every theme. */
#ifndef CODE_H
#define CODE_H

#include "../build.h"

/* Side of the card, px, quiet zone and all: as large as room and most_mm (of a small display) let it be, in whole pixels for each module,
 * so that no edge is blurred; never below what a phone reads, even where that is more than the room. */
int code_side(const Build *b, int room_px, double most_mm);
int code_least_side(const Build *b);
/* Where there is no room for that: what a phone reads that is held closer. */
int code_close_side(const Build *b);
void code_add(Build *b, Rect rect, Str label);
/* The address, and the code to type there, with the words that lead to them; nothing where the scene has no address. */
void code_add_typed(Build *b, Flow *flow);
/* Puts a screen's words below what the flow has; small: where the large ones do not fit. */
typedef void AddWords(Build *b, Flow *flow, bool small);
/* A screen's words and its code, in an area: the code stands still and whole; the words scroll where there is not room for all. */
void code_add_beside_words(Build *b, Rect area, Str label, AddWords *add_words);

#endif
