#include "blend.h"
#include "image_file.h"

#include <png.h>
#include <stdlib.h>

static void multiply_by_alpha(Pixels *pixels) {
  size_t count = (size_t)pixels->width_px * (size_t)pixels->height_px;
  for (size_t i = 0; i < count; i++) {
    uint32_t p = pixels->items[i], alpha = p >> 24;
    if (alpha == 255) continue;
    pixels->items[i] = alpha << 24 | blend_scale((p >> 16) & 0xff, alpha) << 16 | blend_scale((p >> 8) & 0xff, alpha) << 8 |
                       blend_scale(p & 0xff, alpha);
  }
}

bool image_png_decode(Str bytes, Pixels *out, char why[200]) {
  const uint16_t probe = 1;
  bool little_endian = *(const uint8_t *)&probe == 1;
  png_image image = {.version = PNG_IMAGE_VERSION};
  bool good = png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len);
  if (!good) {
    snprintf(why, 200, "%s", image.message);
  } else if (!image_size_is_sane((long)image.width, (long)image.height)) {
    snprintf(why, 200, "it has %u x %u pixels, more than 16 million", image.width, image.height);
    good = false;
  } else {
    image.format = little_endian ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;
    *out = (Pixels){(int)image.width, (int)image.height, image_pixels_new((long)image.width, (long)image.height)};
    good = out->items && png_image_finish_read(&image, NULL, out->items, 0, NULL);
    if (!good) {
      snprintf(why, 200, "%s", out->items ? image.message : "there is too little memory");
      free(out->items);
    }
  }
  png_image_free(&image);
  if (good) multiply_by_alpha(out);
  return good;
}
