/* window: the window, its surface and how big its pixels are. */
#ifndef WINDOW_H
#define WINDOW_H

#include "platform.h"
#include "raster.h"
#include "wayland.h"
#include "x_monitor.h"

#include <SDL.h>

typedef struct Window {
  SDL_Window *sdl;
  SDL_Surface *shadow;    /* painted in place of the window's own surface when that has other pixels than Raster's; else NULL */
  WaylandScreen *wayland; /* in place of SDL's way of showing surfaces; NULL: SDL's */
  bool windowed, locked;
  bool covers;      /* the whole display, whatever becomes of that; of the size that it was started with if not */
  SDL_Rect place;   /* of that display */
  bool measured;    /* the display, by who set it up */
  XMonitor monitor; /* of a window that covers it on X11 */
  Display display;
  double diagonal_mm; /* of a display that is covered: it stays when its pixels become more or fewer */
  Uint64 insisting_since_ms;
  int insisted; /* times since, on its place */
  Rect caret;   /* where input methods have been told that text is typed; empty: nothing said so far */
} Window;

/* Failure: no-display. */
Status window_open(Window *window, const PlatformSetup *setup, Err *err);
void window_close(Window *window); /* also after a failed open, and on {0} */
/* The surface to paint on, valid until the next event. NULL, and a line in the log: there is none just now. */
SDL_Surface *window_surface(Window *window);
Raster window_raster(SDL_Surface *surface);
/* Brings the rectangles of the surface onto the screen; false: they did not get there. */
bool window_show(Window *window, const Rect *rects, size_t count);
/* Tells input methods where text is typed, when that has changed. */
void window_place_input_method(Window *window, Rect caret);
void window_update_size(Window *window); /* asks for it anew */

bool window_driver_is(const char *name); /* SDL's: "x11", "wayland", "dummy" */

/* window_hold.c: */
/* The monitor has another size: covers it again. The size comes with the next window_update_size. */
void window_cover_monitor(Window *window);
/* The window has been moved, resized, hidden or covered: one that is locked comes back. */
void window_come_back(Window *window);
/* From now on nobody in front of it gets past it: it has all keys, but for those that the X server or the kernel keep for themselves
 * (Ctrl+Alt+F1 and its like), and comes back. */
void window_lock(Window *window);

#endif
