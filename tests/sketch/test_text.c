/* The text of a sketch: what is one, what is none, and that it says the same when it is read and written again. */
#include "sketch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state) {
  *state = arena_new(0);
  return 0;
}

static int tear_down(void **state) {
  arena_free(*state);
  return 0;
}

static void texts_are_read_and_written_again(void **state) {
  Arena *arena = *state;
  static const struct {
    const char *text;
    int height;
    size_t strokes, points;
  } cases[] = {
      {"1000x400;12,40 14,44 20,60", SKETCH_SIGNATURE_HEIGHT, 1, 3},
      {"1000x750;0,0", SKETCH_DRAWING_HEIGHT, 1, 1},
      {"1000x400;1000,400 0,0;5,5;6,6 6,6", SKETCH_SIGNATURE_HEIGHT, 3, 5},
      {"1000x750;999,750", SKETCH_DRAWING_HEIGHT, 1, 1},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str text = str_from(cases[i].text);
    Sketch sketch;
    assert_true(sketch_read(arena, text, &sketch));
    assert_int_equal(sketch_height(text), cases[i].height);
    assert_int_equal(sketch.width, SKETCH_WIDTH);
    assert_int_equal(sketch.height, cases[i].height);
    assert_int_equal(sketch.count, cases[i].strokes);
    assert_int_equal(sketch.point_count, cases[i].points);
    assert_true(str_equal(sketch_text(arena, &sketch), text));
  }
}

static void points_stand_where_the_text_says(void **state) {
  Sketch sketch;
  assert_true(sketch_read(*state, STR("1000x400;12,40 14,44;20,60"), &sketch));
  static const Point expected[] = {{12, 40}, {14, 44}, {20, 60}};
  assert_int_equal(sketch.strokes[0].count, 2);
  assert_int_equal(sketch.strokes[1].count, 1);
  const Point *points[] = {&sketch.strokes[0].points[0], &sketch.strokes[0].points[1], &sketch.strokes[1].points[0]};
  for (size_t i = 0; i < COUNT_OF(points); i++) {
    assert_true(points[i]->x == expected[i].x);
    assert_true(points[i]->y == expected[i].y);
  }
}

static void what_is_none_is_refused(void **state) {
  static const char *const texts[] = {
      "",
      "x",
      "1000x400",
      "1000x400;",
      "1000x400; ",
      "1000x400;;",
      "1000x400;1,1;",
      "1000x400;1,1;;2,2",
      "1000x400;1,1 ",
      "1000x400; 1,1",
      "1000x400;1,1  2,2",
      "1000x400;1",
      "1000x400;1,",
      "1000x400;,1",
      "1000x400;1,1,1",
      "1000x400;1.5,1",
      "1000x400;-1,1",
      "1000x400;+1,1",
      "1000x400;01,1",
      "1000x400;1,00",
      "1000x400;1001,1",
      "1000x400;1,401",
      "1000x750;1,751",
      "1000x400;99999999999999999999,1",
      "1000x401;1,1",
      "1000x0;1,1",
      "0x400;1,1",
      "999x400;1,1",
      "01000x400;1,1",
      "1000X400;1,1",
      " 1000x400;1,1",
      "1000x400;1,1\n",
      "1000x400;1,\xd9\xa1",
      "1000x400;1,1<svg>",
  };
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    Sketch sketch;
    Str text = str_from(texts[i]);
    if (sketch_read(*state, text, &sketch) || sketch_height(text) != 0) fail_msg("\"%s\" is taken", texts[i]);
  }
  assert_int_equal(sketch_height(((Str){"1000x400;1,1\0", 13})), 0);
}

static Str with_points(Arena *arena, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "1000x400");
  for (size_t i = 0; i < count; i++)
    sink_z(&sink, i % 100 == 0 ? ";7,9" : " 7,9");
  return buffer_view(&buffer);
}

static void there_are_so_many_points_at_most(void **state) {
  Sketch sketch;
  assert_true(sketch_read(*state, with_points(*state, SKETCH_POINTS_MAX), &sketch));
  assert_int_equal(sketch.point_count, SKETCH_POINTS_MAX);
  assert_int_equal(sketch.count, SKETCH_POINTS_MAX / 100);
  assert_int_equal(sketch_height(with_points(*state, SKETCH_POINTS_MAX + 1)), 0);
}

static void strokes_are_written_in_whole_units_on_the_paper(void **state) {
  static const Point points[] = {{0.4F, 0.6F}, {-3, 1e9F}, {1000.4F, 399.5F}, {(float)NAN, 12.49F}, {(float)INFINITY, -0.5F}};
  static const SketchStroke strokes[] = {{points, 2}, {points + 2, 3}};
  const Sketch sketch = {.width = SKETCH_WIDTH, .height = SKETCH_SIGNATURE_HEIGHT, .strokes = strokes, .count = 2};
  Str text = sketch_text(*state, &sketch);
  assert_true(str_is(text, "1000x400;0,1 0,400;1000,400 0,12 1000,0"));
  assert_true(sketch_height(text) > 0);
}

static void nothing_drawn_is_no_text(void **state) {
  assert_int_equal(sketch_text(*state, &(Sketch){.width = SKETCH_WIDTH, .height = SKETCH_DRAWING_HEIGHT}).len, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_are_read_and_written_again),
      cmocka_unit_test(points_stand_where_the_text_says),
      cmocka_unit_test(what_is_none_is_refused),
      cmocka_unit_test(there_are_so_many_points_at_most),
      cmocka_unit_test(strokes_are_written_in_whole_units_on_the_paper),
      cmocka_unit_test(nothing_drawn_is_no_text),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
