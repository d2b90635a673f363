/* SDL's events in, ours out. */
#include "open_platform.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 800, HEIGHT = 600 };

static int open_platform(void **state) {
  PlatformSetup setup = {.width_px = WIDTH, .height_px = HEIGHT, .font_family = "Inter"};
  return open_platform_as(state, &setup, 50);
}

/* What one SDL event becomes; PLATFORM_TIMEOUT: nothing. */
static PlatformEvent given(Platform *platform, SDL_Event event) {
  SDL_FlushEvent(SDL_POLLSENTINEL); /* SDL's mark of where a poll ended hides what is pushed after it */
  assert_int_equal(SDL_PushEvent(&event), 1);
  return platform_wait(platform, 0);
}

static SDL_Event finger(Uint32 type, SDL_FingerID id, float x, float y) {
  return (SDL_Event){.tfinger = {.type = type, .touchId = 5, .fingerId = id, .x = x, .y = y}};
}

static SDL_Event button(Uint32 type, Uint8 which, int x, int y) {
  return (SDL_Event){.button = {.type = type, .button = which, .x = x, .y = y}};
}

static SDL_Event window(Uint8 what) {
  return (SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = what}};
}

static void assert_pointer(PlatformEvent e, InputKind kind, int64_t pointer, int x, int y) {
  assert_int_equal(e.kind, PLATFORM_INPUT);
  assert_int_equal(e.input.kind, kind);
  assert_int_equal(e.input.pointer, pointer);
  assert_int_equal(e.input.x, x);
  assert_int_equal(e.input.y, y);
}

static void fingers(void **state) {
  Platform *p = *state;
  assert_pointer(given(p, finger(SDL_FINGERDOWN, 0, 0.5F, 0.25F)), INPUT_POINTER_DOWN, 1, 400, 150);
  assert_pointer(given(p, finger(SDL_FINGERDOWN, 7, 0, 0)), INPUT_POINTER_DOWN, 8, 0, 0);
  assert_pointer(given(p, finger(SDL_FINGERMOTION, 0, 0.75F, 0.5F)), INPUT_POINTER_MOVE, 1, 600, 300);
  assert_pointer(given(p, finger(SDL_FINGERUP, 0, 0.75F, 0.5F)), INPUT_POINTER_UP, 1, 600, 300);
  assert_pointer(given(p, finger(SDL_FINGERUP, 7, 0, 0)), INPUT_POINTER_UP, 8, 0, 0);
}

static void the_left_button_only(void **state) {
  Platform *p = *state;
  assert_pointer(given(p, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 30, 40)), INPUT_POINTER_DOWN, 0, 30, 40);
  assert_pointer(given(p, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 31, 40)), INPUT_POINTER_UP, 0, 31, 40);
  assert_int_equal(given(p, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 30, 40)).kind, PLATFORM_TIMEOUT);
  assert_int_equal(given(p, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_MIDDLE, 30, 40)).kind, PLATFORM_TIMEOUT);
}

/* A touch that SDL also reports as a mouse, or a mouse also as a touch, counts once. */
static void doubles_are_dropped(void **state) {
  Platform *p = *state;
  SDL_Event as_mouse = button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 30, 40);
  as_mouse.button.which = SDL_TOUCH_MOUSEID;
  assert_int_equal(given(p, as_mouse).kind, PLATFORM_TIMEOUT);
  SDL_Event as_motion = {.motion = {.type = SDL_MOUSEMOTION, .which = SDL_TOUCH_MOUSEID, .x = 3, .y = 4, .xrel = 1}};
  assert_int_equal(given(p, as_motion).kind, PLATFORM_TIMEOUT);
  SDL_Event as_touch = finger(SDL_FINGERDOWN, 0, 0.5F, 0.5F);
  as_touch.tfinger.touchId = SDL_MOUSE_TOUCHID;
  assert_int_equal(given(p, as_touch).kind, PLATFORM_TIMEOUT);
}

