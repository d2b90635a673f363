/* words: what an export says in a language of its own accord: labels of what is no question, and of the kinds of silence. */
#ifndef WORDS_H
#define WORDS_H

#include "base.h"

typedef enum Word {
  WORD_SKIPPED,   /* "Asked, not answered" */
  WORD_NOT_ASKED, /* "Not asked" */
  WORD_YES,
  WORD_NO,
  WORD_RESPONSE, /* labels of the response's own variables */
  WORD_FORM_VERSION,
  WORD_LANGUAGE,
  WORD_CHANNEL,
  WORD_ROUND,
  WORD_EVENT,
  WORD_PLACE,
  WORD_STATUS,
  WORD_TIME,
  WORD_DEVICE,
  WORD_TRIAL,
  WORD_POSITION,  /* of an instance in its repeat */
  WORD_INSTANCES, /* how many a repeat has */
  WORD_COUNT
} Word;

/* In nb, nn, en, uk and ar; any other language: English. Static. */
Str word_in(Word word, Str language);

#endif
