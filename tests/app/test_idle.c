#include "idle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void phases_and_countdown(void **state) {
  (void)state;
  static const struct {
    int64_t at_ms;
    IdlePhase phase;
    int seconds_left;
    int64_t next_ms;
  } cases[] = {
      {1000, IDLE_AWAKE, 80, 61000},    {60999, IDLE_AWAKE, 21, 61000},   {61000, IDLE_WARNING, 20, 62000},
      {61001, IDLE_WARNING, 20, 62000}, {62000, IDLE_WARNING, 19, 63000}, {80000, IDLE_WARNING, 1, 81000},
      {80999, IDLE_WARNING, 1, 81000},  {81000, IDLE_GONE, 0, 81000},     {99000, IDLE_GONE, 0, 99000},
  };
  Idle idle = idle_start(60, 20, 1000);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_int_equal(idle_phase(&idle, cases[i].at_ms), cases[i].phase);
    assert_int_equal(idle_seconds_left(&idle, cases[i].at_ms), cases[i].seconds_left);
    assert_int_equal(idle_deadline_ms(&idle, cases[i].at_ms), cases[i].next_ms);
  }
}

static void a_touch_starts_it_anew(void **state) {
  (void)state;
  Idle idle = idle_start(60, 20, 0);
  idle_touch(&idle, 79999);
  assert_int_equal(idle_phase(&idle, 80000), IDLE_AWAKE);
  assert_int_equal(idle_deadline_ms(&idle, 80000), 139999);
}

/* Whoever sleeps until each deadline sees every second once, and the end. */
static void deadlines_visit_every_second(void **state) {
  (void)state;
  Idle idle = idle_start(5, 20, 0);
  int64_t now = 0;
  for (int seconds = 20; seconds >= 0; seconds--) {
    now = idle_deadline_ms(&idle, now);
    assert_int_equal(idle_seconds_left(&idle, now), seconds);
  }
  assert_int_equal(now, 25000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(phases_and_countdown),
      cmocka_unit_test(a_touch_starts_it_anew),
      cmocka_unit_test(deadlines_visit_every_second),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
