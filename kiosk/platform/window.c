#include "window.h"

#include "scale.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOW_RECTS_MAX = 16, DRIVERS_MAX = 4 };

static void set_hints(const PlatformSetup *setup) {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* a finger is a finger, a mouse a mouse, never both for one touch */
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* so SDL_QUIT comes from a signal only */
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0"); /* nothing here is worth switching a desktop's compositor off */
  SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1");          /* what is being composed comes whole */
  SDL_SetHint(SDL_HINT_APP_NAME, "Innspill");
  /* cage says that windows decorate themselves, whereupon SDL takes this one away, to come back with libdecor's frame around it, and
   * does not come back. A kiosk needs no frame. */
  if (!setup->windowed) SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

bool window_driver_is(const char *name) {
  const char *driver = SDL_GetCurrentVideoDriver();
  return driver && strcmp(driver, name) == 0;
}

/* Drivers that only keep pixels: what they say about a display is made up. */
static bool is_screenless(void) {
  return window_driver_is("dummy") || window_driver_is("offscreen");
}

static SDL_Window *create(const PlatformSetup *setup, const SDL_Rect *bounds) {
  bool sized = scale_is_sized(setup);
  SDL_Rect place = *bounds;
  Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
  if (setup->windowed) {
    flags |= SDL_WINDOW_RESIZABLE;
    place = (SDL_Rect){SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, bounds->w * 3 / 4, bounds->h * 3 / 4};
  } else if (window_driver_is("x11")) {
    flags |= SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALWAYS_ON_TOP; /* waits for no window manager, as full screen would */
  } else if (is_screenless() || sized) {
    flags |= SDL_WINDOW_BORDERLESS;
  } else {
    flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  }
  if (sized) {
    place.w = setup->width_px;
    place.h = setup->height_px;
  }
  return SDL_CreateWindow("Innspill", place.x, place.y, place.w, place.h, flags);
}

static bool is_set(const char *variable) {
  const char *value = getenv(variable);
  return value != NULL && value[0] != '\0';
}

/* libwayland complains on stderr, before anybody can say it better, when it has no folder to look in. */
static bool has_wayland(void) {
  const char *display = getenv("WAYLAND_DISPLAY");
  return display != NULL && (display[0] == '/' || (display[0] != '\0' && is_set("XDG_RUNTIME_DIR")));
}

/* In the order of trying. Left to itself, SDL would end at a driver without a screen, and the kiosk would run where nobody sees it. */
static size_t list_drivers(const PlatformSetup *setup, const char *drivers[DRIVERS_MAX]) {
  size_t count = 0;
  if (has_wayland()) drivers[count++] = "wayland"; /* before X11, which is then only a guest there */
  if (is_set("DISPLAY")) drivers[count++] = "x11";
  if (setup->may_be_screenless)
    drivers[count++] = "dummy";
  else if (count == 0)
    drivers[count++] = "kmsdrm"; /* a text console */
  return count;
}

static bool start_sdl(const PlatformSetup *setup) {
  if (is_set("SDL_VIDEODRIVER")) return SDL_Init(SDL_INIT_VIDEO) == 0;
  const char *drivers[DRIVERS_MAX];
  size_t count = list_drivers(setup, drivers);
  bool started = false;
  for (size_t i = 0; i < count && !started; i++) {
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, drivers[i], SDL_HINT_OVERRIDE); /* also over a variable that is empty */
    started = SDL_Init(SDL_INIT_VIDEO) == 0;
  }
  SDL_ResetHint(SDL_HINT_VIDEODRIVER);
  return started;
}

static int on_lost(void *x_display) {
  (void)x_display;
  Err err = {0};
  err_set(&err, STATUS_WORLD, "display-lost",
          "the X server has gone; every answer is stored, start the kiosk again once there is a display");
  err_print(&err, stderr);
  _exit(STATUS_WORLD); /* Xlib would end the process with 1, in its own words, and not after a return from here */
}

/* SDL loads Xlib itself, so that the kiosk also runs where there is none. */
static void watch_x_server(void) {
  typedef int OnLost(void *x_display);
  OnLost *(*set_handler)(OnLost *);
  void *xlib = SDL_LoadObject("libX11.so.6");
  void *found = xlib ? SDL_LoadFunction(xlib, "XSetIOErrorHandler") : NULL;
  if (!found) return;
  memcpy(&set_handler, &found, sizeof found); /* as dlsym(3) has it: C knows no conversion between the two */
  set_handler(on_lost);
}

static Status no_display(Err *err) {
  return err_set(err, STATUS_WORLD, "no-display",
                 "no screen could be opened (%s); start it in a graphical session, set DISPLAY or WAYLAND_DISPLAY, or run it under "
                 "xvfb-run",
                 SDL_GetError());
}

