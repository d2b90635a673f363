/* Regular expressions that match a whole text: the common ground of POSIX extended and Java's, with \d \w \s \b.
 *
 * Not the C library's: that one reads text by the process's locale (an å would be two characters), and a small pattern can make
 * it take all memory and time there is. Here a pattern has a bounded size, and matching takes text times pattern at most. */
#ifndef EXPR_REGEX_H
#define EXPR_REGEX_H

#include "base.h"

typedef struct Regex Regex;

/* Lives in the arena. NULL when the pattern is wrong; then *problem says why (static). */
const Regex *regex_compile(Arena *arena, Str pattern, const char **problem);
bool regex_matches(const Regex *regex, Str text, Arena *scratch);
/* A text drawn by chance from those that match, unless an anchor or a boundary in the pattern's middle forbids it. */
Str regex_draw(const Regex *regex, const Random *random, Arena *arena);

#endif
