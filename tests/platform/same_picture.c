/* same_picture A.png B.png: 0 when both show the same, pixel by pixel. */
#include <png.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static png_bytep read_picture(const char *path, png_image *image) {
  *image = (png_image){.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_file(image, path)) return NULL;
  image->format = PNG_FORMAT_RGB;
  png_bytep pixels = malloc(PNG_IMAGE_SIZE(*image));
  if (pixels && png_image_finish_read(image, NULL, pixels, 0, NULL)) return pixels;
  free(pixels);
  return NULL;
}

int main(int argc, char **argv) {
  png_image a, b;
  if (argc != 3) return 2;
  png_bytep a_pixels = read_picture(argv[1], &a), b_pixels = read_picture(argv[2], &b);
  bool same =
      a_pixels && b_pixels && a.width == b.width && a.height == b.height && memcmp(a_pixels, b_pixels, PNG_IMAGE_SIZE(a)) == 0;
  free(a_pixels);
  free(b_pixels);
  return same ? 0 : 1;
}
