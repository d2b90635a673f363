#include "quiet.h"

static bool is_read(const Form *form, int question_ix) {
  if (form->dependents[question_ix].count > 0) return true;
  for (size_t i = 0; i < form->question_count; i++)
    if (form->questions[i].trigger_ix == question_ix) return true;
  return false;
}

static bool reads_the_end(const Form *form) {
  for (size_t i = 0; i < form->question_count; i++)
    if (form->questions[i].kind == QUESTION_END && is_read(form, (int)i)) return true;
  return false;
}

/* What stands in a repeat may be read by a running total in another instance, which Form.dependents does not tell. */
const bool *quiet_questions(Arena *arena, const Form *form) {
  bool *quiet = ARENA_ARRAY(arena, bool, form->question_count);
  if (reads_the_end(form)) return quiet;
  for (size_t i = 0; i < form->question_count; i++)
    quiet[i] = form->questions[i].repeat_ix < 0 && form->dependents[i].count == 0;
  for (size_t i = 0; i < form->question_count; i++)
    if (form->questions[i].trigger_ix >= 0) quiet[form->questions[i].trigger_ix] = false;
  return quiet;
}
