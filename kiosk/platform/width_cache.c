#include "width_cache.h"

static WidthEntry *set_of(WidthCache *cache, uint64_t key) {
  return cache->entries[(size_t)(key ^ (key >> 32)) & (WIDTH_CACHE_SETS - 1)];
}

/* Those before it step back by one. */
static void put_in_front(WidthEntry *set, size_t from, WidthEntry entry) {
  for (; from > 0; from--)
    set[from] = set[from - 1];
  set[0] = entry;
}

bool width_cache_find(WidthCache *cache, uint64_t key, size_t text_bytes, int *px) {
  WidthEntry *set = set_of(cache, key);
  for (size_t way = 0; way < WIDTH_CACHE_WAYS; way++)
    if (set[way].key == key && set[way].text_bytes == text_bytes) {
      *px = set[way].px;
      put_in_front(set, way, set[way]);
      return true;
    }
  return false;
}

void width_cache_keep(WidthCache *cache, uint64_t key, size_t text_bytes, int px) {
  put_in_front(set_of(cache, key), WIDTH_CACHE_WAYS - 1, (WidthEntry){key, (uint32_t)text_bytes, px});
}

void width_cache_wipe(WidthCache *cache) {
  memory_wipe(cache, sizeof *cache);
}
