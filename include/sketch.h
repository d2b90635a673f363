/* sketch: a signature or a drawing, as the strokes of a finger: a text that a visit keeps as its answer, and a picture of it.
 *
 * The text is "1000x400;12,40 14,44 20,60;..." : the size of the paper in its own units, then strokes, each at least one point, all
 * within the paper. Strokes are black on white. Who cannot draw signs by typing a name: "typed;NAME", which is no sketch of strokes.
 * Pure: no file, no screen. */
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
  SKETCH_NAME_MAX_CP = 200, /* of a name that is typed in a signature's place */
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
/* The file that is kept of an answer, into the arena: a PNG, SKETCH_PICTURE_WIDTH_PX wide, or the name that was typed, in UTF-8. text is a
 * sketch or a typed signature. */
Str sketch_picture(Arena *arena, Str text);
const char *sketch_ending(Str text); /* of that file's name: ".png" or ".txt"; static */

/* The name in a signature that was typed, borrowed; false: it is none, or its name is empty, too long or no text of one line. */
bool sketch_typed(Str text, Str *name);
Str sketch_typed_text(Arena *arena, Str name); /* the text of one; sketch_typed() says whether the name will do */

#endif
