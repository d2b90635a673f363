/* sketch: a signature or a drawing, as the strokes of a finger: a text that a visit keeps as its answer, and a picture of it.
 *
 * The text is "1000x400;12,40 14,44 20,60;..." : the size of the paper in its own units, then strokes, each at least one point, all
 * within the paper. Strokes are black on white. Pure: no file, no screen. */
#ifndef SKETCH_H
#define SKETCH_H

#include "base.h"
#include "draw.h"

enum {
  SKETCH_WIDTH = 1000,           /* of every paper, in units */
  SKETCH_SIGNATURE_HEIGHT = 400, /* of a signature's */
  SKETCH_DRAWING_HEIGHT = 750,   /* of a drawing's */
  SKETCH_POINTS_MAX = 20000,
  SKETCH_STROKE_UNITS = 8, /* how wide a stroke is */
  SKETCH_PICTURE_WIDTH_PX = 1000,
};

typedef struct SketchStroke {
  const Point *points; /* units of the paper; y grows downwards */
  size_t count;        /* at least 1; one point is a dot */
} SketchStroke;

typedef struct Sketch {
  int width, height; /* units: SKETCH_WIDTH, and one of the heights */
  const SketchStroke *strokes;
  size_t count, point_count;
} Sketch;

/* The strokes of a text, into the arena; false when it is no sketch, in whatever detail. */
bool sketch_read(Arena *arena, Str text, Sketch *out);
int sketch_height(Str text); /* of the paper it is drawn on; 0: it is no sketch. Keeps nothing */
/* The text of strokes, in whole units and kept within the paper, into the arena; empty when there is no stroke. Equal strokes give equal
 * texts. It can be read again when there are at most SKETCH_POINTS_MAX points. */
Str sketch_text(Arena *arena, const Sketch *sketch);
/* The strokes as a PNG of `width_px` (16 .. 4096) and the height that belongs to it: black on white, smooth edges, the same bytes for the
 * same strokes. Errors of the sink stay there. */
void sketch_png(const Sketch *sketch, int width_px, Sink *sink);
/* The PNG that is kept of an answer, SKETCH_PICTURE_WIDTH_PX wide; into the arena. text is a sketch. */
Str sketch_picture(Arena *arena, Str text);

#endif
