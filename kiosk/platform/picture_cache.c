#include "picture_cache.h"

#include <stdlib.h>

static size_t set_of(uint64_t key) {
  return (size_t)(key ^ (key >> 29)) % PICTURE_CACHE_SETS;
}

static size_t area(Rect r) {
  return (size_t)r.w * (size_t)r.h;
}

static size_t coverage_bytes(const Picture *picture) {
  return picture->coverage ? area(picture->box) : 0;
}

static size_t pixels_bytes(const Picture *picture) {
  return picture->pixels ? area(picture->colour_box) * sizeof *picture->pixels : 0;
}

static size_t picture_bytes(const Picture *picture) {
  return coverage_bytes(picture) + pixels_bytes(picture);
}

static void drop(PictureCache *cache, size_t set, size_t way) {
  Picture *picture = &cache->entries[set][way].picture;
  cache->bytes -= picture_bytes(picture);
  if (picture->coverage) memory_wipe(picture->coverage, coverage_bytes(picture));
  if (picture->pixels) memory_wipe(picture->pixels, pixels_bytes(picture));
  free(picture->coverage);
  free(picture->pixels);
  memory_wipe(&cache->entries[set][way], sizeof cache->entries[set][way]);
}

static void drop_oldest(PictureCache *cache) {
  size_t oldest_set = 0, oldest_way = 0;
  uint64_t oldest = UINT64_MAX;
  for (size_t set = 0; set < PICTURE_CACHE_SETS; set++)
    for (size_t way = 0; way < PICTURE_CACHE_WAYS; way++)
      if (picture_bytes(&cache->entries[set][way].picture) && cache->entries[set][way].used_at < oldest) {
        oldest = cache->entries[set][way].used_at;
        oldest_set = set;
        oldest_way = way;
      }
  drop(cache, oldest_set, oldest_way);
}

const Picture *picture_cache_find(PictureCache *cache, uint64_t key, uint64_t check) {
  size_t set = set_of(key);
  for (size_t way = 0; way < PICTURE_CACHE_WAYS; way++)
    if (cache->entries[set][way].key == key && cache->entries[set][way].check == check) {
      cache->entries[set][way].used_at = ++cache->now;
      return &cache->entries[set][way].picture;
    }
  return NULL;
}

const Picture *picture_cache_take(PictureCache *cache, uint64_t key, uint64_t check, Picture picture) {
  size_t set = set_of(key), place = 0;
  for (size_t way = 1; way < PICTURE_CACHE_WAYS; way++)
    if (cache->entries[set][way].used_at < cache->entries[set][place].used_at) place = way; /* empty places were never used */
  drop(cache, set, place);
  cache->entries[set][place].key = key;
  cache->entries[set][place].check = check;
  cache->entries[set][place].used_at = ++cache->now;
  cache->entries[set][place].picture = picture;
  cache->bytes += picture_bytes(&picture);
  while (cache->bytes > cache->bytes_max && cache->bytes > picture_bytes(&picture))
    drop_oldest(cache);
  return &cache->entries[set][place].picture;
}

void picture_cache_wipe(PictureCache *cache) {
  for (size_t set = 0; set < PICTURE_CACHE_SETS; set++)
    for (size_t way = 0; way < PICTURE_CACHE_WAYS; way++)
      if (cache->entries[set][way].key) drop(cache, set, way);
}
