/* wayland: pictures to a Wayland compositor through shared memory. SDL itself paints them through OpenGL there, for 50 MiB and a tenth
 * of a second more than they cost as they are. */
#ifndef WAYLAND_H
#define WAYLAND_H

#include "draw.h"

#include <SDL.h>

typedef struct WaylandScreen WaylandScreen;

/* For a window of SDL's on Wayland, which nobody else paints on. NULL: it cannot be done. */
WaylandScreen *wayland_screen_new(SDL_Window *window);
void wayland_screen_free(WaylandScreen *screen); /* before the window; NULL is ignored */
/* What is shown, for painting on; valid until the next call. NULL: no memory, or the compositor has not given any back. */
SDL_Surface *wayland_screen_surface(WaylandScreen *screen, int width_px, int height_px);
/* Brings the surface onto the screen; rects: where it has been painted on since the last time. */
bool wayland_screen_show(WaylandScreen *screen, const Rect *rects, size_t count);

#endif
