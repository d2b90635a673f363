#include "question_types.h"

static const QuestionType *const types[] = {
    [QUESTION_NOTE] = &question_note,
    [QUESTION_ACKNOWLEDGE] = &question_acknowledge,
    [QUESTION_SELECT_ONE] = &question_select_one,
    [QUESTION_SELECT_MULTIPLE] = &question_select_multiple,
    [QUESTION_RANK] = &question_rank,
    [QUESTION_RANGE] = &question_range,
    [QUESTION_INTEGER] = &question_integer,
    [QUESTION_DECIMAL] = &question_decimal,
    [QUESTION_TEXT] = &question_text,
    [QUESTION_DATE] = &question_date,
    [QUESTION_TIME] = &question_time,
    [QUESTION_DATETIME] = &question_datetime,
    [QUESTION_IMAGE] = &question_image,
    [QUESTION_CALCULATE] = &question_calculate,
    [QUESTION_HIDDEN] = &question_hidden,
    [QUESTION_START] = &question_start,
    [QUESTION_END] = &question_end,
    [QUESTION_TODAY] = &question_today,
    [QUESTION_DEVICEID] = &question_deviceid,
    [QUESTION_UNASKED] = &question_unasked,
};
_Static_assert(COUNT_OF(types) == QUESTION_KIND_COUNT, "a record for every question type");

const QuestionType *question_type(QuestionKind kind) {
  return types[kind];
}

bool question_accepts(const Form *form, const Question *question, Value value) {
  return value_is_empty(value) || question_type(question->kind)->accept(form, question, value);
}

bool question_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  *out = VALUE_NONE;
  if (text.len == 0) return true;
  Value value;
  if (!question_type(question->kind)->from_text(arena, form, question, text, &value)) return false;
  if (!question_accepts(form, question, value)) return false;
  *out = value;
  return true;
}
