/* text_letters: what a reader sees as one letter, and which way a text runs. */
#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H

#include "base.h"

/* Does the text as a whole run from right to left? By its words: a name in another script at its beginning does not turn it round,
 * and neither do numbers, signs and emoji. */
bool text_is_rtl(Str text);
/* Bytes of the last grapheme of the text before `end`; 0 at its beginning. */
size_t text_grapheme_before(Str text, size_t end);
size_t text_grapheme_after(Str text, size_t start);

#endif
