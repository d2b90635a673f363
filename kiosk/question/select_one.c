#include "question_types.h"

static bool accept(const Form *form, const Question *question, Value value) {
  return value.kind == VALUE_TEXT && form_find_choice(form_choices(form, question), value.text) >= 0;
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  const ChoiceList *list = form_choices(form, question);
  const int choice_ix = form_find_choice(list, str_trim(text));
  if (choice_ix >= 0) *out = value_text(list->choices[choice_ix].name);
  return choice_ix >= 0;
}

const QuestionType question_select_one = {
    .kind = QUESTION_SELECT_ONE,
    .saves_at_once = true,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
