/* picture_cache: pictures of glyphs or of lines of text, the most recent ones; bounded by bytes and by count. A picture knows what it
 * shows by a hash only. Entries live in sets of a few: the one of a set that was not used for longest makes room; when the bytes are
 * too many, the one of all. */
#ifndef PICTURE_CACHE_H
#define PICTURE_CACHE_H

#include "draw.h"

enum { PICTURE_CACHE_SETS = 128, PICTURE_CACHE_WAYS = 8 };

typedef struct Picture {
  Rect box;          /* of the coverage, px */
  uint8_t *coverage; /* box.w * box.h, of a colour that is chosen when it is painted; NULL: none */
  Rect colour_box;   /* of the pixels, px */
  uint32_t *pixels;  /* colour_box.w * colour_box.h in colours of their own, as an Image has them; NULL: none */
} Picture;

typedef struct PictureCache {
  struct {
    uint64_t key; /* 0: empty */
    uint64_t check;
    uint64_t used_at;
    Picture picture; /* owned */
  } entries[PICTURE_CACHE_SETS][PICTURE_CACHE_WAYS];
  size_t bytes, bytes_max;
  uint64_t now; /* counts uses */
} PictureCache;

/* Borrowed until the next picture_cache_take; NULL: not there. key is not 0; check is anything else known of what is shown. */
const Picture *picture_cache_find(PictureCache *cache, uint64_t key, uint64_t check);
/* Takes coverage and pixels (from malloc). Returns it as picture_cache_find does, also when it alone is beyond the bound. */
const Picture *picture_cache_take(PictureCache *cache, uint64_t key, uint64_t check, Picture picture);
void picture_cache_wipe(PictureCache *cache); /* overwrites and frees all pictures */

#endif
