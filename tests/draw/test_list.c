#include "draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Rect screen = {0, 0, 1000, 1000};

static const Point line[] = {{1, 2}, {3, 4}};
static const Point other_line[] = {{1, 2}, {3, 5}};
static const uint8_t modules[] = {1, 0, 0, 1};
static const uint8_t other_modules[] = {1, 0, 1, 1};

static const uint32_t pixel = 0xff000000;
static const Image picture = {1, 1, &pixel, 5}, other_picture = {1, 1, &pixel, 6};

static uint64_t hash_of(DrawCommand command) {
  Arena *arena = arena_new(0);
  DrawList list = draw_list_new(arena, (Colour){0, 0, 0, 255});
  draw_add(&list, command);
  assert_int_equal(list.count, 1);
  uint64_t hash = list.items[0].hash;
  arena_free(arena);
  return hash;
}

static DrawCommand plain(void) {
  return (DrawCommand){.kind = DRAW_TEXT,
                       .rect = {10, 20, 30, 40},
                       .clip = screen,
                       .colour = {1, 2, 3, 255},
                       .radius_px = 4,
                       .width_px = 2,
                       .text = STR("abc"),
                       .size_px = 20,
                       .points = line,
                       .point_count = 2,
                       .modules = modules,
                       .modules_side = 2};
}

/* Whatever is seen of a command changes its hash, and changes it differently. */
static void all_that_is_seen_is_hashed(void **state) {
  (void)state;
  DrawCommand variants[22];
  for (size_t i = 0; i < COUNT_OF(variants); i++)
    variants[i] = plain();
  size_t n = 1; /* the first stays plain */
  variants[n++].kind = DRAW_FILL;
  variants[n++].rect.x++;
  variants[n++].rect.y++;
  variants[n++].rect.w++;
  variants[n++].rect.h++;
  variants[n++].clip.w--;
  variants[n++].colour.r++;
  variants[n++].colour.g++;
  variants[n++].colour.b++;
  variants[n++].colour.a--;
  variants[n++].radius_px = 4.5F;
  variants[n++].width_px = 4;
  variants[n++].text = STR("abd");
  variants[n++].text = STR("ab");
  variants[n++].size_px++;
  variants[n++].weight = FONT_SEMIBOLD;
  variants[n++].rtl = true;
  variants[n++].points = other_line;
  variants[n++].modules = other_modules;
  variants[n++].image = &picture;
  variants[n++].image = &other_picture;
  assert_int_equal(n, COUNT_OF(variants));
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (hash_of(variants[i]) == hash_of(variants[j])) fail_msg("variants %zu and %zu look alike", i, j);
}

static void equal_content_elsewhere_in_memory_is_equal(void **state) {
  (void)state;
  char text[] = "abc";
  Point points[] = {{1, 2}, {3, 4}};
  DrawCommand copy = plain();
  copy.text = str_from(text);
  copy.points = points;
  assert_true(hash_of(copy) == hash_of(plain()));
}

static void empty_commands_are_dropped(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  DrawList list = draw_list_new(arena, (Colour){0, 0, 0, 255});
  draw_add(&list, (DrawCommand){.rect = {1, 1, 0, 5}, .clip = screen});
  draw_add(&list, (DrawCommand){.rect = {1, 1, 5, 5}, .clip = {0, 0, 5, -1}});
  assert_int_equal(list.count, 0);
  arena_free(arena);
}

static void a_list_grows(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  DrawList list = draw_list_new(arena, (Colour){0, 0, 0, 255});
  DrawTrace trace = {0};
  for (int i = 0; i < 1000; i++)
    draw_add(&list, (DrawCommand){.rect = {i, 0, 5, 5}, .clip = screen});
  assert_int_equal(list.count, 1000);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(list.items[i].rect.x, i);
  draw_trace_keep(&trace, &list);
  assert_int_equal(trace.count, 1000);
  assert_true(trace.hashes[999] == list.items[999].hash);
  draw_trace_free(&trace);
  arena_free(arena);
}

static void what_can_be_seen(void **state) {
  (void)state;
  DrawCommand fill = {.kind = DRAW_FILL, .rect = {10, 10, 50, 50}, .clip = {30, 0, 100, 100}};
  Rect seen = draw_visible(&fill);
  assert_true(seen.x == 30 && seen.y == 10 && seen.w == 30 && seen.h == 50);
  DrawCommand text = {.kind = DRAW_TEXT, .rect = {100, 100, 50, 30}, .clip = screen, .size_px = 30};
  seen = draw_visible(&text);
  assert_true(seen.x < 100 && seen.y < 100 && seen.x + seen.w > 150 && seen.y + seen.h > 130);
}

/* The published values of FNV-1a. */
static void hash_is_fnv_1a(void **state) {
  (void)state;
  assert_true(draw_hash(DRAW_HASH_SEED, "", 0) == UINT64_C(0xcbf29ce484222325));
  assert_true(draw_hash(DRAW_HASH_SEED, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
  assert_true(draw_hash(DRAW_HASH_SEED, "foobar", 6) == UINT64_C(0x85944171f73967e8));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_that_is_seen_is_hashed), cmocka_unit_test(equal_content_elsewhere_in_memory_is_equal),
      cmocka_unit_test(empty_commands_are_dropped), cmocka_unit_test(a_list_grows),
      cmocka_unit_test(what_can_be_seen),           cmocka_unit_test(hash_is_fnv_1a),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
