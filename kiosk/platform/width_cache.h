/* width_cache: how wide pieces of text come out, for those asked about last. A place for each hash; the newer takes it over.
 * Knows texts by their hash and length only. */
#ifndef WIDTH_CACHE_H
#define WIDTH_CACHE_H

#include "draw.h"

enum { WIDTH_CACHE_PLACES = 4096 }; /* a power of two */

typedef struct WidthCache {
  struct {
    uint64_t key; /* 0: empty */
    uint32_t text_bytes;
    int32_t width_px;
  } places[WIDTH_CACHE_PLACES];
} WidthCache;

uint64_t width_cache_key(Str text, int size_px, FontWeight weight);
bool width_cache_find(const WidthCache *cache, uint64_t key, size_t text_bytes, int *width_px);
void width_cache_keep(WidthCache *cache, uint64_t key, size_t text_bytes, int width_px);
void width_cache_wipe(WidthCache *cache);

#endif
