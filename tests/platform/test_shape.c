/* Where letters stand and carets go, in the scripts that the forms are written in, with the fonts that tools/packages installs. */
#include "open_text.h"
#include "text.h"
#include "text_shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE_PX = 40, LETTERS_MAX = 64 };

static ShapedLine shape(TextMaker *text, Arena *arena, const char *line, bool rtl) {
  return text_shape(arena, &text->fonts, str_from(line), SIZE_PX, FONT_REGULAR, rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT);
}

/* The graphemes that run over visible ground, from left to right as on the screen. */
static void assert_shown(TextMaker *text, const char *line, bool rtl, const char *expected) {
  Arena *arena = arena_new(0);
  ShapedLine shaped = shape(text, arena, line, rtl);
  const ShapedGrapheme *order[LETTERS_MAX];
  assert_true(shaped.grapheme_count <= LETTERS_MAX);
  for (size_t i = 0; i < shaped.grapheme_count; i++) {
    const ShapedGrapheme *g = &shaped.graphemes[i];
    size_t at = i;
    for (; at > 0 && order[at - 1]->lead + order[at - 1]->trail > g->lead + g->trail; at--)
      order[at] = order[at - 1];
    order[at] = g;
  }
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < shaped.grapheme_count; i++)
    sink_bytes(&sink, line + order[i]->from, order[i]->to - order[i]->from);
  if (!str_is(buffer_view(&buffer), expected))
    fail_msg("%s is shown as " STR_FMT ", not as %s", line, STR_ARG(buffer_view(&buffer)), expected);
  arena_free(arena);
}

static void directions_meet(void **state) {
  assert_shown(*state, "abc", false, "abc");
  assert_shown(*state, "abc!", true, "!abc");
  assert_shown(*state, "نعم", true, "معن");
  /* The programme's name inside Arabic keeps its own order, and what follows it stands on its left. */
  assert_shown(*state, "برنامج Inn i jobb جيد", true, "ديج Inn i jobb جمانرب");
  assert_shown(*state, "Vi sier نعم og لا.", false, "Vi sier معن og ال.");
  /* Numbers run right inside Arabic, of either digits; so do times and ranges of them. */
  assert_shown(*state, "لدي 25 يوما", true, "اموي 25 يدل");
  assert_shown(*state, "لدي ٢٥ يوما", true, "اموي ٢٥ يدل");
  assert_shown(*state, "من 10:30", true, "10:30 نم");
  /* Brackets and stops at the end belong to the line. */
  assert_shown(*state, "نعم (Inn i jobb)؟", true, "؟)Inn i jobb( معن");
}

typedef struct Sample {
  const char *name, *line;
  bool rtl;
} Sample;

static const Sample samples[] = {
    {"bokmål", "Hvor fornøyd er du med oppfølgingen? ÆØÅ «æøå» – 1,5 %", false},
    {"nynorsk", "Kor nøgd er du med mentoren? Éin, òg, ôg", false},
    {"Northern Sami", "Mo don leat duđavaš? Áá Čč Đđ Ŋŋ Šš Ŧŧ Žž", false},
    {"Ukrainian", "Наскільки ви задоволені? Ґґ Єє Іі Її ’", false},
    {"Tigrinya", "ብዛዕባ እዚ ስራሕ ክሳብ ክንደይ ዕጉብ ኢኻ፧ ትግርኛ።", false},
    {"Arabic", "ما مدى رضاك عن المتابعة؟ لا، لأن، الآن، ٠١٢٣٤٥٦٧٨٩", true},
    {"vowelled Arabic", "مَرْحَبًا بِكُمْ", true},
    {"Persian and Urdu", "گچپژ ٹڈڑے", true},
    {"Inn i jobb in Arabic", "هل ساعدك برنامج Inn i jobb على العمل؟", true},
    {"Arabic in Norwegian", "Mentor heter على her i 2026.", false},
    {"combining marks", "e\u0301a\u030aơ\u0323 n\u0303", false},
    {"emoji", "😀👍🏽🎉❤️☺️✅⭐🇳🇴🇺🇦1️⃣👩‍👩‍👧‍👦🏳️‍🌈👩🏾‍💻",
     false},
    {"emoji among letters", "Takk! 👍🏽 Bra 🎉, نعم 😀", false},
    {"typography", "“a” ‘b’ – — … • → ← ✓ ★ № € £ ½ ² ° ×", false},
    {"directional controls", "Hei \u2068نعم\u2069!\u200f \u200e", false},
    {"Somali, Polish, Turkish, Vietnamese", "Waad ku mahadsan tahay. Zażółć gęślą jaźń. İıŞşĞğ. Cảm ơn bạn", false},
};

static void no_boxes(void **state) {
  for (size_t i = 0; i < COUNT_OF(samples); i++)
    for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
      TextMaker *text = *state;
      Arena *arena = arena_new(0);
      ShapedLine line = text_shape(arena, &text->fonts, str_from(samples[i].line), SIZE_PX, (FontWeight)weight,
                                   samples[i].rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT);
      for (size_t k = 0; k < line.glyph_count; k++)
        if (line.glyphs[k].glyph == 0) fail_msg("%s: glyph %zu is a box", samples[i].name, k);
      arena_free(arena);
    }
}

