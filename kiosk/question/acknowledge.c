#include "question_types.h"

/* "OK" is what XLSForm tools store for an acknowledgement; taking it back is the empty value. */
static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value.kind == VALUE_TEXT && str_is(value.text, "OK");
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = value_text(str_trim(text));
  return true;
}

const QuestionType question_acknowledge = {
    .kind = QUESTION_ACKNOWLEDGE,
    .saves_at_once = true,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
