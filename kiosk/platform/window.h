/* window: the window, its surface and how big its pixels are. */
#ifndef WINDOW_H
#define WINDOW_H

#include "platform.h"
#include "raster.h"
#include "wayland.h"

#include <SDL.h>

typedef struct Window {
  SDL_Window *sdl;
  SDL_Surface *shadow;    /* painted in place of the window's own surface when that has other pixels than Raster's; else NULL */
  WaylandScreen *wayland; /* in place of SDL's way of showing surfaces; NULL: SDL's */
  bool windowed;
  Display display;
  Rect caret; /* where input methods have been told that text is typed; empty: nothing said so far */
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
/* Asks for the size anew; true when it has changed. */
bool window_update_size(Window *window);

#endif
