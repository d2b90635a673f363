#include "input.h"

#include <string.h>

enum {
  LOST_AFTER_MS = 10000,
  BLANK_EVENT = SDL_LASTEVENT - 1, /* of no meaning, and nobody else's */
  PLACES_AT_ONCE = 4,              /* SDL puts marks of its own in between */
  PLACES_AT_LAST = 256             /* more than a hand fills while a picture is painted */
};

static const struct {
  SDL_Keycode sym;
  Key key;
  bool keypad; /* a digit while Num Lock is on */
} keys[] = {
    {SDLK_TAB, KEY_TAB, false},
    {SDLK_RETURN, KEY_ENTER, false},
    {SDLK_KP_ENTER, KEY_ENTER, false},
    {SDLK_SPACE, KEY_SPACE, false},
    {SDLK_ESCAPE, KEY_ESCAPE, false},
    {SDLK_LEFT, KEY_LEFT, false},
    {SDLK_RIGHT, KEY_RIGHT, false},
    {SDLK_UP, KEY_UP, false},
    {SDLK_DOWN, KEY_DOWN, false},
    {SDLK_HOME, KEY_HOME, false},
    {SDLK_END, KEY_END, false},
    {SDLK_PAGEUP, KEY_PAGE_UP, false},
    {SDLK_PAGEDOWN, KEY_PAGE_DOWN, false},
    {SDLK_BACKSPACE, KEY_BACKSPACE, false},
    {SDLK_DELETE, KEY_DELETE, false},
    {SDLK_KP_4, KEY_LEFT, true},
    {SDLK_KP_6, KEY_RIGHT, true},
    {SDLK_KP_8, KEY_UP, true},
    {SDLK_KP_2, KEY_DOWN, true},
    {SDLK_KP_7, KEY_HOME, true},
    {SDLK_KP_1, KEY_END, true},
    {SDLK_KP_9, KEY_PAGE_UP, true},
    {SDLK_KP_3, KEY_PAGE_DOWN, true},
    {SDLK_KP_PERIOD, KEY_DELETE, true},
};

static Key key_of(const SDL_Keysym *keysym) {
  for (size_t i = 0; i < COUNT_OF(keys); i++)
    if (keys[i].sym == keysym->sym && !(keys[i].keypad && (keysym->mod & KMOD_NUM))) return keys[i].key;
  return KEY_NONE;
}

/* 0 is the mouse. */
static int64_t pointer_of_finger(SDL_FingerID finger) {
  return finger >= 0 && finger < INT64_MAX ? finger + 1 : finger;
}

static size_t find_down(const InputState *state, int64_t pointer) {
  size_t i = 0;
  while (i < state->down_count && state->down[i].pointer != pointer)
    i++;
  return i;
}

static void remember(InputState *state, const Input *input) {
  size_t i = find_down(state, input->pointer);
  if (input->kind == INPUT_POINTER_UP && i < state->down_count) state->down[i] = state->down[--state->down_count];
  if (input->kind == INPUT_POINTER_DOWN && i == state->down_count && i < INPUT_POINTERS_MAX)
    state->down[state->down_count++].pointer = input->pointer;
  if (i < state->down_count && input->kind != INPUT_POINTER_UP) {
    state->down[i].x = input->x;
    state->down[i].y = input->y;
    state->down[i].seen_ms = SDL_GetTicks64();
    state->down[i].given_up = false;
  }
}

/* Cancels first, one event each, then what waited for them. */
static bool next_due(InputState *state, PlatformEvent *out) {
  size_t i = state->down_count;
  while (i > 0 && !state->down[i - 1].given_up)
    i--;
  if (i-- > 0) {
    *out = (PlatformEvent){
        .kind = PLATFORM_INPUT,
        .input = {.kind = INPUT_POINTER_CANCEL, .pointer = state->down[i].pointer, .x = state->down[i].x, .y = state->down[i].y}};
    state->down[i] = state->down[--state->down_count];
    return true;
  }
  if (!state->holds) return false;
  state->holds = false;
  *out = state->held;
  if (out->kind == PLATFORM_INPUT) remember(state, &out->input);
  return true;
}

static bool hold_back(InputState *state, PlatformEvent event, PlatformEvent *out) {
  state->held = event;
  state->holds = true;
  return next_due(state, out);
}

static void give_up_all(InputState *state) {
  for (size_t i = 0; i < state->down_count; i++)
    state->down[i].given_up = true;
}

/* When a touch screen or mouse is unplugged under a hand, nobody says that it was lifted, and the interface would wait for that for
 * ever. A pointer that comes down twice was lifted in between; one that has not stirred for so long is no finger. */
static void give_up_lost(InputState *state, int64_t coming_down) {
  Uint64 now_ms = SDL_GetTicks64();
  for (size_t i = 0; i < state->down_count; i++)
    if (state->down[i].pointer == coming_down || now_ms - state->down[i].seen_ms >= LOST_AFTER_MS) state->down[i].given_up = true;
}

