/* Fingers, mouse and keys. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English}\n"
    "survey:\n"
    "  - {type: select_one l, name: one, label: {nb: En, en: One}}\n"
    "  - {type: select_one l, name: fast, label: {nb: To, en: Two}, appearance: quick}\n"
    "  - {type: select_multiple l, name: many, label: {nb: Flere, en: Many}}\n"
    "  - {type: integer, name: number, label: {nb: Tall, en: Number}}\n"
    "  - {type: text, name: words, label: {nb: Ord, en: Words}}\n"
    "  - {type: select_one long, name: long, label: {nb: Lang, en: Long}}\n"
    "choices:\n"
    "  l:\n"
    "    - {name: a, label: {nb: Ja, en: 'Yes'}}\n"
    "    - {name: b, label: {nb: Nei, en: 'No'}}\n"
    "    - {name: none, label: {nb: Ingen, en: None}, exclusive: true}\n"
    "  long: [{name: c1, label: C1}, {name: c2, label: C2}, {name: c3, label: C3}, {name: c4, label: C4}, {name: c5, label: C5},\n"
    "    {name: c6, label: C6}, {name: c7, label: C7}, {name: c8, label: C8}, {name: c9, label: C9}, {name: c10, label: C10},\n"
    "    {name: c11, label: C11}, {name: c12, label: C12}, {name: c13, label: C13}, {name: c14, label: C14}, {name: c15, label: "
    "C15}]\n";

static Stage open_stage(void) {
  return stage_new(&(StageSetup){.form_text = form_text, .width_px = 1280, .height_px = 800, .width_mm = 218});
}

static void centre(Stage *stage, const char *id, int *x, int *y) {
  const Node *node = stage_find(stage, id);
  assert_non_null(node);
  Rect at = stage_visible(node);
  *x = at.x + at.w / 2;
  *y = at.y + at.h / 2;
}

static void test_acts_on_release(void **state) {
  (void)state;
  Stage stage = open_stage();
  int x, y;
  centre(&stage, "answer.a", &x, &y);
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = x, .y = y, .pointer = 1});
  assert_true(stage_has_state(&stage, "answer.a", STATE_PRESSED));
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = x, .y = y, .pointer = 1});
  stage_expect_answer(&stage, "a");
  assert_true(stage_has_state(&stage, "answer.a", STATE_SELECTED));
  assert_false(stage_has_state(&stage, "answer.a", STATE_PRESSED));
  stage_free(&stage);
}

static void test_slide_off_cancels(void **state) {
  (void)state;
  Stage stage = open_stage();
  int ax, ay, bx, by;
  centre(&stage, "answer.a", &ax, &ay);
  centre(&stage, "answer.b", &bx, &by);
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = ax, .y = ay, .pointer = 1});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_MOVE, .x = bx, .y = by, .pointer = 1});
  assert_false(stage_has_state(&stage, "answer.a", STATE_PRESSED));
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = bx, .y = by, .pointer = 1});
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_free(&stage);
}

static void test_second_finger_is_ignored(void **state) {
  (void)state;
  Stage stage = open_stage();
  int ax, ay, bx, by;
  centre(&stage, "answer.a", &ax, &ay);
  centre(&stage, "answer.b", &bx, &by);
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = ax, .y = ay, .pointer = 1});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = bx, .y = by, .pointer = 2});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = bx, .y = by, .pointer = 2});
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = ax, .y = ay, .pointer = 1});
  stage_expect_answer(&stage, "a");
  stage_free(&stage);
}

static void test_second_strike_does_not_answer_the_next_question(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "fast");
  int x, y;
  centre(&stage, "answer.a", &x, &y);
  y += 40; /* an answer of the next question stands there too */
  stage.now_ms = 10000;
  stage_press(&stage, x, y, 60);
  assert_int_equal(survey_current(stage.survey), 2);
  stage.now_ms += 150;
  stage_press(&stage, x, y, 60);
  assert_true(value_is_empty(stage_answer(&stage)));
  stage.now_ms += 300;
  stage_press(&stage, x, y, 60);
  assert_int_equal(stage_answer(&stage).kind, VALUE_LIST);
  stage_free(&stage);
}

