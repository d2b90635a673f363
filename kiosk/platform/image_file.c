#include "image_file.h"

#include <stdlib.h>
#include <string.h>

bool image_size_is_sane(long width, long height) {
  return width > 0 && height > 0 && width <= IMAGE_PIXELS_MAX && height <= IMAGE_PIXELS_MAX / width;
}

uint32_t *image_pixels_new(long width, long height) {
  return malloc((size_t)width * (size_t)height * sizeof(uint32_t));
}

static bool decode(Str bytes, Display display, Pixels *out, char why[200]) {
  static const unsigned char png[] = {0x89, 'P', 'N', 'G'}, jpeg[] = {0xff, 0xd8, 0xff};
  if (bytes.len >= sizeof png && memcmp(bytes.ptr, png, sizeof png) == 0) return image_png_decode(bytes, out, why);
  if (bytes.len >= sizeof jpeg && memcmp(bytes.ptr, jpeg, sizeof jpeg) == 0) return image_jpeg_decode(bytes, display, out, why);
  snprintf(why, 200, "it is neither PNG nor JPEG");
  return false;
}

bool image_file_read(const char *path, Display display, Pixels *out, Err *err) {
  Arena *arena = arena_new(0);
  Str bytes;
  char why[200] = "";
  bool good = file_read(arena, path, IMAGE_BYTES_MAX, &bytes, err) == STATUS_OK;
  if (good && !decode(bytes, display, out, why)) {
    err_set(err, STATUS_INPUT, "no-image", "the picture %s cannot be shown: %s", path, why);
    good = false;
  }
  arena_free(arena);
  if (good && !image_scale_down(out, display)) {
    free(out->items);
    err_set(err, STATUS_WORLD, "no-image", "the picture %s cannot be shown: there is too little memory", path);
    good = false;
  }
  return good;
}