static void the_cursor_follows_the_hand(void **state) {
  Platform *p = *state;
  SDL_Event found = {.motion = {.type = SDL_MOUSEMOTION, .x = 3, .y = 4}};
  SDL_Event moved = {.motion = {.type = SDL_MOUSEMOTION, .x = 4, .y = 4, .xrel = 1}};
  given(p, finger(SDL_FINGERDOWN, 0, 0.5F, 0.25F));
  given(p, finger(SDL_FINGERUP, 0, 0.5F, 0.25F));
  assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
  assert_pointer(given(p, found), INPUT_POINTER_MOVE, 0, 3, 4);
  assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
  assert_pointer(given(p, moved), INPUT_POINTER_MOVE, 0, 4, 4);
  assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_ENABLE);
  given(p, finger(SDL_FINGERDOWN, 0, 0.5F, 0.25F));
  given(p, finger(SDL_FINGERUP, 0, 0.5F, 0.25F));
  assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
}

static void wheels(void **state) {
  Platform *p = *state;
  SDL_Event wheel = {.wheel = {.type = SDL_MOUSEWHEEL, .y = 2, .mouseX = 10, .mouseY = 20}};
  PlatformEvent e = given(p, wheel);
  assert_pointer(e, INPUT_WHEEL, 0, 10, 20);
  assert_int_equal(e.input.wheel, 2);
  wheel.wheel.direction = SDL_MOUSEWHEEL_FLIPPED;
  assert_int_equal(given(p, wheel).input.wheel, -2);
  wheel.wheel.y = 0; /* sideways */
  assert_int_equal(given(p, wheel).kind, PLATFORM_TIMEOUT);
}

static void keys(void **state) {
  Platform *p = *state;
  static const struct {
    SDL_Keycode sym;
    Uint16 mod;
    PlatformEventKind kind;
    Key key;
    bool shift;
  } cases[] = {
      {SDLK_TAB, KMOD_LSHIFT, PLATFORM_INPUT, KEY_TAB, true},
      {SDLK_RETURN, 0, PLATFORM_INPUT, KEY_ENTER, false},
      {SDLK_KP_ENTER, 0, PLATFORM_INPUT, KEY_ENTER, false},
      {SDLK_SPACE, 0, PLATFORM_INPUT, KEY_SPACE, false},
      {SDLK_PAGEDOWN, 0, PLATFORM_INPUT, KEY_PAGE_DOWN, false},
      {SDLK_BACKSPACE, KMOD_NUM, PLATFORM_INPUT, KEY_BACKSPACE, false},
      {SDLK_KP_4, 0, PLATFORM_INPUT, KEY_LEFT, false},
      {SDLK_KP_4, KMOD_NUM, PLATFORM_TIMEOUT, KEY_NONE, false},
      {SDLK_a, 0, PLATFORM_TIMEOUT, KEY_NONE, false},
      {SDLK_q, KMOD_LCTRL, PLATFORM_TIMEOUT, KEY_NONE, false},
      {SDLK_q, KMOD_RCTRL | KMOD_LSHIFT, PLATFORM_QUIT, KEY_NONE, false},
      {SDLK_F4, KMOD_LALT, PLATFORM_TIMEOUT, KEY_NONE, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = cases[i].sym, .mod = cases[i].mod}}};
    PlatformEvent e = given(p, event);
    assert_int_equal(e.kind, cases[i].kind);
    assert_int_equal(e.input.key, cases[i].key);
    if (e.kind == PLATFORM_INPUT) assert_int_equal(e.input.shift, cases[i].shift);
    assert_false(e.input.repeated);
    event.key.repeat = 1;
    assert_int_equal(given(p, event).input.repeated, cases[i].kind == PLATFORM_INPUT);
    event.key.type = SDL_KEYUP;
    assert_int_equal(given(p, event).kind, PLATFORM_TIMEOUT);
  }
}

