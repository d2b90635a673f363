#include "question_types.h"

#include <math.h>

static const int first_year = 1, last_year = 9999;

static bool in_range(double days) {
  return days >= (double)civil_to_days(first_year, 1, 1) && days < (double)civil_to_days(last_year + 1, 1, 1);
}

bool question_is_day(Value value) {
  return value.kind == VALUE_DATE && in_range(value.days) && floor(value.days) == value.days;
}

bool question_is_moment(Value value) {
  return value.kind == VALUE_DATETIME && in_range(value.days);
}

static bool from_text(Str text, Value *out) {
  return value_from_iso(str_trim(text), out) && (out->kind == VALUE_DATE || out->kind == VALUE_DATETIME);
}

/* Forms give now() to a date and today() to a moment. */
bool question_day_from_text(Str text, Value *out) {
  if (!from_text(text, out)) return false;
  *out = (Value){.kind = VALUE_DATE, .days = floor(out->days)};
  return true;
}

bool question_moment_from_text(Str text, Value *out) {
  if (!from_text(text, out)) return false;
  out->kind = VALUE_DATETIME;
  return true;
}
