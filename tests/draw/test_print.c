#include "draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_kind_is_printed(void **state) {
  (void)state;
  static const Point points[] = {{1.5F, 2}, {3, 4.25F}};
  static const uint8_t modules[] = {1, 0, 0, 1};
  static const char expected[] = "background #f0f1f2\n"
                                 "fill 10,20 30x40 #010203 radius 8\n"
                                 "fill 10,20 30x40 #01020380 clip 0,0 20x100\n"
                                 "outline 0,0 5x5 #010203 radius 2.5 width 1.5\n"
                                 "stroke 0,0 9x9 #010203 width 3 points 1.5,2 3,4.25\n"
                                 "text -5,0 50x20 #010203 size 20 \"\xC3\xA5 \\\"b\\\"\" clip 0,0 100x100\n"
                                 "text 0,0 50x20 #010203 size 24 semibold rtl \"x\"\n";
  Arena *arena = arena_new(0);
  Rect clip = {0, 0, 100, 100};
  Colour ink = {1, 2, 3, 255};
  DrawList list = draw_list_new(arena, (Colour){0xf0, 0xf1, 0xf2, 255});
  draw_add(&list, (DrawCommand){.kind = DRAW_FILL, .rect = {10, 20, 30, 40}, .clip = clip, .colour = ink, .radius_px = 8});
  draw_add(&list, (DrawCommand){.kind = DRAW_FILL, .rect = {10, 20, 30, 40}, .clip = {0, 0, 20, 100}, .colour = {1, 2, 3, 128}});
  draw_add(
      &list,
      (DrawCommand){.kind = DRAW_OUTLINE, .rect = {0, 0, 5, 5}, .clip = clip, .colour = ink, .radius_px = 2.5F, .width_px = 1.5F});
  draw_add(&list, (DrawCommand){.kind = DRAW_STROKE,
                                .rect = {0, 0, 9, 9},
                                .clip = clip,
                                .colour = ink,
                                .width_px = 3,
                                .points = points,
                                .point_count = 2});
  draw_add(
      &list,
      (DrawCommand){
          .kind = DRAW_TEXT, .rect = {-5, 0, 50, 20}, .clip = clip, .colour = ink, .text = STR("\xC3\xA5 \"b\""), .size_px = 20});
  draw_add(&list, (DrawCommand){.kind = DRAW_TEXT,
                                .rect = {0, 0, 50, 20},
                                .clip = clip,
                                .colour = ink,
                                .text = STR("x"),
                                .size_px = 24,
                                .weight = FONT_SEMIBOLD,
                                .rtl = true});
  draw_add(&list,
           (DrawCommand){
               .kind = DRAW_MODULES, .rect = {0, 0, 50, 50}, .clip = clip, .colour = ink, .modules = modules, .modules_side = 2});
  static const uint32_t pixel = 0xff000000;
  static const Image image = {.width_px = 1, .height_px = 1, .pixels = &pixel, .hash = 0xabc};
  draw_add(&list, (DrawCommand){.kind = DRAW_IMAGE, .rect = {0, 0, 7, 7}, .clip = clip, .colour = ink, .image = &image});
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  draw_print(&list, &sink);
  Str text = buffer_view(&buffer);
  assert_memory_equal(text.ptr, expected, sizeof expected - 1);
  assert_non_null(strstr(text.ptr, "\nmodules 0,0 50x50 #010203 side 2 hash "));
  assert_non_null(strstr(text.ptr, "\nimage 0,0 7x7 #010203 of 1x1 hash 0000000000000abc\n"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_kind_is_printed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
