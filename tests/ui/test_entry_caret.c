/* A text in a field and its caret, with measures of a script that runs both ways: every character 10 px wide, Latin letters to the right,
 * Arabic ones to the left, spaces with what is around them. */
#include "caret.h"
#include "stage.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { CELL = 10, CELLS_MAX = 64 };

/* A line as it is seen: which character stands where. */
typedef struct Line {
  size_t at[CELLS_MAX + 1]; /* bytes */
  bool leftwards[CELLS_MAX];
  int place[CELLS_MAX]; /* of a character, from the left */
  int count;
} Line;

static void reverse(Line *line, int from, int to) {
  for (int i = from; i < to; i++) {
    line->place[i] = from + to - 1 - line->place[i];
  }
}

static Line seen(Str text, bool rtl) {
  Line line = {.count = 0};
  uint32_t cp = 0;
  for (size_t at = 0, was = 0; str_next_cp(text, &at, &cp); was = at) {
    assert_true(line.count < CELLS_MAX);
    bool neutral = cp == ' ', before = line.count > 0 ? line.leftwards[line.count - 1] : rtl;
    size_t next = at;
    uint32_t after = 0;
    bool leftwards_after = str_next_cp(text, &next, &after) ? after >= 0x600 && after < 0x700 : rtl;
    line.at[line.count] = was;
    line.leftwards[line.count++] = neutral ? (before == leftwards_after ? before : rtl) : cp >= 0x600 && cp < 0x700;
  }
  line.at[line.count] = text.len;
  for (int i = 0; i < line.count; i++) {
    line.place[i] = i;
  }
  for (int from = 0, to; from < line.count; from = to) { /* runs against the main direction turn round within it */
    for (to = from + 1; to < line.count && line.leftwards[to] == line.leftwards[from]; to++) {}
    if (line.leftwards[from] != rtl) {
      reverse(&line, from, to);
    }
  }
  if (rtl) {
    reverse(&line, 0, line.count);
  }
  return line;
}

static int width(void *context, Str text, int size_px, FontWeight weight) {
  (void)context;
  (void)size_px;
  (void)weight;
  return CELL * (int)str_count_cp(text);
}

static int height(void *context, int size_px, FontWeight weight) {
  (void)context;
  (void)size_px;
  (void)weight;
  return 20;
}

/* At the edge of the character behind it that it is read from; at the end at that of the line. */
static int caret(void *context, Str text, size_t at, int size_px, FontWeight weight, bool rtl) {
  (void)context;
  (void)size_px;
  (void)weight;
  Line line = seen(text, rtl);
  for (int i = 0; i < line.count; i++) {
    if (line.at[i] == at) {
      return CELL * (line.place[i] + line.leftwards[i]);
    }
  }
  assert_int_equal(at, text.len);
  return rtl ? 0 : CELL * line.count;
}

static size_t byte_at(void *context, Str text, int x_px, int size_px, FontWeight weight, bool rtl) {
  Line line = seen(text, rtl);
  size_t best = 0;
  int nearest = INT_MAX;
  for (int i = 0; i <= line.count; i++) {
    int away = abs(caret(context, text, line.at[i], size_px, weight, rtl) - x_px);
    best = away < nearest ? line.at[i] : best;
    nearest = away < nearest ? away : nearest;
  }
  return best;
}

static const TextMetrics metrics = {.width = width, .ascent = height, .height = height, .caret = caret, .byte_at = byte_at};
static const Rect words = {100, 50, 400, 200};

static Build build_in(Arena *arena, bool rtl) {
  return (Build){.arena = arena, .metrics = &metrics, .rtl = rtl, .sizes = {.font_body = 20}};
}

static FieldText *field_of(Build *b, const char *text, size_t at) {
  return field_text(b, str_from(text), at, STR(""), false, words.w);
}

