/* A form's whole model as lines of text, for comparing two of them: everything but the places it came from. Expressions, which keep no
 * text, are told by what they refer to, what they compare and what they are when they are constant. */
#ifndef FORM_TEST_DUMP_H
#define FORM_TEST_DUMP_H

#include "form.h"

Str dump_form(Arena *arena, const Form *form);

#endif
