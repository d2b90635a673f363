/* The on-screen keyboard: letters by language, rows of accents over held keys, capitals, and keys that are large enough. */
#include "panels.h"
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, nn: Nynorsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}, so: Soomaali}\n"
    "survey:\n"
    "  - {type: text, name: words, label: Ord}\n"
    "  - {type: text, name: secret, label: Kodeord, appearance: masked}\n"
    "  - {type: text, name: mail, label: E-post, constraint: \"regex(., '.+@.+')\"}\n"
    "  - {type: text, name: lines, label: Linjer, appearance: multiline}\n"
    "  - {type: integer, name: any, label: Tall}\n"
    "  - {type: integer, name: positive, label: Tall, constraint: '. >= 0 and . < 120'}\n"
    "  - {type: decimal, name: strict, label: Tall, constraint: '.>0'}\n"
    "  - {type: integer, name: either, label: Tall, constraint: '. >= 0 or . = -99'}\n"
    "  - {type: integer, name: low, label: Tall, constraint: '. > -10'}\n"
    "  - {type: integer, name: other, label: Tall, constraint: '${any} >= 0'}\n"
    "  - {type: integer, name: turned, label: Tall, constraint: '0 <= . and ${any} != -1'}\n"
    "  - {type: integer, name: given, label: Tall, constraint: '. = 3'}\n";

static void middle(Stage *stage, const char *id, int *x, int *y) {
  const Node *node = stage_find(stage, id);
  if (node == NULL) {
    fail_msg("no %s", id);
    return;
  }
  *x = node->rect.x + node->rect.w / 2;
  *y = node->rect.y + node->rect.h / 2;
}

static void finger(Stage *stage, InputKind kind, const char *id) {
  int x = 0, y = 0;
  middle(stage, id, &x, &y);
  stage_input(stage, (Input){.kind = kind, .x = x, .y = y, .pointer = 1});
}

static void wait_until_open(Stage *stage) {
  stage->now_ms = ui_deadline_ms(stage->ui, stage->now_ms);
  assert_int_equal(ui_tick(stage->ui, stage->now_ms).count, 0);
}

/* --- languages --- */

static void test_letters_of_each_language(void **state) {
  (void)state;
  static const struct {
    const char *language, *has[8], *lacks;
  } rows[] = {
      {"nb", {"key.å", "key.ø", "key.æ", "key.q"}, "key.latin"},
      {"nn", {"key.å", "key.ø", "key.æ"}, "key.latin"},
      {"en", {"key.q", "key.p", "key.m"}, "key.å"},
      {"uk", {"key.й", "key.і", "key.ї", "key.є", "key.ґ", "key.latin"}, "key.ы"},
      {"ar", {"key.ض", "key.ء", "key.ؤ", "key.ة", "key.ى", "key.،", "key.latin"}, "key.shift"},
      {"so", {"key.q", "key.p"}, "key.å"},
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Stage stage = stage_at(form_text, "words", rows[i].language);
    for (size_t k = 0; k < COUNT_OF(rows[i].has) && rows[i].has[k] != NULL; k++) {
      if (stage_find(&stage, rows[i].has[k]) == NULL) {
        fail_msg("%s has no %s", rows[i].language, rows[i].has[k]);
      }
    }
    assert_null(stage_find(&stage, rows[i].lacks));
    stage_free(&stage);
  }
}

/* Letters stand as on the keyboards of the script; only the panel as a whole has its place in the mirrored screen. */
static void test_arabic_is_not_mirrored(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "ar");
  assert_true(stage_find(&stage, "key.ض")->rect.x < stage_find(&stage, "key.ج")->rect.x);
  stage_tap(&stage, "key.س");
  stage_tap(&stage, "key.ل");
  stage_expect_answer(&stage, "سل");
  stage_free(&stage);
}

static void test_switch_to_latin_and_back(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "uk");
  stage_tap(&stage, "key.і");
  stage_tap(&stage, "key.latin");
  assert_null(stage_find(&stage, "key.і"));
  stage_tap(&stage, "key.a");
  stage_tap(&stage, "key.layer");
  stage_tap(&stage, "key.1");
  stage_tap(&stage, "key.layer");
  assert_non_null(stage_find(&stage, "key.a")); /* as it was left */
  stage_tap(&stage, "key.latin");
  stage_tap(&stage, "key.ї");
  stage_expect_answer(&stage, "Іa1ї");
  stage_free(&stage);
}

/* --- sizes --- */

