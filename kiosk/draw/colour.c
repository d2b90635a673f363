/* colour: how bright a colour is to the eye, and how well two are told apart. */
#include "draw.h"

#include <math.h>

static double linear_from_srgb(uint8_t channel) {
  double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double colour_luminance(Colour c) {
  return 0.2126 * linear_from_srgb(c.r) + 0.7152 * linear_from_srgb(c.g) + 0.0722 * linear_from_srgb(c.b);
}

double colour_contrast(Colour a, Colour b) {
  double one = colour_luminance(a), other = colour_luminance(b);
  return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}
