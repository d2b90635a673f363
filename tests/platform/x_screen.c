#include "x_screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/Xfixes.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/scrnsaver.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct XCover {
  Display *display;
  Window window;
};

long x_screen_pixel(int x, int y) {
  long pixel = -1;
  Display *display = XOpenDisplay(NULL);
  XImage *image = display ? XGetImage(display, DefaultRootWindow(display), x, y, 1, 1, AllPlanes, ZPixmap) : NULL;
  if (image) {
    pixel = (long)(XGetPixel(image, 0, 0) & 0xffffff);
    XDestroyImage(image);
  }
  if (display) XCloseDisplay(display);
  return pixel;
}

XCover *x_cover_new(int x, int y, int w, int h) {
  Display *display = XOpenDisplay(NULL);
  XCover *cover = display ? malloc(sizeof *cover) : NULL;
  if (!cover) return NULL;
  XSetWindowAttributes attributes = {.override_redirect = True, .background_pixel = 0xffffff};
  cover->display = display;
  cover->window = XCreateWindow(display, DefaultRootWindow(display), x, y, (unsigned)w, (unsigned)h, 0, CopyFromParent, InputOutput,
                                CopyFromParent, CWOverrideRedirect | CWBackPixel, &attributes);
  XMapRaised(display, cover->window);
  XSync(display, False);
  return cover;
}

void x_cover_free(XCover *cover) {
  XDestroyWindow(cover->display, cover->window);
  XCloseDisplay(cover->display);
  free(cover);
}

static RRMode mode_of(Display *display, const XRRScreenResources *all, int w, int h) {
  for (int i = 0; i < all->nmode; i++)
    if (all->modes[i].width == (unsigned)w && all->modes[i].height == (unsigned)h) return all->modes[i].id;
  char name[32];
  int length = snprintf(name, sizeof name, "%dx%d", w, h);
  XRRModeInfo mode = {.width = (unsigned)w,
                      .height = (unsigned)h,
                      .dotClock = 1000000,
                      .hSyncStart = (unsigned)w + 1,
                      .hSyncEnd = (unsigned)w + 2,
                      .hTotal = (unsigned)w + 3,
                      .vSyncStart = (unsigned)h + 1,
                      .vSyncEnd = (unsigned)h + 2,
                      .vTotal = (unsigned)h + 3,
                      .name = name,
                      .nameLength = (unsigned)length};
  RRMode made = XRRCreateMode(display, DefaultRootWindow(display), &mode);
  XRRAddOutputMode(display, all->outputs[0], made);
  return made;
}

static int switch_off(Display *display, XRRScreenResources *all) {
  return XRRSetCrtcConfig(display, all, all->crtcs[0], CurrentTime, 0, 0, None, RR_Rotate_0, NULL, 0);
}

bool x_screen_resize(int w, int h) {
  Display *display = XOpenDisplay(NULL);
  if (!display) return false;
  Window root = DefaultRootWindow(display);
  XRRScreenResources *all = XRRGetScreenResources(display, root);
  RRMode mode = mode_of(display, all, w, h);
  XGrabServer(display); /* as xrandr does: nobody is to see it half done */
  switch_off(display, all);
  XRRSetScreenSize(display, root, w, h, w * 254 / 960 + 1, h * 254 / 960 + 1);
  int status = XRRSetCrtcConfig(display, all, all->crtcs[0], CurrentTime, 0, 0, mode, RR_Rotate_0, all->outputs, 1);
  XUngrabServer(display);
  XRRFreeScreenResources(all);
  XCloseDisplay(display);
  return status == RRSetConfigSuccess;
}

bool x_screen_unplug(void) {
  Display *display = XOpenDisplay(NULL);
  if (!display) return false;
  XRRScreenResources *all = XRRGetScreenResources(display, DefaultRootWindow(display));
  int status = switch_off(display, all);
  XRRFreeScreenResources(all);
  XCloseDisplay(display);
  return status == RRSetConfigSuccess;
}

bool x_screen_is_covered(int w, int h) {
  Display *display = XOpenDisplay(NULL);
  if (!display) return false;
  Window root, parent, *children = NULL;
  unsigned count = 0;
  bool covered = false;
  if (XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count))
    for (unsigned i = 0; i < count; i++) {
      XWindowAttributes a;
      bool is_shown = XGetWindowAttributes(display, children[i], &a) && a.map_state == IsViewable && a.class == InputOutput;
      covered = covered || (is_shown && a.x == 0 && a.y == 0 && a.width == w && a.height == h);
    }
  XFree(children);
  XCloseDisplay(display);
  return covered;
}

static int pass_over(Display *display, XErrorEvent *e) {
  (void)display;
  (void)e;
  return 0;
}

/* Window managers put windows into frames. */
static Window find_window(Display *display, Window under, const char *name) {
  Window root, parent, *children = NULL, found = None;
  unsigned count = 0;
  char *called = NULL;
  if (XFetchName(display, under, &called) && called && strcmp(called, name) == 0) found = under;
  XFree(called);
  if (found == None && XQueryTree(display, under, &root, &parent, &children, &count))
    for (unsigned i = 0; i < count && found == None; i++)
      found = find_window(display, children[i], name);
  XFree(children);
  return found;
}

