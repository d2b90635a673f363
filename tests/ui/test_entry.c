/* What is typed and set: texts of one line and of several, masked ones, numbers and ranges; their fields are never hidden. */
#include "panels.h"
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: text, name: words, label: {nb: Hva kunne vært bedre på arbeidsplassen?, ar: ما الذي يمكن تحسينه؟}}\n"
    "  - {type: text, name: lines, label: {nb: Hva lærte du i praksisperioden?, ar: ماذا تعلمت؟}, appearance: multiline}\n"
    "  - {type: text, name: secret, label: {nb: Hva er kodeordet?, ar: ما هي كلمة السر؟}, appearance: masked}\n"
    "  - {type: integer, name: whole, label: {nb: Hvor gammel er du?, ar: كم عمرك؟}}\n"
    "  - {type: decimal, name: part, label: {nb: Hvor mange timer?, ar: كم ساعة؟}}\n"
    "  - {type: range, name: slide, label: {nb: Hvor mye?, ar: كم؟}, parameters: start=0 end=100 step=5}\n"
    "  - {type: range, name: stars, label: {nb: Hvor bra?, ar: كم؟}, appearance: stars, parameters: start=1 end=5 step=1}\n"
    "  - {type: begin_group, name: om, label: {nb: Om deg, ar: عنك}, appearance: field-list}\n"
    "  - {type: text, name: navn, label: {nb: Hva heter du?, ar: ما اسمك؟}, required: 'yes'}\n"
    "  - {type: integer, name: alder, label: {nb: Hvor gammel er du?, ar: كم عمرك؟}, hint: {nb: I hele år, ar: بالسنوات}}\n"
    "  - {type: decimal, name: km, label: {nb: Hvor langt har du til jobb?, ar: كم المسافة؟}}\n"
    "  - {type: text, name: kode, label: {nb: Hva er kodeordet?, ar: ما هي كلمة السر؟}, appearance: masked}\n"
    "  - {type: text, name: mer, label: {nb: Noe mer?, ar: المزيد؟}, appearance: multiline}\n"
    "  - {type: end_group}\n";

static bool is_drawn(Stage *stage, const char *words) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i].kind == DRAW_TEXT && str_is(list->items[i].text, words)) {
      return true;
    }
  }
  return false;
}

static Rect drawn_caret(Stage *stage) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  Rect caret = {0, 0, 0, 0};
  for (size_t i = 0; i < list->count; i++) { /* the one thing that is much higher than wide */
    const DrawCommand *command = &list->items[i];
    caret = command->kind == DRAW_FILL && command->rect.w * 4 < command->rect.h ? command->rect : caret;
  }
  assert_false(rect_is_empty(caret));
  return caret;
}

static void tap_at(Stage *stage, int x, int y) {
  stage->now_ms += 1000;
  stage_press(stage, x, y, 50);
}

/* --- texts --- */

/* Letters of the stage are all as wide: half of the nth is left of its middle. */
static void test_a_tap_puts_the_caret(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage_type(&stage, "abcdef");
  Rect end = drawn_caret(&stage);
  stage_key(&stage, KEY_HOME, false);
  Rect begin = drawn_caret(&stage);
  int letter = (end.x - begin.x) / 6;
  tap_at(&stage, begin.x + letter * 2 + letter / 4, begin.y + begin.h / 2);
  stage_type(&stage, "X");
  stage_expect_answer(&stage, "abXcdef");
  tap_at(&stage, end.x + 5 * letter, end.y + 1);
  stage_type(&stage, "Y");
  stage_expect_answer(&stage, "abXcdefY");
  stage_free(&stage);
}

/* In a mirrored screen Norwegian still begins at the left, and Arabic at the right in a Norwegian one. */
static void test_a_field_runs_as_its_text(void **state) {
  (void)state;
  static const struct {
    const char *language, *text;
    bool at_left;
  } rows[] = {{"nb", "a", true}, {"ar", "a", true}, {"nb", "ج", false}, {"ar", "ج", false}, {"ar", "", false}, {"nb", "", true}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Stage stage = stage_at(form_text, "words", rows[i].language);
    stage_type(&stage, rows[i].text);
    Rect field = stage_find(&stage, "field")->rect, caret = drawn_caret(&stage);
    if ((caret.x < field.x + field.w / 2) != rows[i].at_left) {
      fail_msg("%s: \"%s\"", rows[i].language, rows[i].text);
    }
    stage_free(&stage);
  }
}

static void test_graphemes_go_whole(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage_type(&stage, "a");
  stage_type(&stage, "e\u0301");
  stage_type(&stage, "👩‍🌾");
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_expect_answer(&stage, "ae\u0301");
  stage_tap(&stage, "key.backspace");
  stage_expect_answer(&stage, "a");
  stage_type(&stage, "e\u0301");
  stage_key(&stage, KEY_LEFT, false);
  stage_key(&stage, KEY_DELETE, false);
  stage_expect_answer(&stage, "a");
  stage_free(&stage);
}

