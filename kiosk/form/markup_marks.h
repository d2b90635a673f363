/* Markdown's marks within a line: which bytes of a text are marks and go, and which are to stand as they are. */
#ifndef FORM_MARKUP_MARKS_H
#define FORM_MARKUP_MARKS_H

#include "base.h"

/* What becomes of a byte, decided before anything is written: a mark is dropped only together with its partner. */
typedef enum Fate { FATE_OPEN, FATE_DROP, FATE_LITERAL } Fate;

/* Decides for emphasis, links and code; fate stands beside the text's bytes, all FATE_OPEN. */
void markup_decide_marks(Str text, uint8_t *fate);
/* The bytes of the ${name} at at; 0: there is none. */
size_t markup_answer_length(Str text, size_t at);
/* '\0' beyond the end, which parts words as a space does. */
char markup_char_at(Str text, size_t at);
bool markup_is_space(char c);                  /* '\0' too */
size_t markup_run_length(Str text, size_t at); /* of the character there */
size_t markup_line_end(Str text, size_t at);   /* of the line break, or the text's end */

#endif
