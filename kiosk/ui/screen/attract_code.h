/* attract_code: the code on the first screen, second to Start, which it must leave the room for: beside the words on a wide screen, below them
 * on a tall one. */
#ifndef ATTRACT_CODE_H
#define ATTRACT_CODE_H

#include "../build.h"

typedef enum CodeWords { CODE_WORDS_TYPED, CODE_WORDS_WHOLE, CODE_WORDS_BRIEF, CODE_WORDS_NONE } CodeWords;

/* How it stands there. */
typedef struct CodeLook {
  CodeWords words; /* that stand with it; typed: with the address */
  bool close;      /* it is smaller: whoever scans it comes closer */
  bool corner;     /* with the languages: above them on a wide screen, beside them on a tall one */
  bool bare;       /* and the organisation's mark gives way to it */
} CodeLook;

/* From the best look to the one that takes the least room. */
extern const CodeLook attract_code_looks[];
extern const size_t attract_code_look_count;

typedef struct CodePlace {
  CodeLook look;
  int side;    /* of its card; 0: there is no code */
  Rect rect;   /* of all of it */
  int words_w; /* on a wide screen: what it leaves to the words of the screen */
  Rect chips;  /* in a corner: where the languages may be */
} CodePlace;

/* Finds its place; false: there is none in the area, which does not have the languages any more but for a corner. */
bool attract_code_place(Build *b, Rect area, CodeLook look, CodePlace *out);
void attract_code_add(Build *b, const CodePlace *place);
/* Instead of it, the address alone, in the middle of a room; may_break: on several lines. False, and nothing: it is too long for that. */
bool attract_code_add_address(Build *b, Rect room, bool may_break);

#endif
