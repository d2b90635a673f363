/* Words of a text, as readers count them. */
#ifndef LINT_WORDS_H
#define LINT_WORDS_H

#include "base.h"

/* Takes the next word off the front of *rest, without the signs around it; an empty Str when none is left. ends_sentence, which may be NULL,
 * becomes true when . : ! or ? stands behind it, or a line ends. */
Str words_next(Str *rest, bool *ends_sentence);
/* A copy with the letters A-Z, Æ Ø Å and their kin (U+00C0 .. U+00DE) and those of Cyrillic small. */
Str words_small(Arena *arena, Str text);
bool words_contain(Str text, const char *part);
bool words_call(Str expression, const char *function); /* by the end of its name: "-if" of count-if( */
bool words_is_language(Str code, const char *primary); /* "nb" of nb and nb-NO */

#endif
