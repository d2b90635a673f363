#include "question_types.h"

static bool accept(const Form *form, const Question *question, Value value) {
  return value.kind == VALUE_TEXT && form_find_choice(form_choices(form, question), value.text) >= 0;
}

const QuestionType question_select_one = {
    .kind = QUESTION_SELECT_ONE,
    .saves_at_once = true,
    .accept = accept,
    .to_json = question_text_to_json,
    .columns = question_whole_column,
};
