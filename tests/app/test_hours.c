/* Opening hours by the local clock, and when to look at it again. */
#include "opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define AT(hour, minute) ((hour)*60 + (minute))

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS };

/* Monday to Thursday 8 to 16 with a pause at noon, Friday until midnight and on until two, Sunday never; not on a Saturday in November and
 * the two days of Christmas. */
static HoursClosed holidays[2];

static Hours week(void) {
  holidays[0] = (HoursClosed){civil_to_days(2026, 11, 14), civil_to_days(2026, 11, 14)};
  holidays[1] = (HoursClosed){civil_to_days(2026, 12, 24), civil_to_days(2026, 12, 25)};
  Hours hours = {.given = true, .closed = holidays, .closed_count = 2};
  for (int day = 0; day < 4; day++)
    hours.week[day] = (HoursDay){{{AT(12, 0), AT(16, 0)}, {AT(8, 0), AT(11, 30)}}, 2};
  hours.week[4] = (HoursDay){{{AT(20, 0), AT(24, 0)}}, 1};
  hours.week[5] = (HoursDay){{{AT(0, 0), AT(2, 0)}}, 1};
  return hours;
}

static void what_holds_and_what_comes(void **state) {
  (void)state;
  static const struct {
    int month, day, minute; /* of 2026 */
    bool open;
    int change_month, change_day, change_minute;
  } cases[] = {
      {11, 23, AT(7, 59), false, 11, 23, AT(8, 0)},   /* a Monday */
      {11, 23, AT(8, 0), true, 11, 23, AT(11, 30)},   /* open at the very minute, */
      {11, 23, AT(11, 30), false, 11, 23, AT(12, 0)}, /* closed at the very minute */
      {11, 23, AT(12, 0), true, 11, 23, AT(16, 0)},   /* spans in any order */
      {11, 23, AT(23, 59), false, 11, 24, AT(8, 0)},  /* tomorrow */
      {11, 26, AT(16, 0), false, 11, 27, AT(20, 0)},  /* a day of other hours */
      {11, 27, AT(21, 0), true, 11, 28, AT(2, 0)},    /* midnight is no change where the next day goes on */
      {11, 13, AT(21, 0), true, 11, 14, AT(0, 0)},    /* ... and is one where it does not */
      {11, 28, AT(0, 0), true, 11, 28, AT(2, 0)},     /* the same seen from behind */
      {11, 28, AT(2, 0), false, 11, 30, AT(8, 0)},    /* Sunday is passed over */
      {12, 23, AT(15, 59), true, 12, 23, AT(16, 0)},  /* a Wednesday */
      {12, 23, AT(16, 0), false, 12, 26, AT(0, 0)},   /* Christmas takes Thursday and Friday away: Saturday begins at once */
      {12, 24, AT(10, 0), false, 12, 26, AT(0, 0)},   {12, 25, AT(23, 0), false, 12, 26, AT(0, 0)},
  };
  Hours hours = week();
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    CivilTime now = {.year = 2026,
                     .month = cases[i].month,
                     .day = cases[i].day,
                     .hour = cases[i].minute / 60,
                     .minute = cases[i].minute % 60,
                     .second = 59};
    HoursState got = hours_at(&hours, now);
    if (got.open != cases[i].open || !got.changes ||
        got.change_day != civil_to_days(2026, cases[i].change_month, cases[i].change_day) ||
        got.change_minute != cases[i].change_minute)
      fail_msg("case %zu: open %d, changes %d in %d days at %d", i, got.open, got.changes,
               (int)(got.change_day - civil_to_days(2026, cases[i].month, cases[i].day)), got.change_minute);
  }
}

static void a_day_ends_at_midnight(void **state) {
  (void)state;
  Hours hours = {.given = true};
  hours.week[4] = (HoursDay){{{AT(20, 0), AT(24, 0)}}, 1};
  HoursState got = hours_at(&hours, (CivilTime){.year = 2026, .month = 11, .day = 27, .hour = 21});
  assert_true(got.open && got.changes);
  assert_int_equal(got.change_day, civil_to_days(2026, 11, 28));
  assert_int_equal(got.change_minute, 0);
}

static void what_never_changes(void **state) {
  (void)state;
  CivilTime noon = {.year = 2026, .month = 11, .day = 23, .hour = 12};
  Hours always = {.given = false};
  assert_true(hours_at(&always, noon).open);
  assert_false(hours_at(&always, noon).changes);
  Hours round_the_clock = {.given = true};
  for (int day = 0; day < HOURS_WEEKDAYS; day++)
    round_the_clock.week[day] = (HoursDay){{{0, HOURS_DAY_END}}, 1};
  assert_true(hours_at(&round_the_clock, noon).open);
  assert_false(hours_at(&round_the_clock, noon).changes);
  HoursClosed for_ever = {civil_to_days(2000, 1, 1), civil_to_days(2999, 12, 31)};
  round_the_clock.closed = &for_ever;
  round_the_clock.closed_count = 1;
  assert_false(hours_at(&round_the_clock, noon).open);
  assert_false(hours_at(&round_the_clock, noon).changes);
}

/* In Oslo the night of 29 March 2026 has no hour from two to three, and that of 25 October has it twice. */

static int64_t utc_ms(int month, int day, int hour, int minute) {
  return (civil_to_days(2026, month, day) * HOURS_DAY_END + AT(hour, minute)) * MINUTE_MS;
}

static Hours every_day(int from, int to) {
  Hours hours = {.given = true};
  for (int day = 0; day < HOURS_WEEKDAYS; day++)
    hours.week[day] = (HoursDay){{{from, to}}, 1};
  return hours;
}

