/* raster: rectangles, masks and modules. Strokes are in stroke.c. */
#include "raster.h"

#include "blend.h"

#include <math.h>
#include <string.h>

uint32_t raster_pixel(Colour c) {
  return 0xff000000 | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

static uint32_t *row_at(const Raster *raster, int y) {
  return raster->pixels + (size_t)y * raster->stride_px;
}

static Rect bounded(const Raster *raster, Rect clip, Rect rect) {
  return rect_intersect(rect_intersect(clip, rect), (Rect){0, 0, raster->width, raster->height});
}

typedef struct RoundRect {
  float centre_x, centre_y, half_w, half_h, radius;
} RoundRect;

static RoundRect round_rect(Rect rect, float radius_px) {
  RoundRect r = {.half_w = (float)rect.w / 2, .half_h = (float)rect.h / 2};
  r.centre_x = (float)rect.x + r.half_w;
  r.centre_y = (float)rect.y + r.half_h;
  r.radius = fmaxf(0, fminf(radius_px, fminf(r.half_w, r.half_h)));
  return r;
}

/* How far the middle of pixel x, y is outside the edge, px; negative inside. */
static float distance_to_edge(const RoundRect *r, int x, int y) {
  float across = fabsf((float)x + 0.5F - r->centre_x) - r->half_w + r->radius;
  float down = fabsf((float)y + 0.5F - r->centre_y) - r->half_h + r->radius;
  float corner = across > 0 && down > 0 ? sqrtf(across * across + down * down) : fmaxf(across, down);
  return corner - r->radius;
}

static float share(float covered) {
  return covered <= 0 ? 0 : covered >= 1 ? 1 : covered;
}

/* The part of a rounded shape that is being painted: its band of width_px inside the edge, or all of it. */
typedef struct Shape {
  RoundRect edge;
  float band_px; /* HUGE_VALF: filled */
  uint32_t over, alpha;
} Shape;

static void paint_by_distance(const Shape *s, uint32_t *row, int y, int from, int to) {
  for (int x = from; x < to; x++) {
    float outside = distance_to_edge(&s->edge, x, y);
    float covered = share(0.5F - outside) - share(0.5F - outside - s->band_px);
    uint32_t alpha = (uint32_t)(covered * (float)s->alpha + 0.5F);
    if (alpha) row[x] = alpha == 255 ? s->over : blend_pixel(row[x], s->over, alpha);
  }
}

/* Between the columns that hold the corners and the sides, a row is of one colour throughout: take it from any pixel there. */
static void paint_by_run(const Shape *s, uint32_t *row, int y, int from, int to, int sample_x) {
  float outside = distance_to_edge(&s->edge, sample_x, y);
  float covered = share(0.5F - outside) - share(0.5F - outside - s->band_px);
  uint32_t alpha = (uint32_t)(covered * (float)s->alpha + 0.5F);
  if (alpha && from < to) blend_run(row + from, to - from, s->over, alpha);
}

static int at_least(int value, int least) {
  return value < least ? least : value;
}

static int at_most(int value, int most) {
  return value > most ? most : value;
}

/* corner_px, edge_px: how far in from the left and right a row is not of one colour, where it has corners and where it has not. */
static void paint_shape(const Raster *raster, Rect clip, Rect rect, int corner_px, int edge_px, const Shape *s) {
  Rect seen = bounded(raster, clip, rect);
  int seen_right = seen.x + seen.w;
  for (int y = seen.y; y < seen.y + seen.h; y++) {
    bool has_corners = y < rect.y + corner_px || y >= rect.y + rect.h - corner_px;
    int side_px = has_corners ? corner_px : edge_px, left = rect.x + side_px, right = rect.x + rect.w - side_px;
    if (left > right) left = right = rect.x + rect.w / 2;
    int run_from = at_least(left, seen.x), run_to = at_most(right, seen_right);
    uint32_t *row = row_at(raster, y);
    paint_by_distance(s, row, y, seen.x, at_most(left, seen_right));
    if (run_from < run_to) paint_by_run(s, row, y, run_from, run_to, (left + right) / 2);
    paint_by_distance(s, row, y, at_least(right, seen.x), seen_right);
  }
}

void raster_fill(const Raster *raster, Rect clip, Rect rect, float radius_px, Colour colour) {
  Shape shape = {round_rect(rect, radius_px), HUGE_VALF, raster_pixel(colour), colour.a};
  paint_shape(raster, clip, rect, (int)ceilf(shape.edge.radius), 0, &shape);
}

void raster_outline(const Raster *raster, Rect clip, Rect rect, float radius_px, float width_px, Colour colour) {
  Shape shape = {round_rect(rect, radius_px), width_px, raster_pixel(colour), colour.a};
  int edge_px = (int)ceilf(width_px), corner_px = (int)ceilf(fmaxf(shape.edge.radius, width_px));
  paint_shape(raster, clip, rect, corner_px, edge_px, &shape);
}

static bool are_all_zero(const uint8_t eight[8]) {
  uint64_t together;
  memcpy(&together, eight, sizeof together);
  return together == 0;
}

void raster_mask(const Raster *raster, Rect clip, Rect mask, const uint8_t *coverage, Colour colour) {
  Rect seen = bounded(raster, clip, mask);
  uint32_t over = raster_pixel(colour);
  for (int y = seen.y; y < seen.y + seen.h; y++) {
    uint32_t *row = row_at(raster, y) + seen.x;
    const uint8_t *from = coverage + (size_t)(y - mask.y) * (size_t)mask.w + (seen.x - mask.x);
    for (int x = 0; x < seen.w;) {
      if (x + 8 <= seen.w && are_all_zero(from + x)) { /* most of a line of text is paper */
        x += 8;
        continue;
      }
      uint32_t alpha = blend_scale(from[x], colour.a);
      if (alpha) row[x] = alpha == 255 ? over : blend_pixel(row[x], over, alpha);
      x++;
    }
  }
}

void raster_modules(const Raster *raster, Rect clip, Rect rect, const uint8_t *modules, int side, Colour colour) {
  int scale = side > 0 ? at_most(rect.w, rect.h) / side : 0;
  if (scale < 1) return;
  int left = rect.x + (rect.w - side * scale) / 2, top = rect.y + (rect.h - side * scale) / 2;
  for (int row = 0; row < side; row++) {
    const uint8_t *line = modules + (size_t)row * (size_t)side;
    for (int from = 0; from < side;) {
      int to = from;
      while (to < side && (line[to] & 1))
        to++;
      if (to > from)
        raster_fill(raster, clip, (Rect){left + from * scale, top + row * scale, (to - from) * scale, scale}, 0, colour);
      from = to + 1;
    }
  }
}
