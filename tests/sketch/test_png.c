/* The picture of a sketch, as libpng reads it again: its size, what is black, what is white, and what its edges are like. */
#include "sketch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

enum { WHITE = 255, BLACK = 0 };

typedef struct Picture {
  int width, height;
  uint8_t *grey;
} Picture;

static int set_up(void **state) {
  *state = arena_new(0);
  return 0;
}

static int tear_down(void **state) {
  arena_free(*state);
  return 0;
}

static Str png_of(Arena *arena, const char *text, int width_px) {
  Sketch sketch;
  assert_true(sketch_read(arena, str_from(text), &sketch));
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sketch_png(&sketch, width_px, &sink);
  assert_false(sink.failed);
  return buffer_view(&buffer);
}

static Picture read_png(Arena *arena, Str bytes) {
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len)) fail_msg("%s", image.message);
  assert_int_equal(image.format, PNG_FORMAT_GRAY);
  Picture picture = {(int)image.width, (int)image.height, arena_alloc(arena, PNG_IMAGE_SIZE(image))};
  if (!png_image_finish_read(&image, NULL, picture.grey, 0, NULL)) fail_msg("%s", image.message);
  return picture;
}

static Picture picture_of(Arena *arena, const char *text, int width_px) {
  return read_png(arena, png_of(arena, text, width_px));
}

static int at(const Picture *picture, int x, int y) {
  assert_true(x >= 0 && x < picture->width && y >= 0 && y < picture->height);
  return picture->grey[(size_t)y * (size_t)picture->width + (size_t)x];
}

/* How much ink there is, in pixels. */
static double ink(const Picture *picture) {
  double sum = 0;
  for (size_t i = 0; i < (size_t)picture->width * (size_t)picture->height; i++)
    sum += (WHITE - picture->grey[i]) / 255.0;
  return sum;
}

static void its_height_belongs_to_its_width(void **state) {
  static const struct {
    const char *text;
    int width_px, height_px;
  } cases[] = {
      {"1000x400;1,1", 1000, 400}, {"1000x750;1,1", 1000, 750},  {"1000x400;1,1", 16, 6},
      {"1000x750;1,1", 333, 250},  {"1000x750;1,1", 4096, 3072}, {"1000x400;1,1", 41, 16},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Picture picture = picture_of(*state, cases[i].text, cases[i].width_px);
    assert_int_equal(picture.width, cases[i].width_px);
    assert_int_equal(picture.height, cases[i].height_px);
  }
}

static void a_stroke_is_as_wide_as_it_is(void **state) {
  Picture picture = picture_of(*state, "1000x400;100,200 900,200", 1000);
  int half = SKETCH_STROKE_UNITS / 2;
  for (int x = 100; x < 900; x++) {
    for (int y = 0; y < 400; y++) {
      bool inside = y >= 200 - half && y < 200 + half;
      if (at(&picture, x, y) != (inside ? BLACK : WHITE)) fail_msg("%d,%d is %d", x, y, at(&picture, x, y));
    }
  }
}

/* Its ends are half discs, and so a dot is a disc: its area tells. */
static void ends_and_dots_are_round(void **state) {
  double half = SKETCH_STROKE_UNITS / 2.0;
  Picture dot = picture_of(*state, "1000x400;500,200", 4000);
  assert_true(fabs(ink(&dot) / 16 - acos(-1) * half * half) < 0.5);
  assert_int_equal(at(&dot, 2000, 800), BLACK);
  assert_int_equal(at(&dot, 2000 + 14, 800), BLACK);
  assert_int_equal(at(&dot, 2000 + 15, 800 + 15), WHITE); /* a square would reach there */
  Picture line = picture_of(*state, "1000x400;100,200 900,200", 1000);
  assert_true(fabs(ink(&line) - (800 * 2 * half + acos(-1) * half * half)) < 2);
}

/* A corner is filled out, on its outer side too, and is no darker where the pieces lie over each other. */
static void joins_are_round(void **state) {
  Picture corner = picture_of(*state, "1000x400;100,300 300,100 500,300", 1000);
  assert_int_equal(at(&corner, 300, 100 - 3), BLACK);
  assert_int_equal(at(&corner, 300, 100 - 5), WHITE);
  Picture once = picture_of(*state, "1000x400;100,100 500,250", 1000);
  Picture twice = picture_of(*state, "1000x400;100,100 300,175 500,250;500,250 100,100", 1000);
  assert_memory_equal(once.grey, twice.grey, 1000 * 400);
}

static void edges_are_smooth(void **state) {
  Picture picture = picture_of(*state, "1000x750;100,100 900,650", 500);
  size_t between = 0;
  for (int y = 0; y < picture.height; y++) {
    for (int x = 1; x < picture.width; x++) {
      int grey = at(&picture, x, y);
      between += grey != BLACK && grey != WHITE;
      assert_true(abs(grey - at(&picture, x - 1, y)) < 255); /* from black to white there is something between */
    }
  }
  assert_true(between > 500);
}

typedef struct Line { /* at one unit to the pixel */
  int x0, y0, x1, y1;
} Line;

