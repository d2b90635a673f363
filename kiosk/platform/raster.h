/* raster: shapes and coverage masks painted into 32-bit pixels. Pure: no SDL, no fonts, nothing allocated.
 *
 * Pixels are 0xAARRGGBB; what is painted always comes out opaque. Edges are smoothed by the share of a pixel that a shape
 * covers, taken from the distance of the pixel's centre to the shape's edge. */
#ifndef RASTER_H
#define RASTER_H

#include "draw.h"

typedef struct Raster {
  uint32_t *pixels;
  size_t stride_px; /* from one row to the next */
  int width, height;
} Raster;

uint32_t raster_pixel(Colour colour); /* opaque */

/* All paint inside clip and the raster only; colour.a thins the whole shape. */
void raster_fill(const Raster *raster, Rect clip, Rect rect, float radius_px, Colour colour);
void raster_outline(const Raster *raster, Rect clip, Rect rect, float radius_px, float width_px, Colour colour);
void raster_stroke(const Raster *raster, Rect clip, const Point *points, size_t count, float width_px, Colour colour);
/* coverage: mask.w bytes a row, mask.h rows, put at mask.x, mask.y. */
void raster_mask(const Raster *raster, Rect clip, Rect mask, const uint8_t *coverage, Colour colour);
/* side * side modules, bit 0 set is dark, scaled to whole pixels and centred in rect; nothing when rect is too small. */
void raster_modules(const Raster *raster, Rect clip, Rect rect, const uint8_t *modules, int side, Colour colour);
/* pixels as an Image has them, rect.w * rect.h, thinned by alpha / 255. In image_scale.c, as is the next. */
void raster_pixels(const Raster *raster, Rect clip, Rect rect, const uint32_t *pixels, uint8_t alpha);
void raster_image(const Raster *raster, Rect clip, Rect rect, const Image *image);

#endif
