/* What is being said of a form, and the catalogue of what can be. */
#ifndef LINT_NOTES_H
#define LINT_NOTES_H

#include "lint.h"

typedef enum Advice { /* of each level what matters most comes first, and is told first */
                      ADVICE_CONDITION_NEVER,
                      ADVICE_CONDITION_ALWAYS,
                      ADVICE_TRANSLATIONS,
                      ADVICE_SCALE_UNBALANCED,
                      ADVICE_NO_WAY_ON,
                      ADVICE_NOT_REACHED,
                      ADVICE_ALWAYS_REACHED,
                      ADVICE_TWO_THINGS,
                      ADVICE_SCALE_MIDDLE,
                      ADVICE_HARD_TO_READ,
                      ADVICE_WORD_LONG,
                      ADVICE_TEXT_LONG,
                      ADVICE_MINUTES,
                      ADVICE_MANY_OPEN,
                      ADVICE_NAME_CHANGED,
                      ADVICE_FACT_MINUTES,
                      ADVICE_FACT_QUESTIONS,
                      ADVICE_FACT_LIX,
                      ADVICE_FACT_LIX_QUESTION,
                      ADVICE_FACT_READERS,
                      ADVICE_FACT_TIME,
                      ADVICE_FACT_DELETED,
                      ADVICE_FACT_WAVES,
                      ADVICE_COUNT
} Advice;

typedef struct Lint {
  Arena *arena;
  const Form *form;
  const LintSetup *setup;
  LintNote *notes;
  size_t count, capacity;
  size_t said[ADVICE_COUNT];
  bool *hidden;  /* by reference index: shown by reasoning never to be relevant */
  bool *certain; /* likewise, always to be */
} Lint;

/* Passes; a file each. */
void lint_conditions(Lint *lint);
void lint_visits(Lint *lint); /* behind the conditions: what can never be is not said twice */
void lint_scales(Lint *lint);
void lint_translations(Lint *lint);
void lint_lengths(Lint *lint);
void lint_names(Lint *lint);
void lint_two_things(Lint *lint);
void lint_readability(Lint *lint);
void lint_open_questions(Lint *lint);
void lint_privacy(Lint *lint);

void lint_say(Lint *lint, Advice advice, Place place, Str what, Str remedy);
void lint_fact(Lint *lint, Advice advice, Place place, double figure, Str what);
void lint_say_rest(Lint *lint); /* how many there are beyond those told */
void lint_sort(Lint *lint);     /* warnings, suggestions, facts; in each what matters most first, then as it stands in the form */

#define SAY(lint, ...) arena_printf((lint)->arena, __VA_ARGS__)

Str lint_label(const Lint *lint, Text text); /* in the language that is judged, and in that alone; may be empty */
Str lint_count(const Lint *lint, size_t count, const char *noun); /* "1 text", "7 texts" */
bool lint_is_asked(const Question *question);                     /* on a screen, and for an answer */

#endif
