#include "question_types.h"

/* Whatever an expression gives, which says by its kind what it is; of a list only the names joined by spaces, as an expression reads it. */
static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value.kind != VALUE_LIST;
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = value_text(text);
  return true;
}

const QuestionType question_calculate = {
    .kind = QUESTION_CALCULATE,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};

const QuestionType question_hidden = {
    .kind = QUESTION_HIDDEN,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
