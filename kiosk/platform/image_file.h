/* image_file: a picture out of a file: PNG and JPEG, a file each. Whatever is in the file: it costs bounded memory and no more. */
#ifndef IMAGE_FILE_H
#define IMAGE_FILE_H

#include "draw.h"

enum { IMAGE_PIXELS_MAX = 16 * 1000 * 1000, IMAGE_BYTES_MAX = 32 * 1024 * 1024 };

typedef struct Pixels {
  int width_px, height_px;
  uint32_t *items; /* malloced; as in Image */
} Pixels;

/* Reads a file's bytes; what fails leaves its reason in err. */
bool image_file_read(const char *path, Display display, Pixels *out, Err *err);

/* Decoders: false with a reason in why. display: a JPEG may come out smaller than it is, though never smaller than it is shown
 * there. */
bool image_png_decode(Str bytes, Pixels *out, char why[200]);
bool image_jpeg_decode(Str bytes, Display display, Pixels *out, char why[200]);

bool image_size_is_sane(long width, long height);
uint32_t *image_pixels_new(long width, long height); /* NULL: there is not that much memory */
/* from, of from_w * from_h pixels, into to, of to_w * to_h: by the share each pixel covers where it becomes smaller, else by its
 * neighbours. */
void image_resample(const uint32_t *from, int from_w, int from_h, uint32_t *to, int to_w, int to_h);
/* The same picture, scaled down into the display; takes and gives malloced pixels. */
bool image_scale_down(Pixels *pixels, Display display);

#endif
