/* x_monitor: that the X server's screen has got another size or stands on its side now, which SDL does not tell of a monitor that it knows
 * already, and which nobody tells a window where no window manager runs.
 *
 * Apart, and without our own headers, because Xlib's names are ours too. */
#ifndef X_MONITOR_H
#define X_MONITOR_H

#include <SDL.h>
#include <stdbool.h>

typedef struct XMonitor {
  void *display; /* SDL's own connection; NULL: nothing is watched */
  unsigned long root;
  int event_base;
  Uint32 changed; /* the type of the event that says it */
  void *functions[4];
} XMonitor;

typedef struct XMonitorSize {
  SDL_Rect bounds;            /* px, on the whole of the X server's screen */
  double width_mm, height_mm; /* as the monitor says, which may be anything; 0: it does not */
} XMonitorSize;

/* Begins to watch: from now on an event of the type monitor->changed is among SDL's after each change. Takes SDL's event filter, and drops the
 * events that are waiting. False, and nothing is watched: it is not X11, or a server or library without RandR 1.5. monitor stays where it is
 * until it has been left. */
bool x_monitor_watch(XMonitor *monitor, SDL_Window *window);
void x_monitor_leave(XMonitor *monitor); /* also when nothing is watched */
/* The first monitor, as it is now. False: there is none, such as while its plug is out. */
bool x_monitor_size(const XMonitor *monitor, XMonitorSize *out);

#endif
