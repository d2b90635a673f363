/* A clock that is wrong deletes nothing before its time. */
#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int64_t day(Str text) {
  Value date;
  assert_true(value_from_iso(text, &date));
  return (int64_t)date.days;
}

typedef struct Day { /* one after the other, each with what the one before remembered */
  Str today;
  PurgeWord word;
  Str remember;
} Day;

static void judge_all(const Day *days, size_t count) {
  Arena *arena = arena_new(0);
  Str remembered = STR("");
  for (size_t i = 0; i < count; i++) {
    Str remember;
    PurgeWord word = purge_day_judge(arena, remembered, day(days[i].today), &remember);
    if (word != days[i].word || !str_equal(remember, days[i].remember))
      fail_msg("%s: %d, and remembers \"" STR_FMT "\"", days[i].today.ptr, (int)word, STR_ARG(remember));
    remembered = remember;
  }
  arena_free(arena);
}

static void once_a_day(void **state) {
  (void)state;
  static const Day days[] = {
      {STR_INIT("2026-11-22"), PURGE_NOT, STR_INIT("2026-11-22")}, {STR_INIT("2026-11-22"), PURGE_NOT, STR_INIT("2026-11-22")},
      {STR_INIT("2026-11-23"), PURGE_NOW, STR_INIT("2026-11-23")}, {STR_INIT("2026-11-23"), PURGE_NOT, STR_INIT("2026-11-23")},
      {STR_INIT("2026-12-24"), PURGE_NOW, STR_INIT("2026-12-24")},
  };
  judge_all(days, COUNT_OF(days));
}

static void a_clock_that_jumped_is_not_believed_for_a_week(void **state) {
  (void)state;
  static const Day days[] = {
      {STR_INIT("2026-11-22"), PURGE_NOT, STR_INIT("2026-11-22")},
      {STR_INIT("2026-12-24"), PURGE_DOUBT, STR_INIT("2026-11-22 2026-12-24")}, /* 32 days */
      {STR_INIT("2026-12-30"), PURGE_DOUBT, STR_INIT("2026-11-22 2026-12-24")},
      {STR_INIT("2027-11-22"), PURGE_DOUBT, STR_INIT("2026-11-22 2027-11-22")}, /* and again */
      {STR_INIT("2027-11-28"), PURGE_DOUBT, STR_INIT("2026-11-22 2027-11-22")},
      {STR_INIT("2027-11-29"), PURGE_NOW, STR_INIT("2027-11-29")},
  };
  judge_all(days, COUNT_OF(days));
}

static void a_clock_that_comes_back_was_right_all_along(void **state) {
  (void)state;
  static const Day days[] = {
      {STR_INIT("2026-11-22"), PURGE_NOT, STR_INIT("2026-11-22")},
      {STR_INIT("2027-11-22"), PURGE_DOUBT, STR_INIT("2026-11-22 2027-11-22")},
      {STR_INIT("2026-11-22"), PURGE_NOT, STR_INIT("2026-11-22")},
      {STR_INIT("2025-11-23"), PURGE_DOUBT, STR_INIT("2026-11-22 2025-11-23")},
      {STR_INIT("2026-11-23"), PURGE_NOW, STR_INIT("2026-11-23")},
  };
  judge_all(days, COUNT_OF(days));
}

static void the_last_day_is_one_that_was_believed(void **state) {
  (void)state;
  static const char *const texts[] = {"2026-11-22", "2026-11-22 2019-05-01"};
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    int64_t last;
    assert_true(purge_day_last(str_from(texts[i]), &last));
    assert_int_equal(last, day(STR("2026-11-22")));
  }
}

static void a_memory_that_says_nothing_is_none(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  static const char *const texts[] = {"", "yesterday", "2026-13-01", "12:00"};
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    Str remember;
    assert_int_equal(purge_day_judge(arena, str_from(texts[i]), day(STR("2026-11-22")), &remember), PURGE_NOT);
    assert_true(str_is(remember, "2026-11-22"));
    int64_t last;
    assert_false(purge_day_last(str_from(texts[i]), &last));
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(once_a_day), cmocka_unit_test(a_clock_that_jumped_is_not_believed_for_a_week),
                                     cmocka_unit_test(a_clock_that_comes_back_was_right_all_along),
                                     cmocka_unit_test(the_last_day_is_one_that_was_believed),
                                     cmocka_unit_test(a_memory_that_says_nothing_is_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
