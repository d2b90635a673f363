#include "question_types.h"

/* In the order of the choice list, so that equal answers are equal bytes; each once; an exclusive choice stands alone. */
static bool accept(const Form *form, const Question *question, Value value) {
  if (value.kind != VALUE_LIST) return false;
  const ChoiceList *list = form_choices(form, question);
  int before_ix = -1;
  for (size_t i = 0; i < value.list.count; i++) {
    int choice_ix = form_find_choice(list, value.list.items[i]);
    if (choice_ix <= before_ix) return false;
    if (list->choices[choice_ix].exclusive && value.list.count > 1) return false;
    before_ix = choice_ix;
  }
  return true;
}

/* In whatever order the text names them, and as often. */
static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  const ChoiceList *list = form_choices(form, question);
  int *choices;
  size_t count;
  if (!question_choices_from_text(arena, list, text, &choices, &count)) return false;
  bool *chosen = ARENA_ARRAY(arena, bool, list->count);
  for (size_t i = 0; i < count; i++)
    chosen[choices[i]] = true;
  Str *names = ARENA_ARRAY(arena, Str, count);
  count = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (chosen[i]) names[count++] = list->choices[i].name;
  }
  *out = value_list(names, count);
  return true;
}

const QuestionType question_select_multiple = {
    .kind = QUESTION_SELECT_MULTIPLE,
    .saves_at_once = true,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
