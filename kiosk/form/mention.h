/* The words in a form's expressions, roughly: enough to tell whether a column of choices can be meant by any of them. */
#ifndef FORM_MENTION_H
#define FORM_MENTION_H

#include "draft.h"

/* The first call reads all expressions. */
bool mentioned(Draft *draft, Str word);

#endif