/* Whoever sleeps until each deadline; returns when it first is as wanted, in UTC, and counts how often it woke. */
static int64_t sleep_until(const Hours *hours, int64_t from_ms, bool open, int *wakes) {
  ManualClock clock = clock_manual(from_ms);
  Opening opening = opening_start(hours, &clock.clock);
  for (*wakes = 0; opening.state.open != open && *wakes < 1000; ++*wakes) {
    assert_true(opening.look_at_ms > clock.now_ms);
    clock.now_ms = opening.look_at_ms;
    opening_look(&opening);
  }
  return clock.epoch_ms + clock.now_ms;
}

static void it_opens_to_the_minute_when_the_clocks_change(void **state) {
  (void)state;
  Hours day = every_day(AT(8, 0), AT(16, 0));
  int wakes;
  assert_true(sleep_until(&day, utc_ms(1, 15, 1, 0), true, &wakes) == utc_ms(1, 15, 7, 0));
  assert_int_equal(wakes, 6);
  assert_true(sleep_until(&day, utc_ms(3, 28, 20, 0), true, &wakes) == utc_ms(3, 29, 6, 0));
  assert_true(sleep_until(&day, utc_ms(10, 24, 20, 0), true, &wakes) == utc_ms(10, 25, 7, 0));
  /* Right behind the change. */
  Hours night = every_day(AT(3, 15), AT(5, 0));
  assert_true(sleep_until(&night, utc_ms(3, 29, 0, 50), true, &wakes) == utc_ms(3, 29, 1, 15));
  assert_true(sleep_until(&night, utc_ms(10, 25, 0, 50), true, &wakes) == utc_ms(10, 25, 2, 15));
  /* Within the hour that is not there: from three on, at the latest a minute late. */
  Hours gap = every_day(AT(2, 30), AT(5, 0));
  int64_t opened = sleep_until(&gap, utc_ms(3, 29, 0, 20), true, &wakes);
  assert_in_range(opened - utc_ms(3, 29, 1, 0), 0, MINUTE_MS);
  /* Within the hour that comes twice: the first time counts, and it sleeps through the second. */
  Hours twice = every_day(AT(0, 0), AT(2, 30));
  int64_t closed = sleep_until(&twice, utc_ms(10, 24, 23, 0), false, &wakes);
  assert_true(closed == utc_ms(10, 25, 0, 30));
  assert_true(sleep_until(&twice, closed, true, &wakes) == utc_ms(10, 25, 23, 0));
  assert_int_equal(wakes, 23);
}

/* A clock set back or forward, or a machine that slept without counting: noticed within the hour. */
static void a_clock_that_is_set_is_noticed(void **state) {
  (void)state;
  Hours day = every_day(AT(8, 0), AT(16, 0));
  ManualClock clock = clock_manual(utc_ms(1, 15, 9, 0)); /* ten in Oslo */
  Opening opening = opening_start(&day, &clock.clock);
  assert_true(opening.state.open);
  assert_true(opening.look_at_ms <= HOUR_MS);
  clock.epoch_ms -= 5 * HOUR_MS;
  clock.now_ms = opening.look_at_ms;
  opening_look(&opening);
  assert_false(opening.state.open);
  assert_int_equal(opening.opens_weekday, 4);
  assert_int_equal(opening.opens_minute, AT(8, 0));
}

static void it_says_when_it_opens(void **state) {
  (void)state;
  Hours hours = week();
  static const struct {
    int month, day, hour; /* UTC of 2026 */
    int weekday, minute;
  } cases[] = {
      {11, 23, 5, 1, AT(8, 0)},  /* today */
      {11, 23, 9, 0, 0},         /* open */
      {11, 28, 12, 1, AT(8, 0)}, /* Saturday, for Monday */
      {12, 23, 20, 6, AT(0, 0)},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    ManualClock clock = clock_manual(utc_ms(cases[i].month, cases[i].day, cases[i].hour, 0));
    Opening opening = opening_start(&hours, &clock.clock);
    assert_int_equal(opening.opens_weekday, cases[i].weekday);
    assert_int_equal(opening.opens_minute, cases[i].minute);
  }
  /* In a week it would be the name of today: it says the date. */
  HoursClosed holiday = {civil_to_days(2026, 11, 23), civil_to_days(2026, 11, 29)};
  hours.closed = &holiday;
  hours.closed_count = 1;
  ManualClock clock = clock_manual(utc_ms(11, 23, 9, 0));
  Opening opening = opening_start(&hours, &clock.clock);
  assert_int_equal(opening.opens_weekday, 1);
  assert_int_equal(opening.opens_in_days, 7);
  assert_int_equal(opening.opens_month, 11);
  assert_int_equal(opening.opens_day, 30);
  Opening before = opening;
  clock.now_ms += 24 * HOUR_MS;
  opening_look(&opening);
  assert_int_equal(opening.opens_weekday, 1);
  assert_int_equal(opening.opens_in_days, 6);
  assert_false(opening_says_the_same(&before, &opening));
}

static void without_hours_nobody_wakes(void **state) {
  (void)state;
  ManualClock clock = clock_manual(0);
  assert_true(opening_start(NULL, &clock.clock).look_at_ms == INT64_MAX);
  assert_true(opening_start(&(Hours){.given = false}, &clock.clock).look_at_ms == INT64_MAX);
}

int main(void) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_holds_and_what_comes),
      cmocka_unit_test(a_day_ends_at_midnight),
      cmocka_unit_test(what_never_changes),
      cmocka_unit_test(it_opens_to_the_minute_when_the_clocks_change),
      cmocka_unit_test(a_clock_that_is_set_is_noticed),
      cmocka_unit_test(it_says_when_it_opens),
      cmocka_unit_test(without_hours_nobody_wakes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