static double distance_from(const Line *line, double x, double y) {
  double along_x = line->x1 - line->x0, along_y = line->y1 - line->y0, dx = x - line->x0, dy = y - line->y0;
  double t = fmin(fmax((dx * along_x + dy * along_y) / (along_x * along_x + along_y * along_y), 0), 1);
  return hypot(dx - t * along_x, dy - t * along_y);
}

/* In whatever direction: what is nearer than half the width is black, and the edge is one pixel wide. */
static void every_pixel_is_as_dark_as_it_is_near(void **state) {
  static const Line lines[] = {{100, 50, 100, 350}, {900, 350, 897, 20}, {10, 10, 990, 390},  {990, 20, 0, 21},
                               {500, 0, 504, 400},  {300, 200, 420, 80}, {700, 300, 701, 299}};
  for (size_t i = 0; i < COUNT_OF(lines); i++) {
    const Line *line = &lines[i];
    char text[64];
    snprintf(text, sizeof text, "1000x400;%d,%d %d,%d", line->x0, line->y0, line->x1, line->y1);
    Picture picture = picture_of(*state, text, 1000);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 1000; x++) {
        double share = fmin(fmax(SKETCH_STROKE_UNITS / 2.0 + 0.5 - distance_from(line, x + 0.5, y + 0.5), 0), 1);
        if (fabs(at(&picture, x, y) - WHITE * (1 - share)) > 1) fail_msg("%s: %d,%d is %d", text, x, y, at(&picture, x, y));
      }
    }
  }
}

/* A picture is made in bands: none may show. The same stroke lies across their edges at some heights and within one at others. */
static void there_are_no_seams(void **state) {
  Picture steep = picture_of(*state, "1000x750;500,0 500,750", 1000);
  for (int y = 0; y < 750; y++)
    assert_memory_equal(steep.grey + (size_t)y * 1000, steep.grey, 1000);
  for (int y = 16; y < 48; y++) {
    char text[64];
    snprintf(text, sizeof text, "1000x400;200,%d 800,%d", y, y);
    Picture flat = picture_of(*state, text, 1000);
    for (int row = y - 4; row < y + 4; row++)
      assert_int_equal(at(&flat, 500, row), BLACK);
    assert_int_equal(at(&flat, 500, y - 5), WHITE);
    assert_int_equal(at(&flat, 500, y + 4), WHITE);
  }
}

static void the_smallest_still_shows_something(void **state) {
  Picture picture = picture_of(*state, "1000x400;0,200 1000,200", 16);
  assert_true(ink(&picture) > 10);
}

static void the_edge_of_the_paper_cuts(void **state) {
  Picture picture = picture_of(*state, "1000x400;0,0 1000,0 1000,400 0,400 0,0", 1000);
  int half = SKETCH_STROKE_UNITS / 2;
  assert_int_equal(at(&picture, 0, 0), BLACK);
  assert_int_equal(at(&picture, 999, 399), BLACK);
  assert_int_equal(at(&picture, half, half), WHITE);
  assert_int_equal(at(&picture, 999 - half, 399 - half), WHITE);
}

static void equal_strokes_are_equal_bytes(void **state) {
  Str one = png_of(*state, "1000x400;12,40 14,44 20,60;100,100", 800),
      two = png_of(*state, "1000x400;12,40 14,44 20,60;100,100", 800);
  assert_true(str_equal(one, two));
  assert_false(str_equal(one, png_of(*state, "1000x400;12,40 14,44 20,61;100,100", 800)));
  assert_true(one.len < 4000);
}

static void what_is_kept_of_an_answer_is_its_picture(void **state) {
  const char *text = "1000x750;12,40 14,44 20,60;100,100";
  assert_true(str_equal(sketch_picture(*state, str_from(text)), png_of(*state, text, SKETCH_PICTURE_WIDTH_PX)));
}

static bool write_some(void *context, const char *bytes, size_t count) {
  (void)bytes;
  size_t *left = context;
  if (*left < count) return false;
  *left -= count;
  return true;
}

static void a_sink_that_fails_is_told_so(void **state) {
  Sketch sketch;
  assert_true(sketch_read(*state, STR("1000x400;12,40 900,300"), &sketch));
  for (size_t room = 0; room < 200; room += 7) {
    size_t left = room;
    Sink sink = {.write = write_some, .context = &left};
    sketch_png(&sketch, 400, &sink);
    assert_true(sink.failed);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(its_height_belongs_to_its_width),
      cmocka_unit_test(a_stroke_is_as_wide_as_it_is),
      cmocka_unit_test(ends_and_dots_are_round),
      cmocka_unit_test(joins_are_round),
      cmocka_unit_test(edges_are_smooth),
      cmocka_unit_test(every_pixel_is_as_dark_as_it_is_near),
      cmocka_unit_test(there_are_no_seams),
      cmocka_unit_test(the_smallest_still_shows_something),
      cmocka_unit_test(the_edge_of_the_paper_cuts),
      cmocka_unit_test(equal_strokes_are_equal_bytes),
      cmocka_unit_test(what_is_kept_of_an_answer_is_its_picture),
      cmocka_unit_test(a_sink_that_fails_is_told_so),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