static void text(void **state) {
  Platform *p = *state;
  SDL_Event event = {.text = {.type = SDL_TEXTINPUT, .text = "\xC3\xA5"}};
  PlatformEvent e = given(p, event);
  assert_int_equal(e.input.kind, INPUT_TEXT);
  assert_true(str_is(e.input.text, "\xC3\xA5"));
}

static SDL_Event editing(const char *text) {
  SDL_Event event = {.edit = {.type = SDL_TEXTEDITING}};
  snprintf(event.edit.text, sizeof event.edit.text, "%s", text);
  return event;
}

static void assert_composed(PlatformEvent e, const char *text) {
  assert_int_equal(e.kind, PLATFORM_INPUT);
  assert_int_equal(e.input.kind, INPUT_COMPOSE);
  assert_true(str_is(e.input.text, text));
}

static void what_is_being_composed(void **state) {
  Platform *p = *state;
  assert_int_equal(given(p, editing("")).kind, PLATFORM_TIMEOUT); /* nothing is, and nothing was */
  assert_composed(given(p, editing("n")), "n");
  assert_composed(given(p, editing("n\xC3\xA5")), "n\xC3\xA5");
  SDL_Event typed = {.text = {.type = SDL_TEXTINPUT, .text = "n\xC3\xA5"}};
  assert_int_equal(given(p, typed).input.kind, INPUT_TEXT);
  assert_composed(given(p, editing("")), "");
  assert_int_equal(given(p, editing("")).kind, PLATFORM_TIMEOUT);
}

/* Longer than an event of SDL's, and than what is kept of it. */
static void a_long_composition(void **state) {
  Platform *p = *state;
  char text[601] = "";
  for (int i = 0; i < 300; i++)
    memcpy(text + (ptrdiff_t)2 * i, "\xC3\xA5", 2);
  SDL_Event event = {.editExt = {.type = SDL_TEXTEDITING_EXT, .text = SDL_strdup(text)}};
  PlatformEvent e = given(p, event);
  assert_int_equal(e.input.kind, INPUT_COMPOSE);
  assert_int_equal(e.input.text.len, 254);
  assert_true(str_is_utf8(e.input.text));
  event.editExt.text = SDL_strdup("");
  assert_composed(given(p, event), "");
}

/* Someone pulls a finger away while another window comes up: what was pressed is given up, not pressed for ever. */
static void lost_focus_cancels(void **state) {
  Platform *p = *state;
  given(p, finger(SDL_FINGERDOWN, 0, 0.5F, 0.25F));
  given(p, finger(SDL_FINGERMOTION, 0, 0.25F, 0.5F));
  given(p, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 30, 40));
  assert_pointer(given(p, window(SDL_WINDOWEVENT_FOCUS_LOST)), INPUT_POINTER_CANCEL, 0, 30, 40);
  assert_pointer(platform_wait(p, 0), INPUT_POINTER_CANCEL, 1, 200, 300);
  assert_int_equal(platform_wait(p, 0).kind, PLATFORM_TIMEOUT);
  assert_int_equal(given(p, window(SDL_WINDOWEVENT_FOCUS_LOST)).kind, PLATFORM_TIMEOUT);
}

/* The linker gives platform this in SDL's place (--wrap): its time, and what has passed since. */
Uint64 __real_SDL_GetTicks64(void);
Uint64 __wrap_SDL_GetTicks64(void);
static Uint64 skipped_ms;

Uint64 __wrap_SDL_GetTicks64(void) {
  return __real_SDL_GetTicks64() + skipped_ms;
}

