/* platform: a real window, real fonts, fingers, mouse and keys: the only module that includes SDL.
 *
 * Paints a DrawList in software onto the window's surface, only where it changed since the last one. Text comes from
 * bounded caches: nothing is allocated for a picture once they are warm. */
#ifndef PLATFORM_H
#define PLATFORM_H

#include "base.h"
#include "draw.h"

typedef struct Platform Platform;

typedef struct PlatformSetup {
  bool windowed;
  int width_px, height_px;    /* 0: the display's own */
  double width_mm, height_mm; /* of the whole display; 0: ask SDL, and guess where its answer is not sane */
  bool locked;                /* nobody in front of it may close it: only PLATFORM_QUIT of a signal comes */
  bool may_be_screenless;     /* where there is no display, a picture that nobody sees will do */
  const char *font_family;    /* found by fontconfig, with its fallbacks */
} PlatformSetup;

/* Opens the window: the environment's SDL_VIDEODRIVER decides where, else Wayland by WAYLAND_DISPLAY, X11 by DISPLAY, else the text
 * console. Failures: no-display, no-font (say what to install). When the X server goes away afterwards, Xlib lets nobody carry on:
 * the process ends with STATUS_WORLD and a line that begins "error display-lost".
 *
 * A window of the display's own size goes on to cover the display as that is turned, replaced or set to another size; a millimetre
 * stays what it is. The screen saver stays away while it is open, and the cursor until a mouse moves.
 *
 * One that is locked has all keys, also those of a window manager, and comes back when it is moved, hidden or covered. What no window
 * can hold back is for who sets up the machine: Ctrl+Alt+F1 and its like under an X server (its option DontVTSwitch), the power
 * button, SysRq. */
Status platform_open(const PlatformSetup *setup, Platform **out, Err *err);
void platform_close(Platform *platform); /* NULL is ignored */
Display platform_display(const Platform *platform);
TextMetrics platform_metrics(Platform *platform); /* valid as long as the platform */

typedef enum PlatformEventKind {
  PLATFORM_TIMEOUT,
  PLATFORM_INPUT,
  PLATFORM_RESIZED, /* platform_display() may have changed; pointers that were down have been cancelled */
  PLATFORM_EXPOSED, /* has been painted anew from the last picture already */
  PLATFORM_QUIT     /* the window was closed, Ctrl+Shift+Q was pressed, or SIGTERM or SIGINT came */
} PlatformEventKind;

typedef struct PlatformEvent {
  PlatformEventKind kind;
  Input input;
} PlatformEvent;

/* Sleeps until something happens; timeout_ms -1: for ever. */
PlatformEvent platform_wait(Platform *platform, int timeout_ms);
void platform_paint(Platform *platform, const DrawList *list);
/* Writes what the window shows as a PNG that its owner alone may read. Failure: no-shot, which leaves what was there before. */
Status platform_shot(Platform *platform, const char *path, Err *err);
/* The picture in a file (PNG or JPEG, of at most 16 megapixels and 32 MiB), scaled down to the display, once: it is kept for the next
 * time, among the newest few. NULL when there is none that can be shown; the log then says why, once. Valid until a list without it has
 * been painted. */
const Image *platform_image(Platform *platform, const char *path);
/* Forgets cached pictures and widths of text (what a visitor typed is among them). */
void platform_wipe(Platform *platform);

#endif
