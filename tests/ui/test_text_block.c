/* Lines of text: where they break, how headings are balanced, which way they run, what is one letter. */
#include "text_block.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LETTER_PX = 10, LINE_PX = 20 };

/* Ten pixels a code point. */
static int metrics_width(void *context, Str text, int size_px, FontWeight weight) {
  (void)size_px;
  (void)weight;
  ++*(size_t *)context;
  return (int)str_count_cp(text) * LETTER_PX;
}

static int metrics_height(void *context, int size_px, FontWeight weight) {
  (void)context;
  (void)size_px;
  (void)weight;
  return LINE_PX;
}

static TextMetrics metrics_of(size_t *asked) {
  return (TextMetrics){.context = asked, .width = metrics_width, .height = metrics_height};
}

typedef TextBlock Breaking(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight);

static void assert_lines(Breaking *breaking, const char *text, int letters, const char *expected) {
  size_t asked = 0;
  Arena *arena = arena_new(0);
  TextMetrics metrics = metrics_of(&asked);
  TextBlock block = breaking(arena, &metrics, str_from(text), letters * LETTER_PX, 16, FONT_REGULAR);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  int widest = 0;
  bool rtl = false;
  for (size_t i = 0; i < block.count; i++) {
    rtl = rtl || block.lines[i].rtl;
    sink_printf(&sink, "%s" STR_FMT, i ? "|" : "", STR_ARG(block.lines[i].text));
    assert_int_equal(block.lines[i].width_px, (int)str_count_cp(block.lines[i].text) * LETTER_PX);
    widest = block.lines[i].width_px > widest ? block.lines[i].width_px : widest;
  }
  if (!str_is(buffer_view(&buffer), expected)) {
    fail_msg("\"%s\" at %d gives " STR_FMT ", not %s", text, letters, STR_ARG(buffer_view(&buffer)), expected);
  }
  assert_int_equal(block.width_px, widest);
  assert_int_equal(block.height_px, (int)block.count * (rtl ? LINE_PX * 7 / 6 : LINE_PX));
  arena_free(arena);
}

/* A text, the letters that a line has room for, and its lines, parted by |. */
typedef struct Broken {
  const char *text;
  int letters;
  const char *lines;
} Broken;

static void assert_all(Breaking *breaking, const Broken *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    assert_lines(breaking, cases[i].text, cases[i].letters, cases[i].lines);
  }
}

static void lines_break_at_words(void **state) {
  (void)state;
  static const Broken cases[] = {
      {"", 10, ""},
      {"abc", 3, "abc"},
      {"en to tre", 6, "en to|tre"},
      {"en to tre", 5, "en to|tre"}, /* the space at a line's end needs no room */
      {"en to tre", 9, "en to tre"},
      {"en to tre", 8, "en to|tre"},
      {"en\nto tre", 9, "en|to tre"},
      {"en\n\nto", 9, "en||to"},
      {"en\n", 9, "en|"},
      {"abcdefgh", 3, "abc|def|gh"},
      {"ab cdefgh ij", 4, "ab|cdef|gh|ij"},
      {"ab cdefghi j k", 5, "ab|cdefg|hi j|k"}, /* the rest of a broken word is gone on with */
      {"e\xCC\x81"
       "e\xCC\x81"
       "e\xCC\x81",
       2, "e\xCC\x81|e\xCC\x81|e\xCC\x81"},
      {"kr 100\xC2\xA0"
       "000 nå",
       8,
       "kr|100\xC2\xA0"
       "000|nå"}, /* a space that holds */
      {"vi-dere nå", 5, "vi-|dere|nå"},
      {"Hva? {navn}$ (ja)", 7, "Hva?|{navn}$|(ja)"}, /* a sign stays with its word, also where it is wider than the line */
      {"ما مدى رضاك؟", 8, "ما مدى|رضاك؟"},
      {"نعم (Inn i jobb)؟", 9, "نعم (Inn|i jobb)؟"},
  };
  assert_all(text_block, cases, COUNT_OF(cases));
}

static void headings_leave_no_word_alone(void **state) {
  (void)state;
  static const Broken cases[] = {
      {"Takk for i dag", 20, "Takk for i dag"},
      {"Hvor nyttig var samlingen for jobben din", 36, "Hvor nyttig var|samlingen for jobben din"},
      {"aaa bbb ccc ddd eee", 15, "aaa bbb|ccc ddd eee"},
      {"aa bb cc dd ee ff gg", 17, "aa bb cc|dd ee ff gg"},
      {"en to tre fire fem seks sju", 12, "en to tre|fire fem|seks sju"},
      {"abcdefghijklmnop qr", 6, "abcdef|ghijkl|mnop|qr"}, /* nothing to balance where a word is broken */
      {"en to\ntre", 12, "en to|tre"},
  };
  assert_all(text_block_balanced, cases, COUNT_OF(cases));
}

