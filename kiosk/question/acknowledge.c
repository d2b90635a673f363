#include "question_types.h"

/* "OK" is what XLSForm tools store for an acknowledgement; taking it back is the empty value. */
static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value.kind == VALUE_TEXT && str_is(value.text, "OK");
}

const QuestionType question_acknowledge = {
    .kind = QUESTION_ACKNOWLEDGE,
    .saves_at_once = true,
    .accept = accept,
    .to_json = question_text_to_json,
    .columns = question_whole_column,
};
