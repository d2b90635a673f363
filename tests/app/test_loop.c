/* The event loop: what waits is taken before the next picture is painted, but never so much that no picture comes. */
#include "loop.h"
#include "material.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <SDL.h>
#include <cmocka.h>
#include <sodium.h>

enum { WAITING_MAX = 600, PICTURES_MAX = 100 };

static int waiting; /* events still queued when the second picture was painted */
static int pictures;

void __real_platform_paint(Platform *platform, const DrawList *list);
void __wrap_platform_paint(Platform *platform, const DrawList *list);

static int count_motions(void) {
  static SDL_Event events[WAITING_MAX];
  return SDL_PeepEvents(events, WAITING_MAX, SDL_PEEKEVENT, SDL_MOUSEMOTION, SDL_MOUSEMOTION);
}

static void push_motions(int count) {
  for (int i = 0; i < count; i++) {
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION, .x = i, .y = i}};
    event.motion.state = SDL_BUTTON_LMASK;
    assert_int_equal(SDL_PushEvent(&event), 1);
  }
}

static int burst;

/* The burst comes while the first picture is painted; after the second the test is over. */
void __wrap_platform_paint(Platform *platform, const DrawList *list) {
  __real_platform_paint(platform, list);
  pictures++;
  if (pictures == 1) push_motions(burst);
  if (pictures == 2) {
    waiting = count_motions();
    SDL_PushEvent(&(SDL_Event){.type = SDL_QUIT});
  }
  if (pictures > PICTURES_MAX) fail_msg("the loop goes on");
}

static void run_kiosk(const Options *options, const char *db) {
  Material m = {.arena = arena_new(0)};
  m.diags = diags_new(m.arena);
  Err err = {0};
  Platform *platform = NULL;
  Random random = random_system();
  if (material_read(options, &m, &err) != STATUS_OK ||
      platform_open(&(PlatformSetup){.width_px = 640, .height_px = 480, .font_family = "Inter"}, &platform, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  Storage *storage =
      storage_new(&(StorageSetup){.path = db, .device = STR("test"), .forms = m.forms, .clock = clock_system(), .random = &random});
  if (storage_ready(storage, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Ui *ui = ui_new(&(UiSetup){
      .theme = m.theme.theme, .strings = m.strings, .metrics = platform_metrics(platform), .display = platform_display(platform)});
  Station station = {.device = STR("test")};
  Kiosk *kiosk = kiosk_new(&(KioskSetup){.forms = m.forms,
                                         .languages = m.languages,
                                         .ui = ui,
                                         .storage = storage,
                                         .station = &station,
                                         .clock = clock_system(),
                                         .random = &random,
                                         .chance = &random});
  while (platform_wait(platform, 0).kind != PLATFORM_TIMEOUT) /* the window's own beginnings */
    ;
  pictures = 0;
  loop_run(platform, kiosk, clock_system());
  kiosk_free(kiosk);
  ui_free(ui);
  platform_close(platform);
  storage_free(storage);
  arena_free(m.arena);
}

static void run_with_burst(int events) {
  char folder[] = "/tmp/innspill-loop-XXXXXX", db[64];
  assert_non_null(mkdtemp(folder));
  snprintf(db, sizeof db, "%s/a.db", folder);
  burst = events;
  run_kiosk(&(Options){.form = "tests/play/forms/kort.yaml"}, db);
  unlink(db);
  assert_int_equal(rmdir(folder), 0);
}

static void a_burst_is_one_picture(void **state) {
  (void)state;
  run_with_burst(50);
  assert_int_equal(waiting, 0);
}

static void a_flood_still_gets_pictures(void **state) {
  (void)state;
  run_with_burst(500);
  assert_in_range(waiting, 1, 499);
}

int main(void) {
  if (sodium_init() < 0) return 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_burst_is_one_picture), cmocka_unit_test(a_flood_still_gets_pictures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
