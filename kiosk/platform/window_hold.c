/* window_hold: a window that stays where it belongs, whatever becomes of the display and whoever moves it. */
#include "scale.h"
#include "window.h"

enum {
  SMALLEST_MONITOR_PX = 100,
  INSIST_MAX = 10, /* times, within */
  INSIST_WITHIN_MS = 10000
};

static void put_in_place(Window *window) {
  SDL_SetWindowPosition(window->sdl, window->place.x, window->place.y);
  SDL_SetWindowSize(window->sdl, window->place.w, window->place.h);
}

void window_cover_monitor(Window *window) {
  XMonitorSize size;
  if (!window->covers || !x_monitor_size(&window->monitor, &size)) return;
  /* A picture this small nobody reads; it is what a monitor may come to on its way out or in. */
  if (size.bounds.w < SMALLEST_MONITOR_PX || size.bounds.h < SMALLEST_MONITOR_PX) return;
  double said = window->measured ? 0 : scale_of_monitor(&size);
  if (said > 0) window->diagonal_mm = scale_diagonal(size.bounds.w, size.bounds.h) / said; /* it may be another monitor */
  window->place = size.bounds;
  put_in_place(window);
}

/* It must not fight for ever with a window manager that wants the window elsewhere. */
static bool may_insist(Window *window) {
  Uint64 now_ms = SDL_GetTicks64();
  if (now_ms - window->insisting_since_ms > INSIST_WITHIN_MS) {
    window->insisting_since_ms = now_ms;
    window->insisted = 0;
  }
  return window->insisted++ < INSIST_MAX;
}

/* Wayland's windows have no place, and are of the size that they are told. */
static bool is_away(const Window *window) {
  SDL_Rect at;
  SDL_GetWindowPosition(window->sdl, &at.x, &at.y);
  SDL_GetWindowSize(window->sdl, &at.w, &at.h);
  return window->covers && window_driver_is("x11") && !SDL_RectEquals(&at, &window->place);
}

void window_come_back(Window *window) {
  Uint32 flags = SDL_GetWindowFlags(window->sdl);
  bool hidden = flags & SDL_WINDOW_HIDDEN, minimized = flags & SDL_WINDOW_MINIMIZED, behind = !(flags & SDL_WINDOW_INPUT_FOCUS);
  bool away = is_away(window);
  if (!window->locked || !(hidden || minimized || behind || away) || !may_insist(window)) return;
  if (hidden) SDL_ShowWindow(window->sdl);
  if (minimized) SDL_RestoreWindow(window->sdl);
  if (behind) {
    SDL_RaiseWindow(window->sdl);
    SDL_SetWindowInputFocus(window->sdl); /* which goes with it only where there is a window manager */
  }
  if (away) put_in_place(window);
}

void window_lock(Window *window) {
  window->locked = true;
  SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0"); /* SDL itself would minimize the window */
  SDL_SetWindowKeyboardGrab(window->sdl, SDL_TRUE);
}
