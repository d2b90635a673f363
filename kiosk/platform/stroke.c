/* stroke: a line through points, of even width, with round joins and ends.
 *
 * Each tile of the screen first gathers the largest coverage that any piece of the line gives each pixel, then is painted once:
 * so joins and crossings do not show in a thin colour, and no memory is needed beyond a tile. */
#include "blend.h"
#include "raster.h"

#include <math.h>
#include <string.h>

enum { TILE_PX = 64 };

typedef struct Tile {
  Rect rect;
  uint8_t coverage[TILE_PX][TILE_PX];
  bool touched;
} Tile;

static Rect around(Point a, Point b, float reach_px) {
  int left = (int)floorf(fminf(a.x, b.x) - reach_px), top = (int)floorf(fminf(a.y, b.y) - reach_px);
  int right = (int)ceilf(fmaxf(a.x, b.x) + reach_px), bottom = (int)ceilf(fmaxf(a.y, b.y) + reach_px);
  return (Rect){left, top, right - left, bottom - top};
}

static float squared_distance(Point p, Point a, Point along, float inverse_length2) {
  float dx = p.x - a.x, dy = p.y - a.y;
  float t = fmaxf(0, fminf(1, (dx * along.x + dy * along.y) * inverse_length2));
  dx -= along.x * t;
  dy -= along.y * t;
  return dx * dx + dy * dy;
}

static void gather(Tile *tile, Point a, Point b, float half_px) {
  Rect r = rect_intersect(around(a, b, half_px + 0.5F), tile->rect);
  Point along = {b.x - a.x, b.y - a.y};
  float length2 = along.x * along.x + along.y * along.y;
  float inverse_length2 = length2 > 0 ? 1 / length2 : 0;
  float outer = half_px + 0.5F, inner = fmaxf(0, half_px - 0.5F);
  for (int y = r.y; y < r.y + r.h; y++) {
    uint8_t *row = tile->coverage[y - tile->rect.y];
    for (int x = r.x; x < r.x + r.w; x++) {
      uint8_t *cell = &row[x - tile->rect.x];
      float d2 = squared_distance((Point){(float)x + 0.5F, (float)y + 0.5F}, a, along, inverse_length2);
      if (*cell == 255 || d2 >= outer * outer) continue;
      float covered = d2 <= inner * inner ? 1 : fminf(1, outer - sqrtf(d2));
      uint8_t coverage = (uint8_t)(covered * 255 + 0.5F);
      *cell = coverage > *cell ? coverage : *cell;
    }
  }
  tile->touched = tile->touched || !rect_is_empty(r);
}

static void paint_stroke_tile(const Raster *raster, Rect rect, const Point *points, size_t count, float half_px, Colour colour) {
  Tile tile = {.rect = rect};
  for (size_t i = 0; i < count; i++)
    gather(&tile, points[i], points[i + 1 < count ? i + 1 : i], half_px);
  uint32_t over = raster_pixel(colour);
  for (int y = 0; tile.touched && y < rect.h; y++) {
    uint32_t *row = raster->pixels + (size_t)(rect.y + y) * raster->stride_px + rect.x;
    for (int x = 0; x < rect.w; x++) {
      uint32_t alpha = blend_scale(tile.coverage[y][x], colour.a);
      if (alpha) row[x] = alpha == 255 ? over : blend_pixel(row[x], over, alpha);
    }
  }
}

void raster_stroke(const Raster *raster, Rect clip, const Point *points, size_t count, float width_px, Colour colour) {
  float half_px = width_px / 2;
  Rect all = {0};
  for (size_t i = 0; i < count; i++)
    all = rect_union(all, around(points[i], points[i], half_px + 0.5F));
  all = rect_intersect(rect_intersect(all, clip), (Rect){0, 0, raster->width, raster->height});
  for (int y = all.y; y < all.y + all.h; y += TILE_PX)
    for (int x = all.x; x < all.x + all.w; x += TILE_PX) {
      Rect rect = rect_intersect((Rect){x, y, TILE_PX, TILE_PX}, all);
      paint_stroke_tile(raster, rect, points, count, half_px, colour);
    }
}