static int runs_of(TextMaker *text, Arena *arena, const Sample *sample) {
  return (int)text_runs(arena, &text->fonts.faces, str_from(sample->line), FONT_REGULAR,
                        sample->rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT)
      .run_count;
}

/* What is measured is what is painted, whichever way the line runs: only where directions meet may a pixel be rounded away. */
static void widths_agree(void **state) {
  TextMaker *text = *state;
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    Arena *arena = arena_new(0);
    Str line = str_from(samples[i].line);
    int measured = text_width(text, line, SIZE_PX, FONT_REGULAR), runs = runs_of(text, arena, &samples[i]);
    for (int rtl = 0; rtl < 2; rtl++) {
      ShapedLine shaped = shape(text, arena, samples[i].line, rtl);
      const Picture *picture = text_picture(text, line, SIZE_PX, FONT_REGULAR, rtl);
      Rect ink = rect_union(picture->box, picture->colour_box);
      if (abs(shaped_width(&shaped) - measured) > runs)
        fail_msg("%s: %d wide, painted %d", samples[i].name, measured, shaped_width(&shaped));
      if (ink.x < -SIZE_PX / 5 || ink.x + ink.w > measured + SIZE_PX / 5 || ink.w < measured - SIZE_PX)
        fail_msg("%s: %d wide, ink from %d to %d", samples[i].name, measured, ink.x, ink.x + ink.w);
    }
    arena_free(arena);
  }
}

/* Graphemes tile the line: together they are as wide, and none lies over another. */
static void graphemes_tile_the_line(void **state) {
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    Arena *arena = arena_new(0);
    ShapedLine line = shape(*state, arena, samples[i].line, samples[i].rtl);
    int32_t sum = 0;
    for (size_t k = 0; k < line.grapheme_count; k++) {
      const ShapedGrapheme *g = &line.graphemes[k];
      assert_int_equal(g->from, k ? line.graphemes[k - 1].to : 0);
      assert_in_range(g->lead, 0, line.width);
      assert_in_range(g->trail, 0, line.width);
      sum += abs(g->trail - g->lead);
    }
    if (sum != line.width) fail_msg("%s: graphemes are %d wide, the line %d", samples[i].name, sum, line.width);
    assert_int_equal(line.graphemes[line.grapheme_count - 1].to, strlen(samples[i].line));
    arena_free(arena);
  }
}

/* A tap on either half of what is seen puts the caret on that side of it. */
static void taps_find_the_nearest_edge(void **state) {
  TextMaker *text = *state;
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    Arena *arena = arena_new(0);
    ShapedLine line = shape(text, arena, samples[i].line, samples[i].rtl);
    for (size_t k = 0; k < line.grapheme_count; k++) {
      const ShapedGrapheme *g = &line.graphemes[k];
      int lead = g->lead / 64, trail = g->trail / 64;
      if (abs(trail - lead) < 6) continue;
      int step = trail > lead ? 2 : -2;
      assert_int_equal(shaped_byte_at(&line, lead + step, samples[i].rtl), g->from);
      assert_int_equal(shaped_byte_at(&line, trail - step, samples[i].rtl), g->to);
    }
    size_t end = strlen(samples[i].line);
    assert_int_equal(shaped_byte_at(&line, -50, samples[i].rtl), samples[i].rtl ? end : 0);
    assert_int_equal(shaped_byte_at(&line, 5000, samples[i].rtl), samples[i].rtl ? 0 : end);
    arena_free(arena);
  }
}

static int caret(TextMaker *text, const char *line, size_t at, bool rtl) {
  return text_caret(text, str_from(line), at, SIZE_PX, FONT_REGULAR, rtl);
}

static int width(TextMaker *text, const char *line) {
  return text_width(text, str_from(line), SIZE_PX, FONT_REGULAR);
}

static void assert_near(int found, int expected) {
  if (abs(found - expected) > 1) fail_msg("%d, expected %d", found, expected);
}

static void carets(void **state) {
  assert_int_equal(caret(*state, "", 0, false), 0);
  assert_int_equal(caret(*state, "", 0, true), 0);
  assert_int_equal(caret(*state, "mmm", 0, false), 0);
  assert_near(caret(*state, "mmm", 2, false), width(*state, "mm"));
  assert_near(caret(*state, "mmm", 3, false), width(*state, "mmm"));
  /* To the left: from the right edge to the left one. */
  assert_near(caret(*state, "نعم", 0, true), width(*state, "نعم"));
  assert_near(caret(*state, "نعم", strlen("نعم"), true), 0);
  /* A word being typed the other way: the caret is behind its last letter, not at the line's end. */
  int arabic = width(*state, "نعم "), latin = width(*state, "abc");
  assert_near(caret(*state, "نعم abc", strlen("نعم abc"), true), latin);
  assert_near(caret(*state, "نعم abc", strlen("نعم ab"), true), width(*state, "ab"));
  assert_near(caret(*state, "نعم abc", strlen("نعم "), true), latin);
  assert_near(caret(*state, "نعم abc", 0, true), latin + arabic);
  assert_near(caret(*state, "abc نعم", strlen("abc نعم"), false), width(*state, "abc "));
}

