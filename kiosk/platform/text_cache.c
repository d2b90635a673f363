#include "text_cache.h"

#include <stdlib.h>

static size_t set_of(uint64_t key) {
  return (size_t)(key ^ (key >> 29)) % TEXT_CACHE_SETS;
}

static size_t picture_bytes(const TextPicture *picture) {
  return picture->coverage ? (size_t)picture->box.w * (size_t)picture->box.h : 0;
}

static void drop(TextCache *cache, size_t set, size_t way) {
  TextPicture *picture = &cache->entries[set][way].picture;
  size_t bytes = picture_bytes(picture);
  if (picture->coverage) memory_wipe(picture->coverage, bytes);
  free(picture->coverage);
  cache->bytes -= bytes;
  memory_wipe(&cache->entries[set][way], sizeof cache->entries[set][way]);
}

static void drop_oldest(TextCache *cache) {
  size_t oldest_set = 0, oldest_way = 0;
  uint64_t oldest = UINT64_MAX;
  for (size_t set = 0; set < TEXT_CACHE_SETS; set++)
    for (size_t way = 0; way < TEXT_CACHE_WAYS; way++)
      if (cache->entries[set][way].key && cache->entries[set][way].used_at < oldest) {
        oldest = cache->entries[set][way].used_at;
        oldest_set = set;
        oldest_way = way;
      }
  drop(cache, oldest_set, oldest_way);
}

uint64_t text_cache_key(Str text, int size_px, FontWeight weight, bool rtl) {
  const int look[] = {size_px, (int)weight, rtl};
  uint64_t key = draw_hash(draw_hash(DRAW_HASH_SEED, look, sizeof look), text.ptr, text.len);
  return key ? key : 1;
}

const TextPicture *text_cache_find(TextCache *cache, uint64_t key, size_t text_bytes) {
  size_t set = set_of(key);
  for (size_t way = 0; way < TEXT_CACHE_WAYS; way++)
    if (cache->entries[set][way].key == key && cache->entries[set][way].text_bytes == text_bytes) {
      cache->entries[set][way].used_at = ++cache->now;
      return &cache->entries[set][way].picture;
    }
  return NULL;
}

const TextPicture *text_cache_take(TextCache *cache, uint64_t key, size_t text_bytes, TextPicture picture) {
  size_t set = set_of(key), place = 0;
  for (size_t way = 1; way < TEXT_CACHE_WAYS; way++)
    if (cache->entries[set][way].used_at < cache->entries[set][place].used_at) place = way; /* empty places were never used */
  drop(cache, set, place);
  cache->entries[set][place].key = key;
  cache->entries[set][place].text_bytes = text_bytes;
  cache->entries[set][place].used_at = ++cache->now;
  cache->entries[set][place].picture = picture;
  cache->bytes += picture_bytes(&picture);
  while (cache->bytes > TEXT_CACHE_BYTES && cache->bytes > picture_bytes(&picture))
    drop_oldest(cache);
  return &cache->entries[set][place].picture;
}

void text_cache_wipe(TextCache *cache) {
  for (size_t set = 0; set < TEXT_CACHE_SETS; set++)
    for (size_t way = 0; way < TEXT_CACHE_WAYS; way++)
      drop(cache, set, way);
}