static void check_keys(Stage *stage, const Panel *panel) {
  size_t count = 0;
  const Node *nodes = ui_nodes(stage->ui, &count);
  for (size_t i = 0; i < count; i++) {
    if (nodes[i].role != ROLE_KEY) {
      continue;
    }
    if (panel_mm(panel, nodes[i].rect.w) < 10.0 || panel_mm(panel, nodes[i].rect.h) < 15.0) {
      fail_msg("%s: " STR_FMT " is %.1f x %.1f mm", panel->what, STR_ARG(nodes[i].id), panel_mm(panel, nodes[i].rect.w),
               panel_mm(panel, nodes[i].rect.h));
    }
    for (size_t k = 0; k < i; k++) {
      if (str_equal(nodes[k].id, nodes[i].id)) {
        fail_msg("%s: two keys are " STR_FMT, panel->what, STR_ARG(nodes[i].id));
      }
    }
  }
}

static void check_language(const Panel *panel, const char *language, TextSize size) {
  Stage stage = stage_new(&(StageSetup){.form_text = form_text,
                                        .language = language,
                                        .width_px = panel->width_px,
                                        .height_px = panel->height_px,
                                        .width_mm = panel->width_mm,
                                        .text_size = size});
  stage_go_to(&stage, "lines");
  panel_check_screen(&stage, panel);
  check_keys(&stage, panel);
  stage_tap(&stage, "key.layer");
  panel_check_screen(&stage, panel);
  check_keys(&stage, panel);
  stage_free(&stage);
}

static void test_keys_are_large_enough(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "en", "uk", "ar"};
  for (size_t i = 0; i < PANEL_COUNT * COUNT_OF(languages); i++) {
    check_language(&panels[i / COUNT_OF(languages)], languages[i % COUNT_OF(languages)], TEXT_NORMAL);
    check_language(&panels[i / COUNT_OF(languages)], languages[i % COUNT_OF(languages)], TEXT_LARGEST);
  }
}

/* Where twelve letters in a row would be too narrow, the rarest are elsewhere: beside the space bar, or over another. */
static void test_slim_ukrainian_has_every_letter(void **state) {
  (void)state;
  Stage stage =
      stage_new(&(StageSetup){.form_text = form_text, .language = "uk", .width_px = 600, .height_px = 1024, .width_mm = 130});
  assert_non_null(stage_find(&stage, "key.ї"));
  assert_null(stage_find(&stage, "key.ґ"));
  finger(&stage, INPUT_POINTER_DOWN, "key.г");
  wait_until_open(&stage);
  assert_non_null(stage_find(&stage, "accent.Ґ")); /* a capital, at the beginning */
  stage_free(&stage);
}

/* --- the row over a held key --- */

static void test_held_key_opens_its_row(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage_type(&stage, "caf");
  stage.now_ms = 5000;
  finger(&stage, INPUT_POINTER_DOWN, "key.e");
  assert_null(stage_find(&stage, "accent.é"));
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == 5400);
  wait_until_open(&stage);
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  Rect row = stage_find(&stage, "accent.é")->rect, key = stage_find(&stage, "key.e")->rect;
  assert_true(row.y + row.h <= key.y);
  finger(&stage, INPUT_POINTER_MOVE, "accent.é");
  assert_true(stage_has_state(&stage, "accent.é", STATE_PRESSED));
  finger(&stage, INPUT_POINTER_UP, "accent.é");
  stage_expect_answer(&stage, "café");
  assert_null(stage_find(&stage, "accent.é"));
  stage_free(&stage);
}

/* An x is typed, and the row of o stands open, its key let go. */
static Stage open_row(void) {
  Stage stage = stage_at(form_text, "words", "nb");
  stage_type(&stage, "x");
  finger(&stage, INPUT_POINTER_DOWN, "key.o");
  wait_until_open(&stage);
  finger(&stage, INPUT_POINTER_UP, "key.o");
  return stage;
}

static void test_row_waits_for_a_tap(void **state) {
  (void)state;
  Stage stage = open_row();
  stage_expect_answer(&stage, "x"); /* the lift itself types nothing */
  stage_tap(&stage, "accent.ö");
  stage_expect_answer(&stage, "xö");
  assert_null(stage_find(&stage, "accent.ö"));
  stage_free(&stage);
}

static void test_row_goes_by_another_press_or_slide(void **state) {
  (void)state;
  Stage stage = open_row();
  stage_tap(&stage, "key.m");
  stage_expect_answer(&stage, "xm");
  assert_null(stage_find(&stage, "accent.ö"));
  finger(&stage, INPUT_POINTER_DOWN, "key.o");
  wait_until_open(&stage);
  finger(&stage, INPUT_POINTER_MOVE, "key.space");
  finger(&stage, INPUT_POINTER_UP, "key.space");
  stage_expect_answer(&stage, "xm");
  assert_null(stage_find(&stage, "accent.ö"));
  stage_free(&stage);
}

