/* Pictures from files: what is in them comes out, what is wrong with them costs nothing, and the cache keeps what is held. */
#include "image_cache.h"
#include "image_file.h"
#include "raster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <png.h>

static const Display display = {400, 300, 4.0};
static char folder[] = "/tmp/innspill-images-XXXXXX";

static const char *path_of(const char *name) {
  static char path[200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void write_bytes(const char *name, const void *bytes, size_t count) {
  FILE *file = fopen(path_of(name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, count, file), count);
  assert_int_equal(fclose(file), 0);
}

/* Left half red, right half blue at half its strength. */
static void write_png(const char *name, int width, int height) {
  uint8_t *rgba = malloc((size_t)width * (size_t)height * 4);
  assert_non_null(rgba);
  for (int i = 0; i < width * height; i++) {
    bool left = i % width < width / 2;
    memcpy(rgba + 4 * (size_t)i, left ? (uint8_t[]){255, 0, 0, 255} : (uint8_t[]){0, 0, 255, 128}, 4);
  }
  png_image image = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)width,
                     .height = (png_uint_32)height,
                     .format = PNG_FORMAT_RGBA,
                     .flags = PNG_IMAGE_FLAG_FAST};
  assert_true(png_image_write_to_file(&image, path_of(name), 0, rgba, 0, NULL));
  free(rgba);
}

static void write_jpeg(const char *name, int width, int height) {
  struct jpeg_compress_struct codec;
  struct jpeg_error_mgr errors;
  codec.err = jpeg_std_error(&errors);
  jpeg_create_compress(&codec);
  FILE *file = fopen(path_of(name), "wb");
  assert_non_null(file);
  jpeg_stdio_dest(&codec, file);
  codec.image_width = (JDIMENSION)width;
  codec.image_height = (JDIMENSION)height;
  codec.input_components = 3;
  codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&codec);
  jpeg_start_compress(&codec, TRUE);
  JSAMPLE *row = malloc((size_t)width * 3);
  assert_non_null(row);
  for (int x = 0; x < width; x++)
    memcpy(row + 3 * (size_t)x, (uint8_t[]){20, 200, 40}, 3);
  while (codec.next_scanline < codec.image_height)
    jpeg_write_scanlines(&codec, &row, 1);
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  free(row);
  fclose(file);
}

static bool near(uint32_t pixel, int r, int g, int b, int a) {
  const int wanted[] = {b, g, r, a};
  for (int channel = 0; channel < 4; channel++)
    if (abs((int)((pixel >> (8 * channel)) & 0xff) - wanted[channel]) > 4) return false;
  return true;
}

static bool read_picture(const char *name, Pixels *out, Err *err) {
  *err = (Err){0};
  return image_file_read(path_of(name), display, out, err);
}

static void pictures_come_out_as_they_are(void **state) {
  (void)state;
  Pixels pixels;
  Err err;
  write_png("a.png", 20, 10);
  assert_true(read_picture("a.png", &pixels, &err));
  assert_int_equal(pixels.width_px, 20);
  assert_int_equal(pixels.height_px, 10);
  assert_true(near(pixels.items[0], 255, 0, 0, 255));
  assert_true(near(pixels.items[19], 0, 0, 128, 128)); /* multiplied by its alpha */
  free(pixels.items);
  write_jpeg("b.jpg", 33, 17);
  assert_true(read_picture("b.jpg", &pixels, &err));
  assert_int_equal(pixels.width_px, 33);
  assert_true(near(pixels.items[33 * 17 - 1], 20, 200, 40, 255));
  free(pixels.items);
}

static void large_ones_are_scaled_into_the_display(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int width, height, w, h;
  } cases[] = {
      {"a.png", 1600, 300, 400, 75}, {"a.png", 300, 1200, 75, 300}, {"b.jpg", 4000, 3000, 400, 300}, {"b.jpg", 900, 20, 400, 8}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    (cases[i].name[0] == 'a' ? write_png : write_jpeg)(cases[i].name, cases[i].width, cases[i].height);
    Pixels pixels;
    Err err;
    assert_true(read_picture(cases[i].name, &pixels, &err));
    assert_int_equal(pixels.width_px, cases[i].w);
    assert_int_equal(pixels.height_px, cases[i].h);
    bool png = cases[i].name[0] == 'a';
    assert_true(png ? near(pixels.items[1], 255, 0, 0, 255) : near(pixels.items[1], 20, 200, 40, 255));
    free(pixels.items);
  }
}

