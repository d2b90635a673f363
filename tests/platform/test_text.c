/* Text with the fonts that are installed: Inter, and Noto for what it lacks (packages fonts-inter, fonts-noto-core). */
#include "open_text.h"
#include "text.h"
#include "text_runs.h"
#include "text_shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char arabic[] = "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7"; /* marhaba */

static bool is_in_file(const TextMaker *text, int face_ix, const char *name) {
  return strstr(text->fonts.faces.items[face_ix].path, name) != NULL;
}

static int face_for(TextMaker *text, uint32_t cp) {
  return faces_for_cps(&text->fonts.faces, FONT_REGULAR, &cp, 1);
}

static void faces_of_the_family(void **state) {
  TextMaker *text = *state;
  assert_true(is_in_file(text, FONT_REGULAR, "Inter-Regular"));
  assert_true(is_in_file(text, FONT_SEMIBOLD, "Inter-SemiBold"));
  assert_true(text->fonts.cap_ratio > 0.71 && text->fonts.cap_ratio < 0.745); /* Inter's capitals are 0.727 high */
  assert_int_equal(face_for(text, 0xE5), FONT_REGULAR);
  int for_arabic = face_for(text, 0x628);
  assert_true(is_in_file(text, for_arabic, "Arabic"));
  assert_int_equal(face_for(text, 0x645), for_arabic); /* found once */
  for (int round = 0; round < 2; round++) {
    assert_int_equal(face_for(text, 0x10FFFD), FONT_REGULAR); /* nobody has it */
    assert_int_equal(text->fonts.faces.missing_count, 1);     /* looked for once */
  }
}

static void print_run(Sink *sink, const TextRuns *runs, const TextRun *run) {
  sink_z(sink, run->rtl ? "<[" : "[");
  for (size_t i = run->from; i < run->to; i++) {
    char bytes[4];
    sink_bytes(sink, bytes, utf8_encode(runs->cps[i], bytes));
  }
  sink_z(sink, "]");
}

static void runs(void **state) {
  TextMaker *text = *state;
  static const struct {
    const char *text;
    TextDirection direction;
    const char *shown; /* runs from left to right as on the screen, each [logical order], '<' before those that run left */
  } cases[] = {
      {"", TEXT_LEFT_TO_RIGHT, ""},
      {"abc \xC3\xB8", TEXT_LEFT_TO_RIGHT, "[abc \xC3\xB8]"},
      {"a\tb\nc", TEXT_LEFT_TO_RIGHT, "[a b c]"},
      {"a\xFF", TEXT_LEFT_TO_RIGHT, "[a][\xEF\xBF\xBD]"},
      {"abc!", TEXT_RIGHT_TO_LEFT, "<[!][abc]"}, /* the line runs left: its end is on the left */
      {"\xD8\xA7\xD8\xA8!", TEXT_RIGHT_TO_LEFT, "<[\xD8\xA7\xD8\xA8!]"},
      {"\xD8\xA7\xD8\xA8 ab", TEXT_RIGHT_TO_LEFT, "[ab]<[\xD8\xA7\xD8\xA8 ]"},
      {"\xD8\xA7\xD8\xA8 ab", TEXT_LEFT_TO_RIGHT, "<[\xD8\xA7\xD8\xA8][ ab]"},
      {"ab \xD8\xA7 12 \xD8\xA8 cd", TEXT_LEFT_TO_RIGHT, "[ab ]<[ \xD8\xA8][12]<[\xD8\xA7 ][ cd]"}, /* numbers run right inside */
      {"\xD8\xA7 ab!", TEXT_AS_ITS_FIRST_LETTER, "<[!][ab]<[\xD8\xA7 ]"},
      {"(ab \xD8\xA7!", TEXT_AS_ITS_FIRST_LETTER, "[(ab ]<[\xD8\xA7][!]"},
      {"e\xCC\x81", TEXT_LEFT_TO_RIGHT, "[e\xCC\x81]"}, /* a mark stays with its letter */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    TextRuns found = text_runs(arena, &text->fonts.faces, str_from(cases[i].text), FONT_REGULAR, cases[i].direction);
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    for (size_t k = 0; k < found.run_count; k++)
      print_run(&sink, &found, &found.items[k]);
    if (!str_is(buffer_view(&buffer), cases[i].shown)) fail_msg("case %zu: " STR_FMT, i, STR_ARG(buffer_view(&buffer)));
    arena_free(arena);
  }
}

static void widths(void **state) {
  TextMaker *text = *state;
  int one = text_width(text, STR("m"), 40, FONT_REGULAR), ten = text_width(text, STR("mmmmmmmmmm"), 40, FONT_REGULAR);
  assert_true(one > 20 && one < 60);
  assert_true(abs(ten - 10 * one) <= 10);
  assert_int_equal(text_width(text, STR(""), 40, FONT_REGULAR), 0);
  assert_true(text_width(text, STR("a "), 40, FONT_REGULAR) > text_width(text, STR("a"), 40, FONT_REGULAR));
  assert_true(text_width(text, STR("Neste"), 40, FONT_SEMIBOLD) > text_width(text, STR("Neste"), 40, FONT_REGULAR));
  for (int round = 0; round < 2; round++) /* the second from the cache */
    assert_int_equal(text_width(text, STR("Hvor forn\xC3\xB8yd?"), 33, FONT_REGULAR),
                     text_width(text, STR("Hvor forn\xC3\xB8yd?"), 33, FONT_REGULAR));
  assert_true(fonts_ascent(&text->fonts, 40, FONT_REGULAR) > 30);
  assert_true(fonts_height(&text->fonts, 40, FONT_REGULAR) >= 40);
}

