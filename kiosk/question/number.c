#include "question_types.h"

bool question_number_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  double number;
  const bool is_number = str_to_double(str_trim(text), &number);
  if (is_number) *out = value_number(number);
  return is_number;
}
