/* What platform_paint leaves on the window, read back from the PNG that platform_shot writes. */
#include "platform.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 640, HEIGHT = 480 };

typedef struct Picture {
  uint8_t rgb[HEIGHT][WIDTH][3];
} Picture;

static const Rect screen = {0, 0, WIDTH, HEIGHT};
static const Colour paper = {240, 241, 242, 255}, ink = {10, 20, 30, 255}, accent = {0, 90, 160, 255};

static Platform *open_platform(void) {
  PlatformSetup setup = {.width_px = WIDTH, .height_px = HEIGHT, .width_mm = 160, .font_family = "Inter"};
  Platform *platform = NULL;
  Err err = {0};
  if (platform_open(&setup, &platform, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return platform;
}

static void read_back(Platform *platform, Picture *out) {
  char path[] = "/tmp/innspill-shot-XXXXXX";
  Err err = {0};
  close(mkstemp(path));
  if (platform_shot(platform, path, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  png_image image = {.version = PNG_IMAGE_VERSION};
  assert_true(png_image_begin_read_from_file(&image, path));
  image.format = PNG_FORMAT_RGB;
  assert_int_equal(image.width, WIDTH);
  assert_int_equal(image.height, HEIGHT);
  assert_true(png_image_finish_read(&image, NULL, out, 0, NULL));
  unlink(path);
}

static void assert_pixel(const Picture *picture, int x, int y, Colour c) {
  const uint8_t *rgb = picture->rgb[y][x];
  if (rgb[0] != c.r || rgb[1] != c.g || rgb[2] != c.b)
    fail_msg("pixel %d,%d is %d %d %d, not %d %d %d", x, y, rgb[0], rgb[1], rgb[2], c.r, c.g, c.b);
}

static bool has_ink(const Picture *picture, Rect r) {
  for (int y = r.y; y < r.y + r.h; y++)
    for (int x = r.x; x < r.x + r.w; x++)
      if (picture->rgb[y][x][0] < 60) return true;
  return false;
}

/* A small questionnaire: a heading, four options of which one may be marked, a pattern of modules. */
static DrawList question(Arena *arena, int marked) {
  static const uint8_t modules[] = {1, 0, 1, 0, 1, 0, 1, 0, 1};
  static const Point tick[] = {{40, 20}, {46, 26}, {56, 12}};
  DrawList list = draw_list_new(arena, paper);
  draw_add(&list, (DrawCommand){.kind = DRAW_TEXT,
                                .rect = {20, 10, 400, 40},
                                .clip = screen,
                                .colour = ink,
                                .text = STR("Hvor forn\xC3\xB8yd?"),
                                .size_px = 32,
                                .weight = FONT_SEMIBOLD});
  for (int i = 0; i < 4; i++) {
    Rect r = {20, 80 + i * 70, 500, 60};
    draw_add(&list, (DrawCommand){.kind = DRAW_FILL, .rect = r, .clip = screen, .colour = {255, 255, 255, 255}, .radius_px = 12});
    draw_add(&list, (DrawCommand){.kind = DRAW_OUTLINE,
                                  .rect = r,
                                  .clip = screen,
                                  .colour = i == marked ? accent : ink,
                                  .radius_px = 12,
                                  .width_px = 2.5F});
    if (i == marked) {
      Point *points = ARENA_ARRAY(arena, Point, COUNT_OF(tick));
      for (size_t k = 0; k < COUNT_OF(tick); k++)
        points[k] = (Point){tick[k].x, tick[k].y + (float)r.y};
      draw_add(&list, (DrawCommand){.kind = DRAW_STROKE,
                                    .rect = {30, r.y, 40, 60},
                                    .clip = screen,
                                    .colour = accent,
                                    .width_px = 4,
                                    .points = points,
                                    .point_count = COUNT_OF(tick)});
    }
    draw_add(&list, (DrawCommand){.kind = DRAW_TEXT,
                                  .rect = {80, r.y + 15, 300, 30},
                                  .clip = screen,
                                  .colour = ink,
                                  .text = arena_printf(arena, "Svar \xC3\x85g %d", i),
                                  .size_px = 24});
  }
  draw_add(
      &list,
      (DrawCommand){
          .kind = DRAW_MODULES, .rect = {540, 20, 90, 90}, .clip = screen, .colour = ink, .modules = modules, .modules_side = 3});
  return list;
}

static void every_kind_is_seen(void **state) {
  (void)state;
  static Picture picture;
  Arena *arena = arena_new(0);
  Platform *platform = open_platform();
  DrawList list = question(arena, 2);
  platform_paint(platform, &list);
  read_back(platform, &picture);
  assert_pixel(&picture, 2, 2, paper);
  assert_pixel(&picture, 270, 100, (Colour){255, 255, 255, 255}); /* inside an option */
  assert_pixel(&picture, 270, 80, ink);                           /* its outline */
  assert_pixel(&picture, 270, 220, accent);                       /* the marked one's */
  assert_pixel(&picture, 20, 80, paper);                          /* its corner is round */
  assert_pixel(&picture, 46, 245, accent);                        /* the tick */
  assert_pixel(&picture, 540, 20, ink);
  assert_pixel(&picture, 569, 49, ink);
  assert_pixel(&picture, 570, 20, paper);
  assert_true(has_ink(&picture, (Rect){20, 10, 250, 40}));
  assert_true(has_ink(&picture, (Rect){80, 95, 100, 30}));
  platform_close(platform);
  arena_free(arena);
}

/* Whatever was there before, the picture is the same as painted onto a new window. */
static void damage_gives_the_whole_picture(void **state) {
  (void)state;
  static Picture step, fresh;
  static const int steps[] = {-1, 0, 1, 3, 3, -1, 2};
  Arena *arena = arena_new(0);
  Platform *platform = open_platform();
  for (size_t i = 0; i < COUNT_OF(steps); i++) {
    DrawList list = question(arena, steps[i]);
    platform_paint(platform, &list);
    read_back(platform, &step);
    if (i == 4) platform_wipe(platform);
  }
  platform_close(platform);
  platform = open_platform();
  DrawList last = question(arena, 2);
  platform_paint(platform, &last);
  read_back(platform, &fresh);
  assert_memory_equal(&step, &fresh, sizeof fresh);
  platform_close(platform);
  arena_free(arena);
}

/* Proof that damage is used at all: a pixel that no command claims to change is left alone. */
static void only_damage_is_painted(void **state) {
  (void)state;
  static Picture picture;
  Arena *arena = arena_new(0);
  Platform *platform = open_platform();
  DrawList list = question(arena, 0);
  platform_paint(platform, &list);
  list = question(arena, 1);
  list.items[list.count - 1].colour = accent; /* behind the hash's back */
  platform_paint(platform, &list);
  read_back(platform, &picture);
  assert_pixel(&picture, 540, 20, ink);
  assert_pixel(&picture, 270, 150, accent);
  platform_close(platform);
  arena_free(arena);
}

/* After a wipe nothing of the last picture is taken for granted. */
static void a_wiped_screen_is_painted_whole(void **state) {
  (void)state;
  static Picture picture;
  Arena *arena = arena_new(0);
  Platform *platform = open_platform();
  DrawList list = question(arena, 0);
  platform_paint(platform, &list);
  platform_wipe(platform);
  list.items[list.count - 1].colour = accent; /* behind the hash's back */
  platform_paint(platform, &list);
  read_back(platform, &picture);
  assert_pixel(&picture, 540, 20, accent);
  platform_close(platform);
  arena_free(arena);
}

static void size_and_millimetres(void **state) {
  (void)state;
  static const struct {
    PlatformSetup setup;
    double px_per_mm;
  } cases[] = {
      {{.width_px = 640, .height_px = 480, .width_mm = 160, .font_family = "Inter"}, 4.0},
      {{.width_px = 640, .height_px = 480, .width_mm = 320, .height_mm = 240, .font_family = "Inter"}, 2.0},
      {{.windowed = true, .width_px = 800, .height_px = 600, .width_mm = 200, .font_family = "Inter"}, 4.0},
      {{.width_px = 1280, .height_px = 800, .font_family = "Inter"}, 5.88},  /* a tablet of 10.1 inches, 149 dots an inch */
      {{.width_px = 1920, .height_px = 1080, .font_family = "Inter"}, 4.03}, /* a display of 21.5 inches, 102 */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Platform *platform = NULL;
    Err err = {0};
    assert_int_equal(platform_open(&cases[i].setup, &platform, &err), STATUS_OK);
    Display display = platform_display(platform);
    assert_int_equal(display.width_px, cases[i].setup.width_px);
    assert_int_equal(display.height_px, cases[i].setup.height_px);
    if (display.px_per_mm < cases[i].px_per_mm - 0.01 || display.px_per_mm > cases[i].px_per_mm + 0.01)
      fail_msg("case %zu: %.3f px a mm", i, display.px_per_mm);
    platform_close(platform);
  }
}

static void failures_say_what_to_do(void **state) {
  (void)state;
  PlatformSetup setup = {.font_family = "Inter"};
  Platform *platform = NULL;
  Err err = {0};
  setenv("SDL_VIDEODRIVER", "nosuchdriver", 1);
  assert_int_equal(platform_open(&setup, &platform, &err), STATUS_WORLD);
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  assert_null(platform);
  assert_string_equal(err.code, "no-display");
  assert_non_null(strstr(err.sentence, "DISPLAY"));
  assert_non_null(strstr(err.sentence, "nosuchdriver"));

  platform = open_platform();
  err = (Err){0};
  assert_int_equal(platform_shot(platform, "/nonexistent/folder/a.png", &err), STATUS_WORLD);
  assert_string_equal(err.code, "no-shot");
  platform_close(platform);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_is_seen),     cmocka_unit_test(damage_gives_the_whole_picture),
      cmocka_unit_test(only_damage_is_painted), cmocka_unit_test(a_wiped_screen_is_painted_whole),
      cmocka_unit_test(size_and_millimetres),   cmocka_unit_test(failures_say_what_to_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
