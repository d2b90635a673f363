#include "convert.h"

#include "expr.h"

#include <math.h>
#include <string.h>

enum { NUMBER_TEXT_MAX = 64, MS_PER_DAY = 86400000, MS_PER_MINUTE = 60000, EXPONENT_DIGITS_MAX = 6 };

/* Many people write decimals with a comma. */
static bool comma_number(Str s, double *number) {
  char text[NUMBER_TEXT_MAX];
  if (s.len == 0 || s.len > sizeof text || !memchr(s.ptr, ',', s.len)) return false;
  for (size_t i = 0; i < s.len; i++)
    text[i] = s.ptr[i] == ',' ? '.' : s.ptr[i];
  return str_to_double((Str){text, s.len}, number);
}

/* Dates are also written 2026-1-2. */
static bool unpadded_date(Str s, Value *v) {
  char text[sizeof "2026-01-02" + 4];
  size_t used = 0, digits = 0;
  if (s.len < 8 || s.len > 9 || s.ptr[4] != '-') return false;
  for (size_t i = 0; i <= s.len; i++) {
    if (i < s.len && s.ptr[i] != '-') {
      digits++;
      continue;
    }
    if (digits == 0) return false;
    if (digits == 1) text[used++] = '0';
    memcpy(text + used, s.ptr + i - digits, digits);
    used += digits;
    digits = 0;
    if (i < s.len) text[used++] = '-';
  }
  return value_from_iso((Str){text, used}, v);
}

bool convert_text_to_moment(Str text, double *days) {
  Value v;
  text = str_trim(text);
  if (!unpadded_date(text, &v) && !value_from_iso(text, &v)) return false;
  if (!convert_is_moment(v)) return false;
  *days = v.days;
  return true;
}

bool convert_has_offset(Str s) {
  if (s.len == 0 || !memchr(s.ptr, 'T', s.len)) return false;
  if (s.ptr[s.len - 1] == 'Z') return true;
  for (size_t i = s.len; i > 0 && s.ptr[i - 1] != 'T'; i--) {
    if (s.ptr[i - 1] == '+' || s.ptr[i - 1] == '-') return true;
  }
  return false;
}

double convert_to_utc_days(double local_days) {
  const int offset_minutes = civil_local_offset_minutes(civil_from_days(local_days));
  return (round(local_days * MS_PER_DAY) - (double)offset_minutes * MS_PER_MINUTE) / MS_PER_DAY;
}

static double str_to_number(Str s) {
  double number;
  s = str_trim(s);
  if (str_to_double(s, &number) || comma_number(s, &number) || convert_text_to_moment(s, &number)) return number;
  return (double)NAN;
}

bool convert_number_literal(Str s, double *number) {
  size_t mantissa = 0;
  while (mantissa < s.len && s.ptr[mantissa] != 'e' && s.ptr[mantissa] != 'E')
    mantissa++;
  if (!str_to_double((Str){s.ptr, mantissa}, number)) return false;
  if (mantissa == s.len) return true;
  Str exponent = {s.ptr + mantissa + 1, s.len - mantissa - 1};
  if (exponent.len > 0 && exponent.ptr[0] == '+') exponent = (Str){exponent.ptr + 1, exponent.len - 1};
  double power;
  if (exponent.len > EXPONENT_DIGITS_MAX || !str_to_double(exponent, &power)) return false;
  *number = *number * pow(10, power);
  return true;
}

bool convert_is_moment(Value v) {
  return v.kind == VALUE_DATE || v.kind == VALUE_DATETIME;
}

bool convert_to_moment(Value v, double *days) {
  if (v.kind == VALUE_TEXT) return convert_text_to_moment(v.text, days);
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

double convert_to_number(Value v) {
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

double expr_to_number(Value v) {
  const double number = convert_to_number(v);
  return v.kind == VALUE_TEXT && !isnan(number) && convert_has_offset(str_trim(v.text)) ? convert_to_utc_days(number) : number;
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
