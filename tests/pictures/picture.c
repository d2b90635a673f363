/* picture: compares pictures and keeps them, for run.sh.
 *
 *   picture compare REFERENCE SHOWN DIFFERENCE exact|near     0: they are the same; else says by how much, and writes the difference
 *   picture keep SHOWN REFERENCE                              the same picture in few bytes, and the same bytes for the same picture
 *
 * near allows for another version of a font or of what draws it: a mean difference of 2 in 255, and 4 pixels in 100 that differ by more than
 * 32. */
#include <png.h>

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double near_mean = 2.0, near_share = 0.04;
enum { CLEARLY = 32 };

typedef struct Picture {
  png_image header;
  uint8_t *bytes; /* RGB */
} Picture;

static bool read_picture(const char *path, Picture *out) {
  *out = (Picture){.header = {.version = PNG_IMAGE_VERSION}};
  if (!png_image_begin_read_from_file(&out->header, path)) {
    fprintf(stderr, "picture: %s: %s\n", path, out->header.message);
    return false;
  }
  out->header.format = PNG_FORMAT_RGB;
  out->bytes = malloc(PNG_IMAGE_SIZE(out->header));
  if (out->bytes == NULL || !png_image_finish_read(&out->header, NULL, out->bytes, 0, NULL)) {
    fprintf(stderr, "picture: %s: %s\n", path, out->header.message);
    return false;
  }
  return true;
}

/* Without filters: faces of one colour and letters alike many times over take half the bytes that way. */
static void write_rows(png_structp png, png_infop info, const Picture *picture) {
  png_set_IHDR(png, info, picture->header.width, picture->header.height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_compression_level(png, 9);
  png_set_compression_mem_level(png, 9);
  png_write_info(png, info);
  for (size_t y = 0; y < picture->header.height; y++) {
    png_write_row(png, picture->bytes + y * 3 * picture->header.width);
  }
  png_write_end(png, info);
}

static bool write_picture(const char *path, const Picture *picture) {
  FILE *file = fopen(path, "wb");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
  volatile bool done = false;
  if (file != NULL && info != NULL && setjmp(png_jmpbuf(png)) == 0) {
    png_init_io(png, file);
    write_rows(png, info, picture);
    done = true;
  }
  png_destroy_write_struct(&png, &info);
  if (file != NULL && fclose(file) != 0) {
    done = false;
  }
  if (!done) {
    fprintf(stderr, "picture: %s cannot be written\n", path);
  }
  return done;
}

static int difference(const uint8_t *a, const uint8_t *b) {
  int most = 0;
  for (int i = 0; i < 3; i++) {
    int one = abs(a[i] - b[i]);
    most = one > most ? one : most;
  }
  return most;
}

typedef struct Comparison {
  double mean, share; /* of all pixels: difference of 0 .. 255, and those that differ clearly */
  size_t differing;   /* pixels, at all */
} Comparison;

/* a becomes the difference: black where it is equal, the lighter the more it differs. */
static Comparison subtract(Picture *a, const Picture *b) {
  size_t pixels = (size_t)a->header.width * a->header.height, clear = 0;
  Comparison result = {0};
  double sum = 0.0;
  for (size_t i = 0; i < pixels; i++) {
    int by = difference(a->bytes + 3 * i, b->bytes + 3 * i);
    sum += by;
    clear += by > CLEARLY;
    result.differing += by > 0;
    memset(a->bytes + 3 * i, by > 0 ? 64 + by * 3 / 4 : 0, 3);
  }
  result.mean = sum / (double)pixels;
  result.share = (double)clear / (double)pixels;
  return result;
}

static int compare(const char *reference, const char *shown, const char *difference_path, bool exact) {
  Picture a, b;
  if (!read_picture(reference, &a) || !read_picture(shown, &b)) {
    return 2;
  }
  if (a.header.width != b.header.width || a.header.height != b.header.height) {
    fprintf(stderr, "%s is %u x %u, shown are %u x %u\n", reference, a.header.width, a.header.height, b.header.width,
            b.header.height);
    return 1;
  }
  Comparison result = subtract(&a, &b);
  bool same = exact ? result.differing == 0 : result.mean <= near_mean && result.share <= near_share;
  if (!same) {
    fprintf(stderr, "%s: %zu pixels differ, %.1f %% of them all clearly; the mean difference is %.2f\n", reference,
            result.differing, 100.0 * result.share, result.mean);
    write_picture(difference_path, &a);
  }
  free(a.bytes);
  free(b.bytes);
  return same ? 0 : 1;
}

static int keep(const char *shown, const char *reference) {
  Picture picture;
  if (!read_picture(shown, &picture)) {
    return 2;
  }
  bool done = write_picture(reference, &picture);
  free(picture.bytes);
  return done ? 0 : 2;
}

int main(int argc, char **argv) {
  if (argc == 6 && strcmp(argv[1], "compare") == 0) {
    return compare(argv[2], argv[3], argv[4], strcmp(argv[5], "exact") == 0);
  }
  if (argc == 4 && strcmp(argv[1], "keep") == 0) {
    return keep(argv[2], argv[3]);
  }
  fprintf(stderr, "usage: picture compare REFERENCE SHOWN DIFFERENCE exact|near | picture keep SHOWN REFERENCE\n");
  return 2;
}
