/* What the kiosk says of the visit itself, as coarse as the form's privacy settings want it: a day or a moment. */
#include "question_types.h"

static bool accept_when(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return question_is_day(value) || question_is_moment(value);
}

static bool when_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  return value_from_iso(str_trim(text), out);
}

static bool accept_today(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return question_is_day(value);
}

static bool today_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  return question_day_from_text(text, out);
}

static bool accept_device(const Form *form, const Question *question, Value value) {
  (void)form;
  (void)question;
  return value.kind == VALUE_TEXT;
}

static bool device_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = value_text(text);
  return true;
}

const QuestionType question_start = {
    .kind = QUESTION_START,
    .accept = accept_when,
    .from_text = when_from_text,
    .to_json = question_value_to_json,
};

const QuestionType question_end = {
    .kind = QUESTION_END,
    .accept = accept_when,
    .from_text = when_from_text,
    .to_json = question_value_to_json,
};

const QuestionType question_today = {
    .kind = QUESTION_TODAY,
    .accept = accept_today,
    .from_text = today_from_text,
    .to_json = question_value_to_json,
};

const QuestionType question_deviceid = {
    .kind = QUESTION_DEVICEID,
    .accept = accept_device,
    .from_text = device_from_text,
    .to_json = question_value_to_json,
};
