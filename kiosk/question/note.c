#include "question_types.h"

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value_is_empty(value);
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  (void)text;
  (void)out;
  return false;
}

const QuestionType question_note = {
    .kind = QUESTION_NOTE,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_nothing_to_json,
};

/* A kiosk shows nothing in its place. */
const QuestionType question_unasked = {
    .kind = QUESTION_UNASKED,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_nothing_to_json,
};
