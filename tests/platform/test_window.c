/* A real window on an X server of its own: what is on the screen, what it costs to sleep, real clicks and keys. */
#include "open_platform.h"
#include "x_screen.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const Rect screen = {0, 0, 1280, 720};

static int open_platform(void **state) {
  PlatformSetup setup = {.font_family = "Inter"};
  return open_platform_as(state, &setup, 200);
}

static void paint(Platform *platform, uint8_t red) {
  Arena *arena = arena_new(0);
  DrawList list = draw_list_new(arena, (Colour){1, 2, 3, 255});
  draw_add(&list, (DrawCommand){.kind = DRAW_FILL, .rect = {100, 100, 50, 50}, .clip = screen, .colour = {red, 20, 30, 255}});
  platform_paint(platform, &list);
  arena_free(arena);
}

static void run(const char *arguments) {
  char command[512];
  snprintf(command, sizeof command, "xdotool %s", arguments);
  assert_int_equal(system(command), 0);
}

static void it_fills_the_screen(void **state) {
  Display display = platform_display(*state);
  assert_int_equal(display.width_px, screen.w);
  assert_int_equal(display.height_px, screen.h);
  paint(*state, 10);
  assert_int_equal(x_screen_pixel(0, 0), 0x010203);
  assert_int_equal(x_screen_pixel(1279, 719), 0x010203);
  assert_int_equal(x_screen_pixel(120, 120), 0x0a141e);
  paint(*state, 200);
  assert_int_equal(x_screen_pixel(120, 120), 0xc8141e);
  assert_int_equal(x_screen_pixel(99, 120), 0x010203);
}

static void what_was_covered_comes_back(void **state) {
  paint(*state, 77);
  XCover *cover = x_cover_new(0, 0, 400, 400);
  assert_non_null(cover);
  assert_int_equal(x_screen_pixel(120, 120), 0xffffff);
  x_cover_free(cover);
  PlatformEvent e = {0};
  do
    e = platform_wait(*state, 1000);
  while (e.kind == PLATFORM_INPUT);
  assert_int_equal(e.kind, PLATFORM_EXPOSED);
  assert_int_equal(x_screen_pixel(120, 120), 0x4d141e);
}

/* Sizes as a user drags them; the next picture is whole, on the new surface. */
static void another_size(void **state) {
  paint(*state, 5);
  run("search --onlyvisible --name Innspill windowsize 700 400");
  PlatformEvent e = {0};
  do
    e = platform_wait(*state, 1000);
  while (e.kind == PLATFORM_INPUT || e.kind == PLATFORM_EXPOSED);
  assert_int_equal(e.kind, PLATFORM_RESIZED);
  assert_int_equal(platform_display(*state).width_px, 700);
  assert_int_equal(platform_display(*state).height_px, 400);
  paint(*state, 5); /* the same picture, but nothing of it is there */
  assert_int_equal(x_screen_pixel(120, 120), 0x05141e);
  assert_int_equal(x_screen_pixel(699, 399), 0x010203);
}

static long switches(void) {
  char line[256];
  long count = -1;
  FILE *file = fopen("/proc/self/status", "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file))
    if (strncmp(line, "voluntary_ctxt_switches:", 24) == 0) count = strtol(line + 24, NULL, 10);
  fclose(file);
  return count;
}

/* One wakeup is the timeout itself. A loop that polls has hundreds. */
static void it_sleeps_when_nobody_touches_it(void **state) {
  while (platform_wait(*state, 200).kind != PLATFORM_TIMEOUT)
    ;
  long before = switches();
  assert_int_equal(platform_wait(*state, 1500).kind, PLATFORM_TIMEOUT);
  long woken = switches() - before;
  if (woken > 3) fail_msg("woken %ld times in 1.5 s", woken);
}

static Input next_input(Platform *platform, InputKind kind) {
  for (int tries = 0; tries < 50; tries++) {
    PlatformEvent e = platform_wait(platform, 1000);
    if (e.kind == PLATFORM_INPUT && e.input.kind == kind) return e.input;
  }
  fail_msg("no input of kind %d came", (int)kind);
  return (Input){0};
}

static void clicks_and_keys(void **state) {
  run("mousemove 300 200 click 1");
  Input down = next_input(*state, INPUT_POINTER_DOWN), up = next_input(*state, INPUT_POINTER_UP);
  assert_int_equal(down.x, 300);
  assert_int_equal(down.y, 200);
  assert_int_equal(down.pointer, 0);
  assert_int_equal(up.x, 300);
  run("key shift+Tab");
  Input key = next_input(*state, INPUT_KEY);
  assert_int_equal(key.key, KEY_TAB);
  assert_true(key.shift);
  run("key a");
  assert_true(str_is(next_input(*state, INPUT_TEXT).text, "a"));
  run("key space");
  assert_int_equal(next_input(*state, INPUT_KEY).key, KEY_SPACE);
  assert_true(str_is(next_input(*state, INPUT_TEXT).text, " "));
  run("click 4");
  assert_int_equal(next_input(*state, INPUT_WHEEL).wheel, 1);
}

static void expect_typed(Platform *platform, const char *text) {
  Str typed = next_input(platform, INPUT_TEXT).text;
  if (!str_is(typed, text)) fail_msg("\"" STR_FMT "\" was typed, not \"%s\"", STR_ARG(typed), text);
}

/* Accents that are typed before their letters, and letters behind a third level: as the keyboard's layout has them. */
static void letters_are_composed(void **state) {
  assert_int_equal(system("setxkbmap us intl"), 0);
  run("key dead_acute key e");
  expect_typed(*state, "\xC3\xA9");
  run("key dead_diaeresis key O");
  expect_typed(*state, "\xC3\x96");
  assert_int_equal(system("setxkbmap no"), 0);
  run("key ae");
  expect_typed(*state, "\xC3\xA6");
  run("key dead_grave key o");
  expect_typed(*state, "\xC3\xB2");
  assert_int_equal(system("setxkbmap ua"), 0);
  run("key Ukrainian_yi");
  expect_typed(*state, "\xD1\x97");
  assert_int_equal(system("setxkbmap ara"), 0);
  run("key Arabic_lam");
  expect_typed(*state, "\xD9\x84");
}

static void signals_quit(void **state) {
  static const int signals[] = {SIGTERM, SIGINT};
  for (size_t i = 0; i < COUNT_OF(signals); i++) {
    pid_t self = getpid(), child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      usleep(200 * 1000);
      kill(self, signals[i]);
      _exit(0);
    }
    PlatformEvent e = {0};
    do
      e = platform_wait(*state, -1);
    while (e.kind == PLATFORM_EXPOSED || e.kind == PLATFORM_INPUT);
    assert_int_equal(e.kind, PLATFORM_QUIT);
    waitpid(child, NULL, 0);
  }
}

int main(int argc, char **argv) {
  (void)argc;
  if (needs_x_server(argv, "1280x720x24", "")) return 127;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_fills_the_screen),
      cmocka_unit_test(what_was_covered_comes_back),
      cmocka_unit_test(it_sleeps_when_nobody_touches_it),
      cmocka_unit_test(clicks_and_keys),
      cmocka_unit_test(letters_are_composed),
      cmocka_unit_test(signals_quit),
      cmocka_unit_test(another_size),
  };
  return cmocka_run_group_tests(tests, open_platform, close_platform);
}
