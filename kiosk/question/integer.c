#include "question_types.h"

/* Fifteen digits: exact as a double, in SPSS and in a spreadsheet alike. */
static const double largest = 999999999999999.0;

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  if (value.kind != VALUE_NUMBER || !(value.number >= -largest && value.number <= largest)) return false;
  return (double)(int64_t)value.number == value.number;
}

const QuestionType question_integer = {
    .kind = QUESTION_INTEGER,
    .accept = accept,
    .from_text = question_number_from_text,
    .to_json = question_value_to_json,
};