static void test_plain_taps_are_never_held_up(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage.now_ms = 5000;
  finger(&stage, INPUT_POINTER_DOWN, "key.a");
  stage.now_ms += 399;
  ui_tick(stage.ui, stage.now_ms);
  finger(&stage, INPUT_POINTER_UP, "key.a");
  stage_expect_answer(&stage, "A");
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  stage_free(&stage);
}

/* --- capitals --- */

static void test_sentences_begin_with_a_capital(void **state) {
  (void)state;
  static const struct {
    const char *typed;
    bool capital;
  } rows[] = {{"", true},    {"a", false},    {"a.", false},     {"a. ", true},  {"a? ", true},
              {"a\n", true}, {"3,5 ", false}, {"kl. 12", false}, {"a…  ", true}, {"a@b.no", false}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Stage stage = stage_at(form_text, "lines", "nb");
    stage_type(&stage, rows[i].typed);
    if (str_is(stage_find(&stage, "key.b")->label, "B") != rows[i].capital) {
      fail_msg("after \"%s\"", rows[i].typed);
    }
    assert_true(stage_has_state(&stage, "key.shift", STATE_SELECTED) == rows[i].capital);
    stage_free(&stage);
  }
}

static void test_no_capital_by_itself_where_none_is_meant(void **state) {
  (void)state;
  static const char *const questions[] = {"secret", "mail"};
  for (size_t i = 0; i < COUNT_OF(questions); i++) {
    Stage stage = stage_at(form_text, questions[i], "nb");
    assert_true(str_is(stage_find(&stage, "key.b")->label, "b"));
    stage_free(&stage);
  }
}

/* An address is written in Latin letters in every language. */
static void test_addresses_begin_in_latin(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "mail", "ar");
  assert_non_null(stage_find(&stage, "key.q"));
  stage_tap(&stage, "key.latin");
  assert_non_null(stage_find(&stage, "key.ض"));
  stage_free(&stage);
}

static void test_shift(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage_tap(&stage, "key.shift"); /* off, at the beginning */
  stage_tap(&stage, "key.a");
  stage_tap(&stage, "key.shift");
  stage_tap(&stage, "key.b");
  stage_tap(&stage, "key.c");
  stage_expect_answer(&stage, "aBc");
  stage_free(&stage);
}

static void test_double_tap_locks_capitals(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage_type(&stage, "x");
  stage.now_ms = 5000; /* long after the question came */
  for (int i = 0; i < 2; i++) {
    finger(&stage, INPUT_POINTER_DOWN, "key.shift");
    stage.now_ms += 60;
    finger(&stage, INPUT_POINTER_UP, "key.shift");
    stage.now_ms += 120;
  }
  stage_tap(&stage, "key.a");
  stage_tap(&stage, "key.b");
  stage_expect_answer(&stage, "xAB");
  stage_tap(&stage, "key.shift");
  stage_tap(&stage, "key.c");
  stage_expect_answer(&stage, "xABc");
  stage_tap(&stage, "key.shift");
  stage_tap(&stage, "key.shift"); /* slowly: on, and off again */
  stage_tap(&stage, "key.d");
  stage_expect_answer(&stage, "xABcd");
  stage_free(&stage);
}

/* --- numbers --- */

static void test_sign_only_where_it_may_be_negative(void **state) {
  (void)state;
  static const struct {
    const char *question;
    bool sign;
  } rows[] = {{"any", true}, {"positive", false}, {"strict", false}, {"either", true},
              {"low", true}, {"other", true},     {"turned", false}, {"given", false}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Stage stage = stage_at(form_text, rows[i].question, "nb");
    if ((stage_find(&stage, "key.minus") != NULL) != rows[i].sign) {
      fail_msg("%s", rows[i].question);
    }
    assert_non_null(stage_find(&stage, "key.0"));
    assert_non_null(stage_find(&stage, "key.backspace"));
    stage_free(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_letters_of_each_language),
      cmocka_unit_test(test_arabic_is_not_mirrored),
      cmocka_unit_test(test_switch_to_latin_and_back),
      cmocka_unit_test(test_keys_are_large_enough),
      cmocka_unit_test(test_slim_ukrainian_has_every_letter),
      cmocka_unit_test(test_held_key_opens_its_row),
      cmocka_unit_test(test_row_waits_for_a_tap),
      cmocka_unit_test(test_row_goes_by_another_press_or_slide),
      cmocka_unit_test(test_plain_taps_are_never_held_up),
      cmocka_unit_test(test_sentences_begin_with_a_capital),
      cmocka_unit_test(test_no_capital_by_itself_where_none_is_meant),
      cmocka_unit_test(test_addresses_begin_in_latin),
      cmocka_unit_test(test_shift),
      cmocka_unit_test(test_double_tap_locks_capitals),
      cmocka_unit_test(test_sign_only_where_it_may_be_negative),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
