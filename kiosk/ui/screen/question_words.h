/* question_words: what a question says before its answers: label, hint, and a longer explanation that unfolds. */
#ifndef QUESTION_WORDS_H
#define QUESTION_WORDS_H

#include "../build.h"

typedef struct WordsLook {
  int title_px;
  bool tight, hinted;
  bool untitled; /* its answer says the title */
  int area_h;    /* of which a picture may take its share */
  int beside_px; /* width beside the words that is the picture's; 0: it stands below them */
} WordsLook;

/* Below what the flow has. A note's hint is what it has to say. */
void question_words_add(Build *b, const Asked *asked, Flow *flow, WordsLook look);

#endif
