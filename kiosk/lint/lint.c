#include "notes.h"

LintReport lint_form(Arena *arena, const Form *form, const LintSetup *setup) {
  static void (*const PASSES[])(Lint * lint) = {lint_conditions,  lint_visits, lint_scales,     lint_translations,
                                                lint_lengths,     lint_names,  lint_two_things, lint_open_questions,
                                                lint_readability, lint_privacy};
  Lint lint = {.arena = arena,
               .form = form,
               .setup = setup,
               .hidden = ARENA_ARRAY(arena, bool, form_reference_count(form)),
               .certain = ARENA_ARRAY(arena, bool, form_reference_count(form))};
  for (size_t i = 0; i < COUNT_OF(PASSES); i++)
    PASSES[i](&lint);
  lint_say_rest(&lint);
  lint_sort(&lint);
  return (LintReport){.notes = lint.notes, .count = lint.count};
}

const char *lint_level_name(LintLevel level) {
  static const char *const NAMES[] = {[LINT_WARNING] = "warning", [LINT_SUGGESTION] = "suggestion", [LINT_FACT] = "fact"};
  _Static_assert(COUNT_OF(NAMES) == LINT_LEVEL_COUNT, "every level has a name");
  return NAMES[level];
}