static void test_composing_is_shown_but_no_answer(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "words", "nb");
  stage_type(&stage, "ab");
  stage_key(&stage, KEY_LEFT, false);
  stage_input(&stage, (Input){.kind = INPUT_COMPOSE, .text = STR("´e")});
  assert_true(is_drawn(&stage, "a´eb"));
  stage_expect_answer(&stage, "ab");
  assert_true(str_is(stage_find(&stage, "field")->value, "ab"));
  stage_type(&stage, "é");
  assert_true(is_drawn(&stage, "aéb"));
  stage_expect_answer(&stage, "aéb");
  stage_input(&stage, (Input){.kind = INPUT_COMPOSE, .text = STR("x")});
  stage_input(&stage, (Input){.kind = INPUT_COMPOSE, .text = STR("")});
  assert_true(is_drawn(&stage, "aéb"));
  stage_free(&stage);
}

static void test_keys_move_between_lines(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "lines", "nb");
  static const char *const lines[] = {"first", "\n", "ab", "\n", "third"};
  for (size_t i = 0; i < COUNT_OF(lines); i++) {
    stage_type(&stage, lines[i]);
  }
  stage_key(&stage, KEY_UP, false);
  stage_key(&stage, KEY_UP, false);
  stage_type(&stage, "X"); /* the column it began in, though the line between is short */
  stage_expect_answer(&stage, "firstX\nab\nthird");
  stage_key(&stage, KEY_DOWN, false);
  stage_key(&stage, KEY_HOME, false);
  stage_type(&stage, "Y");
  stage_expect_answer(&stage, "firstX\nYab\nthird");
  stage_key(&stage, KEY_END, false);
  stage_type(&stage, "Z");
  stage_expect_answer(&stage, "firstX\nYabZ\nthird");
  stage_free(&stage);
}

/* It grows with its text, and then the text scrolls inside: the caret is in sight, wherever it goes. */
static void test_a_long_text_scrolls_in_its_field(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 1080, .height_px = 1920, .width_mm = 268});
  stage_go_to(&stage, "lines");
  int height = stage_find(&stage, "field")->rect.h, tallest = 0;
  for (int i = 0; i < 20; i++) {
    stage_type(&stage, "ord");
    stage_type(&stage, "\n");
    Rect field = stage_find(&stage, "field")->rect, caret = drawn_caret(&stage);
    assert_true(field.h >= height);
    height = field.h;
    tallest = i == 8 ? height : tallest;
    assert_true(caret.y >= field.y && caret.y + caret.h <= field.y + field.h);
  }
  assert_int_equal(height, tallest);
  for (int i = 0; i < 20; i++) {
    stage_key(&stage, KEY_UP, false);
    Rect field = stage_find(&stage, "field")->rect, caret = drawn_caret(&stage);
    assert_true(caret.y >= field.y && caret.y + caret.h <= field.y + field.h);
  }
  stage_type(&stage, "X");
  assert_memory_equal(stage_answer(&stage).text.ptr, "Xord\n", 5);
  stage_free(&stage);
}

static void test_masked_text_is_never_shown(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "secret", "nb");
  stage_type(&stage, "ab");
  stage_type(&stage, "cd");
  stage_expect_answer(&stage, "abcd");
  assert_true(str_is(stage_find(&stage, "field")->value, "••••"));
  assert_true(is_drawn(&stage, "••••"));
  assert_false(is_drawn(&stage, "abcd"));
  assert_non_null(stage_find(&stage, "masked"));
  stage_key(&stage, KEY_LEFT, false);
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_expect_answer(&stage, "abd");
  stage_free(&stage);
}

/* The letter under a finger stands above it too, but not where nobody is to see it. */
static void test_pressed_letters_stand_above_the_finger(void **state) {
  (void)state;
  static const char *const questions[] = {"words", "secret"};
  for (size_t i = 0; i < COUNT_OF(questions); i++) {
    Stage stage = stage_at(form_text, questions[i], "nb");
    stage_type(&stage, "x");
    Rect key = stage_find(&stage, "key.g")->rect;
    size_t before = ui_draw(stage.ui, 0)->count;
    stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = key.x + 5, .y = key.y + 5, .pointer = 1});
    assert_true((ui_draw(stage.ui, 0)->count > before) == (i == 0));
    stage_free(&stage);
  }
}

/* --- numbers and ranges --- */

static void test_a_number_is_typed_with_the_languages_mark(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "part", "nb");
  stage_tap(&stage, "key.7");
  stage_tap(&stage, "key.decimal");
  assert_true(str_is(stage_find(&stage, "field")->value, "7,"));
  stage_tap(&stage, "key.5");
  assert_true(stage_answer(&stage).number == 7.5);
  stage_free(&stage);
}

