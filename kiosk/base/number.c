#include "base.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  NUMBER_TEXT_MAX = 1000,  /* bytes of a number's text; longer is no number */
  SIGNIFICANT_DIGITS = 17, /* always enough to tell two doubles apart */
  SAFE_DIGITS = 15,        /* every decimal of so many digits survives the way through a double */
};

/* strtod and printf follow the process's locale, and a Norwegian one has a decimal comma. */
typedef struct CLocale {
  locale_t mine, before;
} CLocale;

static CLocale c_locale_enter(void) {
  CLocale c = {.mine = newlocale(LC_ALL_MASK, "C", (locale_t)0)};
  BUG_UNLESS(c.mine != (locale_t)0);
  c.before = uselocale(c.mine);
  return c;
}

static void c_locale_leave(CLocale c) {
  uselocale(c.before);
  freelocale(c.mine);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t count_digits(Str s, size_t at) {
  size_t count = 0;
  while (at + count < s.len && is_digit(s.ptr[at + count]))
    count++;
  return count;
}

static bool looks_like_number(Str s) {
  size_t at = s.len > 0 && s.ptr[0] == '-' ? 1 : 0;
  size_t digits = count_digits(s, at);
  at += digits;
  if (at < s.len && s.ptr[at] == '.') {
    const size_t fraction = count_digits(s, at + 1);
    at += 1 + fraction;
    digits += fraction;
  }
  return digits > 0 && at == s.len;
}

/* A number as digits and the place of the point: 0.d1d2d3... times ten to the power of point. */
typedef struct Decimal {
  char digits[SIGNIFICANT_DIGITS + 1];
  int count;
  int point;
} Decimal;

/* Writes magnitude with so many digits; is it the same number when read back? */
static bool try_digits(double magnitude, int digits, Decimal *out) {
  char text[SIGNIFICANT_DIGITS + 16];
  snprintf(text, sizeof text, "%.*e", digits - 1, magnitude);
  const char *exponent = strchr(text, 'e');
  out->count = 0;
  for (const char *at = text; at < exponent; at++) {
    if (is_digit(*at)) out->digits[out->count++] = *at;
  }
  out->point = atoi(exponent + 1) + 1;
  return strtod(text, NULL) == magnitude;
}

static Decimal shortest_decimal(double magnitude) {
  Decimal decimal = {.count = 0};
  const CLocale c = c_locale_enter();
  /* Denormal numbers carry fewer digits than the others, so for them fewer may do. */
  int digits = magnitude < DBL_MIN ? 1 : SAFE_DIGITS;
  while (!try_digits(magnitude, digits, &decimal) && digits < SIGNIFICANT_DIGITS)
    digits++;
  c_locale_leave(c);
  while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0')
    decimal.count--;
  return decimal;
}

static void sink_zeros(Sink *sink, int count) {
  for (int i = 0; i < count; i++)
    sink_z(sink, "0");
}

static void sink_decimal(Sink *sink, const Decimal *d) {
  const int whole = d->point < 0 ? 0 : d->point < d->count ? d->point : d->count;
  if (whole == 0) sink_z(sink, "0");
  sink_bytes(sink, d->digits, (size_t)whole);
  sink_zeros(sink, d->point - whole);
  if (whole == d->count) return;
  sink_z(sink, ".");
  sink_zeros(sink, -d->point);
  sink_bytes(sink, d->digits + whole, (size_t)(d->count - whole));
}

/* So that long long holds it. */
static bool is_whole(double number) {
  return fabs(number) < 1e15 && trunc(number) == number;
}

static void sink_number(Sink *sink, double number) {
  if (isnan(number)) {
    sink_z(sink, "NaN");
  } else if (isinf(number)) {
    sink_z(sink, number > 0 ? "Infinity" : "-Infinity");
  } else if (is_whole(number)) {
    sink_printf(sink, "%lld", (long long)number); /* minus zero is 0 too */
  } else {
    const Decimal decimal = shortest_decimal(fabs(number));
    if (number < 0) sink_z(sink, "-");
    sink_decimal(sink, &decimal);
  }
}

bool str_to_double(Str s, double *out) {
  if (s.len > NUMBER_TEXT_MAX || !looks_like_number(s)) return false;
  char text[NUMBER_TEXT_MAX + 1];
  memcpy(text, s.ptr, s.len);
  text[s.len] = '\0';
  const CLocale c = c_locale_enter();
  *out = strtod(text, NULL);
  c_locale_leave(c);
  return true;
}

bool str_to_int64(Str s, int64_t *out) {
  const bool negative = s.len > 0 && s.ptr[0] == '-';
  size_t at = negative ? 1 : 0;
  if (at == s.len || count_digits(s, at) != s.len - at) return false;
  int64_t value = 0; /* grown downwards: the least number has no positive twin */
  for (; at < s.len; at++) {
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, s.ptr[at] - '0', &value)) return false;
  }
  if (!negative && value == INT64_MIN) return false;
  *out = negative ? value : -value;
  return true;
}

void sink_json_number(Sink *sink, double number) {
  if (!isfinite(number)) sink_z(sink, "\"");
  sink_number(sink, number);
  if (!isfinite(number)) sink_z(sink, "\"");
}

Str number_to_str(Arena *arena, double number) {
  if (is_whole(number)) return arena_printf(arena, "%lld", (long long)number); /* takes no more room than it needs */
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_number(&sink, number);
  return buffer_view(&buffer);
}
