#include "shot.h"

#include <png.h>

Status shot_write(const Raster *raster, const char *path, Err *err) {
  /* As BGRA in memory the pixels are 0xAARRGGBB on little-endian machines, as ARGB on the others; all are opaque. */
  const uint16_t probe = 1;
  bool little_endian = *(const uint8_t *)&probe == 1;
  png_image image = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)raster->width,
                     .height = (png_uint_32)raster->height,
                     .format = little_endian ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB,
                     .flags = PNG_IMAGE_FLAG_FAST};
  if (png_image_write_to_file(&image, path, 0, raster->pixels, (png_int_32)(raster->stride_px * 4), NULL)) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "no-shot",
                 "the picture could not be written to %s (%s); check that its folder exists and has room", path, image.message);
}
