#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void numbers_to_text(void **state) {
  (void)state;
  static const struct {
    double number;
    const char *text;
  } cases[] = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-17, "-17"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1.0 / 3, "0.3333333333333333"},
      {100, "100"},
      {123456.75, "123456.75"},
      {-0.00012, "-0.00012"},
      {1e15, "1000000000000000"},
      {1e21, "1000000000000000000000"},
      {1.23e-18, "0.00000000000000000123"},
      {9007199254740993.0, "9007199254740992"},
      {123456789012345680.0, "123456789012345680"},
      {0x1p-1074, NULL}, /* checked by reading it back */
      {DBL_MAX, NULL},
      {DBL_MIN, NULL},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Str text = number_to_str(arena, cases[i].number);
    double back = 0;
    if (cases[i].text) assert_string_equal(text.ptr, cases[i].text);
    assert_true(str_to_double(text, &back));
    assert_true(back == cases[i].number);
  }
  assert_true(str_is(number_to_str(arena, (double)NAN), "NaN"));
  assert_true(str_is(number_to_str(arena, (double)INFINITY), "Infinity"));
  assert_true(str_is(number_to_str(arena, (double)-INFINITY), "-Infinity"));
  const Str smallest = number_to_str(arena, 0x1p-1074);
  assert_int_equal(smallest.len, strlen("0.") + 324);
  assert_int_equal(smallest.ptr[smallest.len - 1], '5');
  arena_free(arena);
}

static void any_bits_survive(void **state) {
  (void)state;
  uint64_t seed = 2026;
  const Random random = random_seeded(&seed);
  Arena *arena = arena_new(0);
  for (int i = 0; i < 20000; i++) {
    double number, back = 0;
    random.fill(random.context, &number, sizeof number);
    if (!isfinite(number)) continue;
    assert_true(str_to_double(number_to_str(arena, number), &back));
    assert_true(back == number);
    arena_rewind(arena);
  }
  arena_free(arena);
}

/* The shortest decimal by trying: so many digits as it takes for strtod to read the same number, without an exponent. */
static const char *shortest_by_trying(double number, char out[static 400]) {
  char scientific[40];
  int digits = 0;
  do
    snprintf(scientific, sizeof scientific, "%.*e", digits++, number);
  while (strtod(scientific, NULL) != number);
  const int exponent = atoi(strchr(scientific, 'e') + 1), decimals = digits - 1 - exponent;
  if (decimals >= 0) {
    snprintf(out, 400, "%.*f", decimals, number);
    return out;
  }
  size_t count = 0; /* beyond its digits a large number has zeros, not what the double happens to be */
  for (const char *at = scientific; *at != 'e'; at++)
    if (*at != '.') out[count++] = *at;
  memset(out + count, '0', (size_t)-decimals);
  out[count + (size_t)-decimals] = '\0';
  return out;
}

static void check_both_ways(Arena *arena, double number) {
  char wanted[400];
  double back = 0;
  const Str text = number_to_str(arena, number);
  assert_string_equal(text.ptr, number == 0 ? "0" : shortest_by_trying(number, wanted));
  assert_true(str_to_double(text, &back));
  assert_true(back == number);
  Buffer json = buffer_new(arena);
  Sink sink = sink_to_buffer(&json);
  sink_json_number(&sink, number);
  assert_string_equal(json.bytes, text.ptr);
  arena_rewind(arena);
}

/* Numbers of few digits take a short way: these, and those beside them, which may not. */
static void few_digits_are_the_shortest(void **state) {
  (void)state;
  uint64_t seed = 6;
  const Random random = random_seeded(&seed);
  Arena *arena = arena_new(0);
  for (int i = 0; i < 60000; i++) {
    uint64_t digits;
    random.fill(random.context, &digits, sizeof digits);
    digits >>= random_below(&random, 64);
    const double number = (double)digits / pow(10, (double)random_below(&random, 25)) * (i % 2 ? 1 : -1);
    check_both_ways(arena, number);
    check_both_ways(arena, nextafter(number, (double)INFINITY));
    check_both_ways(arena, nextafter(number, 0.0));
  }
  arena_free(arena);
}

