/* blend: one pixel, or a run of them, over what is there. */
#ifndef BLEND_H
#define BLEND_H

#include <stddef.h>
#include <stdint.h>

/* over at alpha / 255 on top of under, each channel rounded to the nearest. */
static inline uint32_t blend_pixel(uint32_t under, uint32_t over, uint32_t alpha) {
  uint32_t rest = 255 - alpha;
  uint32_t rb = (over & 0xff00ff) * alpha + (under & 0xff00ff) * rest + 0x800080;
  uint32_t g = ((over >> 8) & 0xff) * alpha + ((under >> 8) & 0xff) * rest + 0x80;
  rb = ((rb + ((rb >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
  g = ((g + (g >> 8)) >> 8) & 0xff;
  return 0xff000000 | rb | (g << 8);
}

static inline void blend_run(uint32_t *pixels, int count, uint32_t over, uint32_t alpha) {
  if (alpha == 255)
    for (int i = 0; i < count; i++)
      pixels[i] = over;
  else
    for (int i = 0; i < count; i++)
      pixels[i] = blend_pixel(pixels[i], over, alpha);
}

/* a * b / 255, rounded to the nearest. */
static inline uint32_t blend_scale(uint32_t a, uint32_t b) {
  uint32_t t = a * b + 128;
  return (t + (t >> 8)) >> 8;
}

#endif
