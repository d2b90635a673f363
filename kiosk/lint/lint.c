#include "notes.h"

#include <string.h>

/* In the order of the form; what is of the form as a whole comes last. */
static bool comes_before(const LintNote *a, const LintNote *b) {
  if (a->level != b->level) return a->level < b->level;
  if (a->level == LINT_FACT) return false;
  if ((a->place.line > 0) != (b->place.line > 0)) return a->place.line > 0;
  const int sheets = strcmp(a->place.sheet ? a->place.sheet : "", b->place.sheet ? b->place.sheet : "");
  if (sheets != 0) return sheets > 0; /* the sheet survey before choices */
  return a->place.line < b->place.line;
}

/* There are few, and they are nearly in order. */
static void sort(LintNote *notes, size_t count) {
  for (size_t i = 1; i < count; i++)
    for (size_t k = i; k > 0 && comes_before(&notes[k], &notes[k - 1]); k--) {
      LintNote held = notes[k];
      notes[k] = notes[k - 1];
      notes[k - 1] = held;
    }
}

LintReport lint_form(Arena *arena, const Form *form, const LintSetup *setup) {
  static void (*const PASSES[])(Lint * lint) = {lint_conditions,  lint_visits, lint_scales,     lint_translations,
                                                lint_lengths,     lint_names,  lint_two_things, lint_open_questions,
                                                lint_readability, lint_privacy};
  Lint lint = {.arena = arena, .form = form, .setup = setup, .hidden = ARENA_ARRAY(arena, bool, form_reference_count(form))};
  for (size_t i = 0; i < COUNT_OF(PASSES); i++)
    PASSES[i](&lint);
  lint_say_rest(&lint);
  sort(lint.notes, lint.count);
  return (LintReport){.notes = lint.notes, .count = lint.count};
}

const char *lint_level_name(LintLevel level) {
  static const char *const NAMES[] = {[LINT_WARNING] = "warning", [LINT_SUGGESTION] = "suggestion", [LINT_FACT] = "fact"};
  _Static_assert(COUNT_OF(NAMES) == LINT_LEVEL_COUNT, "every level has a name");
  return NAMES[level];
}
