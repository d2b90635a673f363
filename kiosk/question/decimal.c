#include "question_types.h"

/* Written without an exponent, and so within what a spreadsheet shows. */
static const double too_large = 1e15;

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value.kind == VALUE_NUMBER && value.number > -too_large && value.number < too_large;
}

const QuestionType question_decimal = {
    .kind = QUESTION_DECIMAL,
    .accept = accept,
    .from_text = question_number_from_text,
    .to_json = question_value_to_json,
};
