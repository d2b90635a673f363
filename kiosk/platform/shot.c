#include "shot.h"

#include <errno.h>
#include <limits.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Status no_shot(const char *path, const char *why, Err *err) {
  return err_set(err, STATUS_WORLD, "no-shot",
                 "the picture could not be written to %s (%s); check that its folder exists and has room", path, why);
}

static bool write_png(const Raster *raster, FILE *file, png_image *image) {
  /* As BGRA in memory the pixels are 0xAARRGGBB on little-endian machines, as ARGB on the others; all are opaque. */
  const uint16_t probe = 1;
  bool little_endian = *(const uint8_t *)&probe == 1;
  *image = (png_image){.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)raster->width,
                       .height = (png_uint_32)raster->height,
                       .format = little_endian ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB,
                       .flags = PNG_IMAGE_FLAG_FAST};
  return png_image_write_to_stdio(image, file, 0, raster->pixels, (png_int_32)(raster->stride_px * 4), NULL);
}

/* A picture that fails half way must cost nothing that was there, so it is made beside its place and moved there whole. */
Status shot_write(const Raster *raster, const char *path, Err *err) {
  struct stat there;
  if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode))
    return err_set(err, STATUS_INPUT, "no-shot", "%s is there already and is no file to write a picture over; name another", path);
  char beside[PATH_MAX];
  if (snprintf(beside, sizeof beside, "%s.XXXXXX", path) >= (int)sizeof beside) return no_shot(path, strerror(ENAMETOOLONG), err);
  int descriptor = mkstemp(beside);
  if (descriptor < 0) return no_shot(path, strerror(errno), err);
  FILE *file = fdopen(descriptor, "wb");
  if (!file) BUG("out of memory");

  png_image image;
  const char *why = write_png(raster, file, &image) ? NULL : image.message;
  if (fclose(file) != 0 && !why) why = strerror(errno);
  if (!why && rename(beside, path) != 0) why = strerror(errno);
  if (!why) return STATUS_OK;
  no_shot(path, why, err);
  unlink(beside);
  return STATUS_WORLD;
}