static void ask_to_close(Display *display, Window window) {
  XClientMessageEvent message = {.type = ClientMessage,
                                 .window = window,
                                 .message_type = XInternAtom(display, "WM_PROTOCOLS", False),
                                 .format = 32,
                                 .data = {.l = {(long)XInternAtom(display, "WM_DELETE_WINDOW", False)}}};
  XSendEvent(display, window, False, NoEventMask, (XEvent *)&message);
}

bool x_window_attempt(XAttempt attempt) {
  Display *display = XOpenDisplay(NULL);
  Window window = display ? find_window(display, DefaultRootWindow(display), "Innspill") : None;
  if (window != None) {
    switch (attempt) {
    case X_CLOSE:
      ask_to_close(display, window);
      break;
    case X_MOVE:
      XMoveWindow(display, window, 300, 200);
      break;
    case X_SHRINK:
      XResizeWindow(display, window, 300, 200);
      break;
    case X_HIDE:
      XUnmapWindow(display, window);
      break;
    case X_MINIMIZE:
      XIconifyWindow(display, window, DefaultScreen(display));
      break;
    case X_ATTEMPT_COUNT:
      break;
    }
  }
  if (display) XCloseDisplay(display);
  return window != None;
}

bool x_screen_has_manager(void) {
  Display *display = XOpenDisplay(NULL);
  if (!display) return false;
  Atom type = None, check = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", False);
  int format = 0;
  unsigned long count = 0, left = 0;
  unsigned char *value = NULL;
  XGetWindowProperty(display, DefaultRootWindow(display), check, 0, 1, False, AnyPropertyType, &type, &format, &count, &left,
                     &value);
  XFree(value);
  XCloseDisplay(display);
  return count > 0;
}

XCover *x_window_new(void) {
  Display *display = XOpenDisplay(NULL);
  XCover *cover = display ? malloc(sizeof *cover) : NULL;
  if (!cover) return NULL;
  cover->display = display;
  cover->window = XCreateSimpleWindow(display, DefaultRootWindow(display), 50, 50, 400, 300, 0, 0, 0xffffff);
  XMapRaised(display, cover->window);
  XSync(display, False);
  XSetErrorHandler(pass_over); /* it may not be there yet, where a window manager maps it */
  XSetInputFocus(display, cover->window, RevertToParent, CurrentTime);
  XSync(display, False);
  XSetErrorHandler(NULL);
  return cover;
}

bool x_screen_shows_cursor(void) {
  Display *display = XOpenDisplay(NULL);
  int event_base, error_base;
  bool shown = false;
  if (display && XFixesQueryExtension(display, &event_base, &error_base)) {
    XFixesCursorImage *image = XFixesGetCursorImage(display);
    for (int i = 0; image && i < image->width * image->height; i++)
      shown = shown || (image->pixels[i] >> 24 & 0xff) != 0;
    XFree(image);
  }
  if (display) XCloseDisplay(display);
  return shown;
}

bool x_screen_saver_after(int seconds) {
  Display *display = XOpenDisplay(NULL);
  if (!display) return false;
  XSetScreenSaver(display, seconds, 0, PreferBlanking, AllowExposures);
  XResetScreenSaver(display);
  XSync(display, False);
  XCloseDisplay(display);
  return true;
}

bool x_screen_saver_is_on(void) {
  Display *display = XOpenDisplay(NULL);
  XScreenSaverInfo info = {0};
  bool asked = display && XScreenSaverQueryInfo(display, DefaultRootWindow(display), &info);
  if (display) XCloseDisplay(display);
  return asked && info.state == ScreenSaverOn;
}

bool x_devices_come(void) {
  static char name[] = "unplugged soon";
  Display *display = XOpenDisplay(NULL);
  int major = 2, minor = 2;
  if (!display) return false;
  XIAnyHierarchyChangeInfo change = {.add = {.type = XIAddMaster, .name = name, .send_core = True, .enable = True}};
  bool done = XIQueryVersion(display, &major, &minor) == Success && XIChangeHierarchy(display, &change, 1) == Success;
  XCloseDisplay(display);
  return done;
}

bool x_devices_go(void) {
  Display *display = XOpenDisplay(NULL);
  int count = 0, major = 2, minor = 2, gone = 0;
  if (!display || XIQueryVersion(display, &major, &minor) != Success) return false;
  XIDeviceInfo *devices = XIQueryDevice(display, XIAllMasterDevices, &count);
  for (int i = 0; i < count; i++) {
    if (devices[i].use != XIMasterPointer || strncmp(devices[i].name, "unplugged soon", 14) != 0) continue;
    XIAnyHierarchyChangeInfo change = {
        .remove = {.type = XIRemoveMaster, .deviceid = devices[i].deviceid, .return_mode = XIFloating}};
    XIChangeHierarchy(display, &change, 1);
    gone++;
  }
  if (devices) XIFreeDeviceInfo(devices);
  XCloseDisplay(display);
  return gone > 0;
}