/* Goes on with a key until the caret stands still; returns the steps, and checks that each leads that way. */
static int walk(Build *b, const char *text, Key key, size_t *at) {
  for (int steps = 0;; steps++) {
    FieldText *field = field_of(b, text, *at);
    int goal = -1, x = field_caret(field, &metrics, words, 2).x;
    size_t next = *at;
    assert_true(field_move(field, &metrics, words, key, &goal, &next));
    int there = field_caret(field_of(b, text, next), &metrics, words, 2).x;
    assert_true(key == KEY_LEFT ? there <= x : there >= x);
    if (next == *at) {
      return steps;
    }
    *at = next;
    assert_true(steps < CELLS_MAX);
  }
}

/* Left is left, in every mixture, and no place is left out on the way there and back. */
static void test_arrows_go_as_the_eye_does(void **state) {
  (void)state;
  static const char *const texts[] = {"inn i jobb", "برنامج جيد", "برنامج Inn i jobb جيد", "Inn i برنامج جيد jobb",
                                      "a برنامج",   "برنامج a"};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(texts) * 2; i++) {
    const char *text = texts[i / 2];
    Build b = build_in(arena, i % 2);
    int edges = (int)str_count_cp(str_from(text));
    size_t at = 0;
    walk(&b, text, KEY_LEFT, &at);
    size_t leftmost = at;
    assert_int_equal(walk(&b, text, KEY_RIGHT, &at), edges);
    assert_int_equal(walk(&b, text, KEY_LEFT, &at), edges);
    assert_int_equal(at, leftmost);
  }
  arena_free(arena);
}

static void test_direction_is_the_first_letters(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool language, field;
  } rows[] = {{"", false, false},           {"", true, true},        {"123", true, true},
              {"ab", true, false},          {"برنامج", false, true}, {"12 برنامج a", false, true},
              {"a برنامج جيد", true, false}};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Build b = build_in(arena, rows[i].language);
    if (field_of(&b, rows[i].text, 0)->rtl != rows[i].field) {
      fail_msg("\"%s\"", rows[i].text);
    }
  }
  arena_free(arena);
}

/* The line begins at the right: the caret before it does too. */
static void test_caret_stands_where_the_text_begins(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Build b = build_in(arena, false);
  assert_int_equal(field_caret(field_of(&b, "ab", 0), &metrics, words, 2).x, words.x - 1);
  assert_int_equal(field_caret(field_of(&b, "ab", 2), &metrics, words, 2).x, words.x + 19);
  b.rtl = true;
  assert_int_equal(field_caret(field_of(&b, "جي", 0), &metrics, words, 2).x, words.x + words.w - 1);
  assert_int_equal(field_caret(field_of(&b, "جي", 4), &metrics, words, 2).x, words.x + words.w - 21);
  assert_int_equal(field_caret(field_of(&b, "ab", 0), &metrics, words, 2).x, words.x - 1);
  arena_free(arena);
}

static void test_a_tap_finds_the_nearest_edge(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Build b = build_in(arena, false);
  FieldText *field = field_of(&b, "abcd\nef", 0);
  assert_int_equal(field_at(field, &metrics, words, words.x + 24, words.y + 5), 2);
  assert_int_equal(field_at(field, &metrics, words, words.x + 26, words.y + 5), 3);
  assert_int_equal(field_at(field, &metrics, words, words.x - 50, words.y - 50), 0);
  assert_int_equal(field_at(field, &metrics, words, words.x + 300, words.y + 5), 4); /* before the line's end, not behind it */
  assert_int_equal(field_at(field, &metrics, words, words.x + 11, words.y + 25), 6);
  assert_int_equal(field_at(field, &metrics, words, words.x + 300, words.y + 900), 7);
  arena_free(arena);
}

