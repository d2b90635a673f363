#include "pin_guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void whoever_guesses_waits_longer_each_time(void **state) {
  (void)state;
  static const int waits_s[] = {0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
  for (int wrong = 0; wrong < (int)COUNT_OF(waits_s); wrong++) {
    PinGuard guard = pin_guard_start(wrong, 500);
    if (pin_guard_wait_s(&guard, 500) != waits_s[wrong])
      fail_msg("after %d: %d s, not %d", wrong, pin_guard_wait_s(&guard, 500), waits_s[wrong]);
  }
  PinGuard guard = pin_guard_start(INT16_MAX, 0);
  assert_int_equal(pin_guard_wait_s(&guard, 0), 3600);
}

static void seconds_are_rounded_up(void **state) {
  (void)state;
  PinGuard guard = pin_guard_start(3, 1000);
  assert_int_equal(pin_guard_wait_s(&guard, 1001), 30);
  assert_int_equal(pin_guard_wait_s(&guard, 2000), 29);
  assert_int_equal(pin_guard_wait_s(&guard, 30999), 1);
  assert_int_equal(pin_guard_wait_s(&guard, 31000), 0);
}

static void the_right_one_forgives(void **state) {
  (void)state;
  PinGuard guard = pin_guard_start(7, 0);
  pin_guard_right(&guard);
  assert_int_equal(pin_guard_wait_s(&guard, 0), 0);
  guard = pin_guard_start(guard.wrong + 1, 0);
  assert_int_equal(pin_guard_wait_s(&guard, 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(whoever_guesses_waits_longer_each_time),
                                     cmocka_unit_test(seconds_are_rounded_up), cmocka_unit_test(the_right_one_forgives)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
