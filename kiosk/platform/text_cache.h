/* text_cache: lines of text as coverage masks, the most recent ones; bounded by bytes and by count. A mask knows its text by hash
 * and length only. Entries live in sets of a few: the one of a set that was not used for longest makes room. */
#ifndef TEXT_CACHE_H
#define TEXT_CACHE_H

#include "draw.h"

enum { TEXT_CACHE_SETS = 128, TEXT_CACHE_WAYS = 8, TEXT_CACHE_BYTES = 12 << 20 };

typedef struct TextPicture {
  Rect box;          /* of the mask, relative to the top left of the line box, px */
  uint8_t *coverage; /* box.w * box.h; NULL when nothing is to be seen */
} TextPicture;

typedef struct TextCache {
  struct {
    uint64_t key; /* 0: empty */
    size_t text_bytes;
    uint64_t used_at;
    TextPicture picture; /* owned */
  } entries[TEXT_CACHE_SETS][TEXT_CACHE_WAYS];
  size_t bytes;
  uint64_t now; /* counts uses */
} TextCache;

uint64_t text_cache_key(Str text, int size_px, FontWeight weight, bool rtl);
/* Borrowed until the next text_cache_take; NULL: not there. */
const TextPicture *text_cache_find(TextCache *cache, uint64_t key, size_t text_bytes);
/* Takes picture.coverage (from malloc). Returns it as text_cache_find does. */
const TextPicture *text_cache_take(TextCache *cache, uint64_t key, size_t text_bytes, TextPicture picture);
void text_cache_wipe(TextCache *cache); /* overwrites and frees all pictures */

#endif
