/* Keys alone: a physical keyboard is enough for every question, and what it does is what was meant. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English}\n"
    "survey:\n"
    "  - {type: select_one l, name: one, label: En}\n"
    "  - {type: select_one l, name: fast, label: To, appearance: quick}\n"
    "  - {type: text, name: words, label: Ord}\n"
    "  - {type: integer, name: number, label: Tall}\n"
    "  - {type: date, name: day, label: Dag}\n"
    "  - {type: select_multiple long, name: long, label: Lang}\n"
    "  - {type: begin_group, name: group, label: Om deg, appearance: field-list}\n"
    "  - {type: text, name: name, label: Navn}\n"
    "  - {type: integer, name: age, label: Alder}\n"
    "  - {type: end_group}\n"
    "choices:\n"
    "  l: [{name: a, label: Ja}, {name: b, label: Nei}, {name: none, label: Ingen}]\n"
    "  long: [{name: c1, label: C1}, {name: c2, label: C2}, {name: c3, label: C3}, {name: c4, label: C4}, {name: c5, label: C5},\n"
    "    {name: c6, label: C6}, {name: c7, label: C7}, {name: c8, label: C8}, {name: c9, label: C9}, {name: c10, label: C10},\n"
    "    {name: c11, label: C11}, {name: c12, label: C12}, {name: c13, label: C13}, {name: c14, label: C14}]\n";

static Stage open_stage(const char *question) {
  Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 1280, .height_px = 800, .width_mm = 218});
  stage_go_to(&stage, question);
  return stage;
}

static void assert_question(Stage *stage, const char *expected) {
  assert_true(str_is(stage_question(stage), expected));
}

/* As a keyboard sends it: a key, and what it types. */
static void press_space(Stage *stage) {
  stage_key(stage, KEY_SPACE, false);
  stage_type(stage, " ");
}

static void tab_to(Stage *stage, const char *id) {
  for (int i = 0; i < 30 && !stage_has_state(stage, id, STATE_FOCUSED); i++) {
    stage_key(stage, KEY_TAB, false);
  }
  assert_true(stage_has_state(stage, id, STATE_FOCUSED));
}

static void hold(Stage *stage, Key key, int times) {
  stage_key(stage, key, false);
  for (int i = 0; i < times; i++) {
    stage_input(stage, (Input){.kind = INPUT_KEY, .key = key, .repeated = true});
  }
}

static void test_keys_alone(void **state) {
  (void)state;
  Stage stage = open_stage("one");
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "answer.a", STATE_FOCUSED));
  stage_key(&stage, KEY_DOWN, false);
  assert_true(stage_has_state(&stage, "answer.b", STATE_FOCUSED));
  stage_key(&stage, KEY_SPACE, false);
  stage_expect_answer(&stage, "b");
  stage_key(&stage, KEY_TAB, false);
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "back", STATE_FOCUSED));
  stage_key(&stage, KEY_TAB, true);
  stage_key(&stage, KEY_TAB, true);
  assert_true(stage_has_state(&stage, "answer.b", STATE_FOCUSED));
  for (int i = 0; i < 4 && !stage_has_state(&stage, "next", STATE_FOCUSED); i++) {
    stage_key(&stage, KEY_TAB, false);
  }
  stage_key(&stage, KEY_ENTER, false);
  assert_int_equal(survey_current(stage.survey), 1);
  stage_key(&stage, KEY_ESCAPE, false);
  assert_int_equal(survey_current(stage.survey), 0);
  stage_free(&stage);
}

