#include "width_cache.h"

static size_t place_of(uint64_t key) {
  return (size_t)(key ^ (key >> 32)) & (WIDTH_CACHE_PLACES - 1);
}

uint64_t width_cache_key(Str text, int size_px, FontWeight weight) {
  const int look[] = {size_px, (int)weight};
  uint64_t key = draw_hash(draw_hash(DRAW_HASH_SEED, look, sizeof look), text.ptr, text.len);
  return key ? key : 1;
}

bool width_cache_find(const WidthCache *cache, uint64_t key, size_t text_bytes, int *width_px) {
  size_t place = place_of(key);
  if (cache->places[place].key != key || cache->places[place].text_bytes != text_bytes) return false;
  *width_px = cache->places[place].width_px;
  return true;
}

void width_cache_keep(WidthCache *cache, uint64_t key, size_t text_bytes, int width_px) {
  size_t place = place_of(key);
  cache->places[place].key = key;
  cache->places[place].text_bytes = (uint32_t)text_bytes;
  cache->places[place].width_px = width_px;
}

void width_cache_wipe(WidthCache *cache) {
  memory_wipe(cache, sizeof *cache);
}
