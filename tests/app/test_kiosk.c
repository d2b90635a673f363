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
  Store *store;
  Ui *ui;
  Kiosk *kiosk;
  ManualClock clock;
  Random random;
  Station station;
  char folder[64], db[80];
} Bench;

static void set_up(Bench *bench) {
  *bench = (Bench){.material = {.arena = arena_new(0)}, .clock = clock_manual(0), .random = random_system()};
  snprintf(bench->folder, sizeof bench->folder, "/tmp/innspill-kiosk-XXXXXX");
  assert_non_null(mkdtemp(bench->folder));
  snprintf(bench->db, sizeof bench->db, "%s/a.db", bench->folder);
  bench->material.diags = diags_new(bench->material.arena);
  Err err = {0};
  if (material_read(&(Options){.form = "tests/play/forms/kort.yaml"}, &bench->material, &err) != STATUS_OK ||
      store_open(bench->db, &bench->random, &bench->store, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  bench->station.device = STR("test");
  bench->ui = ui_new(&(UiSetup){.theme = bench->material.theme,
                                .strings = bench->material.strings,
                                .metrics = {.width = width, .ascent = height, .height = height, .cap_ratio = 0.7},
                                .display = {1280, 800, 5.9}});
  bench->kiosk = kiosk_new(&(KioskSetup){.forms = bench->material.forms,
                                         .languages = bench->material.languages,
                                         .ui = bench->ui,
                                         .store = bench->store,
                                         .station = &bench->station,
                                         .clock = &bench->clock.clock,
                                         .random = &bench->random,
                                         .chance = &bench->random,
                                         .start_at_question = true});
  kiosk_start(bench->kiosk);
}

static void tear_down(Bench *bench) {
  kiosk_free(bench->kiosk);
  ui_free(bench->ui);
  store_close(bench->store);
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

int main(void) {
  if (sodium_init() < 0) return 1;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_visit_does_not_outlive_the_night),
      cmocka_unit_test(a_touch_during_the_warning_keeps_the_visit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
