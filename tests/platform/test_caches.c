#include "picture_cache.h"
#include "width_cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void widths_are_found_again(void **state) {
  (void)state;
  static const WidthCache zero;
  WidthCache *cache = calloc(1, sizeof *cache);
  int px = -1;
  assert_false(width_cache_find(cache, 5, 3, &px));
  width_cache_keep(cache, 5, 3, 77);
  assert_true(width_cache_find(cache, 5, 3, &px));
  assert_int_equal(px, 77);
  assert_false(width_cache_find(cache, 5, 4, &px)); /* another text with the same hash would have another length */
  width_cache_wipe(cache);
  assert_false(width_cache_find(cache, 5, 3, &px));
  assert_memory_equal(cache, &zero, sizeof zero);
  free(cache);
}

/* As many as fit a set live side by side; then the one that was not used for longest goes. */
static void widths_share_a_set(void **state) {
  (void)state;
  WidthCache *cache = calloc(1, sizeof *cache);
  int px = -1;
  for (uint64_t i = 0; i < WIDTH_CACHE_WAYS; i++)
    width_cache_keep(cache, 1 + i * WIDTH_CACHE_SETS, 3, (int)i);
  for (uint64_t i = 0; i < WIDTH_CACHE_WAYS; i++) {
    assert_true(width_cache_find(cache, 1 + i * WIDTH_CACHE_SETS, 3, &px));
    assert_int_equal(px, i);
  }
  assert_true(width_cache_find(cache, 1, 3, &px)); /* the second is now the oldest */
  width_cache_keep(cache, 1 + 100 * WIDTH_CACHE_SETS, 3, 100);
  assert_true(width_cache_find(cache, 1, 3, &px));
  assert_false(width_cache_find(cache, 1 + WIDTH_CACHE_SETS, 3, &px));
  assert_true(width_cache_find(cache, 1 + 2 * WIDTH_CACHE_SETS, 3, &px));
  free(cache);
}

enum { BYTES_MAX = 12 << 20 };

static PictureCache *cache_new(void) {
  PictureCache *cache = calloc(1, sizeof *cache);
  cache->bytes_max = BYTES_MAX;
  return cache;
}

static Picture picture(int w, int h, uint8_t fill) {
  Picture p = {.box = {1, 2, w, h}, .coverage = malloc((size_t)w * (size_t)h)};
  memset(p.coverage, fill, (size_t)w * (size_t)h);
  return p;
}

static uint64_t key_of(int number) {
  return draw_hash(DRAW_HASH_SEED, &number, sizeof number);
}

static size_t bytes_held(const PictureCache *cache) {
  size_t bytes = 0;
  for (size_t set = 0; set < PICTURE_CACHE_SETS; set++)
    for (size_t way = 0; way < PICTURE_CACHE_WAYS; way++) {
      const Picture *held = &cache->entries[set][way].picture;
      if (held->coverage) bytes += (size_t)(held->box.w * held->box.h);
      if (held->pixels) bytes += (size_t)(held->colour_box.w * held->colour_box.h) * sizeof *held->pixels;
    }
  return bytes;
}

static void pictures_stay_within_bounds(void **state) {
  (void)state;
  PictureCache *cache = cache_new();
  for (int i = 0; i < 5000; i++) {
    Picture mixed = picture(100 + i % 300, 50, 1);
    mixed.colour_box = (Rect){0, 0, 30, 10 + i % 20};
    if (i % 7 == 0) mixed.pixels = calloc(30U * (10 + (size_t)i % 20), sizeof *mixed.pixels);
    picture_cache_take(cache, key_of(i), 3, mixed);
    assert_non_null(picture_cache_find(cache, key_of(0), 3)); /* in use all the time */
    assert_true(cache->bytes <= BYTES_MAX);
  }
  assert_int_equal(cache->bytes, bytes_held(cache));
  assert_true(cache->bytes > BYTES_MAX / 2);
  assert_non_null(picture_cache_find(cache, key_of(4999), 3));
  assert_null(picture_cache_find(cache, key_of(1), 3));
  picture_cache_wipe(cache);
  assert_int_equal(cache->bytes, 0);
  assert_null(picture_cache_find(cache, key_of(0), 3));
  free(cache);
}

static void a_picture_beyond_all_bounds_is_still_shown(void **state) {
  (void)state;
  PictureCache *cache = cache_new();
  picture_cache_take(cache, key_of(1), 3, picture(10, 10, 1));
  const Picture *big = picture_cache_take(cache, key_of(2), 3, picture(5000, 3000, 9));
  assert_int_equal(big->coverage[5000 * 3000 - 1], 9);
  assert_null(picture_cache_find(cache, key_of(1), 3));
  picture_cache_take(cache, key_of(3), 3, picture(10, 10, 1));
  assert_null(picture_cache_find(cache, key_of(2), 3));
  assert_non_null(picture_cache_find(cache, key_of(3), 3));
  picture_cache_wipe(cache);
  free(cache);
}

static void empty_pictures_are_remembered(void **state) {
  (void)state;
  PictureCache *cache = cache_new();
  picture_cache_take(cache, key_of(1), 1, (Picture){0});
  assert_non_null(picture_cache_find(cache, key_of(1), 1));
  assert_null(picture_cache_find(cache, key_of(1), 2));
  picture_cache_wipe(cache);
  free(cache);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(widths_are_found_again),        cmocka_unit_test(widths_share_a_set),
      cmocka_unit_test(pictures_stay_within_bounds),   cmocka_unit_test(a_picture_beyond_all_bounds_is_still_shown),
      cmocka_unit_test(empty_pictures_are_remembered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
