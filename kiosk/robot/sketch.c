/* A scribble: what it shows does not matter, only that something was drawn. */
#include "sketch.h"
#include "robot_types.h"

enum { STROKES_MAX = 4, POINTS_MAX = 12, STRIDE_UNITS = 60 };

/* A little further along one axis, and not off the paper. */
static float strayed(const Random *random, float from, int most) {
  int64_t to = (int64_t)from + chance_between(random, -STRIDE_UNITS, STRIDE_UNITS);
  return (float)(to < 0 ? 0 : to > most ? most : to);
}

static SketchStroke draw_stroke(const Draw *draw, const Sketch *paper) {
  size_t count = 1 + random_below(draw->random, POINTS_MAX);
  Point *points = ARENA_ARRAY(draw->arena, Point, count);
  points[0].x = (float)chance_between(draw->random, 0, paper->width);
  points[0].y = (float)chance_between(draw->random, 0, paper->height);
  for (size_t i = 1; i < count; i++) {
    points[i].x = strayed(draw->random, points[i - 1].x, paper->width);
    points[i].y = strayed(draw->random, points[i - 1].y, paper->height);
  }
  return (SketchStroke){points, count};
}

static Value draw_image(const Draw *draw) {
  bool is_signature = draw->question->appearance & APPEARANCE_SIGNATURE;
  Sketch sketch = {.width = SKETCH_WIDTH, .height = is_signature ? SKETCH_SIGNATURE_HEIGHT : SKETCH_DRAWING_HEIGHT};
  SketchStroke strokes[STROKES_MAX];
  sketch.count = 1 + random_below(draw->random, STROKES_MAX);
  sketch.strokes = strokes;
  for (size_t i = 0; i < sketch.count; i++)
    strokes[i] = draw_stroke(draw, &sketch);
  return value_text(sketch_text(draw->arena, &sketch));
}

const RobotType robot_image = {.kind = QUESTION_IMAGE, .draw = draw_image};