/* Up and down keep to the column they began in, over lines that are shorter. */
static void test_up_and_down_keep_their_column(void **state) {
  (void)state;
  static const char text[] = "abcdef\nab\nabcdef";
  Arena *arena = arena_new(0);
  Build b = build_in(arena, false);
  int goal = -1;
  size_t at = 5;
  assert_true(field_move(field_of(&b, text, at), &metrics, words, KEY_DOWN, &goal, &at));
  assert_int_equal(at, 9);
  assert_true(field_move(field_of(&b, text, at), &metrics, words, KEY_DOWN, &goal, &at));
  assert_int_equal(at, 15);
  assert_false(field_move(field_of(&b, text, at), &metrics, words, KEY_DOWN, &goal, &at));
  assert_true(field_move(field_of(&b, text, 15), &metrics, words, KEY_HOME, &goal, &at));
  assert_int_equal(at, 10);
  assert_int_equal(goal, -1);
  assert_true(field_move(field_of(&b, text, 7), &metrics, words, KEY_END, &goal, &at));
  assert_int_equal(at, 9);
  assert_true(field_move(field_of(&b, text, 7), &metrics, words, KEY_LEFT, &goal, &at));
  assert_int_equal(at, 6); /* to the end of the line above */
  arena_free(arena);
}

static void test_masked_text_is_bullets_by_grapheme(void **state) {
  (void)state;
  static const char text[] = "ae\u0301b"; /* e and its accent are one */
  Arena *arena = arena_new(0);
  Build b = build_in(arena, false);
  FieldText *field = field_text(&b, str_from(text), 4, STR(""), true, words.w);
  assert_true(str_is(field->shown, "•••"));
  assert_int_equal(field->caret, 2 * 3);
  assert_int_equal(field_at(field, &metrics, words, words.x + 2 * CELL, words.y), 4);
  assert_int_equal(field_at(field, &metrics, words, words.x + CELL, words.y), 1);
  int goal = -1;
  size_t at = 0;
  assert_true(field_move(field, &metrics, words, KEY_LEFT, &goal, &at));
  assert_int_equal(at, 1);
  arena_free(arena);
}

static void test_what_is_composed_is_shown_and_underlined(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Build b = build_in(arena, false);
  FieldText *field = field_text(&b, STR("abc"), 1, STR("XY"), false, words.w);
  assert_true(str_is(field->shown, "aXYbc"));
  assert_true(str_is(field->text, "abc"));
  Rect under = field_composed(field, &metrics, 0, words);
  assert_int_equal(under.x, words.x + CELL);
  assert_int_equal(under.w, 2 * CELL);
  assert_int_equal(field_caret(field, &metrics, words, 2).x, words.x + 3 * CELL - 1);
  assert_int_equal(field_at(field, &metrics, words, words.x + 4 * CELL, words.y), 2);
  assert_true(rect_is_empty(field_composed(field_of(&b, "abc", 1), &metrics, 0, words)));
  arena_free(arena);
}

/* Of more lines than fit those are in sight that the caret needs, and no others come for no reason. */
static void test_lines_scroll_with_the_caret(void **state) {
  (void)state;
  static const char text[] = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9";
  static const struct {
    size_t line, was, first;
  } rows[] = {{0, 0, 0}, {2, 0, 0}, {4, 0, 1}, {9, 0, 5}, {9, 5, 5}, {7, 5, 5}, {5, 5, 4}, {0, 5, 0}, {3, 9, 2}};
  Arena *arena = arena_new(0);
  Build b = build_in(arena, false);
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    FieldText *field = field_of(&b, text, rows[i].line * 2);
    field_scroll(field, 5, rows[i].was);
    assert_int_equal(field->count, 5);
    if (field->first != rows[i].first) {
      fail_msg("line %zu from %zu: %zu", rows[i].line, rows[i].was, field->first);
    }
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_arrows_go_as_the_eye_does),
      cmocka_unit_test(test_direction_is_the_first_letters),
      cmocka_unit_test(test_caret_stands_where_the_text_begins),
      cmocka_unit_test(test_a_tap_finds_the_nearest_edge),
      cmocka_unit_test(test_up_and_down_keep_their_column),
      cmocka_unit_test(test_masked_text_is_bullets_by_grapheme),
      cmocka_unit_test(test_what_is_composed_is_shown_and_underlined),
      cmocka_unit_test(test_lines_scroll_with_the_caret),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