static bool pointer_event(InputState *state, PlatformEvent *out, InputKind kind, int64_t pointer, float x, float y) {
  PlatformEvent event = {.kind = PLATFORM_INPUT, .input = {.kind = kind, .pointer = pointer, .x = (int)x, .y = (int)y}};
  if (kind == INPUT_POINTER_DOWN) give_up_lost(state, pointer);
  return hold_back(state, event, out);
}

/* Fingers come as shares of the window, mice in the window's units, which a scaled display makes larger than pixels. */
static bool finger_event(InputState *state, const Window *window, const SDL_TouchFingerEvent *e, PlatformEvent *out) {
  static const InputKind kinds[] = {INPUT_POINTER_DOWN, INPUT_POINTER_UP, INPUT_POINTER_MOVE};
  if (e->touchId == SDL_MOUSE_TOUCHID) return false;
  if (e->type == SDL_FINGERDOWN) SDL_ShowCursor(SDL_DISABLE);
  return pointer_event(state, out, kinds[e->type - SDL_FINGERDOWN], pointer_of_finger(e->fingerId),
                       e->x * (float)window->display.width_px, e->y * (float)window->display.height_px);
}

static bool mouse_event(InputState *state, const Window *window, InputKind kind, Uint32 which, int x, int y, PlatformEvent *out) {
  int w = 0, h = 0;
  if (which == SDL_TOUCH_MOUSEID) return false;
  SDL_GetWindowSize(window->sdl, &w, &h);
  float scale_x = w > 0 ? (float)window->display.width_px / (float)w : 1,
        scale_y = h > 0 ? (float)window->display.height_px / (float)h : 1;
  return pointer_event(state, out, kind, 0, (float)x * scale_x, (float)y * scale_y);
}

static bool motion_event(InputState *state, const Window *window, const SDL_MouseMotionEvent *e, PlatformEvent *out) {
  bool moved = e->xrel != 0 || e->yrel != 0; /* not merely found where it lay when the window opened */
  if (moved && e->which != SDL_TOUCH_MOUSEID && SDL_ShowCursor(SDL_QUERY) != SDL_ENABLE) SDL_ShowCursor(SDL_ENABLE);
  return mouse_event(state, window, INPUT_POINTER_MOVE, e->which, e->x, e->y, out);
}

static bool button_event(InputState *state, const Window *window, const SDL_MouseButtonEvent *e, PlatformEvent *out) {
  InputKind kind = e->type == SDL_MOUSEBUTTONDOWN ? INPUT_POINTER_DOWN : INPUT_POINTER_UP;
  return e->button == SDL_BUTTON_LEFT && mouse_event(state, window, kind, e->which, e->x, e->y, out);
}

static bool wheel_event(InputState *state, const Window *window, const SDL_MouseWheelEvent *e, PlatformEvent *out) {
  if (e->y == 0 || !mouse_event(state, window, INPUT_WHEEL, e->which, e->mouseX, e->mouseY, out)) return false;
  out->input.wheel = e->direction == SDL_MOUSEWHEEL_FLIPPED ? -e->y : e->y;
  return true;
}

static bool key_event(const Window *window, const SDL_KeyboardEvent *e, PlatformEvent *out) {
  bool shift = e->keysym.mod & KMOD_SHIFT, control = e->keysym.mod & KMOD_CTRL;
  if (e->keysym.sym == SDLK_q && shift && control) {
    *out = (PlatformEvent){.kind = PLATFORM_QUIT};
    return !window->locked;
  }
  *out = (PlatformEvent){.kind = PLATFORM_INPUT,
                         .input = {.kind = INPUT_KEY, .key = key_of(&e->keysym), .shift = shift, .repeated = e->repeat}};
  return out->input.key != KEY_NONE;
}

/* What does not fit is cut off, between two characters. */
static void keep_text(InputState *state, const char *text) {
  Str all = str_from(text);
  size_t kept = 0, next = 0;
  for (uint32_t cp = 0; str_next_cp(all, &next, &cp) && next < sizeof state->text;)
    kept = next;
  memory_wipe(state->text, sizeof state->text);
  memcpy(state->text, text, kept);
}

static bool text_event(InputState *state, InputKind kind, const char *text, PlatformEvent *out) {
  keep_text(state, text);
  *out = (PlatformEvent){.kind = PLATFORM_INPUT, .input = {.kind = kind, .text = str_from(state->text)}};
  return out->input.text.len > 0;
}

/* Some input methods say again and again that nothing is being composed. */
static bool compose_event(InputState *state, const char *text, PlatformEvent *out) {
  bool was_composing = state->composing;
  state->composing = text_event(state, INPUT_COMPOSE, text, out);
  return state->composing || was_composing;
}

static bool long_compose_event(InputState *state, const SDL_TextEditingExtEvent *e, PlatformEvent *out) {
  bool means_something = compose_event(state, e->text, out);
  memory_wipe(e->text, strlen(e->text));
  SDL_free(e->text);
  return means_something;
}

