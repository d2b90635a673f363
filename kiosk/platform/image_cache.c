#include "image_cache.h"

#include <stdlib.h>
#include <string.h>

static size_t bytes_of(const Pixels *pixels) {
  return pixels->items ? (size_t)pixels->width_px * (size_t)pixels->height_px * sizeof *pixels->items : 0;
}

static void empty_place(ImageCache *cache, ImagePlace *place) {
  cache->bytes -= bytes_of(&place->pixels) + bytes_of(&place->scaled);
  free(place->pixels.items);
  free(place->scaled.items);
  free(place->path);
  *place = (ImagePlace){0};
}

/* The oldest that no list holds; NULL: all are held. */
static ImagePlace *oldest(ImageCache *cache) {
  ImagePlace *found = NULL;
  for (size_t i = 0; i < IMAGE_PLACES; i++) {
    ImagePlace *place = &cache->places[i];
    bool held = place->used >= cache->paintings;
    if (place->path && !held && (!found || place->used < found->used)) found = place;
  }
  return found;
}

static ImagePlace *free_place(ImageCache *cache) {
  for (size_t i = 0; i < IMAGE_PLACES; i++)
    if (!cache->places[i].path) return &cache->places[i];
  ImagePlace *place = oldest(cache);
  if (place) empty_place(cache, place);
  return place;
}

static void load(ImageCache *cache, ImagePlace *place, const char *path, Display display) {
  Err err = {0};
  Pixels *pixels = &place->pixels;
  place->path = strdup(path);
  if (!place->path) BUG("out of memory");
  if (!image_file_read(path, display, pixels, &err)) {
    log_line(LOG_WARN, "platform", "%s", err.sentence);
    *pixels = (Pixels){0};
    return;
  }
  uint64_t hash = draw_hash(DRAW_HASH_SEED, &pixels->width_px, sizeof pixels->width_px);
  hash = draw_hash(hash, pixels->items, bytes_of(pixels));
  place->image = (Image){pixels->width_px, pixels->height_px, pixels->items, hash};
  cache->bytes += bytes_of(pixels);
}

const Image *image_cache_find(ImageCache *cache, const char *path, Display display) {
  ImagePlace *place = NULL;
  for (size_t i = 0; i < IMAGE_PLACES && !place; i++)
    if (cache->places[i].path && strcmp(cache->places[i].path, path) == 0) place = &cache->places[i];
  if (!place) {
    place = cache->bytes < IMAGE_SCREEN_BYTES ? free_place(cache) : NULL;
    if (!place) return NULL;
    load(cache, place, path, display);
  }
  place->used = cache->paintings;
  return place->pixels.items ? &place->image : NULL;
}

static ImagePlace *place_of(ImageCache *cache, const Image *image) {
  for (size_t i = 0; i < IMAGE_PLACES; i++)
    if (image == &cache->places[i].image) return &cache->places[i];
  return NULL;
}

const uint32_t *image_cache_scaled(ImageCache *cache, const Image *image, int width_px, int height_px) {
  ImagePlace *place = place_of(cache, image);
  if (!place || !image_size_is_sane(width_px, height_px)) return NULL;
  Pixels *scaled = &place->scaled;
  if (scaled->items && scaled->width_px == width_px && scaled->height_px == height_px) return scaled->items;
  cache->bytes -= bytes_of(scaled);
  free(scaled->items);
  *scaled = (Pixels){width_px, height_px, image_pixels_new(width_px, height_px)};
  cache->bytes += bytes_of(scaled);
  if (scaled->items) image_resample(image->pixels, image->width_px, image->height_px, scaled->items, width_px, height_px);
  return scaled->items;
}

static void hold(ImageCache *cache, const Image *image) {
  ImagePlace *place = place_of(cache, image);
  if (place) place->used = cache->paintings;
}

void image_cache_painted(ImageCache *cache, const DrawList *list) {
  cache->paintings++;
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i].kind == DRAW_IMAGE) hold(cache, list->items[i].image);
  for (ImagePlace *place = oldest(cache); place && cache->bytes > IMAGE_CACHE_BYTES; place = oldest(cache))
    empty_place(cache, place);
}

void image_cache_free(ImageCache *cache) {
  for (size_t i = 0; i < IMAGE_PLACES; i++)
    if (cache->places[i].path) empty_place(cache, &cache->places[i]);
}
