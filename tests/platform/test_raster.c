#include "raster.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 160 };

static const uint32_t BLACK = 0xff000000;
static const Colour white = {255, 255, 255, 255};
static const Rect everywhere = {0, 0, SIDE, SIDE};

static uint32_t pixels[SIDE][SIDE];

static Raster blank(void) {
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      pixels[y][x] = BLACK;
  return (Raster){&pixels[0][0], SIDE, SIDE, SIDE};
}

static int level(int x, int y) {
  return (int)(pixels[y][x] & 0xff);
}

/* White on black: the sum of the levels is the area. */
static double area(void) {
  double sum = 0;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      sum += level(x, y) / 255.0;
  return sum;
}

static void assert_area(double expected, double share) {
  double found = area();
  if (fabs(found - expected) > expected * share) fail_msg("area %.2f, expected %.2f", found, expected);
}

static void assert_only_inside(Rect r) {
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      if (!rect_contains(r, x, y) && pixels[y][x] != BLACK) fail_msg("pixel %d,%d was painted", x, y);
}

static void assert_mirrored(Rect r) {
  for (int y = 0; y < r.h; y++)
    for (int x = 0; x < r.w; x++) {
      assert_int_equal(level(r.x + x, r.y + y), level(r.x + r.w - 1 - x, r.y + y));
      assert_int_equal(level(r.x + x, r.y + y), level(r.x + x, r.y + r.h - 1 - y));
    }
}

static void a_square_fill_is_exact(void **state) {
  (void)state;
  Raster raster = blank();
  raster_fill(&raster, everywhere, (Rect){3, 5, 7, 2}, 0, white);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      assert_int_equal(level(x, y), rect_contains((Rect){3, 5, 7, 2}, x, y) ? 255 : 0);
}

static void round_fills_have_the_right_area(void **state) {
  (void)state;
  static const struct {
    Rect rect;
    float radius_px;
    double share;
  } cases[] = {
      {{10, 10, 100, 60}, 16, 0.001},     {{10, 10, 100, 60}, 30, 0.001}, {{10, 10, 100, 60}, 500, 0.001}, /* a pill at most */
      {{10, 10, 101, 101}, 50.5F, 0.001}, {{20, 20, 40, 40}, 20, 0.002},  {{20, 20, 9, 9}, 4.5F, 0.01},
      {{20, 20, 5, 5}, 2.5F, 0.03},       {{20, 20, 6, 6}, 1.5F, 0.02},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Rect r = cases[i].rect;
    Raster raster = blank();
    raster_fill(&raster, everywhere, r, cases[i].radius_px, white);
    double radius = fmin((double)cases[i].radius_px, fmin(r.w, r.h) / 2.0);
    assert_area(r.w * r.h - (4 - 3.14159265358979) * radius * radius, cases[i].share);
    assert_mirrored(r);
    assert_only_inside(r);
  }
}

static void outlines_have_the_right_area(void **state) {
  (void)state;
  static const struct {
    Rect rect;
    float radius_px, width_px;
  } cases[] = {
      {{10, 10, 100, 60}, 0, 3}, {{10, 10, 100, 60}, 16, 3}, {{10, 10, 100, 60}, 16, 2.5F},
      {{10, 10, 60, 60}, 30, 4}, {{10, 10, 61, 33}, 4, 8},   {{10, 10, 40, 40}, 20, 100}, /* wider than the shape: filled */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Rect r = cases[i].rect;
    Raster raster = blank();
    raster_outline(&raster, everywhere, r, cases[i].radius_px, cases[i].width_px, white);
    double width = fmin((double)cases[i].width_px, fmin(r.w, r.h) / 2.0), radius = (double)cases[i].radius_px;
    double inner_radius = fmax(0, radius - width), corner = 4 - 3.14159265358979;
    double outer = r.w * r.h - corner * radius * radius;
    double inner = (r.w - 2 * width) * (r.h - 2 * width) - corner * inner_radius * inner_radius;
    assert_area(outer - inner, 0.003);
    assert_mirrored(r);
    assert_only_inside(r);
    bool hollow = width < fmin(r.w, r.h) / 2.0;
    assert_int_equal(level(r.x + r.w / 2, r.y + r.h / 2), hollow ? 0 : 255);
  }
}

static void a_fractional_outline_ends_in_a_thin_line(void **state) {
  (void)state;
  Raster raster = blank();
  raster_outline(&raster, everywhere, (Rect){10, 10, 50, 50}, 0, 2.5F, white);
  static const int expected[] = {255, 255, 128, 0};
  for (int i = 0; i < 4; i++) {
    assert_int_equal(level(10 + i, 35), expected[i]);
    assert_int_equal(level(35, 10 + i), expected[i]);
    assert_int_equal(level(59 - i, 35), expected[i]);
  }
}

static void strokes_have_the_right_area(void **state) {
  (void)state;
  static const struct {
    Point points[4];
    size_t count;
    float width_px;
    double area_px;
  } cases[] = {
      {{{50, 50}}, 1, 20, 314.159},                                               /* a dot */
      {{{20, 50}, {120, 50}}, 2, 10, 1000 + 78.540},                              /* a capsule */
      {{{20, 20}, {95, 120}}, 2, 8, 1000 + 50.265},                               /* the same, 125 long, aslant */
      {{{20, 50}, {70, 50}, {120, 50}}, 3, 10, 1000 + 78.540},                    /* a joint in it adds nothing */
      {{{20, 50}, {120, 50}, {20, 50}, {120, 50}}, 4, 10, 1000 + 78.540},         /* nor does going over it again */
      {{{40, 40}, {120, 40}, {120, 120}}, 3, 10, 800 + 800 - 25 + 78.540 * 1.25}, /* a round corner */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Raster raster = blank();
    raster_stroke(&raster, everywhere, cases[i].points, cases[i].count, cases[i].width_px, white);
    assert_area(cases[i].area_px, 0.003);
  }
}

