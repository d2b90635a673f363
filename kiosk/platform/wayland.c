#define _GNU_SOURCE /* memfd_create */
#include "wayland.h"

#undef SDL_VIDEO_DRIVER_X11 /* or the next header would bring in Xlib's names, some of which are ours too */
#include <SDL_syswm.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

enum { BUFFERS = 3, BYTES_PER_PX = 4 }; /* one that is shown, one that is about to be, one to paint on */

typedef struct ScreenBuffer {
  struct wl_buffer *buffer; /* NULL: not needed so far */
  SDL_Surface *surface;     /* on the shared memory */
  size_t bytes;
  bool held;  /* by the compositor, which may be reading it */
  Rect stale; /* where it is behind the one that is shown */
} ScreenBuffer;

struct WaylandScreen {
  struct wl_display *display; /* SDL's, as is the surface */
  struct wl_surface *surface;
  struct wl_event_queue *queue;   /* our own, so that nobody else's events are handled here */
  struct wl_display *own_display; /* the same display, answering on that queue */
  struct wl_registry *registry;
  struct wl_shm *shm;
  ScreenBuffer buffers[BUFFERS];
  ScreenBuffer *front, *back; /* shown last, NULL: none; being painted on */
};

static void on_global(void *context, struct wl_registry *registry, uint32_t name, const char *interface, uint32_t version) {
  WaylandScreen *screen = context;
  (void)version;
  if (strcmp(interface, wl_shm_interface.name) == 0 && !screen->shm)
    screen->shm = wl_registry_bind(registry, name, &wl_shm_interface, 1);
}

static void on_global_remove(void *context, struct wl_registry *registry, uint32_t name) {
  (void)context;
  (void)registry;
  (void)name;
}

static const struct wl_registry_listener registry_listener = {on_global, on_global_remove};

static void on_release(void *context, struct wl_buffer *buffer) {
  ScreenBuffer *own = context;
  (void)buffer;
  own->held = false;
}

static const struct wl_buffer_listener buffer_listener = {on_release};

static void buffer_close(ScreenBuffer *buffer) {
  if (buffer->buffer) wl_buffer_destroy(buffer->buffer);
  void *memory = buffer->surface ? buffer->surface->pixels : NULL;
  SDL_FreeSurface(buffer->surface);
  if (memory) munmap(memory, buffer->bytes);
  *buffer = (ScreenBuffer){0};
}

static bool buffer_open(WaylandScreen *screen, ScreenBuffer *buffer, int width_px, int height_px) {
  int stride = width_px * BYTES_PER_PX;
  size_t bytes = (size_t)stride * (size_t)height_px;
  int file = memfd_create("innspill-screen", MFD_CLOEXEC);
  void *memory = MAP_FAILED;
  if (file >= 0 && ftruncate(file, (off_t)bytes) == 0) memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory != MAP_FAILED) {
    struct wl_shm_pool *pool = wl_shm_create_pool(screen->shm, file, (int32_t)bytes);
    *buffer = (ScreenBuffer){.bytes = bytes, .stale = {0, 0, width_px, height_px}};
    buffer->buffer = wl_shm_pool_create_buffer(pool, 0, width_px, height_px, stride, WL_SHM_FORMAT_XRGB8888);
    wl_shm_pool_destroy(pool);
    wl_buffer_add_listener(buffer->buffer, &buffer_listener, buffer);
    buffer->surface = SDL_CreateRGBSurfaceWithFormatFrom(memory, width_px, height_px, 32, stride, SDL_PIXELFORMAT_RGB888);
    if (!buffer->surface) munmap(memory, bytes);
  }
  if (file >= 0) close(file);
  if (buffer->buffer && !buffer->surface) buffer_close(buffer);
  return buffer->surface != NULL;
}

static bool connect(WaylandScreen *screen) {
  screen->queue = wl_display_create_queue(screen->display);
  screen->own_display = screen->queue ? wl_proxy_create_wrapper(screen->display) : NULL;
  if (!screen->own_display) return false;
  wl_proxy_set_queue((struct wl_proxy *)screen->own_display, screen->queue);
  screen->registry = wl_display_get_registry(screen->own_display);
  if (!screen->registry) return false;
  wl_registry_add_listener(screen->registry, &registry_listener, screen);
  return wl_display_roundtrip_queue(screen->display, screen->queue) >= 0 && screen->shm;
}