static void test_exclusive_choice(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "many");
  stage_tap(&stage, "answer.b");
  stage_tap(&stage, "answer.a");
  Value answer = stage_answer(&stage);
  assert_int_equal(answer.list.count, 2);
  assert_true(str_is(answer.list.items[0], "a")); /* in the order of the form */
  stage_tap(&stage, "answer.none");
  answer = stage_answer(&stage);
  assert_int_equal(answer.list.count, 1);
  assert_true(str_is(answer.list.items[0], "none"));
  stage_tap(&stage, "answer.a");
  stage_tap(&stage, "answer.a");
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_free(&stage);
}

static void test_number_pad(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "number");
  stage_tap(&stage, "key.1");
  stage_tap(&stage, "key.2");
  stage_tap(&stage, "key.0");
  assert_true(stage_answer(&stage).number == 120);
  stage_tap(&stage, "key.minus");
  assert_true(stage_answer(&stage).number == -120);
  stage_tap(&stage, "key.backspace");
  assert_true(stage_answer(&stage).number == -12);
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_key(&stage, KEY_BACKSPACE, false);
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_type(&stage, "7");
  assert_true(stage_answer(&stage).number == 7);
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_type(&stage, "-");
  assert_true(str_is(stage_find(&stage, "field")->value, "-"));
  stage_type(&stage, "0");
  stage_type(&stage, "5");
  assert_true(stage_answer(&stage).number == -5);
  for (int i = 0; i < 30; i++) {
    stage_tap(&stage, "key.9");
  }
  assert_true(stage_answer(&stage).number > -1e15);
  stage_free(&stage);
}

static void test_on_screen_keyboard(void **state) {
  (void)state;
  static const char *const keys[] = {"b", "l", "å", "b", "æ", "r", "s", "y", "l", "t", "e", "t", "ø", "y"};
  Stage stage = open_stage();
  stage_go_to(&stage, "words");
  for (size_t i = 0; i < COUNT_OF(keys); i++) {
    char id[16];
    snprintf(id, sizeof id, "key.%s", keys[i]);
    stage_tap(&stage, id);
  }
  stage_expect_answer(&stage, "Blåbærsyltetøy"); /* a text begins with a capital by itself */
  stage_tap(&stage, "key.shift");
  stage_tap(&stage, "key.ø");
  stage_tap(&stage, "key.layer");
  stage_tap(&stage, "key.4");
  stage_tap(&stage, "key.layer");
  stage_tap(&stage, "key.space");
  stage_expect_answer(&stage, "BlåbærsyltetøyØ4 ");
  stage_language(&stage, "en");
  stage_expect_answer(&stage, "BlåbærsyltetøyØ4 ");
  assert_null(stage_find(&stage, "key.å"));
  stage_free(&stage);
}

static void test_backspace_repeats(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "words");
  stage_type(&stage, "abcdef");
  int x, y;
  centre(&stage, "key.backspace", &x, &y);
  stage.now_ms = 5000;
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = x, .y = y, .pointer = 1});
  stage_expect_answer(&stage, "abcdef");
  for (int i = 0; i < 3; i++) {
    stage.now_ms = ui_deadline_ms(stage.ui, stage.now_ms);
    assert_true(stage.now_ms < 6000);
    UiActions actions = ui_tick(stage.ui, stage.now_ms);
    assert_int_equal(actions.count, 1);
    SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = actions.items[0].cell, .value = actions.items[0].value};
    survey_step(stage.survey, &event);
    stage_screen(&stage, SCREEN_QUESTION);
  }
  stage_expect_answer(&stage, "abc");
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = x, .y = y, .pointer = 1});
  stage_expect_answer(&stage, "abc"); /* the release is no further press */
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  stage_free(&stage);
}

