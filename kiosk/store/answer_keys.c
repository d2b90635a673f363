#include "store.h"

static int outermost_repeat(const Form *form, const Question *question) {
  int repeat_ix = question->repeat_ix;
  while (repeat_ix >= 0 && form->groups[repeat_ix].repeat_ix >= 0)
    repeat_ix = form->groups[repeat_ix].repeat_ix;
  return repeat_ix;
}

size_t answers_keys(Arena *arena, const Form *form, const AnswerKey **out) {
  AnswerKey *keys = ARENA_ARRAY(arena, AnswerKey, form->question_count);
  size_t count = 0;
  int told_ix = -1; /* a repeat's questions stand together */
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    int repeat_ix = outermost_repeat(form, question);
    if (repeat_ix >= 0 && repeat_ix != told_ix)
      keys[count++] = (AnswerKey){form->groups[repeat_ix].path, -1};
    else if (repeat_ix < 0 && form_type(question->kind)->takes_answer && !question->link_element)
      keys[count++] = (AnswerKey){question->path, (int)i};
    told_ix = repeat_ix;
  }
  *out = keys;
  return count;
}