WaylandScreen *wayland_screen_new(SDL_Window *window) {
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_WAYLAND || !info.info.wl.surface) return NULL;
  WaylandScreen *screen = calloc(1, sizeof *screen);
  if (!screen) BUG("out of memory");
  screen->display = info.info.wl.display;
  screen->surface = info.info.wl.surface;
  if (connect(screen)) return screen;
  wayland_screen_free(screen);
  return NULL;
}

void wayland_screen_free(WaylandScreen *screen) {
  if (!screen) return;
  for (size_t i = 0; i < BUFFERS; i++)
    buffer_close(&screen->buffers[i]);
  if (screen->shm) wl_shm_destroy(screen->shm);
  if (screen->registry) wl_registry_destroy(screen->registry);
  if (screen->own_display) wl_proxy_wrapper_destroy(screen->own_display);
  if (screen->queue) wl_event_queue_destroy(screen->queue);
  free(screen);
}

static bool has_size(const ScreenBuffer *buffer, int width_px, int height_px) {
  return buffer->surface && buffer->surface->w == width_px && buffer->surface->h == height_px;
}

/* One that the compositor does not hold; of the right size, if there is such. */
static ScreenBuffer *find_free(WaylandScreen *screen, int width_px, int height_px) {
  ScreenBuffer *found = NULL;
  for (size_t i = 0; i < BUFFERS; i++) {
    ScreenBuffer *buffer = &screen->buffers[i];
    if (!buffer->held && buffer != screen->front && (!found || has_size(buffer, width_px, height_px))) found = buffer;
  }
  return found;
}

/* What has been painted on others since this one was shown. */
static void catch_up(ScreenBuffer *buffer, const ScreenBuffer *front) {
  Rect all = {0, 0, buffer->surface->w, buffer->surface->h}, r = rect_intersect(buffer->stale, all);
  buffer->stale = (Rect){0};
  if (!front || !has_size(front, all.w, all.h)) return;
  const char *from = front->surface->pixels;
  char *to = buffer->surface->pixels;
  for (int y = r.y; y < r.y + r.h; y++) {
    size_t at = (size_t)y * (size_t)buffer->surface->pitch + (size_t)r.x * BYTES_PER_PX;
    memcpy(to + at, from + at, (size_t)r.w * BYTES_PER_PX);
  }
}

SDL_Surface *wayland_screen_surface(WaylandScreen *screen, int width_px, int height_px) {
  if (screen->back && has_size(screen->back, width_px, height_px)) return screen->back->surface;
  wl_display_dispatch_queue_pending(screen->display, screen->queue);
  screen->back = find_free(screen, width_px, height_px);
  if (!screen->back && wl_display_roundtrip_queue(screen->display, screen->queue) >= 0)
    screen->back = find_free(screen, width_px, height_px);
  if (!screen->back) return NULL;
  if (!has_size(screen->back, width_px, height_px)) {
    buffer_close(screen->back);
    if (!buffer_open(screen, screen->back, width_px, height_px)) {
      screen->back = NULL;
      return NULL;
    }
  }
  catch_up(screen->back, screen->front);
  return screen->back->surface;
}

bool wayland_screen_show(WaylandScreen *screen, const Rect *rects, size_t count) {
  ScreenBuffer *back = screen->back;
  if (!back) return false;
  wl_surface_attach(screen->surface, back->buffer, 0, 0);
  for (size_t i = 0; i < count; i++) {
    wl_surface_damage_buffer(screen->surface, rects[i].x, rects[i].y, rects[i].w, rects[i].h);
    for (size_t k = 0; k < BUFFERS; k++)
      if (&screen->buffers[k] != back) screen->buffers[k].stale = rect_union(screen->buffers[k].stale, rects[i]);
  }
  wl_surface_commit(screen->surface);
  back->held = true;
  screen->front = back;
  screen->back = NULL;
  return wl_display_flush(screen->display) >= 0;
}
