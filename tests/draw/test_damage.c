#include "draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The oracle is a painter of its own: each pixel holds the hash of the commands that cover it, in order. Wherever two pictures
 * differ, the damage has to be. */
enum { SIDE = 64, COMMANDS_MAX = 40, RECTS_MAX = 40 };

static const Rect screen = {0, 0, SIDE, SIDE};
static const Colour grey = {9, 9, 9, 255};

static void paint(uint64_t pixels[SIDE][SIDE], const DrawList *list) {
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++) {
      pixels[y][x] = list->background.r;
      for (size_t i = 0; i < list->count; i++)
        if (rect_contains(draw_visible(&list->items[i]), x, y))
          pixels[y][x] = draw_hash(pixels[y][x], &list->items[i].hash, sizeof(uint64_t));
    }
}

static bool is_covered(const Rect *rects, size_t count, int x, int y) {
  for (size_t i = 0; i < count; i++)
    if (rect_contains(rects[i], x, y)) return true;
  return false;
}

static int area(const Rect *rects, size_t count) {
  int sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += rects[i].w * rects[i].h;
  return sum;
}

static size_t damage_between(const DrawList *before, const DrawList *after, Rect *out, size_t max) {
  DrawTrace trace = {0};
  draw_trace_keep(&trace, before);
  size_t count = draw_damage(&trace, after, screen, out, max);
  draw_trace_free(&trace);
  return count;
}

static DrawCommand box(int x, int y, int w, int h, uint8_t red) {
  return (DrawCommand){.kind = DRAW_FILL, .rect = {x, y, w, h}, .clip = screen, .colour = {red, 0, 0, 255}};
}

/* Six options, of which one may be marked by another colour and a tick. */
static DrawList options(Arena *arena, int marked) {
  DrawList list = draw_list_new(arena, grey);
  for (int i = 0; i < 6; i++) {
    draw_add(&list, box(2, i * 10, 60, 8, i == marked ? 200 : 100));
    if (i == marked) draw_add(&list, box(4, i * 10 + 2, 4, 4, 250));
    draw_add(&list, box(20, i * 10 + 2, 30, 4, 10));
  }
  return list;
}

static void only_what_changed_is_damaged(void **state) {
  (void)state;
  static const struct {
    int before, after;
    size_t count;
    int area_px;
  } cases[] = {
      {-1, -1, 0, 0}, {3, 3, 0, 0}, {-1, 2, 1, 480}, {2, -1, 1, 480}, {0, 5, 2, 960}, {5, 0, 2, 960}, {1, 2, 2, 960},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    DrawList before = options(arena, cases[i].before), after = options(arena, cases[i].after);
    Rect out[8];
    size_t count = damage_between(&before, &after, out, COUNT_OF(out));
    assert_int_equal(count, cases[i].count);
    assert_int_equal(area(out, count), cases[i].area_px);
    arena_free(arena);
  }
}

static void another_background_is_the_whole_screen(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  DrawList before = options(arena, 1), after = options(arena, 1);
  after.background.b++;
  Rect out[4];
  assert_int_equal(damage_between(&before, &after, out, 4), 1);
  assert_memory_equal(&out[0], &screen, sizeof screen);
  arena_free(arena);
}

static DrawList random_list(Arena *arena, const Random *random) {
  DrawList list = draw_list_new(arena, grey);
  uint32_t count = random_below(random, COMMANDS_MAX);
  for (uint32_t i = 0; i < count; i++)
    draw_add(&list, box((int)random_below(random, 80) - 10, (int)random_below(random, 80) - 10, 1 + (int)random_below(random, 20),
                        1 + (int)random_below(random, 20), (uint8_t)random_below(random, 3)));
  return list;
}

/* Some taken out, some put in, some moved to the end. */
static DrawList edited(Arena *arena, const Random *random, const DrawList *from) {
  DrawList list = draw_list_new(arena, grey);
  DrawCommand late = {0};
  for (size_t i = 0; i < from->count; i++) {
    uint32_t what = random_below(random, 12);
    if (what == 0) continue;
    if (what == 1) draw_add(&list, box((int)random_below(random, 60), (int)random_below(random, 60), 9, 9, 77));
    if (what == 2)
      late = from->items[i];
    else
      draw_add(&list, from->items[i]);
  }
  draw_add(&list, late);
  return list;
}

static void every_pixel_that_differs_is_covered(void **state) {
  (void)state;
  static uint64_t pixels_before[SIDE][SIDE], pixels_after[SIDE][SIDE];
  uint64_t seed = 2026;
  Random random = random_seeded(&seed);
  for (int round = 0; round < 400; round++) {
    Arena *arena = arena_new(0);
    DrawList before = random_list(arena, &random);
    DrawList after = round % 4 == 0 ? random_list(arena, &random) : edited(arena, &random, &before);
    Rect out[RECTS_MAX];
    size_t max = 1 + random_below(&random, RECTS_MAX), count = damage_between(&before, &after, out, max);
    assert_true(count <= max);
    paint(pixels_before, &before);
    paint(pixels_after, &after);
    for (int y = 0; y < SIDE; y++)
      for (int x = 0; x < SIDE; x++)
        if (pixels_before[y][x] != pixels_after[y][x] && !is_covered(out, count, x, y))
          fail_msg("round %d: pixel %d,%d changed outside the damage", round, x, y);
    for (size_t i = 0; i < count; i++) {
      assert_false(rect_is_empty(out[i]));
      Rect inside = rect_intersect(out[i], screen);
      assert_memory_equal(&inside, &out[i], sizeof inside);
    }
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_what_changed_is_damaged),
      cmocka_unit_test(another_background_is_the_whole_screen),
      cmocka_unit_test(every_pixel_that_differs_is_covered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
