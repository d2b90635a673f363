#include "picture.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_MAX = 512, INKED_MIN = 8, BYTES_PER_PX = 4 };

typedef struct Part {
  char file[256];
  int x, y, w, h;
} Part;

static bool read_picture(const char *file, png_image *image, unsigned char **pixels) {
  *image = (png_image){.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_file(image, file)) return false;
  image->format = PNG_FORMAT_BGRA;
  *pixels = malloc(PNG_IMAGE_SIZE(*image));
  if (*pixels && png_image_finish_read(image, NULL, *pixels, 0, NULL)) return true;
  free(*pixels);
  return false;
}

/* By its green: the darkest and the lightest of the part are ink and paper. */
static void find_tones(const unsigned char *pixels, int width, const Part *part, int *ink, int *paper) {
  *ink = 255;
  *paper = 0;
  for (int y = part->y; y < part->y + part->h; y++)
    for (int x = part->x; x < part->x + part->w; x++) {
      int tone = pixels[((size_t)y * (size_t)width + (size_t)x) * BYTES_PER_PX + 1];
      if (tone < *ink) *ink = tone;
      if (tone > *paper) *paper = tone;
    }
}

static bool is_near(unsigned char a, int b) {
  return a >= b - 1 && a <= b + 1;
}

static void find_ink(Found *found, const Regions *regions, const int *covered, size_t count) {
  for (size_t i = 0; i < regions->count; i++) {
    const Region *region = &regions->items[i];
    for (size_t at = 0; at + count <= region->count; at++) {
      size_t n = 0;
      while (n < count && is_near(region->bytes[at + n], covered[n]))
        n++;
      if (n < count) continue;
      if (found->count++ == 0) *found = (Found){1, region->address + at, region->name, "how much is ink"};
    }
  }
}

/* From its first pixel with ink to its last; false: there is too little. */
static bool search_row(const Regions *regions, const unsigned char *row, int width, int ink, int paper, Found *found) {
  int covered[PART_MAX], first = width, last = 0, partly = 0;
  for (int x = 0; x < width; x++) {
    covered[x] = ((paper - row[x * BYTES_PER_PX + 1]) * 255 + (paper - ink) / 2) / (paper - ink);
    if (covered[x] > 2 && first == width) first = x;
    if (covered[x] > 2) last = x;
    partly += covered[x] > 20 && covered[x] < 235;
  }
  if (partly < INKED_MIN) return false;
  size_t count = (size_t)last - (size_t)first + 1;
  Found as_pixels = search_bytes(regions, row + first * BYTES_PER_PX, count * BYTES_PER_PX, "pixels");
  if (found->count == 0) *found = as_pixels;
  find_ink(found, regions, covered + first, count);
  return true;
}

bool picture_search(const Regions *regions, const char *text, Found *found) {
  Part part;
  png_image image;
  unsigned char *pixels = NULL;
  *found = (Found){0};
  if (sscanf(text, "%255[^,],%d,%d,%d,%d", part.file, &part.x, &part.y, &part.w, &part.h) != 5 || part.w > PART_MAX) return false;
  if (!read_picture(part.file, &image, &pixels)) return false;
  int width = (int)image.width, ink, paper, rows = 0;
  if (part.x >= 0 && part.y >= 0 && part.x + part.w <= width && part.y + part.h <= (int)image.height) {
    find_tones(pixels, width, &part, &ink, &paper);
    for (int y = part.y; paper - ink > 50 && y < part.y + part.h; y++)
      rows += search_row(regions, pixels + ((size_t)y * (size_t)width + (size_t)part.x) * BYTES_PER_PX, part.w, ink, paper, found);
  }
  free(pixels);
  return rows > 0;
}