static void test_a_range_begins_unset(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "slide", "nb");
  assert_true(value_is_empty(stage_answer(&stage)));
  assert_int_equal(stage_find(&stage, "slider")->value.len, 0);
  assert_true(str_is(stage_find(&stage, "shown")->label, "Ikke besvart"));
  stage_tap(&stage, "slider.more");
  stage_tap(&stage, "slider.more");
  assert_true(stage_answer(&stage).number == 5);
  assert_true(str_is(stage_find(&stage, "shown")->label, "5"));
  stage_tap(&stage, "clear");
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_free(&stage);
}

static void test_a_range_of_stars(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  for (size_t i = 0; i < COUNT_OF(languages); i++) {
    Stage stage = stage_at(form_text, "stars", languages[i]);
    assert_true((stage_find(&stage, "answer.1")->rect.x < stage_find(&stage, "answer.5")->rect.x) == (i == 0));
    stage_tap(&stage, "answer.4");
    assert_true(stage_answer(&stage).number == 4);
    assert_true(stage_has_state(&stage, "answer.4", STATE_SELECTED));
    stage_free(&stage);
  }
}

/* --- nothing is hidden --- */

static void check_field(Stage *stage, const Panel *panel, const char *id) {
  const Node *field = stage_find(stage, id);
  assert_non_null(field);
  if (stage_visible(field).h != field->rect.h) {
    fail_msg("%s is hidden on %s", id, panel->what);
  }
}

static void check_list(Stage *stage, const Panel *panel) {
  static const char *const fields[] = {"navn.field", "alder.field", "km.field", "kode.field", "mer.field"};
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    for (int k = 0; k < 20 && !stage_has_state(stage, fields[i], STATE_FOCUSED); k++) {
      stage_key(stage, KEY_TAB, false);
    }
    check_field(stage, panel, fields[i]);
    stage_type(stage, "1");
    check_field(stage, panel, fields[i]);
    panel_check_screen(stage, panel);
  }
}

static void check_fields(const Panel *panel, const char *language, TextSize size) {
  static const char *const questions[] = {"words", "lines", "secret", "whole", "part"};
  Stage stage = panel_stage(panel, form_text, language, size);
  for (size_t i = 0; i < COUNT_OF(questions); i++) {
    stage_go_to(&stage, questions[i]);
    check_field(&stage, panel, "field");
    panel_check_screen(&stage, panel);
  }
  stage_go_to(&stage, "navn");
  check_list(&stage, panel);
  stage_free(&stage);
}

static void test_the_keyboard_never_hides_the_field(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  panel_each(languages, COUNT_OF(languages), check_fields);
}

/* At seven inches across there is hardly room for both: most of the field is seen, and all of the line that is typed. */
static void test_a_field_is_seen_on_the_lowest_display(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"}, *const questions[] = {"words", "lines", "secret"};
  for (size_t i = 0; i < COUNT_OF(languages) * TEXT_SIZE_COUNT; i++) {
    Stage stage = stage_new(&(StageSetup){.form_text = form_text,
                                          .language = languages[i / TEXT_SIZE_COUNT],
                                          .width_px = 800,
                                          .height_px = 480,
                                          .width_mm = 154,
                                          .text_size = (TextSize)(i % TEXT_SIZE_COUNT)});
    for (size_t k = 0; k < COUNT_OF(questions); k++) {
      stage_go_to(&stage, questions[k]);
      const Node *field = stage_find(&stage, "field");
      assert_non_null(field);
      int least = 15 * 800 / 154 * 3 / 4; /* a one-line field is 15 mm high */
      assert_true(stage_visible(field).h >= least);
    }
    stage_go_to(&stage, "navn"); /* among others, with a strip of digits: it, and room for its question or for what is wrong */
    while (!stage_has_state(&stage, "alder.field", STATE_FOCUSED))
      stage_key(&stage, KEY_TAB, false);
    assert_non_null(stage_find(&stage, "key.7"));
    assert_true(stage_find(&stage, "alder.field")->clip.h >= 18 * 800 / 154);
    stage_free(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_tap_puts_the_caret),
      cmocka_unit_test(test_a_field_runs_as_its_text),
      cmocka_unit_test(test_graphemes_go_whole),
      cmocka_unit_test(test_composing_is_shown_but_no_answer),
      cmocka_unit_test(test_keys_move_between_lines),
      cmocka_unit_test(test_a_long_text_scrolls_in_its_field),
      cmocka_unit_test(test_masked_text_is_never_shown),
      cmocka_unit_test(test_pressed_letters_stand_above_the_finger),
      cmocka_unit_test(test_a_number_is_typed_with_the_languages_mark),
      cmocka_unit_test(test_a_range_begins_unset),
      cmocka_unit_test(test_a_range_of_stars),
      cmocka_unit_test(test_the_keyboard_never_hides_the_field),
      cmocka_unit_test(test_a_field_is_seen_on_the_lowest_display),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
