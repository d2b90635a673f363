/* random_words: text without meaning in the letters of many languages, from one word to a paragraph. */
#ifndef RANDOM_WORDS_H
#define RANDOM_WORDS_H

#include "base.h"

typedef struct WordLanguage {
  const char *code, *name;
  bool rtl;
  const char *const *words; /* NULL-terminated; the last few are very long */
} WordLanguage;

extern const WordLanguage word_languages[]; /* bokmål is the first */
extern const size_t word_language_count;

typedef enum WordLength {
  WORDS_FEW,    /* 1 .. 3 */
  WORDS_SOME,   /* 4 .. 12 */
  WORDS_MANY,   /* 15 .. 60 */
  WORDS_MIXED,  /* mostly some, at times few or many */
  WORDS_CHOICE, /* mostly few, at times some */
} WordLength;

Str random_words(Arena *arena, const Random *random, const WordLanguage *language, WordLength length);

#endif
