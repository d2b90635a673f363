#ifndef EXPR_LETTER_CASE_H
#define EXPR_LETTER_CASE_H

#include "base.h"

typedef enum LetterCase { LETTER_LOWER, LETTER_UPPER } LetterCase;

/* The text in lower or upper case: Latin letters with their accents, Greek and Cyrillic; others stay as they are. */
Str letter_case_change(Arena *arena, Str s, LetterCase to);

#endif