/* Arabic letters join: the word is narrower than its letters one by one. */
static void arabic_is_shaped(void **state) {
  TextMaker *text = *state;
  int apart = 0;
  for (size_t at = 0; at < sizeof arabic - 1; at += 2)
    apart += text_width(text, (Str){arabic + at, 2}, 60, FONT_REGULAR);
  int joined = text_width(text, str_from(arabic), 60, FONT_REGULAR);
  assert_true(joined > 0 && joined < apart * 9 / 10);
}

static double ink(const Picture *picture) {
  double sum = 0;
  for (int i = 0; i < picture->box.w * picture->box.h; i++)
    sum += picture->coverage[i] / 255.0;
  return sum;
}

static void pictures(void **state) {
  TextMaker *text = *state;
  /* A capital H: two stems and a bar, as high as cap_ratio says and on the baseline. */
  const Picture *h = text_picture(text, STR("H"), 100, FONT_REGULAR, false);
  assert_int_equal(h->box.y + h->box.h, fonts_ascent(&text->fonts, 100, FONT_REGULAR));
  assert_true(abs(h->box.h - (int)(text->fonts.cap_ratio * 100 + 0.5)) <= 1);
  assert_true(ink(h) > 1200 && ink(h) < 3000);
  assert_ptr_equal(text_picture(text, STR("H"), 100, FONT_REGULAR, false), h);
  const Picture *space = text_picture(text, STR("  "), 40, FONT_REGULAR, false);
  assert_null(space->coverage);
  /* A line of two fonts is as wide as it measures, and has the ink of both. */
  Str mixed = STR("ab \xD8\xA7\xD8\xA8");
  const Picture *both = text_picture(text, mixed, 40, FONT_REGULAR, true);
  assert_true(abs(both->box.w - text_width(text, mixed, 40, FONT_REGULAR)) <= 6); /* but for the room beside its letters */
  double all = ink(both), latin = ink(text_picture(text, STR("ab"), 40, FONT_REGULAR, true));
  assert_true(all > latin + 20);
}

static void a_wipe_leaves_nothing(void **state) {
  TextMaker *text = *state;
  static const PictureCache no_pictures;
  static const WidthCache no_widths;
  text_picture(text, STR("hemmelig"), 40, FONT_REGULAR, false);
  text_width(text, STR("hemmelig"), 40, FONT_REGULAR);
  text_wipe(text);
  assert_memory_equal(&text->lines.entries, &no_pictures.entries, sizeof no_pictures.entries);
  assert_memory_equal(&text->glyphs.entries, &no_pictures.entries, sizeof no_pictures.entries);
  assert_int_equal(text->lines.bytes + text->glyphs.bytes, 0);
  assert_memory_equal(&text->widths, &no_widths, sizeof no_widths);
  assert_non_null(text_picture(text, STR("hemmelig"), 40, FONT_REGULAR, false)->coverage);
}

static void many_sizes(void **state) {
  TextMaker *text = *state;
  int first = text_width(text, STR("abc"), 10, FONT_REGULAR);
  for (int round = 0; round < 2; round++) {
    for (int size_px = 10; size_px < 60; size_px++)
      assert_true(text_width(text, STR("abc"), size_px, FONT_REGULAR) >= first);
    width_cache_wipe(&text->widths);
  }
  assert_int_equal(text_width(text, STR("abc"), 10, FONT_REGULAR), first);
}

static void nothing_is_allocated_when_warm(void **state) {
  TextMaker *text = *state;
  text_width(text, STR("Hvor forn\xC3\xB8yd er du?"), 40, FONT_REGULAR);
  size_t blocks = arena_block_count(text->scratch);
  width_cache_wipe(&text->widths);
  text_width(text, STR("Hvor forn\xC3\xB8yd er du?"), 40, FONT_REGULAR);
  assert_int_equal(arena_block_count(text->scratch), blocks);
  assert_int_equal(arena_used_bytes(text->scratch), 0);
}

static void another_family_stands_in(void **state) {
  (void)state;
  TextMaker *text = calloc(1, sizeof *text);
  Err err = {0};
  assert_int_equal(text_open(text, "No Such Family At All", &err), STATUS_OK); /* with a warning in the log */
  assert_true(text_width(text, STR("abc"), 40, FONT_REGULAR) > 20);
  text_close(text);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faces_of_the_family),
      cmocka_unit_test(runs),
      cmocka_unit_test(widths),
      cmocka_unit_test(arabic_is_shaped),
      cmocka_unit_test(pictures),
      cmocka_unit_test(a_wipe_leaves_nothing),
      cmocka_unit_test(many_sizes),
      cmocka_unit_test(nothing_is_allocated_when_warm),
      cmocka_unit_test(another_family_stands_in),
  };
  return cmocka_run_group_tests(tests, open_text, close_text);
}