static void write_huge_png(const char *name) {
  png_image image = {
      .version = PNG_IMAGE_VERSION, .width = 5000, .height = 4000, .format = PNG_FORMAT_GRAY, .flags = PNG_IMAGE_FLAG_FAST};
  uint8_t *grey = calloc(5000, 4000);
  assert_non_null(grey);
  assert_true(png_image_write_to_file(&image, path_of(name), 0, grey, 0, NULL));
  free(grey);
}

/* A small one that says it is 20,000 pixels wide and high. */
static void write_huge_jpeg(const char *name) {
  Arena *arena = arena_new(0);
  Str bytes;
  write_jpeg(name, 8, 8);
  assert_int_equal(file_read(arena, path_of(name), 1 << 20, &bytes, NULL), STATUS_OK);
  char *copy = arena_alloc(arena, bytes.len);
  memcpy(copy, bytes.ptr, bytes.len);
  size_t at = 0;
  while (memcmp(copy + at, "\xff\xc0", 2) != 0)
    assert_true(++at + 9 < bytes.len);
  memcpy(copy + at + 5, "\x4e\x20\x4e\x20", 4);
  write_bytes(name, copy, bytes.len);
  arena_free(arena);
}

static void assert_refused(const char *name, const char *says) {
  Pixels pixels;
  Err err;
  assert_false(read_picture(name, &pixels, &err));
  if (strstr(err.sentence, says) == NULL) fail_msg("\"%s\" does not say \"%s\"", err.sentence, says);
}

static void what_is_no_picture_is_refused(void **state) {
  (void)state;
  write_bytes("c.gif", "GIF89a....", 10);
  write_bytes("empty", "", 0);
  write_huge_png("huge.png");
  write_huge_jpeg("huge.jpg");
  assert_refused("nowhere.png", "nowhere.png");
  assert_refused("c.gif", "neither PNG nor JPEG");
  assert_refused("empty", "neither PNG nor JPEG");
  assert_refused("huge.png", "16 million");
  assert_refused("huge.jpg", "16 million");
}

/* Cut anywhere, or with a byte turned over: refused, or shown as far as it goes; never more than that. */
static void damage_costs_nothing(void **state) {
  (void)state;
  write_png("a.png", 40, 30);
  write_jpeg("b.jpg", 40, 30);
  static const char *const names[] = {"a.png", "b.jpg"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    Arena *arena = arena_new(0);
    Str whole;
    assert_int_equal(file_read(arena, path_of(names[i]), 1 << 20, &whole, NULL), STATUS_OK);
    char *bytes = arena_alloc(arena, whole.len + 1);
    for (size_t at = 0; at < whole.len; at++) {
      Pixels pixels;
      Err err;
      memcpy(bytes, whole.ptr, whole.len);
      bytes[at] = (char)~bytes[at];
      write_bytes("turned", bytes, whole.len);
      if (read_picture("turned", &pixels, &err)) free(pixels.items);
      write_bytes("cut", whole.ptr, at);
      if (read_picture("cut", &pixels, &err)) free(pixels.items);
    }
    arena_free(arena);
  }
}

static void pictures_are_laid_over_what_is_there(void **state) {
  (void)state;
  uint32_t screen[10 * 10];
  for (size_t i = 0; i < COUNT_OF(screen); i++)
    screen[i] = 0xffffffff;
  Raster raster = {screen, 10, 10, 10};
  static const uint32_t pixels[] = {0xffff0000, 0x00000000, 0x80000080, 0xff00ff00};
  Image image = {2, 2, pixels, 1};
  raster_image(&raster, (Rect){0, 0, 10, 9}, (Rect){2, 2, 8, 8}, &image);
  assert_true(near(screen[2 * 10 + 2], 255, 0, 0, 255));
  assert_true(near(screen[2 * 10 + 9], 255, 255, 255, 255)); /* clear through and through */
  assert_true(near(screen[8 * 10 + 2], 127, 127, 255, 255)); /* half */
  assert_true(near(screen[8 * 10 + 9], 0, 255, 0, 255));
  assert_int_equal(screen[9 * 10 + 9], 0xffffffff); /* outside the clip */
  assert_int_equal(screen[1], 0xffffffff);
  raster_image(&raster, (Rect){0, 0, 10, 10}, (Rect){0, 0, 1, 1}, &image); /* all four in one */
  assert_true(near(screen[0], 159, 159, 127, 255));
  raster_image(&raster, (Rect){0, 0, 10, 10}, (Rect){-5, -5, 2, 2}, &image); /* none of it is on the screen */
}

