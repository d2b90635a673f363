#include "blend.h"
#include "image_file.h"
#include "raster.h"

#include <math.h>
#include <stdlib.h>

/* A part of a picture, in its pixels; its edges may lie within pixels, which then count by what of them it covers. */
typedef struct Part {
  double left, top, right, bottom;
} Part;

static double covered(int pixel, double from, double to) {
  return fmin(pixel + 1, to) - fmax(pixel, from);
}

static uint32_t average(const uint32_t *pixels, int width, int height, Part part) {
  double sum[4] = {0}, weights = 0;
  int right = (int)fmin(ceil(part.right), width), bottom = (int)fmin(ceil(part.bottom), height);
  for (int y = (int)part.top; y < bottom; y++) {
    double across = covered(y, part.top, part.bottom);
    for (int x = (int)part.left; x < right; x++) {
      double weight = across * covered(x, part.left, part.right);
      uint32_t p = pixels[(size_t)y * (size_t)width + (size_t)x];
      weights += weight;
      for (int channel = 0; channel < 4; channel++)
        sum[channel] += weight * (double)((p >> (8 * channel)) & 0xff);
    }
  }
  uint32_t mixed = 0;
  for (int channel = 0; weights > 0 && channel < 4; channel++)
    mixed |= (uint32_t)(sum[channel] / weights + 0.5) << (8 * channel);
  return mixed;
}

static uint32_t lay_over(uint32_t under, uint32_t over) {
  uint32_t rest = 255 - (over >> 24), mixed = 0xff000000;
  for (int shift = 0; shift < 24; shift += 8) {
    uint32_t channel = ((over >> shift) & 0xff) + (((under >> shift) & 0xff) * rest + 127) / 255;
    mixed |= (channel < 255 ? channel : 255) << shift;
  }
  return mixed;
}

/* A pixel between four others. */
static uint32_t between(const uint32_t *pixels, int width, int height, double x, double y) {
  int left = (int)fmax(0, floor(x)), top = (int)fmax(0, floor(y));
  int right = left + 1 < width ? left + 1 : left, bottom = top + 1 < height ? top + 1 : top;
  double across = fmax(0, x - left), down = fmax(0, y - top);
  const uint32_t *upper = pixels + (size_t)top * (size_t)width, *lower = pixels + (size_t)bottom * (size_t)width;
  uint32_t mixed = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    double above = (upper[left] >> shift & 0xff) * (1 - across) + (upper[right] >> shift & 0xff) * across;
    double below = (lower[left] >> shift & 0xff) * (1 - across) + (lower[right] >> shift & 0xff) * across;
    mixed |= (uint32_t)(above * (1 - down) + below * down + 0.5) << shift;
  }
  return mixed;
}

void image_resample(const uint32_t *from, int from_w, int from_h, uint32_t *to, int to_w, int to_h) {
  double across = (double)from_w / to_w, down = (double)from_h / to_h;
  bool smaller = across >= 1 && down >= 1;
  for (int y = 0; y < to_h; y++)
    for (int x = 0; x < to_w; x++) {
      Part part = {x * across, y * down, (x + 1) * across, (y + 1) * down};
      *to++ = smaller ? average(from, from_w, from_h, part)
                      : between(from, from_w, from_h, (x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5);
    }
}

/* Each channel times alpha / 255. */
static uint32_t thinned(uint32_t pixel, uint32_t alpha) {
  if (alpha == 255) return pixel;
  uint32_t mixed = 0;
  for (int shift = 0; shift < 32; shift += 8)
    mixed |= blend_scale(pixel >> shift & 0xff, alpha) << shift;
  return mixed;
}

void raster_pixels(const Raster *raster, Rect clip, Rect rect, const uint32_t *pixels, uint8_t alpha) {
  Rect seen = rect_intersect(rect_intersect(clip, rect), (Rect){0, 0, raster->width, raster->height});
  for (int y = seen.y; y < seen.y + seen.h; y++) {
    uint32_t *row = raster->pixels + (size_t)y * raster->stride_px;
    const uint32_t *from = pixels + (size_t)(y - rect.y) * (size_t)rect.w;
    for (int x = seen.x; x < seen.x + seen.w; x++)
      if (from[x - rect.x]) row[x] = lay_over(row[x], thinned(from[x - rect.x], alpha));
  }
}

void raster_image(const Raster *raster, Rect clip, Rect rect, const Image *image) {
  if (image->width_px == rect.w && image->height_px == rect.h) {
    raster_pixels(raster, clip, rect, image->pixels, 255);
    return;
  }
  Rect seen = rect_intersect(rect_intersect(clip, rect), (Rect){0, 0, raster->width, raster->height});
  double across = (double)image->width_px / rect.w, down = (double)image->height_px / rect.h;
  for (int y = seen.y; y < seen.y + seen.h; y++) {
    uint32_t *row = raster->pixels + (size_t)y * raster->stride_px;
    for (int x = seen.x; x < seen.x + seen.w; x++) {
      int dx = x - rect.x, dy = y - rect.y;
      Part part = {dx * across, dy * down, (dx + 1) * across, (dy + 1) * down};
      row[x] = lay_over(row[x], average(image->pixels, image->width_px, image->height_px, part));
    }
  }
}

bool image_scale_down(Pixels *pixels, Display display) {
  double by = fmax((double)pixels->width_px / display.width_px, (double)pixels->height_px / display.height_px);
  if (by <= 1) return true;
  int width = (int)fmax(1, floor(pixels->width_px / by)), height = (int)fmax(1, floor(pixels->height_px / by));
  uint32_t *smaller = image_pixels_new(width, height);
  if (!smaller) return false;
  image_resample(pixels->items, pixels->width_px, pixels->height_px, smaller, width, height);
  free(pixels->items);
  *pixels = (Pixels){width, height, smaller};
  return true;
}
