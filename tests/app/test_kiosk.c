/* The controller on a clock of the test's own. */
#include "kiosk.h"
#include "material.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

static int width(void *context, Str text, int size_px, FontWeight weight) {
  (void)context;
  (void)weight;
  return (int)str_count_cp(text) * size_px / 2;
}

static int height(void *context, int size_px, FontWeight weight) {
  (void)context;
  (void)weight;
  return size_px;
}

typedef struct Bench {
  Material material;
  Storage *storage;
  Ui *ui;
  Kiosk *kiosk;
  ManualClock clock;
  Random random;
  Station station;
  Hours hours; /* as set_up finds them */
  char folder[64], db[80];
} Bench;

static void set_up_at(Bench *bench, bool start_at_question) {
  bench->material = (Material){.arena = arena_new(0)};
  bench->random = random_system();
  snprintf(bench->folder, sizeof bench->folder, "/tmp/innspill-kiosk-XXXXXX");
  assert_non_null(mkdtemp(bench->folder));
  snprintf(bench->db, sizeof bench->db, "%s/a.db", bench->folder);
  bench->material.diags = diags_new(bench->material.arena);
  Err err = {0};
  if (material_read(&(Options){.form = "tests/play/forms/kort.yaml"}, &bench->material, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  bench->storage = storage_new(&(StorageSetup){.path = bench->db,
                                               .device = STR("test"),
                                               .forms = bench->material.forms,
                                               .clock = &bench->clock.clock,
                                               .random = &bench->random});
  if (storage_ready(bench->storage, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  bench->station.device = STR("test");
  bench->ui = ui_new(&(UiSetup){.theme = bench->material.theme.theme,
                                .strings = bench->material.strings,
                                .metrics = {.width = width, .ascent = height, .height = height, .cap_ratio = 0.7},
                                .display = {1280, 800, 5.9}});
  bench->kiosk = kiosk_new(&(KioskSetup){.forms = bench->material.forms,
                                         .languages = bench->material.languages,
                                         .ui = bench->ui,
                                         .storage = bench->storage,
                                         .station = &bench->station,
                                         .clock = &bench->clock.clock,
                                         .random = &bench->random,
                                         .chance = &bench->random,
                                         .hours = &bench->hours,
                                         .start_at_question = start_at_question});
  kiosk_start(bench->kiosk);
}

static void set_up(Bench *bench) {
  *bench = (Bench){.clock = clock_manual(0)};
  set_up_at(bench, true);
}

static void tear_down(Bench *bench) {
  kiosk_free(bench->kiosk);
  ui_free(bench->ui);
  storage_free(bench->storage);
  arena_free(bench->material.arena);
  unlink(bench->db);
  assert_int_equal(rmdir(bench->folder), 0);
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
  tear_down(&bench);
}

static void a_touch_during_the_warning_keeps_the_visit(void **state) {
  (void)state;
  Bench bench;
  set_up(&bench);
  bench.clock.now_ms += 35 * 1000; /* warned at 30, gone at 50 */
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_POINTER_DOWN, .x = 400, .y = 400, .pointer = 1});
  assert_int_equal(kiosk_scene(bench.kiosk)->screen, SCREEN_QUESTION);
  tear_down(&bench);
}

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS };

/* From eight to four, every day. */
static void set_up_open(Bench *bench, int64_t at_ms, bool start_at_question) {
  *bench = (Bench){.clock = clock_manual(at_ms), .hours = {.given = true}};
  for (int day = 0; day < HOURS_WEEKDAYS; day++)
    bench->hours.week[day] = (HoursDay){{{8 * 60, 16 * 60}}, 1};
  set_up_at(bench, start_at_question);
}

static Screen screen_of(const Bench *bench) {
  return kiosk_scene(bench->kiosk)->screen;
}

static void wait_until(Bench *bench, int64_t wall_ms) {
  int64_t until = wall_ms - bench->clock.epoch_ms;
  for (int64_t due; (due = kiosk_deadline_ms(bench->kiosk)) <= until;) {
    if (due > bench->clock.now_ms) bench->clock.now_ms = due;
    kiosk_tick(bench->kiosk);
    kiosk_picture(bench->kiosk);
  }
  bench->clock.now_ms = until;
}

static void it_opens_and_closes_by_itself(void **state) {
  (void)state;
  Bench bench;
  set_up_open(&bench, 7 * HOUR_MS, false); /* a Thursday */
  assert_int_equal(screen_of(&bench), SCREEN_CLOSED);
  assert_int_equal(kiosk_scene(bench.kiosk)->opens_weekday, 4);
  assert_int_equal(kiosk_scene(bench.kiosk)->opens_minute, 8 * 60);
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_ENTER}); /* nothing begins */
  assert_int_equal(screen_of(&bench), SCREEN_CLOSED);
  wait_until(&bench, 8 * HOUR_MS - 1);
  assert_int_equal(screen_of(&bench), SCREEN_CLOSED);
  wait_until(&bench, 8 * HOUR_MS);
  assert_int_equal(screen_of(&bench), SCREEN_ATTRACT);
  wait_until(&bench, 16 * HOUR_MS);
  assert_int_equal(screen_of(&bench), SCREEN_CLOSED);
  assert_int_equal(kiosk_scene(bench.kiosk)->opens_weekday, 5);
  tear_down(&bench);
}

static void a_visit_is_not_cut_short(void **state) {
  (void)state;
  Bench bench;
  set_up_open(&bench, 16 * HOUR_MS - 10000, true);
  wait_until(&bench, 16 * HOUR_MS + 5000);
  assert_int_equal(screen_of(&bench), SCREEN_QUESTION);
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_TAB});
  wait_until(&bench, 16 * HOUR_MS + 54999);
  assert_int_equal(screen_of(&bench), SCREEN_IDLE);
  wait_until(&bench, 16 * HOUR_MS + 55000);
  assert_int_equal(screen_of(&bench), SCREEN_CLOSED);
  tear_down(&bench);
}

/* A touch finds out at once, however the clock came to be what it is. */
static void a_touch_after_the_clock_was_set(void **state) {
  (void)state;
  Bench bench;
  set_up_open(&bench, 7 * HOUR_MS, false);
  bench.clock.epoch_ms += 2 * HOUR_MS;
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_POINTER_DOWN, .x = 5, .y = 5, .pointer = 1});
  assert_int_equal(screen_of(&bench), SCREEN_ATTRACT);
  bench.clock.epoch_ms -= 2 * HOUR_MS;
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_ENTER});
  assert_int_equal(screen_of(&bench), SCREEN_CLOSED);
  tear_down(&bench);
}

int main(void) {
  setenv("TZ", "UTC", 1);
  if (sodium_init() < 0) return 1;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_visit_does_not_outlive_the_night), cmocka_unit_test(a_touch_during_the_warning_keeps_the_visit),
      cmocka_unit_test(it_opens_and_closes_by_itself),      cmocka_unit_test(a_visit_is_not_cut_short),
      cmocka_unit_test(a_touch_after_the_clock_was_set),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
