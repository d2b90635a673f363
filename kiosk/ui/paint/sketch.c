#include "sketch.h"
#include "paint.h"

#include <math.h>

/* So many points to a command: what a finger adds changes the last one only, and no more of the screen than that covers. */
enum { POINTS_A_PIECE = 64 };

static Rect bounds(const Point *points, size_t count, double by) {
  float left = points[0].x, right = left, top = points[0].y, bottom = top;
  for (size_t i = 1; i < count; i++) {
    left = fminf(left, points[i].x);
    right = fmaxf(right, points[i].x);
    top = fminf(top, points[i].y);
    bottom = fmaxf(bottom, points[i].y);
  }
  int x = (int)floor((double)left - by), y = (int)floor((double)top - by);
  return (Rect){x, y, (int)ceil((double)right + by) - x, (int)ceil((double)bottom + by) - y};
}

static void paint_piece(const Painter *p, const Point *points, size_t count, double width) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_STROKE,
                                  .rect = bounds(points, count, width),
                                  .clip = rect_intersect(p->node->clip, p->node->rect),
                                  .colour = paint_colour(p, THEME_TEXT),
                                  .width_px = (float)width,
                                  .points = points,
                                  .point_count = count});
}

/* The paper is the visitor's own: it is never mirrored. */
static void paint_ink(const Painter *p, const SketchStroke *stroke, Rect paper) {
  float scale = (float)paper.w / SKETCH_WIDTH;
  double width = fmax((double)scale * SKETCH_STROKE_UNITS, 1.0);
  size_t count = stroke->count + (stroke->count == 1); /* a dot is a line to itself */
  Point *placed = ARENA_ARRAY(p->b->arena, Point, count);
  for (size_t i = 0; i < count; i++) {
    Point at = stroke->points[i < stroke->count ? i : 0];
    placed[i] = (Point){(float)(paper.x + p->motion.dx) + at.x * scale, (float)(paper.y + p->motion.dy) + at.y * scale};
  }
  for (size_t from = 0; from + 1 < count; from += POINTS_A_PIECE - 1) { /* pieces meet in a point */
    paint_piece(p, placed + from, count - from < POINTS_A_PIECE ? count - from : POINTS_A_PIECE, width);
  }
}

/* A cross and a line to write on. */
static void paint_line_to_sign(const Painter *p, Rect paper) {
  const Sizes *s = &p->b->sizes;
  int y = paper.y + paper.h * 3 / 4, inset = paper.w / 16, side = paper.h / 10;
  paint_fill(p, (Rect){paper.x + inset, y, paper.w - 2 * inset, s->hairline}, 0, THEME_OUTLINE);
  int x = p->b->rtl ? paper.x + paper.w - inset - side : paper.x + inset;
  Rect cross = {x, y - side - s->gap_tight, side, side};
  static const Point down[] = {{0, 0}, {1, 1}}, up[] = {{0, 1}, {1, 0}};
  paint_stroke(p, cross, down, 2, s->hairline * 1.5, THEME_OUTLINE);
  paint_stroke(p, cross, up, 2, s->hairline * 1.5, THEME_OUTLINE);
}

void paint_sketch(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  Rect paper = p->ink->icon_rect;
  bool invalid = paint_state(p, STATE_INVALID), used = p->ink->sketch->count > 0;
  paint_fill(p, p->node->rect, s->radius, THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, invalid || used ? s->edge : s->hairline,
                invalid ? THEME_ALERT
                : used  ? THEME_ACCENT
                        : THEME_OUTLINE);
  if (!p->ink->several) {
    paint_line_to_sign(p, paper);
  }
  paint_text(p);
  for (size_t i = 0; i < p->ink->sketch->count; i++) {
    paint_ink(p, &p->ink->sketch->strokes[i], paper);
  }
}
