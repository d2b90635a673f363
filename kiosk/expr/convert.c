#include "convert.h"

#include "expr.h"

#include <math.h>
#include <string.h>

enum { NUMBER_TEXT_MAX = 64 };

/* Many people write decimals with a comma. */
static bool comma_number(Str s, double *number) {
  char text[NUMBER_TEXT_MAX];
  if (s.len == 0 || s.len > sizeof text || !memchr(s.ptr, ',', s.len)) return false;
  for (size_t i = 0; i < s.len; i++)
    text[i] = s.ptr[i] == ',' ? '.' : s.ptr[i];
  return str_to_double((Str){text, s.len}, number);
}

static bool moment_of_str(Str s, double *days) {
  Value v;
  if (!value_from_iso(s, &v) || !convert_is_moment(v)) return false;
  *days = v.days;
  return true;
}

static double str_to_number(Str s) {
  double number;
  s = str_trim(s);
  if (str_to_double(s, &number) || comma_number(s, &number) || moment_of_str(s, &number)) return number;
  return (double)NAN;
}

bool convert_is_moment(Value v) {
  return v.kind == VALUE_DATE || v.kind == VALUE_DATETIME;
}

bool convert_to_moment(Value v, double *days) {
  if (v.kind == VALUE_TEXT) return moment_of_str(str_trim(v.text), days);
  if (!convert_is_moment(v)) return false;
  *days = v.days;
  return true;
}

Str convert_to_str(Arena *arena, Value v) {
  if (v.kind == VALUE_NUMBER && fabs(v.number) < INT32_MAX) {
    const double whole = round(v.number);
    if (fabs(v.number - whole) < NUMBER_TOLERANCE) return number_to_str(arena, whole);
  }
  return value_to_str(arena, v);
}

double expr_to_number(Value v) {
  switch (v.kind) {
  case VALUE_NUMBER:
    return v.number;
  case VALUE_BOOLEAN:
    return v.boolean ? 1 : 0;
  case VALUE_TEXT:
    return str_to_number(v.text);
  case VALUE_LIST:
    return v.list.count == 1 ? str_to_number(v.list.items[0]) : (double)NAN;
  case VALUE_DATE:
  case VALUE_DATETIME:
  case VALUE_TIME:
    return v.days;
  case VALUE_EMPTY:
  case VALUE_KIND_COUNT:
    break;
  }
  return (double)NAN;
}

bool expr_to_boolean(Value v) {
  switch (v.kind) {
  case VALUE_BOOLEAN:
    return v.boolean;
  case VALUE_NUMBER:
    return fabs(v.number) > NUMBER_TOLERANCE; /* not so for NaN */
  case VALUE_TEXT:
    return v.text.len > 0;
  case VALUE_LIST:
    return v.list.count > 0;
  case VALUE_DATE:
  case VALUE_DATETIME:
  case VALUE_TIME:
    return true;
  case VALUE_EMPTY:
  case VALUE_KIND_COUNT:
    break;
  }
  return false;
}
