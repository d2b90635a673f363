/* width_cache: how wide pieces of text come out and where carets stand in them, for those asked about last. Entries live in sets of a
 * few, the one used last in front; the one at the end makes room. Knows texts by their hash and length only. */
#ifndef WIDTH_CACHE_H
#define WIDTH_CACHE_H

#include "draw.h"

enum { WIDTH_CACHE_SETS = 1024 /* a power of two */, WIDTH_CACHE_WAYS = 4 };

typedef struct WidthEntry {
  uint64_t key; /* of the text and its look; 0: empty */
  uint32_t text_bytes;
  int32_t px;
} WidthEntry;

typedef struct WidthCache {
  WidthEntry entries[WIDTH_CACHE_SETS][WIDTH_CACHE_WAYS];
} WidthCache;

bool width_cache_find(WidthCache *cache, uint64_t key, size_t text_bytes, int *px);
void width_cache_keep(WidthCache *cache, uint64_t key, size_t text_bytes, int px);
void width_cache_wipe(WidthCache *cache);

#endif
