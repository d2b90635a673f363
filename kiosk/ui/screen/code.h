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
/* How a screen's words are set: smaller where there is no room for them. Least: on the smallest displays, in few words, and what is about the
 * code goes before what is not, for the rest may have to be scrolled to. */
typedef enum WordsSize { WORDS_LARGE, WORDS_SMALL, WORDS_LEAST } WordsSize;
/* A screen with words and a code. */
typedef struct CodeScreen {
  Str label;                                               /* of the code, spoken */
  UiString type_words;                                     /* before the address that can be typed instead */
  void (*add_words)(Build *b, Flow *flow, WordsSize size); /* below what the flow has */
} CodeScreen;
/* Both in an area: the code stands still and whole; the words scroll where there is not room for all. */
void code_add_beside_words(Build *b, Rect area, const CodeScreen *screen);

#endif