/* Each word is measured once, each line once or twice: a heading of twenty words in a hundred calls at most. */
static void little_is_measured(void **state) {
  (void)state;
  static const char text[] = "Hvor nyttig var det du fikk høre i dag for den jobben du selv skal gjøre i tiden som kommer nå";
  size_t asked = 0;
  Arena *arena = arena_new(0);
  TextMetrics metrics = metrics_of(&asked);
  TextBlock block = text_block_balanced(arena, &metrics, str_from(text), 300, 16, FONT_SEMIBOLD);
  assert_true(block.count >= 3);
  assert_in_range(asked, 20, 45);
  arena_free(arena);
}

static void texts_have_a_direction(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool rtl;
  } cases[] = {
      {"رمز التحقق: \u20684f2a 91c0 77de b013 c0de\u2069", true}, /* what is isolated says nothing about what is around it */
      {"Kode: \u2068رمز التحقق المطلوب\u2069", false},
      {"\u2068رمز\u2069", true}, /* but for itself */
      {"", false},
      {"Hva?", false},
      {"123 – 456", false},
      {"نعم", true},
      {"Inn i jobb: هل ساعدك هذا البرنامج؟", true}, /* a name comes first, and is in the minority */
      {"😀 نعم", true},
      {"(2) نعم!", true},
      {"Mentoren sa نعم til meg", false},
      {"שלום", true},
      {"Ні, дякую", false},
      {"ኣይፋል", false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    if (text_is_rtl(str_from(cases[i].text)) != cases[i].rtl) {
      fail_msg("%s", cases[i].text);
    }
  }
}

/* The second line begins in another script than the paragraph. */
static void a_line_runs_as_its_paragraph(void **state) {
  (void)state;
  size_t asked = 0;
  Arena *arena = arena_new(0);
  TextMetrics metrics = metrics_of(&asked);
  TextBlock block =
      text_block(arena, &metrics, STR("هل ساعدك برنامج\u00a0العمل Inn\u00a0i\u00a0jobb كثيرا؟\nNei takk"), 230, 16, FONT_REGULAR);
  assert_int_equal(block.count, 3);
  assert_true(str_starts_with(block.lines[1].text, STR("Inn")));
  assert_true(block.lines[0].rtl && block.lines[1].rtl);
  assert_false(block.lines[2].rtl);
  arena_free(arena);
}

static void graphemes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t bytes[8]; /* of each */
  } cases[] = {
      {"abø", {1, 1, 2}},
      {"e\xCC\x81x", {3, 1}},
      {"👩‍👩‍👧‍👦x", {25, 1}},
      {"🇳🇴🇺🇦", {8, 8}},
      {"👍🏽1️⃣", {8, 7}},
      {"🏳️‍🌈", {14}},
      {"لا", {2, 2}},
      {"مَر", {4, 2}},
      {"\r\n\n", {2, 1}},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str text = str_from(cases[i].text);
    size_t at = 0;
    for (size_t k = 0; at < text.len; k++) {
      size_t bytes = text_grapheme_after(text, at);
      if (bytes != cases[i].bytes[k]) {
        fail_msg("case %zu: %zu bytes after %zu", i, bytes, at);
      }
      at += bytes;
      assert_int_equal(text_grapheme_before(text, at), bytes);
    }
  }
  assert_int_equal(text_grapheme_before(STR("a"), 0), 0);
  assert_int_equal(text_grapheme_after(STR("a"), 1), 0);
}

/* Marks without end, and what is no UTF-8, are passed piece by piece. */
static void endless_graphemes(void **state) {
  (void)state;
  char marks[1001] = "a", broken[600];
  for (size_t i = 1; i + 1 < sizeof marks; i += 2) {
    memcpy(marks + i, "\xCC\x81", 2);
  }
  memset(broken, 0x80, sizeof broken);
  const Str texts[] = {{marks, 1001}, {broken, sizeof broken}};
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    size_t steps = 0, at = 0, back = texts[i].len;
    for (; at < texts[i].len; steps++) {
      at += text_grapheme_after(texts[i], at);
    }
    assert_int_equal(at, texts[i].len);
    while (back > 0) {
      size_t bytes = text_grapheme_before(texts[i], back);
      assert_in_range(bytes, 1, back);
      back -= bytes;
    }
    assert_true(steps >= 3);
  }
}

/* More bytes than most letters have: an e under forty accents, and a letter on the edge of what is looked at first. */
static void long_graphemes(void **state) {
  (void)state;
  char text[160] = "e";
  for (size_t i = 0; i < 40; i++) {
    memcpy(text + 1 + 2 * i, "\xcc\x81", 2);
  }
  memcpy(text + 81, "xy", 2);
  assert_int_equal(text_grapheme_after((Str){text, 83}, 0), 81);
  assert_int_equal(text_grapheme_after((Str){text, 83}, 81), 1);
  for (size_t accents = 1; accents <= 40; accents++) {
    assert_int_equal(text_grapheme_after((Str){text + 1 + 2 * (40 - accents), 2 * accents + 2}, 0), 2 * accents);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_break_at_words),
      cmocka_unit_test(headings_leave_no_word_alone),
      cmocka_unit_test(little_is_measured),
      cmocka_unit_test(texts_have_a_direction),
      cmocka_unit_test(a_line_runs_as_its_paragraph),
      cmocka_unit_test(graphemes),
      cmocka_unit_test(endless_graphemes),
      cmocka_unit_test(long_graphemes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
