#include "question_types.h"

enum { LONGEST_CP = 4000 };

/* C0 and C1 controls are no writing: a terminal, a spreadsheet or an XML file downstream would trip over them. */
static bool is_control(uint32_t cp) {
  return (cp < 0x20 && cp != '\n') || (cp >= 0x7f && cp <= 0x9f);
}

static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  if (value.kind != VALUE_TEXT || !str_is_utf8(value.text)) return false;
  size_t at = 0, count = 0;
  for (uint32_t cp; str_next_cp(value.text, &at, &cp); count++) {
    if (count == LONGEST_CP || is_control(cp)) return false;
  }
  return true;
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = value_text(text);
  return true;
}

const QuestionType question_text = {
    .kind = QUESTION_TEXT,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_value_to_json,
};
