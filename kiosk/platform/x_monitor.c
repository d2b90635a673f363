#include "x_monitor.h"

#include <SDL_syswm.h>
#include <X11/extensions/Xrandr.h>
#include <string.h>

/* SDL loads Xlib itself, so that the kiosk also runs where there is none; the same goes for this. */
typedef enum Function { QUERY_VERSION, SELECT_INPUT, GET_MONITORS, FREE_MONITORS } Function;
static const char *const names[] = {
    [QUERY_VERSION] = "XRRQueryVersion",
    [SELECT_INPUT] = "XRRSelectInput",
    [GET_MONITORS] = "XRRGetMonitors",
    [FREE_MONITORS] = "XRRFreeMonitors",
};
_Static_assert(sizeof names / sizeof *names == sizeof((XMonitor *)NULL)->functions / sizeof(void *), "a place for every function");

/* As dlsym(3) has it: C knows no conversion between the two. */
#define CALLABLE(monitor, which, pointer) memcpy(&(pointer), &(monitor)->functions[which], sizeof(pointer))

static bool load(XMonitor *monitor, int *event_base) {
  void *library = SDL_LoadObject("libXrandr.so.2"); /* stays, as SDL's own does */
  void *found = library ? SDL_LoadFunction(library, "XRRQueryExtension") : NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    monitor->functions[i] = library ? SDL_LoadFunction(library, names[i]) : NULL;
    if (!monitor->functions[i]) return false;
  }
  Bool (*query_extension)(Display *, int *, int *);
  Status (*query_version)(Display *, int *, int *);
  if (!found) return false;
  memcpy(&query_extension, &found, sizeof found);
  CALLABLE(monitor, QUERY_VERSION, query_version);
  int error_base, major = 0, minor = 0;
  return query_extension(monitor->display, event_base, &error_base) && query_version(monitor->display, &major, &minor) &&
         (major > 1 || (major == 1 && minor >= 5));
}

static void select_changes(const XMonitor *monitor, bool ours) {
  void (*select_input)(Display *, Window, int);
  CALLABLE(monitor, SELECT_INPUT, select_input);
  /* The mask is one for the whole connection, so SDL's part of it has to be kept; and X.Org's servers take no other mask from who has one. */
  select_input(monitor->display, monitor->root, 0);
  select_input(monitor->display, monitor->root,
               RROutputChangeNotifyMask | (ours ? RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask : 0));
}

static bool is_change(const XMonitor *monitor, const SDL_SysWMmsg *message) {
  if (message->subsystem != SDL_SYSWM_X11) return false;
  const XEvent *e = &message->msg.x11.event;
  if (e->type == monitor->event_base + RRScreenChangeNotify) return true;
  return e->type == monitor->event_base + RRNotify && ((const XRRNotifyEvent *)e)->subtype == RRNotify_CrtcChange;
}

/* SDL shows what X11 says word by word, keys that were pressed among it: nothing of that is let into a queue, where it would lie on. */
static int let_through(void *context, SDL_Event *e) {
  const XMonitor *monitor = context;
  if (e->type != SDL_SYSWMEVENT) return 1;
  if (is_change(monitor, e->syswm.msg)) SDL_PushEvent(&(SDL_Event){.type = monitor->changed});
  return 0;
}

bool x_monitor_watch(XMonitor *monitor, SDL_Window *window) {
  SDL_SysWMinfo info;
  int event_base = 0;
  SDL_VERSION(&info.version);
  *monitor = (XMonitor){0};
  if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11) return false;
  monitor->display = info.info.x11.display;
  monitor->root = DefaultRootWindow(info.info.x11.display);
  monitor->changed = SDL_RegisterEvents(1);
  if (monitor->changed == (Uint32)-1 || !load(monitor, &event_base)) {
    *monitor = (XMonitor){0};
    return false;
  }
  monitor->event_base = event_base;
  select_changes(monitor, true);
  SDL_SetEventFilter(let_through, monitor);
  SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE);
  return true;
}

void x_monitor_leave(XMonitor *monitor) {
  if (!monitor->display) return;
  SDL_EventState(SDL_SYSWMEVENT, SDL_DISABLE);
  SDL_SetEventFilter(NULL, NULL);
  select_changes(monitor, false);
  *monitor = (XMonitor){0};
}

bool x_monitor_size(const XMonitor *monitor, XMonitorSize *out) {
  XRRMonitorInfo *(*get_monitors)(Display *, Window, Bool, int *);
  void (*free_monitors)(XRRMonitorInfo *);
  CALLABLE(monitor, GET_MONITORS, get_monitors);
  CALLABLE(monitor, FREE_MONITORS, free_monitors);
  int count = 0;
  XRRMonitorInfo *monitors = get_monitors(monitor->display, monitor->root, True, &count), *chosen = NULL;
  for (int i = 0; i < count; i++)
    if (!chosen || (monitors[i].primary && !chosen->primary)) chosen = &monitors[i];
  if (chosen) *out = (XMonitorSize){{chosen->x, chosen->y, chosen->width, chosen->height}, chosen->mwidth, chosen->mheight};
  bool found = chosen && chosen->width > 0 && chosen->height > 0;
  if (monitors) free_monitors(monitors);
  return found;
}
