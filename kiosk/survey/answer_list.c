/* Choices that are the answers to another question, one for each of its instances: select_one ${child}. */
#include "survey_state.h"

/* In the same repeat all its instances are meant, from a repeat around it those of that instance, from elsewhere all there are. */
static int frame_of_choice(const Survey *survey, int frame, int question_ix, int choice_ix) {
  int level = question_at(survey, question_ix)->repeat_ix, ancestor = frame_around(survey, frame, question_ix);
  if (level >= 0 && survey->frames[ancestor].repeat_ix == level) ancestor = survey->frames[ancestor].parent;
  int at = frame_next(survey, ancestor, level, -1);
  for (int i = 0; i < choice_ix && at >= 0; i++)
    at = frame_next(survey, ancestor, level, at);
  return at;
}

static bool is_answered(const Survey *survey, int frame, int question_ix) {
  const CellState *state = cell_state(survey, frame, question_ix);
  return state->relevant && !value_is_empty(state->answer.value);
}

bool answer_list_offers(const Survey *survey, int frame, const Question *question, int choice_ix) {
  int answers_ix = form_choices(survey->setup.form, question)->answers_ix;
  int from = frame_of_choice(survey, frame, answers_ix, choice_ix);
  across_look_anywhere(survey, frame, question_at(survey, answers_ix)->repeat_ix);
  if (from < 0) return false;
  if (survey->setup.show_all) return true;
  return is_answered(survey, from, answers_ix) && rules_holds(survey, question->choice_filter, from, answers_ix, true);
}

Str answer_list_words(const Survey *survey, int frame, int answers_ix, int choice_ix, Arena *arena) {
  int from = choice_ix < 0 ? -1 : frame_of_choice(survey, frame, answers_ix, choice_ix);
  return from >= 0 && is_answered(survey, from, answers_ix) ? answer_words(survey, from, answers_ix, arena) : (Str){0};
}

static Str words_of_choice(const Survey *survey, int frame, const ChoiceList *list, Str name, Arena *arena) {
  return answer_list_words(survey, frame, list->answers_ix, form_find_choice(list, name), arena);
}

Value answer_list_read(const Survey *survey, int frame, const ChoiceList *list, Value chosen, Arena *arena) {
  if (chosen.kind == VALUE_TEXT) return value_text(words_of_choice(survey, frame, list, chosen.text, arena));
  if (chosen.kind != VALUE_LIST) return chosen;
  Str *items = ARENA_ARRAY(arena, Str, chosen.list.count);
  for (size_t i = 0; i < chosen.list.count; i++)
    items[i] = words_of_choice(survey, frame, list, chosen.list.items[i], arena);
  return value_list(items, chosen.list.count);
}