static void a_thin_colour_shows_no_joints(void **state) {
  (void)state;
  static const Point points[] = {{20, 80}, {80, 80}, {140, 80}, {80, 20}, {80, 140}};
  Raster raster = blank();
  raster_stroke(&raster, everywhere, points, COUNT_OF(points), 12, (Colour){255, 255, 255, 100});
  int most = 0;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      most = level(x, y) > most ? level(x, y) : most;
  assert_int_equal(most, 100);
  assert_int_equal(level(80, 80), 100);
}

typedef void Paint(const Raster *raster, Rect clip);

static void paint_fill(const Raster *raster, Rect clip) {
  raster_fill(raster, clip, (Rect){-10, 20, 120, 90}, 25, white);
}

static void paint_outline(const Raster *raster, Rect clip) {
  raster_outline(raster, clip, (Rect){60, 60, 120, 120}, 40, 6, white);
}

static void paint_stroke(const Raster *raster, Rect clip) {
  static const Point points[] = {{-20, -10}, {80, 90}, {170, 20}, {100, 200}};
  raster_stroke(raster, clip, points, COUNT_OF(points), 15, (Colour){255, 255, 255, 180});
}

static void paint_mask(const Raster *raster, Rect clip) {
  static uint8_t coverage[50 * 40];
  for (size_t i = 0; i < sizeof coverage; i++)
    coverage[i] = (uint8_t)(i % 251);
  raster_mask(raster, clip, (Rect){40, 50, 50, 40}, coverage, white);
}

static void paint_modules(const Raster *raster, Rect clip) {
  static const uint8_t modules[] = {1, 0, 1, 0, 1, 1, 3, 2, 0};
  raster_modules(raster, clip, (Rect){30, 30, 90, 100}, modules, 3, white);
}

/* Painted in pieces, a shape is pixel for pixel what it is in one: so the damage may be any rectangles. */
static void clips_fit_together(void **state) {
  (void)state;
  static Paint *const paints[] = {paint_fill, paint_outline, paint_stroke, paint_mask, paint_modules};
  static const Rect pieces[] = {{0, 0, 67, 41}, {67, 0, 93, 41}, {0, 41, 21, 119}, {21, 41, 139, 50}, {21, 91, 139, 69}};
  static uint32_t whole[SIDE][SIDE];
  for (size_t i = 0; i < COUNT_OF(paints); i++) {
    Raster raster = blank();
    paints[i](&raster, (Rect){-1000, -1000, 3000, 3000});
    assert_true(area() > 500);
    memcpy(whole, pixels, sizeof whole);
    for (size_t k = 0; k < COUNT_OF(pieces); k++) {
      raster = blank();
      paints[i](&raster, pieces[k]);
      assert_only_inside(pieces[k]);
    }
    raster = blank();
    for (size_t k = 0; k < COUNT_OF(pieces); k++)
      paints[i](&raster, pieces[k]);
    assert_memory_equal(whole, pixels, sizeof whole);
  }
}

static void colours_blend(void **state) {
  (void)state;
  static const struct {
    uint32_t under;
    Colour over;
    uint32_t result;
  } cases[] = {
      {0xff000000, {255, 128, 1, 255}, 0xffff8001},   {0xff123456, {255, 128, 1, 0}, 0xff123456},
      {0xff000000, {255, 255, 255, 128}, 0xff808080}, {0xffffffff, {0, 0, 0, 128}, 0xff7f7f7f},
      {0xff640a00, {200, 20, 255, 51}, 0xff780c33},   {0x00ffffff, {255, 255, 255, 77}, 0xffffffff},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Raster raster = blank();
    pixels[0][0] = cases[i].under;
    raster_fill(&raster, everywhere, (Rect){0, 0, 1, 1}, 0, cases[i].over);
    assert_int_equal(pixels[0][0], cases[i].result);
  }
}

static void modules_are_square_and_centred(void **state) {
  (void)state;
  static const uint8_t modules[] = {1, 0, 3, 2}; /* only bit 0 counts */
  Raster raster = blank();
  raster_modules(&raster, everywhere, (Rect){10, 20, 25, 31}, modules, 2, white);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      assert_int_equal(level(x, y), rect_contains((Rect){10, 23, 12, 24}, x, y) ? 255 : 0);
  raster = blank();
  raster_modules(&raster, everywhere, (Rect){10, 20, 1, 31}, modules, 2, white);
  assert_only_inside((Rect){0, 0, 0, 0});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_square_fill_is_exact),
      cmocka_unit_test(round_fills_have_the_right_area),
      cmocka_unit_test(outlines_have_the_right_area),
      cmocka_unit_test(a_fractional_outline_ends_in_a_thin_line),
      cmocka_unit_test(strokes_have_the_right_area),
      cmocka_unit_test(a_thin_colour_shows_no_joints),
      cmocka_unit_test(clips_fit_together),
      cmocka_unit_test(colours_blend),
      cmocka_unit_test(modules_are_square_and_centred),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
