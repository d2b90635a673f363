/* lint: what an experienced colleague would say of a form before the visitors see it.
 *
 * Goes beyond what the form's own passes find: those say what is wrong, this says what is unwise, unclear or worth knowing. Pure and
 * deterministic: the same form and setup give the same advice. It reasons on choices, sends robots through the form, and counts words and
 * letters; it knows no fonts and no display, and says so where it guesses. */
#ifndef LINT_H
#define LINT_H

#include "form.h"

typedef enum LintLevel {
  LINT_WARNING,    /* shown to be so, and hardly what its author means */
  LINT_SUGGESTION, /* may be as it should: a person decides */
  LINT_FACT,       /* good to know; there is nothing to mend */
  LINT_LEVEL_COUNT
} LintLevel;

typedef struct LintNote {
  LintLevel level;
  const char *code; /* static, stable */
  Place place;      /* file NULL: the form as a whole */
  Str what, remedy; /* as in a Diag; a fact is a sentence or two without a remedy */
  double figure;    /* of a fact that is a number (LIX, minutes, how many); else NaN */
  bool detail;      /* one of many figures, for programs rather than people */
} LintNote;

typedef struct LintReport { /* warnings, suggestions, facts; of each what matters most first, then in the order of the form */
  const LintNote *notes;
  size_t count;
} LintReport;

typedef struct LintSetup {
  int language_ix; /* the language that is judged */
  size_t visits;   /* how many robots play; 0: as many as a form of its size allows within about a second */
  uint64_t seed;
  int64_t wall_ms; /* when they do */
} LintSetup;

/* Of one code only a few are told one by one, then how many more there are. Everything lives in the arena or in the form. */
LintReport lint_form(Arena *arena, const Form *form, const LintSetup *setup);
const char *lint_level_name(LintLevel level); /* "suggestion"; static */
/* Every code; static. */
const char *const *lint_codes(size_t *count);

#endif
