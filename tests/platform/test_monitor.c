/* A monitor that changes, a hand that unplugs what it presses, and nobody there for long: on an X server without a window manager. */
#include "open_platform.h"
#include "x_screen.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 1920, HEIGHT = 1080, SOON_MS = 1000 };
static const double WIDTH_MM = 476, HEIGHT_MM = 268;

static int open_platform(void **state) {
  PlatformSetup setup = {.width_mm = WIDTH_MM, .height_mm = HEIGHT_MM, .font_family = "Inter"};
  if (!x_screen_resize(WIDTH, HEIGHT)) return -1;
  return open_platform_as(state, &setup, 200);
}

static void run(const char *arguments) {
  char command[512];
  snprintf(command, sizeof command, "xdotool %s", arguments);
  assert_int_equal(system(command), 0);
}

static void paint(Platform *platform) {
  Arena *arena = arena_new(0);
  DrawList list = draw_list_new(arena, (Colour){1, 2, 3, 255});
  platform_paint(platform, &list);
  arena_free(arena);
}

static PlatformEvent next_of(Platform *platform, PlatformEventKind kind) {
  PlatformEvent e = {0};
  for (int tries = 0; tries < 50; tries++) {
    e = platform_wait(platform, SOON_MS);
    if (e.kind == kind || e.kind == PLATFORM_TIMEOUT) break;
  }
  assert_int_equal(e.kind, kind);
  return e;
}

static void nothing_comes(Platform *platform) {
  PlatformEvent e;
  do
    e = platform_wait(platform, 300);
  while (e.kind == PLATFORM_EXPOSED || e.kind == PLATFORM_INPUT); /* a smaller screen moves the mouse */
  assert_int_equal(e.kind, PLATFORM_TIMEOUT);
}

static void expect_size(Platform *platform, int w, int h) {
  Display display = platform_display(platform);
  assert_int_equal(display.width_px, w);
  assert_int_equal(display.height_px, h);
  paint(platform);
  assert_true(x_screen_is_covered(w, h));
  assert_int_equal(x_screen_pixel(0, 0), 0x010203);
  assert_int_equal(x_screen_pixel(w - 1, h - 1), 0x010203);
}

/* Millimetres stay what they are: the glass has not changed. */
static void it_covers_what_there_is(void **state) {
  static const struct {
    int w, h;
  } sizes[] = {{1280, 720}, {1080, 1920}, {800, 480}, {1920, 1080}, {2560, 1440}, {100, 100}, {1024, 768}, {WIDTH, HEIGHT}};
  const double glass_mm = hypot(WIDTH_MM, HEIGHT_MM);
  for (size_t i = 0; i < COUNT_OF(sizes); i++) {
    assert_true(x_screen_resize(sizes[i].w, sizes[i].h));
    next_of(*state, PLATFORM_RESIZED);
    nothing_comes(*state); /* once is enough */
    expect_size(*state, sizes[i].w, sizes[i].h);
    assert_true(fabs(platform_display(*state).px_per_mm - hypot(sizes[i].w, sizes[i].h) / glass_mm) < 1e-9);
  }
}

static void a_press_ends_before_the_size_does(void **state) {
  run("mousemove 300 200 mousedown 1");
  while (next_of(*state, PLATFORM_INPUT).input.kind != INPUT_POINTER_DOWN)
    ;
  assert_true(x_screen_resize(800, 600));
  PlatformEvent e = next_of(*state, PLATFORM_INPUT);
  while (e.input.kind == INPUT_POINTER_MOVE)
    e = next_of(*state, PLATFORM_INPUT);
  assert_int_equal(e.input.kind, INPUT_POINTER_CANCEL);
  assert_int_equal(platform_wait(*state, SOON_MS).kind, PLATFORM_RESIZED);
  run("mouseup 1");
  assert_true(x_screen_resize(WIDTH, HEIGHT));
  next_of(*state, PLATFORM_RESIZED);
}

static void a_plug_that_is_pulled_is_put_back(void **state) {
  assert_true(x_screen_unplug());
  nothing_comes(*state);
  paint(*state);
  static const int tiny[][2] = {{1, 1}, {8, 8}, {99, 2000}};
  for (size_t i = 0; i < COUNT_OF(tiny); i++) {
    assert_true(x_screen_resize(tiny[i][0], tiny[i][1]));
    nothing_comes(*state);
    paint(*state);
    assert_int_equal(platform_display(*state).width_px, WIDTH);
  }
  assert_true(x_screen_unplug());
  assert_true(x_screen_resize(1280, 720));
  next_of(*state, PLATFORM_RESIZED);
  expect_size(*state, 1280, 720);
  assert_true(x_screen_resize(WIDTH, HEIGHT));
  next_of(*state, PLATFORM_RESIZED);
}

static void sizes_that_flap_settle(void **state) {
  for (int i = 0; i < 30; i++)
    assert_true(x_screen_resize(640 + 40 * (i % 7), 480 + 40 * (i % 5)));
  assert_true(x_screen_resize(WIDTH - 2, HEIGHT - 2));
  while (platform_wait(*state, SOON_MS).kind != PLATFORM_TIMEOUT)
    ;
  expect_size(*state, WIDTH - 2, HEIGHT - 2);
  assert_true(x_screen_resize(WIDTH, HEIGHT));
  next_of(*state, PLATFORM_RESIZED);
}

static void devices_come_and_go(void **state) {
  run("mousemove 300 200 mousedown 1");
  while (next_of(*state, PLATFORM_INPUT).input.kind != INPUT_POINTER_DOWN)
    ;
  for (int i = 0; i < 20; i++) {
    assert_true(x_devices_come());
    platform_wait(*state, 0);
    assert_true(x_devices_go());
    platform_wait(*state, 0);
  }
  run("mouseup 1");
  while (next_of(*state, PLATFORM_INPUT).input.kind != INPUT_POINTER_UP)
    ;
  run("key a");
  PlatformEvent e = next_of(*state, PLATFORM_INPUT);
  while (e.input.kind != INPUT_TEXT)
    e = next_of(*state, PLATFORM_INPUT);
  assert_true(str_is(e.input.text, "a"));
}

static void no_cursor_until_a_mouse_moves(void **state) {
  assert_false(x_screen_shows_cursor());
  run("key Tab"); /* not for keys, either */
  next_of(*state, PLATFORM_INPUT);
  assert_false(x_screen_shows_cursor());
  run("mousemove 400 300");
  next_of(*state, PLATFORM_INPUT);
  assert_true(x_screen_shows_cursor());
}

static void no_screen_saver_comes(void **state) {
  assert_true(x_screen_saver_after(1));
  assert_int_equal(platform_wait(*state, 2500).kind, PLATFORM_TIMEOUT);
  assert_false(x_screen_saver_is_on());
  close_platform(state); /* as it would have come without the kiosk */
  assert_true(x_screen_saver_after(1));
  sleep(2);
  assert_true(x_screen_saver_is_on());
  assert_true(x_screen_saver_after(0));
}

int main(int argc, char **argv) {
  (void)argc;
  if (needs_x_server(argv, "2560x2560x24", "-noreset")) return 127;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(it_covers_what_there_is, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(a_press_ends_before_the_size_does, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(sizes_that_flap_settle, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(a_plug_that_is_pulled_is_put_back, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(devices_come_and_go, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(no_cursor_until_a_mouse_moves, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(no_screen_saver_comes, open_platform, close_platform),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
