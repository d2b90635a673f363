#include "question_types.h"

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return question_is_moment(value);
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  return question_moment_from_text(text, out);
}

const QuestionType question_datetime = {
    .kind = QUESTION_DATETIME,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
