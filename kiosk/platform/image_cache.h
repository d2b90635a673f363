/* image_cache: pictures from files, the newest few of them. Those that a drawing list may still hold are never evicted: only a painted
 * list is done with. What could not be shown is remembered too, so that it is neither tried nor complained of again. */
#ifndef IMAGE_CACHE_H
#define IMAGE_CACHE_H

#include "image_file.h"

enum {
  IMAGE_PLACES = 64,
  IMAGE_CACHE_BYTES = 64 * 1024 * 1024,  /* when more is kept, the oldest go */
  IMAGE_SCREEN_BYTES = 256 * 1024 * 1024 /* when one screen holds more, the rest of its pictures stay away */
};

typedef struct ImagePlace {
  char *path;    /* malloced; NULL: free */
  Pixels pixels; /* items NULL: it cannot be shown */
  Image image;   /* of the pixels */
  Pixels scaled; /* to the size it was last painted in; items NULL: that is its own */
  uint64_t used; /* the painting it was last asked for in */
} ImagePlace;

typedef struct ImageCache {
  ImagePlace places[IMAGE_PLACES];
  size_t bytes;
  uint64_t paintings;
} ImageCache;

const Image *image_cache_find(ImageCache *cache, const char *path, Display display); /* NULL: it cannot be shown */
/* An image of the cache in another size, kept until it is wanted in a third one. Borrowed until the next call; NULL: not of the cache, too
 * large, or no memory. */
const uint32_t *image_cache_scaled(ImageCache *cache, const Image *image, int width_px, int height_px);
/* A list was painted: what neither it nor a find after it needs may go. */
void image_cache_painted(ImageCache *cache, const DrawList *list);
void image_cache_free(ImageCache *cache);

#endif
