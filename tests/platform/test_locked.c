/* Nobody in front of a kiosk that is locked gets past it: alone on its X server, and under a window manager (package openbox) that has
 * keys of its own for closing windows, changing between them and starting programs. */
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

enum { WIDTH = 1280, HEIGHT = 720 };

static Platform *platform;
static pid_t manager;
static char folder[] = "/tmp/innspill-locked-XXXXXX", started[sizeof folder + 16];

static void paint(void) {
  Arena *arena = arena_new(0);
  DrawList list = draw_list_new(arena, (Colour){1, 2, 3, 255});
  platform_paint(platform, &list);
  arena_free(arena);
}

static PlatformEvent next_event(int quiet_ms) {
  PlatformEvent e = platform_wait(platform, quiet_ms);
  if (e.kind == PLATFORM_RESIZED) paint();
  return e;
}

static void settle(int quiet_ms) {
  while (next_event(quiet_ms).kind != PLATFORM_TIMEOUT)
    ;
}

static void open_platform(bool locked) {
  PlatformSetup setup = {.locked = locked, .font_family = "Inter"};
  Err err = {0};
  if (platform_open(&setup, &platform, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  settle(300);
  paint();
}

static int close_kiosk(void **state) {
  (void)state;
  platform_close(platform);
  platform = NULL;
  return 0;
}

static void run(const char *arguments) {
  char command[512];
  snprintf(command, sizeof command, "xdotool %s", arguments);
  assert_int_equal(system(command), 0);
}

/* Nobody has quit it before the deadline, and what is typed comes to it. */
static void assert_it_stands(const char *after) {
  PlatformEvent e;
  while ((e = next_event(200)).kind != PLATFORM_TIMEOUT)
    if (e.kind == PLATFORM_QUIT) fail_msg("%s: it quits", after);
  if (!x_screen_is_covered(WIDTH, HEIGHT)) fail_msg("%s: the screen is not covered", after);
  if (x_screen_pixel(5, 5) != 0x010203 || x_screen_pixel(WIDTH - 5, HEIGHT - 5) != 0x010203)
    fail_msg("%s: something else is seen", after);
  run("key a");
  bool typed = false;
  while (!typed && (e = next_event(1000)).kind != PLATFORM_TIMEOUT)
    typed = e.kind == PLATFORM_INPUT && e.input.kind == INPUT_TEXT && str_is(e.input.text, "a");
  if (!typed) fail_msg("%s: it does not hear the keys", after);
}

/* What the window manager's own keys start. */
static bool has_started(void) {
  bool there = false;
  for (int tries = 0; tries < 6 && !there; tries++) {
    settle(50);
    there = access(started, F_OK) == 0;
  }
  unlink(started);
  return there;
}

static const char *const keys[] = {"ctrl+shift+q", "alt+F4",          "alt+Tab",    "alt+Escape",    "super+d",
                                   "super+Tab",    "ctrl+alt+Delete", "ctrl+alt+t", "ctrl+Escape",   "alt+space",
                                   "Print",        "alt+Print",       "F11",        "ctrl+alt+Right"};

static void keys_lead_nowhere(void **state) {
  (void)state;
  open_platform(true);
  for (size_t i = 0; i < COUNT_OF(keys); i++) {
    char command[64];
    snprintf(command, sizeof command, "key %s", keys[i]);
    run(command);
    if (has_started()) fail_msg("%s started a program", keys[i]);
    assert_it_stands(keys[i]);
  }
}

static void it_comes_back(void **state) {
  (void)state;
  static const char *const names[] = {
      [X_CLOSE] = "close", [X_MOVE] = "move", [X_SHRINK] = "shrink", [X_HIDE] = "hide", [X_MINIMIZE] = "minimize"};
  _Static_assert(COUNT_OF(names) == X_ATTEMPT_COUNT, "a name for every attempt");
  open_platform(true);
  for (int attempt = 0; attempt < X_ATTEMPT_COUNT; attempt++) {
    assert_true(x_window_attempt((XAttempt)attempt));
    assert_it_stands(names[attempt]);
  }
}

static void another_window_does_not_stay_in_front(void **state) {
  (void)state;
  open_platform(true);
  XCover *other = x_window_new();
  assert_non_null(other);
  settle(300);
  assert_int_equal(x_screen_pixel(100, 100), 0x010203);
  assert_it_stands("another window");
  x_cover_free(other);
}

/* A wall against drags would be in vain if the keys' way round it were open. */
static void dragging_it_away_is_in_vain(void **state) {
  (void)state;
  open_platform(true);
  run("mousemove 600 300 keydown alt mousedown 1 mousemove_relative 200 100 mousemove_relative 200 100 mouseup 1 keyup alt");
  assert_it_stands("a drag with Alt");
}

static void a_signal_still_ends_it(void **state) {
  (void)state;
  open_platform(true);
  assert_int_equal(kill(getpid(), SIGTERM), 0);
  PlatformEvent e;
  do
    e = platform_wait(platform, 1000);
  while (e.kind == PLATFORM_EXPOSED || e.kind == PLATFORM_INPUT);
  assert_int_equal(e.kind, PLATFORM_QUIT);
}

static void write_settings(const char *path) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs("<openbox_config xmlns=\"http://openbox.org/3.4/rc\"><keyboard>"
        "<keybind key=\"A-F4\"><action name=\"Close\"/></keybind>"
        "<keybind key=\"A-Tab\"><action name=\"NextWindow\"/></keybind>"
        "<keybind key=\"A-Escape\"><action name=\"Lower\"/></keybind>"
        "<keybind key=\"W-d\"><action name=\"ToggleShowDesktop\"/></keybind>"
        "<keybind key=\"A-space\"><action name=\"Iconify\"/></keybind>",
        file);
  static const char *const starting[] = {"Print", "A-Print", "C-A-t", "C-Escape", "C-A-Delete"};
  for (size_t i = 0; i < COUNT_OF(starting); i++)
    fprintf(file, "<keybind key=\"%s\"><action name=\"Execute\"><command>touch %s</command></action></keybind>", starting[i],
            started);
  fputs("</keyboard><mouse><context name=\"Frame\"><mousebind button=\"A-Left\" action=\"Drag\"><action name=\"Move\"/></mousebind>"
        "</context></mouse></openbox_config>",
        file);
  fclose(file);
}

static int start_manager(void **state) {
  (void)state;
  char settings[sizeof folder + 16];
  if (!mkdtemp(folder)) return -1;
  snprintf(settings, sizeof settings, "%s/rc.xml", folder);
  snprintf(started, sizeof started, "%s/started", folder);
  write_settings(settings);
  manager = fork();
  if (manager == 0) {
    setenv("HOME", folder, 1);
    setenv("XDG_CACHE_HOME", folder, 1);
    execlp("openbox", "openbox", "--config-file", settings, "--sm-disable", (char *)NULL);
    fputs("openbox is missing; tools/packages installs it\n", stderr);
    _exit(127);
  }
  for (int tries = 0; tries < 100; tries++) {
    usleep(100 * 1000);
    if (waitpid(manager, NULL, WNOHANG) != 0) return -1;
    if (x_screen_has_manager()) return 0;
  }
  return -1;
}

static int stop_manager(void **state) {
  (void)state;
  char command[sizeof folder + 16];
  kill(manager, SIGTERM);
  waitpid(manager, NULL, 0);
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return system(command);
}

/* Else there would be nothing to get past. */
static void the_managers_keys_work(void **state) {
  (void)state;
  open_platform(false);
  run("key Print");
  assert_true(has_started());
}

int main(int argc, char **argv) {
  (void)argc;
  if (needs_x_server(argv, "1280x720x24", "-noreset")) return 127;
  const struct CMUnitTest alone[] = {
      cmocka_unit_test_teardown(keys_lead_nowhere, close_kiosk),
      cmocka_unit_test_teardown(it_comes_back, close_kiosk),
      cmocka_unit_test_teardown(another_window_does_not_stay_in_front, close_kiosk),
      cmocka_unit_test_teardown(a_signal_still_ends_it, close_kiosk),
  };
  const struct CMUnitTest managed[] = {
      cmocka_unit_test_teardown(the_managers_keys_work, close_kiosk),
      cmocka_unit_test_teardown(keys_lead_nowhere, close_kiosk),
      cmocka_unit_test_teardown(it_comes_back, close_kiosk),
      cmocka_unit_test_teardown(another_window_does_not_stay_in_front, close_kiosk),
      cmocka_unit_test_teardown(dragging_it_away_is_in_vain, close_kiosk),
      cmocka_unit_test_teardown(a_signal_still_ends_it, close_kiosk),
  };
  return cmocka_run_group_tests(alone, NULL, NULL) + cmocka_run_group_tests(managed, start_manager, stop_manager);
}
