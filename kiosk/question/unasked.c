#include "question_types.h"

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value_is_empty(value);
}

static void to_json(Value value, Sink *sink) {
  (void)value;
  (void)sink;
  BUG("what is not asked has no answer");
}

static size_t columns(Arena *arena, const Form *form, const Question *question, const ExportColumn **out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = NULL;
  return 0;
}

const QuestionType question_unasked = {
    .kind = QUESTION_UNASKED,
    .accept = accept,
    .to_json = to_json,
    .columns = columns,
};