static void test_caret(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "words");
  stage_type(&stage, "å");
  stage_type(&stage, "c");
  stage_key(&stage, KEY_LEFT, false);
  stage_type(&stage, "b");
  stage_expect_answer(&stage, "åbc");
  stage_key(&stage, KEY_HOME, false);
  stage_type(&stage, "\x07"); /* refused, and the caret stays */
  stage_key(&stage, KEY_DELETE, false);
  stage_expect_answer(&stage, "bc");
  stage_key(&stage, KEY_END, false);
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_expect_answer(&stage, "b");
  stage_key(&stage, KEY_SPACE, false); /* comes as text too */
  stage_type(&stage, " ");
  stage_type(&stage, "e\xCC\x81"); /* a letter and its accent are one */
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_expect_answer(&stage, "b ");
  stage_free(&stage);
}

static void test_long_list_scrolls(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 600, .height_px = 1024, .width_mm = 130});
  stage_go_to(&stage, "long");
  assert_true(rect_is_empty(stage_visible(stage_find(&stage, "answer.c15"))));
  const Node *more = stage_find(&stage, "more");
  assert_non_null(more);
  int y_before = stage_find(&stage, "answer.c1")->rect.y;
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = 300, .y = 600, .pointer = 1});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_MOVE, .x = 300, .y = 300, .pointer = 2}); /* another finger's drag is none */
  assert_int_equal(stage_find(&stage, "answer.c1")->rect.y, y_before);
  stage_input(&stage, (Input){.kind = INPUT_POINTER_MOVE, .x = 300, .y = 500, .pointer = 1});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = 300, .y = 500, .pointer = 1});
  assert_int_equal(stage_find(&stage, "answer.c1")->rect.y, y_before - 100);
  assert_true(value_is_empty(stage_answer(&stage))); /* a drag is no tap */
  for (int i = 0; i < 5 && rect_is_empty(stage_visible(stage_find(&stage, "answer.c15"))); i++) {
    stage_tap(&stage, "more");
  }
  stage_tap(&stage, "answer.c15");
  stage_expect_answer(&stage, "c15");
  for (int i = 0; i < 20 && !stage_has_state(&stage, "answer.c1", STATE_FOCUSED); i++) {
    stage_key(&stage, KEY_UP, false);
  }
  const Node *first = stage_find(&stage, "answer.c1");
  assert_int_equal(stage_visible(first).h, first->rect.h); /* the focus brings it into sight */
  stage_free(&stage);
}

static void test_motion_ends_in_place(void **state) {
  (void)state;
  Stage stage =
      stage_new(&(StageSetup){.form_text = form_text, .width_px = 1280, .height_px = 800, .width_mm = 218, .motion = true});
  ui_draw(stage.ui, 0);
  stage_tap(&stage, "next");
  int64_t start = stage.now_ms;
  int pictures = 0;
  for (int64_t next = ui_deadline_ms(stage.ui, start); next != INT64_MAX; next = ui_deadline_ms(stage.ui, next)) {
    ui_draw(stage.ui, next);
    pictures++;
    assert_true(pictures < 30);
    assert_true(next - start <= 250);
  }
  assert_true(pictures > 3);
  stage_free(&stage);
}

/* Nothing of one visitor is left in the interface when the next begins. */
static void test_attract_starts_afresh(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "words");
  stage_tap(&stage, "key.layer");
  stage_screen(&stage, SCREEN_ATTRACT);
  const Node *start = stage_find(&stage, "start");
  assert_int_equal(start->rect.w, 1280);
  assert_int_equal(start->rect.h, 800);
  assert_null(stage_find(&stage, "field"));
  stage_screen(&stage, SCREEN_QUESTION);
  assert_non_null(stage_find(&stage, "key.q")); /* letters again, not the digits it was left with */
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_acts_on_release),
      cmocka_unit_test(test_slide_off_cancels),
      cmocka_unit_test(test_second_finger_is_ignored),
      cmocka_unit_test(test_second_strike_does_not_answer_the_next_question),
      cmocka_unit_test(test_exclusive_choice),
      cmocka_unit_test(test_number_pad),
      cmocka_unit_test(test_on_screen_keyboard),
      cmocka_unit_test(test_backspace_repeats),
      cmocka_unit_test(test_caret),
      cmocka_unit_test(test_long_list_scrolls),
      cmocka_unit_test(test_motion_ends_in_place),
      cmocka_unit_test(test_attract_starts_afresh),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
