#include "notes.h"

#include <math.h>
#include <string.h>

enum { TOLD_MAX = 5 /* of each kind, one by one */ };

typedef struct Kind {
  const char *code;
  LintLevel level;
} Kind;

static const Kind KINDS[] = {
    [ADVICE_CONDITION_NEVER] = {"condition-never", LINT_WARNING},
    [ADVICE_CONDITION_ALWAYS] = {"condition-always", LINT_WARNING},
    [ADVICE_SCALE_UNBALANCED] = {"scale-unbalanced", LINT_WARNING},
    [ADVICE_TRANSLATIONS] = {"translations", LINT_WARNING},
    [ADVICE_NOT_REACHED] = {"not-reached", LINT_SUGGESTION},
    [ADVICE_NO_WAY_ON] = {"no-way-on", LINT_SUGGESTION},
    [ADVICE_TEXT_LONG] = {"text-long", LINT_SUGGESTION},
    [ADVICE_WORD_LONG] = {"word-long", LINT_SUGGESTION},
    [ADVICE_NAME_CHANGED] = {"name-changed", LINT_SUGGESTION},
    [ADVICE_SCALE_MIDDLE] = {"scale-middle", LINT_SUGGESTION},
    [ADVICE_TWO_THINGS] = {"two-things", LINT_SUGGESTION},
    [ADVICE_HARD_TO_READ] = {"hard-to-read", LINT_SUGGESTION},
    [ADVICE_MINUTES] = {"minutes-low", LINT_SUGGESTION},
    [ADVICE_MANY_OPEN] = {"many-open", LINT_SUGGESTION},
    [ADVICE_FACT_MINUTES] = {"minutes", LINT_FACT},
    [ADVICE_FACT_QUESTIONS] = {"questions", LINT_FACT},
    [ADVICE_FACT_LIX] = {"lix", LINT_FACT},
    [ADVICE_FACT_LIX_QUESTION] = {"lix-question", LINT_FACT},
    [ADVICE_FACT_READERS] = {"privacy-readers", LINT_FACT},
    [ADVICE_FACT_TIME] = {"privacy-moment", LINT_FACT},
    [ADVICE_FACT_DELETED] = {"privacy-deleted", LINT_FACT},
    [ADVICE_FACT_WAVES] = {"privacy-waves", LINT_FACT},
};
_Static_assert(COUNT_OF(KINDS) == ADVICE_COUNT, "every advice has its code and level");

static void add(Lint *lint, LintNote note) {
  if (lint->count == lint->capacity) {
    lint->capacity = lint->capacity ? 2 * lint->capacity : 32;
    LintNote *grown = ARENA_ARRAY(lint->arena, LintNote, lint->capacity);
    if (lint->count) memcpy(grown, lint->notes, lint->count * sizeof *grown);
    lint->notes = grown;
  }
  lint->notes[lint->count++] = note;
}

void lint_say(Lint *lint, Advice advice, Place place, Str what, Str remedy) {
  if (lint->said[advice]++ < TOLD_MAX)
    add(lint, (LintNote){.level = KINDS[advice].level,
                         .code = KINDS[advice].code,
                         .place = place,
                         .what = what,
                         .remedy = remedy,
                         .figure = (double)NAN});
}

void lint_fact(Lint *lint, Advice advice, Place place, double figure, Str what) {
  add(lint, (LintNote){.level = LINT_FACT,
                       .code = KINDS[advice].code,
                       .place = place,
                       .what = what,
                       .figure = figure,
                       .detail = advice == ADVICE_FACT_LIX_QUESTION});
}

void lint_say_rest(Lint *lint) {
  for (Advice i = 0; i < ADVICE_COUNT; i++)
    if (lint->said[i] > TOLD_MAX)
      add(lint, (LintNote){.level = KINDS[i].level,
                           .code = KINDS[i].code,
                           .place = {.file = lint->form->file},
                           .what = SAY(lint, "and %zu more of this kind", lint->said[i] - TOLD_MAX),
                           .figure = (double)(lint->said[i] - TOLD_MAX)});
}

Str lint_label(const Lint *lint, Text text) {
  return text.by_language ? text.by_language[lint->setup->language_ix] : (Str){0};
}

Str lint_count(const Lint *lint, size_t count, const char *noun) {
  return SAY(lint, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

bool lint_is_asked(const Question *question) {
  const FormType *type = form_type(question->kind);
  return type->asked && type->takes_answer;
}

const char *const *lint_codes(size_t *count) {
  static const char *const LEAVES[] = {
      "condition-never", "condition-always", "scale-unbalanced", "translations", "not-reached", "no-way-on",
      "text-long",       "word-long",        "name-changed",     "scale-middle", "two-things",  "hard-to-read",
      "minutes-low",     "many-open",        "minutes",          "questions",    "lix",         "lix-question",
      "privacy-readers", "privacy-moment",   "privacy-deleted",  "privacy-waves"};
  _Static_assert(COUNT_OF(LEAVES) == ADVICE_COUNT, "every code is listed");
  *count = COUNT_OF(LEAVES);
  return LEAVES;
}
