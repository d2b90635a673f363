#include "question_types.h"

/* In the visitor's order, the first being the foremost. Each choice once, and all of them; with a choice_filter only some are offered,
 * and whether they are all there is for the survey to say, which knows the other answers. */
static bool accept(const Form *form, const Question *question, Value value) {
  if (value.kind != VALUE_LIST) return false;
  const ChoiceList *list = form_choices(form, question);
  if (value.list.count > list->count || (!question->choice_filter && value.list.count < list->count)) return false;
  for (size_t i = 0; i < value.list.count; i++) {
    if (form_find_choice(list, value.list.items[i]) < 0) return false;
    for (size_t j = 0; j < i; j++) {
      if (str_equal(value.list.items[i], value.list.items[j])) return false;
    }
  }
  return true;
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  const ChoiceList *list = form_choices(form, question);
  int *choices;
  size_t count;
  if (!question_choices_from_text(arena, list, text, &choices, &count)) return false;
  Str *names = ARENA_ARRAY(arena, Str, count);
  for (size_t i = 0; i < count; i++)
    names[i] = list->choices[choices[i]].name;
  *out = value_list(names, count);
  return true;
}

const QuestionType question_rank = {
    .kind = QUESTION_RANK,
    .saves_at_once = true,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