static DrawList list_of(Arena *arena, const Image *image) {
  DrawList list = draw_list_new(arena, (Colour){0, 0, 0, 255});
  if (image) draw_add(&list, (DrawCommand){.kind = DRAW_IMAGE, .rect = {0, 0, 9, 9}, .clip = {0, 0, 9, 9}, .image = image});
  return list;
}

static void the_cache_keeps_what_is_held(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  ImageCache *cache = calloc(1, sizeof *cache);
  assert_non_null(cache);
  write_png("held.png", 12, 12);
  const Image *held = image_cache_find(cache, path_of("held.png"), display);
  assert_non_null(held);
  DrawList list = list_of(arena, held);
  for (int i = 0; i < 3 * IMAGE_PLACES; i++) { /* many others come and go meanwhile */
    char name[32];
    snprintf(name, sizeof name, "%d.png", i % (IMAGE_PLACES + 9));
    if (i < IMAGE_PLACES + 9) write_png(name, 4, 4);
    image_cache_painted(cache, &list);
    assert_non_null(image_cache_find(cache, path_of(name), display));
    assert_int_equal(held->width_px, 12);
  }
  assert_ptr_equal(image_cache_find(cache, path_of("held.png"), display), held);
  list = list_of(arena, NULL);
  for (int i = 0; i < IMAGE_PLACES + 9; i++) {
    char name[32];
    snprintf(name, sizeof name, "%d.png", i);
    image_cache_painted(cache, &list);
    image_cache_find(cache, path_of(name), display);
  }
  assert_int_not_equal(held->width_px, 12); /* nobody wanted it any more */
  image_cache_free(cache);
  free(cache);
  arena_free(arena);
}

/* One other size is kept beside a picture's own. */
static void another_size_is_made_once(void **state) {
  (void)state;
  static const uint32_t foreign_pixel = 0xffffffff;
  static const Image foreign = {1, 1, &foreign_pixel, 1};
  ImageCache *cache = calloc(1, sizeof *cache);
  assert_non_null(cache);
  write_png("sizes.png", 16, 16);
  const Image *image = image_cache_find(cache, path_of("sizes.png"), display);
  const uint32_t *half = image_cache_scaled(cache, image, 8, 8);
  assert_non_null(half);
  assert_int_equal(cache->bytes, (16 * 16 + 8 * 8) * sizeof *half);
  assert_ptr_equal(image_cache_scaled(cache, image, 8, 8), half);
  const uint32_t *larger = image_cache_scaled(cache, image, 40, 20);
  assert_int_equal(cache->bytes, (16 * 16 + 40 * 20) * sizeof *half);
  assert_int_equal(larger[0], image->pixels[0]); /* corners stay what they are */
  assert_int_equal(larger[40 * 20 - 1], image->pixels[16 * 16 - 1]);
  assert_null(image_cache_scaled(cache, image, 100000, 100000));
  assert_null(image_cache_scaled(cache, &foreign, 8, 8));
  image_cache_free(cache);
  assert_int_equal(cache->bytes, 0);
  free(cache);
}

static void a_failure_is_remembered(void **state) {
  (void)state;
  ImageCache *cache = calloc(1, sizeof *cache);
  assert_non_null(cache);
  assert_null(image_cache_find(cache, path_of("late.png"), display));
  write_png("late.png", 4, 4);
  assert_null(image_cache_find(cache, path_of("late.png"), display));
  image_cache_free(cache);
  free(cache);
}

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
  (void)state;
  char command[256];
  snprintf(command, sizeof command, "rm -rf -- '%s'", folder);
  return system(command); // NOLINT(cert-env33-c): the test's own folder
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pictures_come_out_as_they_are),
      cmocka_unit_test(large_ones_are_scaled_into_the_display),
      cmocka_unit_test(what_is_no_picture_is_refused),
      cmocka_unit_test(damage_costs_nothing),
      cmocka_unit_test(pictures_are_laid_over_what_is_there),
      cmocka_unit_test(the_cache_keeps_what_is_held),
      cmocka_unit_test(another_size_is_made_once),
      cmocka_unit_test(a_failure_is_remembered),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