/* The same of texts: what strtod reads. */
static void digits_are_read_exactly(void **state) {
  (void)state;
  uint64_t seed = 7;
  const Random random = random_seeded(&seed);
  for (int i = 0; i < 200000; i++) {
    char text[48];
    const uint32_t digits = 1 + random_below(&random, 30), point = random_below(&random, digits + 1);
    size_t count = 0;
    if (i % 3 == 0) text[count++] = '-';
    for (uint32_t d = 0; d < digits; d++) {
      if (d == point) text[count++] = '.';
      text[count++] = (char)('0' + (random_below(&random, 4) ? random_below(&random, 10) : 0));
    }
    text[count] = '\0';
    double number = 0;
    assert_true(str_to_double((Str){text, count}, &number));
    const double wanted = strtod(text, NULL);
    if (memcmp(&number, &wanted, sizeof number) != 0) fail_msg("%s read as %.17g", text, number); /* the sign of a zero, too */
  }
}

static void text_to_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double number;
  } good[] = {{"0", 0},
              {"-0", 0},
              {"17.", 17},
              {".5", 0.5},
              {"-.5", -0.5},
              {"0017", 17},
              {"4.6", 4.6},
              {"9007199254740993", 9007199254740992.0},
              {"9007199254740991.0", 9007199254740991.0},
              {"0.3", 0.3},
              {"-12.50", -12.5},
              {"1234567890123456789012", 1234567890123456789012.0}};
  static const char *const bad[] = {"",   "-",  ".",   "-.",    "+1",  "1e6", "0x10",    "1,5",
                                    " 1", "1 ", "--1", "1.2.3", "NaN", "inf", "Infinity"};
  double number = 0;
  for (size_t i = 0; i < COUNT_OF(good); i++) {
    assert_true(str_to_double(str_from(good[i].text), &number));
    assert_true(number == good[i].number);
  }
  for (size_t i = 0; i < COUNT_OF(bad); i++)
    assert_false(str_to_double(str_from(bad[i]), &number));
  assert_false(str_to_double((Str){"1\0", 2}, &number));
  static char long_digits[1001];
  memset(long_digits, '9', sizeof long_digits);
  assert_true(str_to_double((Str){long_digits, 1000}, &number));
  assert_true(isinf(number));
  assert_false(str_to_double((Str){long_digits, 1001}, &number));
}

static void whole_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool ok;
    int64_t number;
  } cases[] = {
      {"0", true, 0},
      {"-0", true, 0},
      {"042", true, 42},
      {"9223372036854775807", true, INT64_MAX},
      {"-9223372036854775808", true, INT64_MIN},
      {"9223372036854775808", false, 0},
      {"-9223372036854775809", false, 0},
      {"99999999999999999999", false, 0},
      {"", false, 0},
      {"-", false, 0},
      {"1.0", false, 0},
      {"12a", false, 0},
      {"+1", false, 0},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    int64_t number = 0;
    assert_int_equal(str_to_int64(str_from(cases[i].text), &number), cases[i].ok);
    if (cases[i].ok) assert_true(number == cases[i].number);
  }
}

/* A kiosk in Norway may well run in a locale with a decimal comma. */
static void the_locale_does_not_matter(void **state) {
  (void)state;
  static const char *const with_comma[] = {"nb_NO.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"};
  bool found = false;
  for (size_t i = 0; i < COUNT_OF(with_comma) && !found; i++)
    found = setlocale(LC_ALL, with_comma[i]) != NULL;
  if (!found) {
    print_message("no locale with a decimal comma is installed\n");
    skip();
  }
  Arena *arena = arena_new(0);
  double number = 0;
  assert_true(str_to_double(STR("1.5"), &number));
  assert_true(number == 1.5);
  assert_true(str_is(number_to_str(arena, 1.25), "1.25"));
  arena_free(arena);
  setlocale(LC_ALL, "C");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_to_text),
      cmocka_unit_test(any_bits_survive),
      cmocka_unit_test(few_digits_are_the_shortest),
      cmocka_unit_test(digits_are_read_exactly),
      cmocka_unit_test(text_to_numbers),
      cmocka_unit_test(whole_numbers),
      cmocka_unit_test(the_locale_does_not_matter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
