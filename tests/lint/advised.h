/* advised: what lint says of a form that is written out. */
#ifndef ADVISED_H
#define ADVISED_H

#include "lint.h"

LintReport advised(Arena *arena, const char *source); /* in the form's own language; the test fails when it is no form */
const LintNote *advised_find(LintReport report, const char *code); /* the first; NULL: none */

#endif
