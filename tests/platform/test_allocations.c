/* Once it has seen the screens that come by turns, the platform asks for no memory: neither to measure, nor to place a caret, nor to
 * paint. Counted for the whole process, libraries and all, on SDL's driver without a screen: on X11, SDL waits for the server after each
 * picture, for which Xlib asks three times for a few bytes and gives them back. */
#include "allocations.h"
#include "platform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 1280, HEIGHT = 800, BODY_PX = 28, POINTS = 600 };

static const Rect screen = {0, 0, WIDTH, HEIGHT};

static int open_platform(void **state) {
  PlatformSetup setup = {.width_px = WIDTH, .height_px = HEIGHT, .font_family = "Inter"};
  Platform *platform = NULL;
  Err err = {0};
  if (platform_open(&setup, &platform, &err) != STATUS_OK) {
    err_print(&err, stderr);
    return -1;
  }
  while (platform_wait(platform, 100).kind != PLATFORM_TIMEOUT)
    ;
  *state = platform;
  return 0;
}

static int close_platform(void **state) {
  platform_close(*state);
  return 0;
}

static void add_text(DrawList *list, const TextMetrics *metrics, Str text, int x, int y, bool rtl) {
  int width = metrics->width(metrics->context, text, BODY_PX, FONT_REGULAR);
  int height = metrics->height(metrics->context, BODY_PX, FONT_REGULAR);
  draw_add(list, (DrawCommand){.kind = DRAW_TEXT,
                               .rect = {x, y, width, height},
                               .clip = screen,
                               .colour = {16, 24, 32, 255},
                               .text = text,
                               .size_px = BODY_PX,
                               .rtl = rtl});
  int caret = x + metrics->caret(metrics->context, text, text.len, BODY_PX, FONT_REGULAR, rtl);
  draw_add(list, (DrawCommand){.kind = DRAW_FILL, .rect = {caret, y, 2, height}, .clip = screen, .colour = {0, 80, 160, 255}});
}

static void add_signature(DrawList *list, Arena *arena, size_t count) {
  Point *points = ARENA_ARRAY(arena, Point, POINTS);
  for (size_t i = 0; i < count; i++)
    points[i] = (Point){700 + (float)(i * 37 % 400), 400 + (float)(i * 11 % 300)};
  for (size_t from = 0; from + 1 < count; from += 63)
    draw_add(list, (DrawCommand){.kind = DRAW_STROKE,
                                 .rect = {690, 390, 420, 320},
                                 .clip = screen,
                                 .colour = {0, 0, 0, 255},
                                 .width_px = 5,
                                 .points = points + from,
                                 .point_count = count - from < 64 ? count - from : 64});
}

/* Two screens with nothing in common, but for the round shapes; each a little different from time to time, as when scrolled. */
static void frame(Platform *platform, Arena *arena, int number) {
  static const char *const texts[2][4] = {
      {"Hvor nyttig var samlingen?", "Svært nyttig 👍🏽", "Наскільки корисною?", "هل ساعدك برنامج Inn i jobb؟"},
      {"Hva manglet?", "ብዛዕባ እዚ ስራሕ 🎉", "Čáliid dása", "لا، شكرا (25)"},
  };
  TextMetrics metrics = platform_metrics(platform);
  DrawList list = draw_list_new(arena, number % 2 ? (Colour){244, 241, 234, 255} : (Colour){255, 255, 255, 255});
  for (int i = 0; i < 4; i++) {
    Rect card = {30, 40 + 90 * i + number % 7, 600, 80};
    draw_add(&list,
             (DrawCommand){.kind = DRAW_FILL, .rect = card, .clip = screen, .colour = {255, 255, 255, 255}, .radius_px = 12});
    draw_add(
        &list,
        (DrawCommand){
            .kind = DRAW_OUTLINE, .rect = card, .clip = screen, .colour = {90, 100, 110, 255}, .radius_px = 12, .width_px = 2.5F});
    add_text(&list, &metrics, str_from(texts[number % 2][i]), card.x + 20, card.y + 20, i == 3);
  }
  add_signature(&list, arena, number % 2 ? POINTS : POINTS / 2);
  platform_paint(platform, &list);
  arena_rewind(arena);
}

static void warm_frames_allocate_nothing(void **state) {
  Arena *arena = arena_new(1 << 20);
  for (int i = 0; i < 14; i++)
    frame(*state, arena, i);
  size_t before = allocations();
  for (int i = 0; i < 42; i++)
    frame(*state, arena, i);
  size_t asked = allocations() - before;
  arena_free(arena);
  if (asked) fail_msg("asked for memory %zu times in 42 frames", asked);
}

static void the_count_counts(void **state) {
  (void)state;
  size_t before = allocations();
  void *volatile memory = malloc(100);
  memory = realloc(memory, 200);
  free(memory);
  assert_true(allocations() - before >= 2);
  Arena *arena = arena_new(0);
  before = allocations();
  platform_wipe(*state);
  frame(*state, arena, 0); /* cold */
  assert_true(allocations() - before > 4);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(warm_frames_allocate_nothing),
      cmocka_unit_test(the_count_counts),
  };
  return cmocka_run_group_tests(tests, open_platform, close_platform);
}
