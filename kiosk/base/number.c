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
  SHORT_TEXT_MAX = 32, /* bytes of a number that is written the short way: a sign, a point, 22 decimals and what is before them */
};

/* Those powers of ten, and whole numbers up to 2^53, are doubles exactly, and so dividing one by the other rounds once, as reading a
 * decimal has to (Clinger 1990). */
static const double exact_tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
static const uint64_t exact_whole_max = UINT64_C(1) << 53;
/* Below it every whole number has SAFE_DIGITS at most. */
static const double safe_limit = 1e15;

/* Where doubles are calculated with more bits than they have, a division may round twice. */
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
static const bool divides_exactly = true;
#else
static const bool divides_exactly = false;
#endif

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

/* An optional -, digits and an optional fraction, as far as a number has a form at all. */
typedef struct Numeral {
  bool negative;
  size_t whole_at, whole_digits, fraction_digits; /* a point in between, when there are fraction_digits */
} Numeral;

static bool read_numeral(Str s, Numeral *out) {
  const bool negative = s.len > 0 && s.ptr[0] == '-';
  *out = (Numeral){.negative = negative, .whole_at = negative ? 1 : 0};
  out->whole_digits = count_digits(s, out->whole_at);
  size_t at = out->whole_at + out->whole_digits;
  if (at < s.len && s.ptr[at] == '.') {
    out->fraction_digits = count_digits(s, at + 1);
    at += 1 + out->fraction_digits;
  }
  return out->whole_digits + out->fraction_digits > 0 && at == s.len;
}

static uint64_t append_digits(uint64_t value, const char *digits, size_t count) {
  for (size_t i = 0; i < count; i++)
    value = value * 10 + (uint64_t)(digits[i] - '0');
  return value;
}

/* What nearly every number is: few digits. False: it has too many for this way. */
static bool read_exactly(Str s, const Numeral *numeral, double *out) {
  enum { UINT64_DIGITS = 19 };
  if (!divides_exactly || numeral->whole_digits + numeral->fraction_digits > UINT64_DIGITS) return false;
  const char *whole = s.ptr + numeral->whole_at;
  uint64_t digits = append_digits(0, whole, numeral->whole_digits);
  if (numeral->fraction_digits > 0) digits = append_digits(digits, whole + numeral->whole_digits + 1, numeral->fraction_digits);
  if (digits > exact_whole_max) return false;
  const double magnitude = (double)digits / exact_tens[numeral->fraction_digits];
  *out = numeral->negative ? -magnitude : magnitude;
  return true;
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

/* A number of few digits: digits times ten to the power of -decimals, with as few decimals as tell it apart. */
typedef struct ShortNumber {
  uint64_t digits;
  size_t decimals;
} ShortNumber;

/* False: it takes more digits than are safe. With these the nearest candidate is found in spite of the rounding of the product, and
 * there is only one, so it is what the long way finds. */
static bool find_short(double magnitude, ShortNumber *out) {
  if (!divides_exactly) return false;
  for (size_t decimals = 0; decimals < COUNT_OF(exact_tens); decimals++) {
    const double digits = round(magnitude * exact_tens[decimals]);
    if (digits >= safe_limit) return false;
    *out = (ShortNumber){(uint64_t)digits, decimals};
    if (digits / exact_tens[decimals] == magnitude) return true;
  }
  return false;
}

/* Written from behind. Returns where it begins in text. */
static size_t print_short(ShortNumber number, bool negative, char text[static SHORT_TEXT_MAX]) {
  size_t at = SHORT_TEXT_MAX;
  for (size_t written = 0; written <= number.decimals || number.digits > 0; written++) {
    if (written > 0 && written == number.decimals) text[--at] = '.';
    text[--at] = (char)('0' + number.digits % 10);
    number.digits /= 10;
  }
  if (negative) text[--at] = '-';
  return at;
}

static void sink_number(Sink *sink, double number) {
  char text[SHORT_TEXT_MAX];
  ShortNumber few;
  if (isnan(number)) {
    sink_z(sink, "NaN");
  } else if (isinf(number)) {
    sink_z(sink, number > 0 ? "Infinity" : "-Infinity");
  } else if (find_short(fabs(number), &few)) {
    const size_t at = print_short(few, number < 0, text); /* minus zero is 0 too */
    sink_bytes(sink, text + at, sizeof text - at);
    memory_wipe(text, sizeof text);
  } else {
    const Decimal decimal = shortest_decimal(fabs(number));
    if (number < 0) sink_z(sink, "-");
    sink_decimal(sink, &decimal);
  }
}

bool str_to_double(Str s, double *out) {
  Numeral numeral;
  if (s.len > NUMBER_TEXT_MAX || !read_numeral(s, &numeral)) return false;
  if (read_exactly(s, &numeral, out)) return true;
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
  char text[SHORT_TEXT_MAX];
  ShortNumber few;
  if (isfinite(number) && find_short(fabs(number), &few)) { /* takes no more room than it needs */
    const size_t at = print_short(few, number < 0, text);
    const Str copy = arena_str(arena, (Str){text + at, sizeof text - at});
    memory_wipe(text, sizeof text);
    return copy;
  }
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_number(&sink, number);
  return buffer_view(&buffer);
}
