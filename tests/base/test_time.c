#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <time.h>

static void set_zone(const char *zone) {
  setenv("TZ", zone, 1);
  tzset();
}

static void days_and_dates_agree(void **state) {
  (void)state;
  assert_int_equal(civil_to_days(1970, 1, 1), 0);
  assert_int_equal(civil_to_days(2000, 2, 29), 11016);
  assert_int_equal(civil_to_days(1900, 3, 1) - civil_to_days(1900, 2, 28), 1); /* no leap day */
  for (int year = -400; year <= 2400; year++) {
    for (int month = 1; month <= 12; month++) {
      const CivilTime t = civil_from_days((double)civil_to_days(year, month, 1));
      assert_true(t.year == year && t.month == month && t.day == 1);
      const CivilTime eve = civil_from_days((double)civil_to_days(year, month, 1) - 1);
      assert_true(eve.day >= 28 && eve.day <= 31 && eve.month == (month == 1 ? 12 : month - 1));
    }
  }
}

static void weekdays_go_back_before_1970(void **state) {
  (void)state;
  assert_int_equal(civil_weekday(civil_to_days(1970, 1, 1)), 4);
  assert_int_equal(civil_weekday(civil_to_days(1969, 12, 28)), 7);
  assert_int_equal(civil_weekday(civil_to_days(1969, 12, 22)), 1);
  assert_int_equal(civil_weekday(civil_to_days(2026, 11, 22)), 7);
  for (int64_t day = -800000; day < 100000; day++)
    assert_int_equal(civil_weekday(day) % 7 + 1, civil_weekday(day + 1));
}

static void a_day_is_written(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(str_is(civil_day_to_str(arena, civil_to_days(2028, 2, 29)), "2028-02-29"));
  assert_true(str_is(civil_day_to_str(arena, -1), "1969-12-31"));
  arena_free(arena);
}

static void fractions_carry_over(void **state) {
  (void)state;
  const CivilTime t = civil_from_days(0.99999999999);
  assert_true(t.day == 2 && t.hour == 0 && t.millisecond == 0);
  const CivilTime before = civil_from_days(-0.25);
  assert_true(before.year == 1969 && before.day == 31 && before.hour == 18);
}

static void local_time_follows_the_zone(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  set_zone("Europe/Oslo");
  assert_true(str_is(civil_to_str(arena, civil_from_wall_ms(INT64_C(1795266300123))), "2026-11-21T14:05:00.123+01:00"));
  assert_true(str_is(civil_to_str(arena, civil_from_wall_ms(-1)), "1970-01-01T00:59:59.999+01:00"));
  assert_int_equal(civil_day_of_wall_ms(-1), 0);
  assert_int_equal(civil_day_of_wall_ms(INT64_C(1795266300123)), civil_to_days(2026, 11, 21));
  set_zone("America/Phoenix");
  assert_int_equal(civil_day_of_wall_ms(0), -1);
  assert_true(str_is(civil_to_str(arena, civil_from_wall_ms(0)), "1969-12-31T17:00:00.000-07:00"));
  set_zone("Asia/Kolkata");
  assert_int_equal(civil_local_offset_minutes((CivilTime){.year = 2026, .month = 7, .day = 1}), 330);
  arena_free(arena);
}

static void manual_time_stands_still(void **state) {
  (void)state;
  ManualClock manual = clock_manual(5000);
  const Clock *clock = &manual.clock;
  assert_int_equal(clock->monotonic_ms(clock), 0);
  assert_int_equal(clock->wall_ms(clock), 5000);
  manual.now_ms += 250;
  assert_int_equal(clock->monotonic_ms(clock), 250);
  assert_int_equal(clock->wall_ms(clock), 5250);
}

static void system_time_goes_forward(void **state) {
  (void)state;
  const Clock *clock = clock_system();
  const int64_t before = clock->monotonic_ms(clock);
  assert_true(clock->monotonic_ms(clock) >= before);
  assert_true(clock->wall_ms(clock) > INT64_C(1500000000000));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_and_dates_agree),
      cmocka_unit_test(weekdays_go_back_before_1970),
      cmocka_unit_test(a_day_is_written),
      cmocka_unit_test(fractions_carry_over),
      cmocka_unit_test(local_time_follows_the_zone),
      cmocka_unit_test(manual_time_stands_still),
      cmocka_unit_test(system_time_goes_forward),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
