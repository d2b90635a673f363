#include "question_types.h"

#include <math.h>

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value.kind == VALUE_TIME && value.days >= 0 && value.days < 1;
}

/* Forms give now() to a time of day. */
static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  if (!value_from_iso(str_trim(text), out) || out->kind == VALUE_DATE) return false;
  *out = (Value){.kind = VALUE_TIME, .days = out->days - floor(out->days)};
  return true;
}

const QuestionType question_time = {
    .kind = QUESTION_TIME,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
