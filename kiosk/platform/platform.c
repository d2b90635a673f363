/* platform: the façade over window, input, text and paint. */
#include "platform.h"

#include "image_cache.h"
#include "input.h"
#include "paint.h"
#include "shot.h"

#include <stdlib.h>

enum { DAMAGE_MAX = 8 };

struct Platform {
  Window window;
  InputState input;
  TextMaker text;
  ImageCache images;
  bool painted;    /* the surface holds a whole picture */
  DrawTrace trace; /* of that picture, when traced */
  bool traced;
};

Status platform_open(const PlatformSetup *setup, Platform **out, Err *err) {
  Platform *platform = calloc(1, sizeof *platform);
  if (!platform) BUG("out of memory");
  *out = NULL;
  Status status = window_open(&platform->window, setup, err);
  if (status == STATUS_OK) status = text_open(&platform->text, setup->font_family, err);
  if (status == STATUS_OK)
    *out = platform;
  else
    platform_close(platform);
  return status;
}

void platform_close(Platform *platform) {
  if (!platform) return;
  image_cache_free(&platform->images);
  text_close(&platform->text);
  draw_trace_free(&platform->trace);
  window_close(&platform->window);
  SDL_Quit();
  memory_wipe(platform, sizeof *platform);
  free(platform);
}

Display platform_display(const Platform *platform) {
  return platform->window.display;
}

static int metrics_width(void *context, Str text, int size_px, FontWeight weight) {
  Platform *platform = context;
  return text_width(&platform->text, text, size_px, weight);
}

static int metrics_ascent(void *context, int size_px, FontWeight weight) {
  Platform *platform = context;
  return fonts_ascent(&platform->text.fonts, size_px, weight);
}

static int metrics_height(void *context, int size_px, FontWeight weight) {
  Platform *platform = context;
  return fonts_height(&platform->text.fonts, size_px, weight);
}

static int metrics_caret(void *context, Str text, size_t at, int size_px, FontWeight weight, bool rtl) {
  Platform *platform = context;
  return text_caret(&platform->text, text, at, size_px, weight, rtl);
}

static size_t metrics_byte_at(void *context, Str text, int x_px, int size_px, FontWeight weight, bool rtl) {
  Platform *platform = context;
  return text_byte_at(&platform->text, text, x_px, size_px, weight, rtl);
}

TextMetrics platform_metrics(Platform *platform) {
  return (TextMetrics){.context = platform,
                       .width = metrics_width,
                       .ascent = metrics_ascent,
                       .height = metrics_height,
                       .caret = metrics_caret,
                       .byte_at = metrics_byte_at,
                       .cap_ratio = platform->text.fonts.cap_ratio};
}

static Rect screen_of(const Platform *platform) {
  return (Rect){0, 0, platform->window.display.width_px, platform->window.display.height_px};
}

PlatformEvent platform_wait(Platform *platform, int timeout_ms) {
  PlatformEvent event = input_wait(&platform->input, &platform->window, timeout_ms);
  if (event.kind == PLATFORM_RESIZED) platform->painted = platform->traced = false; /* the surface is another one now */
  if (event.kind == PLATFORM_EXPOSED && platform->painted) {
    Rect screen = screen_of(platform);
    platform->traced = window_surface(&platform->window) && window_show(&platform->window, &screen, 1) && platform->traced;
  }
  return event;
}

void platform_paint(Platform *platform, const DrawList *list) {
  SDL_Surface *surface = window_surface(&platform->window);
  if (!surface) {
    platform->painted = platform->traced = false;
    return;
  }
  Raster raster = window_raster(surface);
  Rect screen = {0, 0, raster.width, raster.height}, damage[DAMAGE_MAX] = {screen};
  size_t count = platform->traced ? draw_damage(&platform->trace, list, screen, damage, DAMAGE_MAX) : 1;
  PaintCaches caches = {&platform->text, &platform->images};
  for (size_t i = 0; i < count; i++)
    paint_part(&raster, damage[i], list, &caches);
  draw_trace_keep(&platform->trace, list);
  platform->painted = true;
  window_place_input_method(&platform->window, list->caret);
  image_cache_painted(&platform->images, list);
  platform->traced = count == 0 || window_show(&platform->window, damage, count);
}

const Image *platform_image(Platform *platform, const char *path) {
  return image_cache_find(&platform->images, path, platform->window.display);
}

Status platform_shot(Platform *platform, const char *path, Err *err) {
  SDL_Surface *surface = window_surface(&platform->window);
  if (!surface) return err_set(err, STATUS_WORLD, "no-shot", "there is no picture to keep: %s", SDL_GetError());
  Raster raster = window_raster(surface);
  return shot_write(&raster, path, err);
}

void platform_wipe(Platform *platform) {
  text_wipe(&platform->text);
  input_wipe(&platform->input);
  if (platform->trace.capacity) memory_wipe(platform->trace.hashes, platform->trace.capacity * sizeof *platform->trace.hashes);
  platform->traced = false; /* so the next visitor's first picture is painted whole */
  memory_wipe_stack();
}
