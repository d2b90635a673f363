#include "troubles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void what_lasts_is_one(void **state) {
  (void)state;
  Troubles troubles = {.count = 0};
  troubles_note(&troubles, trouble_of_store("db-full"), 1);
  troubles_note(&troubles, trouble_of_store("db-io"), 2);
  troubles_note(&troubles, STAFF_FAULT_DISK_FULL, 3);
  assert_int_equal(troubles.count, 2);
  assert_int_equal(troubles.items[0].fault, STAFF_FAULT_DISK_FULL);
  assert_int_equal(troubles.items[0].wall_ms, 3);
  assert_int_equal(troubles.items[1].fault, STAFF_FAULT_DISK);
}

static void what_is_over_comes_again_as_another(void **state) {
  (void)state;
  Troubles troubles = {.count = 0};
  troubles_note(&troubles, STAFF_FAULT_BACKUP, 1);
  troubles_note(&troubles, trouble_of_store("db-moved"), 2);
  troubles_end_of_store(&troubles);
  assert_true(troubles.items[0].over);
  assert_false(troubles.items[1].over); /* the stick is still not there */
  troubles_note(&troubles, STAFF_FAULT_MOVED, 3);
  assert_int_equal(troubles.count, 3);
  assert_false(troubles.items[0].over);
  assert_true(troubles.items[1].over);
  troubles_end(&troubles, STAFF_FAULT_BACKUP);
  assert_true(troubles.items[2].over);
}

static void the_oldest_is_forgotten(void **state) {
  (void)state;
  Troubles troubles = {.count = 0};
  for (int i = 0; i < STAFF_TROUBLES_MAX + 2; i++) {
    troubles_note(&troubles, STAFF_FAULT_DAMAGED, i);
    troubles_end(&troubles, STAFF_FAULT_DAMAGED);
  }
  assert_int_equal(troubles.count, STAFF_TROUBLES_MAX);
  assert_int_equal(troubles.items[0].wall_ms, STAFF_TROUBLES_MAX + 1);
  assert_int_equal(troubles.items[STAFF_TROUBLES_MAX - 1].wall_ms, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_lasts_is_one), cmocka_unit_test(what_is_over_comes_again_as_another),
                                     cmocka_unit_test(the_oldest_is_forgotten)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