/* What was begun on one layout does not end on another. That the size is the one of before is news, too: there is another surface. */
static bool resized_event(InputState *state, Window *window, PlatformEvent *out) {
  window_update_size(window);
  window_come_back(window);
  give_up_all(state);
  return hold_back(state, (PlatformEvent){.kind = PLATFORM_RESIZED}, out);
}

static bool window_event(InputState *state, Window *window, const SDL_WindowEvent *e, PlatformEvent *out) {
  switch (e->event) {
  case SDL_WINDOWEVENT_EXPOSED:
    *out = (PlatformEvent){.kind = PLATFORM_EXPOSED};
    return true;
  case SDL_WINDOWEVENT_SIZE_CHANGED:
    return resized_event(state, window, out);
  case SDL_WINDOWEVENT_CLOSE: /* Alt+F4 closes a window, but not a kiosk */
    *out = (PlatformEvent){.kind = PLATFORM_QUIT};
    return window->windowed && !window->locked;
  case SDL_WINDOWEVENT_FOCUS_LOST:
    give_up_all(state);
    window_come_back(window);
    return next_due(state, out);
  case SDL_WINDOWEVENT_MOVED:
  case SDL_WINDOWEVENT_HIDDEN:
  case SDL_WINDOWEVENT_MINIMIZED:
    window_come_back(window);
    return false;
  default:
    return false;
  }
}

/* Returns false for what means nothing to the interface. */
static bool translate(InputState *state, Window *window, const SDL_Event *e, PlatformEvent *out) {
  if (window->monitor.display && e->type == window->monitor.changed) window_cover_monitor(window);
  switch (e->type) {
  case SDL_QUIT:
    *out = (PlatformEvent){.kind = PLATFORM_QUIT};
    return true;
  case SDL_WINDOWEVENT:
    return window_event(state, window, &e->window, out);
  case SDL_FINGERDOWN:
  case SDL_FINGERUP:
  case SDL_FINGERMOTION:
    return finger_event(state, window, &e->tfinger, out);
  case SDL_MOUSEMOTION:
    return motion_event(state, window, &e->motion, out);
  case SDL_MOUSEBUTTONDOWN:
  case SDL_MOUSEBUTTONUP:
    return button_event(state, window, &e->button, out);
  case SDL_MOUSEWHEEL:
    return wheel_event(state, window, &e->wheel, out);
  case SDL_KEYDOWN:
    return key_event(window, &e->key, out);
  case SDL_TEXTINPUT:
    return text_event(state, INPUT_TEXT, e->text.text, out);
  case SDL_TEXTEDITING:
    return compose_event(state, e->edit.text, out);
  case SDL_TEXTEDITING_EXT:
    return long_compose_event(state, &e->editExt, out);
  default:
    return false;
  }
}

/* SDL keeps the places of events that were taken from its queue, as they were, for those to come: the last one emptied is the first one
 * filled. */
static void overwrite_places(size_t count) {
  SDL_Event blank = {.type = BLANK_EVENT};
  for (size_t i = 0; i < count; i++)
    SDL_PeepEvents(&blank, 1, SDL_ADDEVENT, 0, 0);
  SDL_FlushEvent(BLANK_EVENT);
}

/* At once, because a long queue has more places than anybody will overwrite later. */
static void forget_typed(SDL_Event *e) {
  memory_wipe(e, sizeof *e);
  overwrite_places(PLACES_AT_ONCE);
}

static bool tells_what_is_typed(const SDL_Event *e) {
  return e->type >= SDL_KEYDOWN && e->type < SDL_MOUSEMOTION;
}

PlatformEvent input_wait(InputState *state, Window *window, int timeout_ms) {
  PlatformEvent out;
  if (next_due(state, &out)) return out;
  Uint64 started_ms = SDL_GetTicks64();
  for (int left_ms = timeout_ms;;) {
    SDL_Event e;
    if ((left_ms < 0 ? SDL_WaitEvent(&e) : SDL_WaitEventTimeout(&e, left_ms)) == 0)
      return (PlatformEvent){.kind = PLATFORM_TIMEOUT};
    bool typed = tells_what_is_typed(&e), meant = translate(state, window, &e, &out);
    if (typed) forget_typed(&e);
    if (meant) return out;
    if (timeout_ms >= 0) { /* what meant nothing must not put the deadline off */
      Uint64 passed_ms = SDL_GetTicks64() - started_ms;
      left_ms = passed_ms < (Uint64)timeout_ms ? timeout_ms - (int)passed_ms : 0;
    }
  }
}

void input_wipe(InputState *state) {
  SDL_ClearComposition(); /* what the last visitor had not finished typing */
  memory_wipe(state->text, sizeof state->text);
  for (size_t i = state->down_count; i < INPUT_POINTERS_MAX; i++)
    memory_wipe(&state->down[i], sizeof state->down[i]);
  overwrite_places(PLACES_AT_LAST);
}
