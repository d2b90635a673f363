#include "x_screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <stdlib.h>

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