void window_update_size(Window *window) {
  int w = 0, h = 0;
  SDL_GetWindowSizeInPixels(window->sdl, &w, &h);
  if (w <= 0 || h <= 0) return;
  window->display.width_px = w;
  window->display.height_px = h;
  if (window->diagonal_mm > 0) window->display.px_per_mm = scale_diagonal(w, h) / window->diagonal_mm;
}

Status window_open(Window *window, const PlatformSetup *setup, Err *err) {
  SDL_Rect bounds;
  *window =
      (Window){.windowed = setup->windowed, .covers = !setup->windowed && !scale_is_sized(setup), .measured = setup->width_mm > 0};
  set_hints(setup);
  if (!start_sdl(setup) || SDL_GetDisplayBounds(0, &bounds) != 0) return no_display(err);
  /* X11 has shared memory for surfaces; without the hint SDL loads a GL driver for them, 80 MiB and 300 ms. */
  if (window_driver_is("x11")) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    watch_x_server();
  }
  window->sdl = create(setup, &bounds);
  if (!window->sdl) return no_display(err);
  if (window_driver_is("wayland")) window->wayland = wayland_screen_new(window->sdl);
  if (window->covers) x_monitor_watch(&window->monitor, window->sdl);
  window->place = bounds;
  window->display.px_per_mm = scale_px_per_mm(setup, &bounds, is_screenless());
  if (window->covers) window->diagonal_mm = scale_diagonal(bounds.w, bounds.h) / window->display.px_per_mm;
  window_update_size(window);
  if (setup->locked) window_lock(window);
  SDL_ShowCursor(SDL_DISABLE); /* until a mouse moves */
  SDL_StartTextInput();
  return STATUS_OK;
}

void window_close(Window *window) {
  SDL_FreeSurface(window->shadow);
  wayland_screen_free(window->wayland);
  x_monitor_leave(&window->monitor);
  if (window->sdl) SDL_DestroyWindow(window->sdl);
  *window = (Window){0};
  SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

static bool has_our_pixels(const SDL_PixelFormat *format) {
  return format->BytesPerPixel == 4 && format->Rmask == 0xff0000 && format->Gmask == 0xff00 && format->Bmask == 0xff;
}

static SDL_Surface *shadow_of(Window *window, const SDL_Surface *surface) {
  if (window->shadow && (window->shadow->w != surface->w || window->shadow->h != surface->h)) {
    SDL_FreeSurface(window->shadow);
    window->shadow = NULL;
  }
  if (!window->shadow) window->shadow = SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_RGB888);
  if (!window->shadow) log_line(LOG_ERROR, "platform", "no memory to paint in: %s", SDL_GetError());
  return window->shadow;
}

SDL_Surface *window_surface(Window *window) {
  SDL_Surface *surface = window->wayland
                             ? wayland_screen_surface(window->wayland, window->display.width_px, window->display.height_px)
                             : SDL_GetWindowSurface(window->sdl);
  if (!surface) {
    log_line(LOG_ERROR, "platform", "the window cannot be painted on just now: %s", SDL_GetError());
    return NULL;
  }
  return has_our_pixels(surface->format) ? surface : shadow_of(window, surface);
}

Raster window_raster(SDL_Surface *surface) {
  return (Raster){surface->pixels, (size_t)surface->pitch / sizeof(uint32_t), surface->w, surface->h};
}

void window_place_input_method(Window *window, Rect caret) {
  bool same = memcmp(&caret, &window->caret, sizeof caret) == 0;
  if (same || rect_is_empty(caret)) return;
  int w = 0, h = 0;
  SDL_GetWindowSize(window->sdl, &w, &h); /* in its own units, which a scaled display makes larger than pixels */
  double scale_x = (double)w / window->display.width_px, scale_y = (double)h / window->display.height_px;
  SDL_Rect rect = {(int)(caret.x * scale_x), (int)(caret.y * scale_y), (int)(caret.w * scale_x), (int)(caret.h * scale_y)};
  SDL_SetTextInputRect(&rect);
  window->caret = caret;
}

bool window_show(Window *window, const Rect *rects, size_t count) {
  BUG_UNLESS(count <= SHOW_RECTS_MAX);
  if (window->wayland) return wayland_screen_show(window->wayland, rects, count);
  SDL_Rect parts[SHOW_RECTS_MAX];
  SDL_Surface *surface = window->shadow ? SDL_GetWindowSurface(window->sdl) : NULL;
  for (size_t i = 0; i < count; i++) {
    parts[i] = (SDL_Rect){rects[i].x, rects[i].y, rects[i].w, rects[i].h};
    SDL_Rect target = parts[i];
    if (surface) SDL_BlitSurface(window->shadow, &parts[i], surface, &target);
  }
  if (SDL_UpdateWindowSurfaceRects(window->sdl, parts, (int)count) == 0) return true;
  log_line(LOG_ERROR, "platform", "the picture did not reach the screen: %s", SDL_GetError());
  return false;
}