/* One glyph for two letters: the caret goes through the middle of it. */
static void a_ligature_is_divided(void **state) {
  TextMaker *text = *state;
  Arena *arena = arena_new(0);
  ShapedLine line = shape(text, arena, "لا", true);
  assert_int_equal(line.glyph_count, 1);
  assert_int_equal(line.grapheme_count, 2);
  int all = width(text, "لا"), middle = caret(text, "لا", 2, true);
  assert_near(caret(text, "لا", 0, true), all);
  assert_near(middle, all / 2);
  assert_near(caret(text, "لا", 4, true), 0);
  arena_free(arena);
}

static void marks_and_emoji_are_one(void **state) {
  static const char *const single[] = {"e\u0301", "\u0628\u064e\u0651", "👍🏽", "👩‍👩‍👧‍👦", "🇳🇴", "1️⃣",
                                       "❤️",  "🏳️‍🌈"};
  TextMaker *text = *state;
  for (size_t i = 0; i < COUNT_OF(single); i++) {
    Arena *arena = arena_new(0);
    ShapedLine line = shape(text, arena, single[i], false);
    if (line.grapheme_count != 1) fail_msg("%s falls into %zu", single[i], line.grapheme_count);
    if (i >= 2 && line.glyph_count != 1) fail_msg("%s has %zu glyphs", single[i], line.glyph_count);
    if (width(text, single[i]) > SIZE_PX * 3 / 2) fail_msg("%s is %d wide", single[i], width(text, single[i]));
    arena_free(arena);
  }
}

static double share_of_colour(const Picture *picture) {
  size_t seen = 0, colourful = 0, count = (size_t)picture->colour_box.w * (size_t)picture->colour_box.h;
  for (size_t i = 0; i < count; i++) {
    uint32_t p = picture->pixels[i];
    int r = (int)(p >> 16 & 0xff), b = (int)(p & 0xff);
    seen += p >> 24 > 128;
    colourful += p >> 24 > 128 && abs(r - b) > 40;
  }
  return seen ? (double)colourful / (double)seen : 0;
}

static void emoji_have_colours_at_every_size(void **state) {
  static const int sizes[] = {12, 24, 40, 109, 160};
  for (size_t i = 0; i < COUNT_OF(sizes); i++) {
    const Picture *picture = text_picture(*state, STR("😀"), sizes[i], FONT_REGULAR, false);
    assert_non_null(picture->pixels);
    assert_null(picture->coverage);
    assert_true(share_of_colour(picture) > 0.6);
    assert_in_range(picture->colour_box.w, sizes[i], sizes[i] * 3 / 2);
    assert_in_range(picture->colour_box.h, sizes[i], sizes[i] * 3 / 2);
  }
  /* The sign in black and white, where that is asked for or usual. */
  assert_null(text_picture(*state, STR("\u2714\uFE0E"), SIZE_PX, FONT_REGULAR, false)->pixels);
  assert_null(text_picture(*state, STR("© 1 #"), SIZE_PX, FONT_REGULAR, false)->pixels);
  const Picture *mixed = text_picture(*state, STR("Bra 👍 1"), SIZE_PX, FONT_REGULAR, false);
  assert_non_null(mixed->pixels);
  assert_non_null(mixed->coverage);
}

/* Ten thousand words: the caches stay within their bounds, and so does what HarfBuzz and FreeType keep. */
static void many_words(void **state) {
  TextMaker *text = *state;
  for (int i = 0; i < 10000; i++) {
    char word[32];
    snprintf(word, sizeof word, "ord %d-%d", i, i * 7919);
    int size_px = 20 + i % 5;
    const Picture *picture = text_picture(text, str_from(word), size_px, FONT_REGULAR, false);
    assert_in_range(picture->box.w, size_px, text_width(text, str_from(word), size_px, FONT_REGULAR) + size_px);
    assert_true(text->lines.bytes <= TEXT_LINES_BYTES && text->glyphs.bytes <= TEXT_GLYPHS_BYTES);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(directions_meet),
      cmocka_unit_test(no_boxes),
      cmocka_unit_test(widths_agree),
      cmocka_unit_test(graphemes_tile_the_line),
      cmocka_unit_test(taps_find_the_nearest_edge),
      cmocka_unit_test(carets),
      cmocka_unit_test(a_ligature_is_divided),
      cmocka_unit_test(marks_and_emoji_are_one),
      cmocka_unit_test(emoji_have_colours_at_every_size),
      cmocka_unit_test(many_words),
  };
  return cmocka_run_group_tests(tests, open_text, close_text);
}
