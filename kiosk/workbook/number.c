#include "number.h"

#include <math.h>
#include <string.h>

enum {
  SIGNIFICANT_DIGITS = 15,
  EXPONENT_MAX = 400,   /* beyond any double */
  DAYS_TO_1970 = 25569, /* from 1899-12-30, day 0 of the sheets' calendar */
  DAYS_TO_1904 = 1462,
  FALSE_LEAP_DAY = 60, /* 1900-02-29, which the calendar of 1900 has and the world had not */
  LAST_DAY = 2958465,  /* 9999-12-31 */
  SECONDS_A_DAY = 86400,
};

/* 0.d1d2d3... times ten to the power of point. */
typedef struct Decimal {
  bool negative;
  char digits[SIGNIFICANT_DIGITS + 1]; /* one more, to round by */
  int count;
  int point;
} Decimal;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static void add_digit(Decimal *decimal, char digit, bool fraction) {
  bool leading_zero = decimal->count == 0 && digit == '0';
  if (!fraction && !leading_zero && decimal->point < 2 * EXPONENT_MAX) decimal->point++;
  if (fraction && leading_zero && decimal->point > -2 * EXPONENT_MAX) decimal->point--;
  if (!leading_zero && decimal->count < (int)sizeof decimal->digits) decimal->digits[decimal->count++] = digit;
}

static bool read_exponent(Str s, size_t at, int *out) {
  bool negative = at < s.len && s.ptr[at] == '-';
  if (at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+')) at++;
  if (at == s.len) return false;
  *out = 0;
  for (; at < s.len; at++) {
    if (!is_digit(s.ptr[at])) return false;
    if (*out < 2 * EXPONENT_MAX) *out = *out * 10 + (s.ptr[at] - '0');
  }
  if (negative) *out = -*out;
  return true;
}

static bool read_decimal(Str s, Decimal *out) {
  *out = (Decimal){.negative = s.len > 0 && s.ptr[0] == '-'};
  size_t at = s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+') ? 1 : 0, digits = 0;
  int exponent = 0;
  for (; at < s.len && is_digit(s.ptr[at]); at++, digits++)
    add_digit(out, s.ptr[at], false);
  if (at < s.len && s.ptr[at] == '.')
    for (at++; at < s.len && is_digit(s.ptr[at]); at++, digits++)
      add_digit(out, s.ptr[at], true);
  if (digits == 0) return false;
  if (at < s.len && (s.ptr[at] == 'e' || s.ptr[at] == 'E')) {
    if (!read_exponent(s, at + 1, &exponent)) return false;
    at = s.len;
  }
  out->point += exponent;
  return at == s.len && out->point < EXPONENT_MAX && out->point > -EXPONENT_MAX;
}

/* To 15 digits: what is stored as 0.30000000000000004 is shown, and was meant, as 0.3. */
static void round_decimal(Decimal *decimal) {
  bool up = decimal->count > SIGNIFICANT_DIGITS && decimal->digits[SIGNIFICANT_DIGITS] >= '5';
  if (decimal->count > SIGNIFICANT_DIGITS) decimal->count = SIGNIFICANT_DIGITS;
  while (up && decimal->count > 0 && decimal->digits[decimal->count - 1] == '9')
    decimal->count--;
  if (up && decimal->count > 0) decimal->digits[decimal->count - 1]++;
  if (up && decimal->count == 0) { /* 9.99... became 10 */
    decimal->digits[decimal->count++] = '1';
    decimal->point++;
  }
  while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
    decimal->count--;
}

static Str write_decimal(Arena *arena, const Decimal *decimal) {
  if (decimal->count == 0) return STR("0");
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  int last = decimal->point > decimal->count ? decimal->point : decimal->count;
  if (decimal->negative) sink_z(&sink, "-");
  if (decimal->point <= 0) sink_z(&sink, "0");
  for (int i = decimal->point < 0 ? decimal->point : 0; i < last; i++) {
    if (i == decimal->point) sink_z(&sink, ".");
    sink_bytes(&sink, i >= 0 && i < decimal->count ? &decimal->digits[i] : "0", 1);
  }
  return buffer_view(&buffer);
}

Str number_text(Arena *arena, Str written) {
  Decimal decimal;
  if (!read_decimal(str_trim(written), &decimal)) return arena_str(arena, written);
  round_decimal(&decimal);
  return write_decimal(arena, &decimal);
}

static Str write_time(Arena *arena, long seconds) {
  return arena_printf(arena, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* The day a serial number stands for, from 1899-12-30; 0: before the calendar begins. */
static double day_of(double serial, bool from_1904) {
  if (from_1904) return serial + DAYS_TO_1904;
  return serial >= 1 && serial <= FALSE_LEAP_DAY ? serial + 1 : serial;
}

Str number_date_text(Arena *arena, Str written, NumberKind kind, bool from_1904) {
  Str plain = number_text(arena, written);
  double serial;
  if (kind == NUMBER_PLAIN || !str_to_double(plain, &serial) || serial < 0 || serial > LAST_DAY) return plain;
  double whole = floor(serial);
  long seconds = lround((serial - whole) * SECONDS_A_DAY);
  if (seconds == SECONDS_A_DAY) {
    seconds = 0;
    whole += 1;
  }
  if (whole == 0 && kind != NUMBER_DATE) return write_time(arena, seconds);
  double day = day_of(whole, from_1904);
  if (kind == NUMBER_TIME || day < 1 || day > LAST_DAY) return plain; /* hours beyond a day are a span, not a time */
  CivilTime date = civil_from_days(day - DAYS_TO_1970);
  Str text = arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
  if (kind == NUMBER_DATE) return text;
  return arena_printf(arena, STR_FMT "T" STR_FMT, STR_ARG(text), STR_ARG(write_time(arena, seconds)));
}

/* The end of what stands at `at` and is no letter of a date: words in quotes, a character behind \, _ or *, or what stands in brackets,
 * unless that is a span of hours, minutes or seconds. The same place: nothing such. */
static size_t skip_words(Str code, size_t at) {
  char c = code.ptr[at];
  const char *end = NULL;
  if (c == '\\' || c == '_' || c == '*') return at + 2;
  if (c == '"' || (c == '[' && at + 1 < code.len && strchr("hHmMsS", code.ptr[at + 1]) == NULL))
    end = memchr(code.ptr + at + 1, c == '"' ? '"' : ']', code.len - at - 1);
  if (end != NULL) return (size_t)(end - code.ptr) + 1;
  Str rest = {code.ptr + at, code.len - at};
  return str_starts_with(rest, STR("AM/PM")) ? at + 5 : at;
}

NumberKind number_format_kind(Str code) {
  bool date = false, time = false, month_or_minute = false;
  for (size_t at = 0; at < code.len && code.ptr[at] != ';';) { /* the part for positive numbers */
    size_t next = skip_words(code, at);
    if (next > at) {
      at = next;
      continue;
    }
    char c = (char)(code.ptr[at++] | 0x20);
    date |= c == 'y' || c == 'd';
    time |= c == 'h' || c == 's';
    month_or_minute |= c == 'm';
  }
  date |= month_or_minute && !time;
  return date && time ? NUMBER_DATE_TIME : date ? NUMBER_DATE : time ? NUMBER_TIME : NUMBER_PLAIN;
}