/* Every node that takes input can be reached by Tab, and Tab never stands still. */
static void test_tab_reaches_everything(void **state) {
  (void)state;
  Stage stage = open_stage("one");
  while (!str_is(stage_question(&stage), "name")) {
    size_t count = 0;
    const Node *nodes = ui_nodes(stage.ui, &count);
    size_t wanted = 0, met = 0;
    for (size_t i = 0; i < count; i++) {
      wanted += nodes[i].takes_input && nodes[i].role != ROLE_KEY && !(nodes[i].state & STATE_DISABLED);
    }
    char seen[64] = {0};
    for (size_t i = 0; i < wanted; i++) {
      stage_key(&stage, KEY_TAB, false);
      nodes = ui_nodes(stage.ui, &count);
      for (size_t k = 0; k < count; k++) {
        if (nodes[k].state & STATE_FOCUSED && !seen[k]) {
          seen[k] = 1;
          met++;
        }
      }
    }
    assert_int_equal(met, wanted);
    survey_step(stage.survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    stage_screen(&stage, SCREEN_QUESTION);
  }
  stage_free(&stage);
}

/* By Tab from field to field: the one in use has its keyboard. */
static void test_tab_goes_from_field_to_field(void **state) {
  (void)state;
  Stage stage = open_stage("name");
  stage_key(&stage, KEY_TAB, false);
  stage_type(&stage, "Kari");
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "age.field", STATE_FOCUSED));
  assert_non_null(stage_find(&stage, "key.7"));
  stage_type(&stage, "4");
  stage_key(&stage, KEY_TAB, true);
  stage_type(&stage, "!");
  assert_true(str_is(stage_answer_to(&stage, "name").text, "Kari!"));
  assert_true(stage_answer_to(&stage, "age").number == 4);
  stage_free(&stage);
}

/* The ring is in the field from the beginning, and so is what is typed: a space between two words presses nothing. */
static void test_a_page_reached_by_keys_is_typed_into(void **state) {
  (void)state;
  Stage stage = open_stage("fast");
  tab_to(&stage, "next");
  stage_key(&stage, KEY_ENTER, false);
  assert_question(&stage, "words");
  assert_true(stage_has_state(&stage, "field", STATE_FOCUSED));
  stage_type(&stage, "hei");
  press_space(&stage);
  stage_type(&stage, "du");
  stage_expect_answer(&stage, "hei du");
  assert_question(&stage, "words");
  stage_key(&stage, KEY_ENTER, false);
  assert_question(&stage, "number");
  stage_type(&stage, "7");
  stage_expect_answer(&stage, "7");
  stage_free(&stage);
}

/* The space bar types as well as it presses; what it types must not be the first letter of the next answer. */
static void test_a_space_that_pressed_types_nothing(void **state) {
  (void)state;
  Stage stage = open_stage("fast");
  stage_key(&stage, KEY_TAB, false);
  press_space(&stage);
  assert_question(&stage, "words");
  stage_expect_answer(&stage, "");
  stage_type(&stage, "a");
  press_space(&stage);
  stage_expect_answer(&stage, "a ");
  stage_free(&stage);
}

/* A finger or a book that rests on a key does not go through the whole form. */
static void test_a_held_key_is_meant_once(void **state) {
  (void)state;
  Stage stage = open_stage("one");
  tab_to(&stage, "next");
  hold(&stage, KEY_ENTER, 20);
  assert_question(&stage, "fast");
  stage_key(&stage, KEY_TAB, false);
  hold(&stage, KEY_SPACE, 20);
  assert_question(&stage, "words");
  hold(&stage, KEY_ESCAPE, 20);
  assert_question(&stage, "fast");
  stage_go_to(&stage, "words");
  stage_type(&stage, "abcdef");
  hold(&stage, KEY_LEFT, 1);
  hold(&stage, KEY_BACKSPACE, 2); /* what is done again and again can be held */
  stage_expect_answer(&stage, "aef");
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_keys_alone),
      cmocka_unit_test(test_tab_reaches_everything),
      cmocka_unit_test(test_tab_goes_from_field_to_field),
      cmocka_unit_test(test_a_page_reached_by_keys_is_typed_into),
      cmocka_unit_test(test_a_space_that_pressed_types_nothing),
      cmocka_unit_test(test_a_held_key_is_meant_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