/* The touch screen was unplugged under a finger, which nobody sees lifted. */
static void a_finger_that_is_lost_is_given_up(void **state) {
  Platform *p = *state;
  assert_pointer(given(p, finger(SDL_FINGERDOWN, 0, 0.5F, 0.25F)), INPUT_POINTER_DOWN, 1, 400, 150);
  skipped_ms += 9000;
  assert_pointer(given(p, finger(SDL_FINGERDOWN, 7, 0, 0)), INPUT_POINTER_DOWN, 8, 0, 0); /* it may be a long press of two */
  assert_pointer(given(p, finger(SDL_FINGERUP, 7, 0, 0)), INPUT_POINTER_UP, 8, 0, 0);
  skipped_ms += 2000;
  assert_pointer(given(p, finger(SDL_FINGERDOWN, 8, 0.5F, 0.5F)), INPUT_POINTER_CANCEL, 1, 400, 150);
  assert_pointer(platform_wait(p, 0), INPUT_POINTER_DOWN, 9, 400, 300);
  assert_pointer(given(p, finger(SDL_FINGERUP, 8, 0.5F, 0.5F)), INPUT_POINTER_UP, 9, 400, 300);
  assert_int_equal(given(p, window(SDL_WINDOWEVENT_FOCUS_LOST)).kind, PLATFORM_TIMEOUT);
}

static void one_that_comes_down_twice_was_lifted(void **state) {
  Platform *p = *state;
  given(p, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 30, 40));
  assert_pointer(given(p, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 50, 60)), INPUT_POINTER_CANCEL, 0, 30, 40);
  assert_pointer(platform_wait(p, 0), INPUT_POINTER_DOWN, 0, 50, 60);
  assert_pointer(given(p, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 50, 60)), INPUT_POINTER_UP, 0, 50, 60);
}

static void closing(void **state) {
  Platform *p = *state;
  assert_int_equal(given(p, window(SDL_WINDOWEVENT_CLOSE)).kind, PLATFORM_TIMEOUT); /* Alt+F4 does not close a kiosk */
  assert_int_equal(given(p, (SDL_Event){.quit = {.type = SDL_QUIT}}).kind, PLATFORM_QUIT);
  PlatformSetup setup = {.windowed = true, .width_px = WIDTH, .height_px = HEIGHT, .font_family = "Inter"};
  Platform *windowed = NULL;
  platform_close(p);
  assert_int_equal(platform_open(&setup, &windowed, NULL), STATUS_OK);
  assert_int_equal(given(windowed, window(SDL_WINDOWEVENT_CLOSE)).kind, PLATFORM_QUIT);
  *state = windowed;
}

static void only_a_signal_closes_one_that_is_locked(void **state) {
  PlatformSetup setup = {.windowed = true, .locked = true, .width_px = WIDTH, .height_px = HEIGHT, .font_family = "Inter"};
  SDL_Event leave = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_q, .mod = KMOD_LCTRL | KMOD_LSHIFT}}};
  assert_int_equal(given(*state, leave).kind, PLATFORM_QUIT);
  platform_close(*state);
  assert_int_equal(platform_open(&setup, (Platform **)state, NULL), STATUS_OK);
  assert_int_equal(given(*state, leave).kind, PLATFORM_TIMEOUT);
  assert_int_equal(given(*state, window(SDL_WINDOWEVENT_CLOSE)).kind, PLATFORM_TIMEOUT);
  assert_int_equal(given(*state, (SDL_Event){.quit = {.type = SDL_QUIT}}).kind, PLATFORM_QUIT);
}

static void a_timeout_is_kept_to(void **state) {
  Platform *p = *state;
  Uint64 before_ms = SDL_GetTicks64();
  SDL_Event noise = {.key = {.type = SDL_KEYUP, .keysym = {.sym = SDLK_a}}};
  SDL_PushEvent(&noise);
  assert_int_equal(platform_wait(p, 120).kind, PLATFORM_TIMEOUT);
  Uint64 passed_ms = SDL_GetTicks64() - before_ms;
  assert_true(passed_ms >= 119 && passed_ms < 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(fingers, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(the_left_button_only, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(doubles_are_dropped, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(the_cursor_follows_the_hand, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(wheels, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(keys, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(text, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(what_is_being_composed, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(a_long_composition, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(lost_focus_cancels, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(a_finger_that_is_lost_is_given_up, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(one_that_comes_down_twice_was_lifted, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(closing, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(only_a_signal_closes_one_that_is_locked, open_platform, close_platform),
      cmocka_unit_test_setup_teardown(a_timeout_is_kept_to, open_platform, close_platform),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
