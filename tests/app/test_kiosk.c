/* The controller on a clock of the test's own. */
#include "bench.h"

#include <stdlib.h>

static void set_up(Bench *bench) {
  bench_begin(bench, &(BenchSetup){.start_at_question = true});
}

/* The machine slept, and nobody was warned: whoever wakes it by a touch is somebody else. */
static void a_visit_does_not_outlive_the_night(void **state) {
  (void)state;
  Bench bench;
  set_up(&bench);
  assert_int_equal(kiosk_scene(bench.kiosk)->screen, SCREEN_QUESTION);
  bench.clock.now_ms += INT64_C(8) * 3600 * 1000;
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_POINTER_DOWN, .x = 400, .y = 400, .pointer = 1});
  assert_int_equal(kiosk_scene(bench.kiosk)->screen, SCREEN_ATTRACT);
  bench_end(&bench);
}

static void a_touch_during_the_warning_keeps_the_visit(void **state) {
  (void)state;
  Bench bench;
  set_up(&bench);
  bench.clock.now_ms += 35 * 1000; /* warned at 30, gone at 50 */
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_POINTER_DOWN, .x = 400, .y = 400, .pointer = 1});
  assert_int_equal(kiosk_scene(bench.kiosk)->screen, SCREEN_QUESTION);
  bench_end(&bench);
}

/* A form that erases visits which end early: one whose only write failed, as far as could be told, is erased, too. */
static void a_visit_that_may_be_on_the_disk_is_erased(void **state) {
  (void)state;
  Bench bench;
  StoreFacts facts;
  char away[96];
  Err err = {0};
  set_up(&bench);
  snprintf(away, sizeof away, "%s.away", bench.db);
  assert_int_equal(rename(bench.db, away), 0);
  bench_act(&bench, (UiAction){.kind = UI_ANSWER, .cell = 0, .value = value_text(STR("ja"))});
  assert_int_equal(bench_screen(&bench), SCREEN_FAULT);
  assert_int_equal(rename(away, bench.db), 0);
  kiosk_stop(bench.kiosk);
  assert_int_equal(storage_facts(bench.storage, bench.material.arena, &facts, &err), STATUS_OK);
  assert_int_equal(facts.discarded, 1);
  assert_int_equal(facts.partial, 0);
  bench_end(&bench);
}

static size_t partial_on(Bench *bench, int64_t wall_ms) {
  StoreFacts facts;
  Err err = {0};
  bench->clock.epoch_ms = wall_ms - bench->clock.now_ms;
  if (storage_facts(bench->storage, bench->material.arena, &facts, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return facts.partial;
}

static void begin_visit(Bench *bench, int64_t wall_ms, int question, const char *answer) {
  bench->clock.epoch_ms = wall_ms - bench->clock.now_ms;
  bench_act(bench, (UiAction){.kind = UI_START});
  assert_int_equal(bench_screen(bench), SCREEN_QUESTION);
  for (int i = 0; i < question; i++)
    bench_act(bench, (UiAction){.kind = UI_NEXT});
  bench_act(bench, (UiAction){.kind = UI_ANSWER, .cell = question, .value = value_text(str_from(answer))});
}

/* The clock tells of 2019: what is deleted so many days after a visit counts from the last day that it was known to be. */
static void what_is_kept_for_days_does_not_begin_in_the_past(void **state) {
  (void)state;
  static const int64_t before = INT64_C(1795348800000), dead = INT64_C(1556668800000), day = INT64_C(86400000); /* both at noon */
  static const struct {
    const char *form;
    int question;
    const char *answer;
    bool kept_for_days;
  } cases[] = {{"tests/play/forms/alt.yaml", 1, "OK", true}, {"tests/play/forms/kort.yaml", 0, "ja", false}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Bench bench;
    bench_begin(&bench, &(BenchSetup){.wall_ms = before, .form = cases[i].form});
    bench_wait(&bench, 60000); /* the day is remembered */
    begin_visit(&bench, dead, cases[i].question, cases[i].answer);
    assert_int_equal(partial_on(&bench, dead), cases[i].kept_for_days ? 0 : 1);
    assert_int_equal(partial_on(&bench, before), cases[i].kept_for_days ? 1 : 0);
    bench_end(&bench);
    bench_begin(&bench, &(BenchSetup){.wall_ms = before, .form = cases[i].form});
    bench_wait(&bench, 60000);
    begin_visit(&bench, before + day, cases[i].question, cases[i].answer); /* a clock that goes on tells the day */
    assert_int_equal(partial_on(&bench, before + day), 1);
    bench_end(&bench);
  }
}

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS };

static void set_up_open(Bench *bench, int64_t at_ms, bool start_at_question) {
  bench_begin(bench, &(BenchSetup){.wall_ms = at_ms, .open_by_day = true, .start_at_question = start_at_question});
}

static void it_opens_and_closes_by_itself(void **state) {
  (void)state;
  Bench bench;
  set_up_open(&bench, 7 * HOUR_MS, false); /* a Thursday */
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  assert_int_equal(kiosk_scene(bench.kiosk)->opens_weekday, 4);
  assert_int_equal(kiosk_scene(bench.kiosk)->opens_minute, 8 * 60);
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_ENTER}); /* nothing begins */
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  bench_wait_until(&bench, 8 * HOUR_MS - 1);
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  bench_wait_until(&bench, 8 * HOUR_MS);
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench_wait_until(&bench, 16 * HOUR_MS);
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  assert_int_equal(kiosk_scene(bench.kiosk)->opens_weekday, 5);
  bench_end(&bench);
}

static void a_visit_is_not_cut_short(void **state) {
  (void)state;
  Bench bench;
  set_up_open(&bench, 16 * HOUR_MS - 10000, true);
  bench_wait_until(&bench, 16 * HOUR_MS + 5000);
  assert_int_equal(bench_screen(&bench), SCREEN_QUESTION);
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_TAB});
  bench_wait_until(&bench, 16 * HOUR_MS + 54999);
  assert_int_equal(bench_screen(&bench), SCREEN_IDLE);
  bench_wait_until(&bench, 16 * HOUR_MS + 55000);
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  bench_end(&bench);
}

/* A touch finds out at once, however the clock came to be what it is. */
static void a_touch_after_the_clock_was_set(void **state) {
  (void)state;
  Bench bench;
  set_up_open(&bench, 7 * HOUR_MS, false);
  bench.clock.epoch_ms += 2 * HOUR_MS;
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_POINTER_DOWN, .x = 5, .y = 5, .pointer = 1});
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench.clock.epoch_ms -= 2 * HOUR_MS;
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_ENTER});
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  bench_end(&bench);
}

int main(void) {
  setenv("TZ", "UTC", 1);
  Err err = {0};
  if (seal_init(&err) != STATUS_OK) return 1;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_visit_does_not_outlive_the_night),
      cmocka_unit_test(a_touch_during_the_warning_keeps_the_visit),
      cmocka_unit_test(a_visit_that_may_be_on_the_disk_is_erased),
      cmocka_unit_test(what_is_kept_for_days_does_not_begin_in_the_past),
      cmocka_unit_test(it_opens_and_closes_by_itself),
      cmocka_unit_test(a_visit_is_not_cut_short),
      cmocka_unit_test(a_touch_after_the_clock_was_set),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
