#include "notes.h"

#include <math.h>
#include <string.h>

enum { TOLD_MAX = 5 /* of each kind, one by one */ };

static const char *const CODES[] = {
    [ADVICE_CONDITION_NEVER] = "condition-never",
    [ADVICE_CONDITION_ALWAYS] = "condition-always",
    [ADVICE_TRANSLATIONS] = "translations",
    [ADVICE_SCALE_UNBALANCED] = "scale-unbalanced",
    [ADVICE_NO_WAY_ON] = "no-way-on",
    [ADVICE_NOT_REACHED] = "not-reached",
    [ADVICE_ALWAYS_REACHED] = "always-reached",
    [ADVICE_TWO_THINGS] = "two-things",
    [ADVICE_SCALE_MIDDLE] = "scale-middle",
    [ADVICE_HARD_TO_READ] = "hard-to-read",
    [ADVICE_WORD_LONG] = "word-long",
    [ADVICE_TEXT_LONG] = "text-long",
    [ADVICE_MINUTES] = "minutes-low",
    [ADVICE_MANY_OPEN] = "many-open",
    [ADVICE_NAME_CHANGED] = "name-changed",
    [ADVICE_FACT_MINUTES] = "minutes",
    [ADVICE_FACT_QUESTIONS] = "questions",
    [ADVICE_FACT_LIX] = "lix",
    [ADVICE_FACT_LIX_QUESTION] = "lix-question",
    [ADVICE_FACT_READERS] = "privacy-readers",
    [ADVICE_FACT_TIME] = "privacy-moment",
    [ADVICE_FACT_DELETED] = "privacy-deleted",
    [ADVICE_FACT_WAVES] = "privacy-waves",
};
_Static_assert(COUNT_OF(CODES) == ADVICE_COUNT, "every advice has its code");

static const LintLevel LEVELS[] = {
    [ADVICE_CONDITION_NEVER] = LINT_WARNING,   [ADVICE_CONDITION_ALWAYS] = LINT_WARNING, [ADVICE_TRANSLATIONS] = LINT_WARNING,
    [ADVICE_SCALE_UNBALANCED] = LINT_WARNING,  [ADVICE_NO_WAY_ON] = LINT_SUGGESTION,     [ADVICE_NOT_REACHED] = LINT_SUGGESTION,
    [ADVICE_ALWAYS_REACHED] = LINT_SUGGESTION, [ADVICE_TWO_THINGS] = LINT_SUGGESTION,    [ADVICE_SCALE_MIDDLE] = LINT_SUGGESTION,
    [ADVICE_HARD_TO_READ] = LINT_SUGGESTION,   [ADVICE_WORD_LONG] = LINT_SUGGESTION,     [ADVICE_TEXT_LONG] = LINT_SUGGESTION,
    [ADVICE_MINUTES] = LINT_SUGGESTION,        [ADVICE_MANY_OPEN] = LINT_SUGGESTION,     [ADVICE_NAME_CHANGED] = LINT_SUGGESTION,
    [ADVICE_FACT_MINUTES] = LINT_FACT,         [ADVICE_FACT_QUESTIONS] = LINT_FACT,      [ADVICE_FACT_LIX] = LINT_FACT,
    [ADVICE_FACT_LIX_QUESTION] = LINT_FACT,    [ADVICE_FACT_READERS] = LINT_FACT,        [ADVICE_FACT_TIME] = LINT_FACT,
    [ADVICE_FACT_DELETED] = LINT_FACT,         [ADVICE_FACT_WAVES] = LINT_FACT,
};
_Static_assert(COUNT_OF(LEVELS) == ADVICE_COUNT, "every advice has its level");

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
    add(lint,
        (LintNote){
            .level = LEVELS[advice], .code = CODES[advice], .place = place, .what = what, .remedy = remedy, .figure = (double)NAN});
}

void lint_fact(Lint *lint, Advice advice, Place place, double figure, Str what) {
  add(lint, (LintNote){.level = LINT_FACT,
                       .code = CODES[advice],
                       .place = place,
                       .what = what,
                       .figure = figure,
                       .detail = advice == ADVICE_FACT_LIX_QUESTION});
}

void lint_say_rest(Lint *lint) {
  for (Advice i = 0; i < ADVICE_COUNT; i++)
    if (lint->said[i] > TOLD_MAX)
      add(lint, (LintNote){.level = LEVELS[i],
                           .code = CODES[i],
                           .place = {.file = lint->form->file},
                           .what = SAY(lint, "and %zu more of this kind", lint->said[i] - TOLD_MAX),
                           .figure = (double)(lint->said[i] - TOLD_MAX)});
}

static size_t advice_of(const LintNote *note) {
  size_t advice = 0;
  while (CODES[advice] != note->code)
    advice++;
  return advice;
}

/* In the order of the form; how many more there are of a kind comes last of it. */
static bool comes_before(const LintNote *a, const LintNote *b) {
  if (a->level != b->level) return a->level < b->level;
  if (a->level == LINT_FACT) return false;
  if (a->code != b->code) return advice_of(a) < advice_of(b);
  if ((a->place.line > 0) != (b->place.line > 0)) return a->place.line > 0;
  const int sheets = strcmp(a->place.sheet ? a->place.sheet : "", b->place.sheet ? b->place.sheet : "");
  if (sheets != 0) return sheets > 0; /* the sheet survey before choices */
  return a->place.line < b->place.line;
}

/* There are few, beside the facts, and they are nearly in order. */
void lint_sort(Lint *lint) {
  for (size_t i = 1; i < lint->count; i++)
    for (size_t k = i; k > 0 && comes_before(&lint->notes[k], &lint->notes[k - 1]); k--) {
      const LintNote held = lint->notes[k];
      lint->notes[k] = lint->notes[k - 1];
      lint->notes[k - 1] = held;
    }
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
  *count = COUNT_OF(CODES);
  return CODES;
}
