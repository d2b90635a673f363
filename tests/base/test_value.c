#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const Str names[] = {{"buss", 4}, {"tog", 3}};

static void values_as_text(void **state) {
  (void)state;
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct {
    Value value;
    const char *text;
  } cases[] = {
      {VALUE_NONE, ""},
      {value_text(STR("hei")), "hei"},
      {value_number(1.5), "1.5"},
      {value_boolean(true), "true"},
      {value_boolean(false), "false"},
      {value_list(names, 2), "buss tog"},
      {{.kind = VALUE_DATE, .days = 0}, "1970-01-01"},
      {{.kind = VALUE_DATE, .days = -1}, "1969-12-31"},
      {{.kind = VALUE_DATETIME, .days = 20778.5}, "2026-11-21T12:00:00.000+01:00"},
      {{.kind = VALUE_DATETIME, .days = 20635.5}, "2026-07-01T12:00:00.000+02:00"},
      {{.kind = VALUE_TIME, .days = 0.25}, "06:00:00.000"},
      {{.kind = VALUE_DATE, .days = (double)NAN}, ""},
      {{.kind = VALUE_DATETIME, .days = (double)INFINITY}, ""},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Str text = value_to_str(arena, cases[i].value);
    assert_true(str_is(text, cases[i].text));
  }
  arena_free(arena);
}

static void nothing_is_empty(void **state) {
  (void)state;
  assert_true(value_is_empty(value_text(STR(""))));
  assert_true(value_is_empty(value_list(names, 0)));
  assert_false(value_is_empty(value_number(0)));
  assert_false(value_is_empty(value_boolean(false)));
}

static void equality(void **state) {
  (void)state;
  static const Str turned[] = {{"tog", 3}, {"buss", 4}};
  assert_true(value_equal(VALUE_NONE, VALUE_NONE));
  assert_true(value_equal(value_number((double)NAN), value_number((double)NAN)));
  assert_false(value_equal(value_number(1), value_number(2)));
  assert_false(value_equal(value_number(1), value_text(STR("1"))));
  assert_false(value_equal(value_boolean(true), value_boolean(false)));
  assert_true(value_equal(value_list(names, 2), value_list(names, 2)));
  assert_false(value_equal(value_list(names, 2), value_list(names, 1)));
  assert_false(value_equal(value_list(names, 2), value_list(turned, 2)));
  assert_false(value_equal((Value){.kind = VALUE_DATE, .days = 1}, (Value){.kind = VALUE_DATE, .days = 2}));
}

static void iso_is_read(void **state) {
  (void)state;
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  static const struct {
    const char *text;
    ValueKind kind;
    double days;
  } good[] = {
      {"1970-01-01", VALUE_DATE, 0},
      {"1970-1-2", VALUE_DATE, 1},
      {"2024-02-29", VALUE_DATE, 19782},
      {"1969-12-31", VALUE_DATE, -1},
      {"2026-11-21T12:00:00", VALUE_DATETIME, 20778.5},
      {"2026-11-21T12:00:00.000+01:00", VALUE_DATETIME, 20778.5},
      {"2026-11-21T11:00:00Z", VALUE_DATETIME, 20778.5},
      {"2026-11-21T06:00:00.000-05:00", VALUE_DATETIME, 20778.5},
      {"2026-07-01T10:00Z", VALUE_DATETIME, 20635.5},
      {"06:00", VALUE_TIME, 0.25},
      {"18:00:00.000+02:00", VALUE_TIME, 0.75},
  };
  static const char *const bad[] = {"",
                                    "2023-02-29",
                                    "2026-13-01",
                                    "2026-00-10",
                                    "2026-01-32",
                                    "2026-01-00",
                                    "26-01-01",
                                    "2026/01/01",
                                    "2026-01-01x",
                                    "2026-01-01T",
                                    "2026-01-01T24:00",
                                    "2026-01-01T10:60",
                                    "10:00:61",
                                    "10:",
                                    "10:00:00.",
                                    "2026-01-01T10:00+",
                                    "2026-01-01T10:00+99:00",
                                    "2100-02-29"};
  Value value;
  for (size_t i = 0; i < COUNT_OF(good); i++) {
    assert_true(value_from_iso(str_from(good[i].text), &value));
    assert_int_equal(value.kind, good[i].kind);
    assert_true(fabs(value.days - good[i].days) < 1e-9);
  }
  for (size_t i = 0; i < COUNT_OF(bad); i++)
    assert_false(value_from_iso(str_from(bad[i]), &value));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_as_text),
      cmocka_unit_test(nothing_is_empty),
      cmocka_unit_test(equality),
      cmocka_unit_test(iso_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
