/* The way to the staff screen, which nobody finds by chance. */
#include "staff_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* Holds a finger somewhere; returns what came of the holding. */
static UiActions hold(Stage *stage, int x, int y, int64_t ms) {
  staff_give(stage, (Input){.kind = INPUT_POINTER_DOWN, .x = x, .y = y, .pointer = 1});
  stage->now_ms += ms;
  return ui_tick(stage->ui, stage->now_ms);
}

static UiActions let_go(Stage *stage, int x, int y) {
  return staff_give(stage, (Input){.kind = INPUT_POINTER_UP, .x = x, .y = y, .pointer = 1});
}

static void test_a_finger_in_the_corner(void **state) {
  (void)state;
  static const struct {
    const char *what, *language;
    Screen screen;
    bool entry;
    int from_right; /* or from the left */
    double x_mm, y_mm;
    int64_t ms;
    bool opens;
  } cases[] = {
      {"attract", "nb", SCREEN_ATTRACT, true, 0, 10, 10, 3000, true},
      {"chooser", "nb", SCREEN_CHOOSER, true, 0, 10, 10, 3000, true},
      {"closed", "nb", SCREEN_CLOSED, true, 0, 10, 10, 3000, true},
      {"fault", "nb", SCREEN_FAULT, true, 0, 10, 10, 3000, true},
      {"in the very corner", "nb", SCREEN_ATTRACT, true, 0, 0, 0, 3000, true},
      {"at its edge", "nb", SCREEN_ATTRACT, true, 0, 19.5, 19.5, 3000, true},
      {"beside it", "nb", SCREEN_ATTRACT, true, 0, 20.5, 10, 3000, false},
      {"below it", "nb", SCREEN_ATTRACT, true, 0, 10, 20.5, 3000, false},
      {"at the other end", "nb", SCREEN_ATTRACT, true, 1, 10, 10, 3000, false},
      {"where Arabic begins", "ar", SCREEN_ATTRACT, true, 1, 10, 10, 3000, true},
      {"where it ends", "ar", SCREEN_ATTRACT, true, 0, 10, 10, 3000, false},
      {"too short", "nb", SCREEN_ATTRACT, true, 0, 10, 10, 2999, false},
      {"nobody's", "nb", SCREEN_ATTRACT, false, 0, 10, 10, 3000, false},
      {"in a visit", "nb", SCREEN_QUESTION, true, 0, 10, 10, 3000, false},
      {"on thanks", "nb", SCREEN_THANKS, true, 0, 10, 10, 3000, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = staff_stage(cases[i].language);
    stage.scene.staff_entry = cases[i].entry;
    stage.scene.forms = &stage.form;
    stage.scene.form_count = 1;
    stage_screen(&stage, cases[i].screen);
    stage.now_ms += 1000;
    int x = cases[i].from_right ? STAFF_WIDTH_PX - 1 - staff_mm(cases[i].x_mm) : staff_mm(cases[i].x_mm);
    UiActions actions = hold(&stage, x, staff_mm(cases[i].y_mm), cases[i].ms);
    if ((actions.count == 1 && actions.items[0].kind == UI_STAFF) != cases[i].opens) {
      fail_msg("%s: %zu actions", cases[i].what, actions.count);
    }
    if (cases[i].opens) {
      assert_int_equal(let_go(&stage, x, staff_mm(cases[i].y_mm)).count, 0); /* what stands there is not pressed as well */
    }
    stage_free(&stage);
  }
}

/* Whoever looks for it finds it where it was, though another language has its turn. */
static void test_the_corner_stays(void **state) {
  (void)state;
  static const int xs[] = {5, STAFF_WIDTH_PX - 5};
  for (size_t i = 0; i < COUNT_OF(xs); i++) {
    Stage stage = staff_stage("nb");
    stage.scene.staff_entry = true;
    stage_screen(&stage, SCREEN_ATTRACT);
    stage.now_ms += 11000;
    ui_draw(stage.ui, stage.now_ms);
    assert_int_equal(ui_language(stage.ui), form_find_language(stage.form, STR("ar")));
    staff_expect_action(hold(&stage, xs[i], 5, 3000), UI_STAFF);
    stage_free(&stage);
  }
}

static void test_a_short_press_there_is_what_it_was(void **state) {
  (void)state;
  Stage stage = staff_stage("nb");
  stage.scene.staff_entry = true;
  stage_screen(&stage, SCREEN_ATTRACT);
  stage.now_ms += 1000;
  assert_int_equal(hold(&stage, 5, 5, 2000).count, 0);
  staff_expect_action(let_go(&stage, 5, 5), UI_START);
  stage_free(&stage);
}

/* A deadline wakes the app when the finger has been there for long enough. */
static void test_its_time_is_a_deadline(void **state) {
  (void)state;
  Stage stage = staff_stage("nb");
  stage.scene.staff_entry = true;
  stage_screen(&stage, SCREEN_FAULT);
  stage.now_ms += 1000;
  ui_draw(stage.ui, stage.now_ms);
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  int64_t down_ms = stage.now_ms;
  hold(&stage, 5, 5, 0);
  ui_draw(stage.ui, stage.now_ms);
  assert_int_equal(ui_deadline_ms(stage.ui, stage.now_ms), down_ms + 3000);
  let_go(&stage, 5, 5);
  ui_draw(stage.ui, stage.now_ms);
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  stage_free(&stage);
}

static void test_only_a_finger_that_is_alone_and_still(void **state) {
  (void)state;
  static const struct {
    Input between;
    int x_mm;
    bool opens;
  } cases[] = {
      {{.kind = INPUT_POINTER_MOVE, .pointer = 1}, 13, true}, /* a hand is not that steady */
      {{.kind = INPUT_POINTER_MOVE, .pointer = 1}, 16, false},
      {{.kind = INPUT_POINTER_DOWN, .pointer = 2}, 100, false}, /* an arm leans on it */
      {{.kind = INPUT_POINTER_DOWN, .pointer = 2}, 12, false},
      {{.kind = INPUT_POINTER_CANCEL, .pointer = 1}, 10, false},
      {{.kind = INPUT_POINTER_MOVE, .pointer = 0}, 100, true}, /* a mouse that was pushed */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = staff_stage("nb");
    stage.scene.staff_entry = true;
    stage_screen(&stage, SCREEN_ATTRACT);
    stage.now_ms += 1000;
    hold(&stage, staff_mm(10), staff_mm(10), 1500);
    Input between = cases[i].between;
    between.x = staff_mm(cases[i].x_mm);
    between.y = staff_mm(10);
    staff_give(&stage, between);
    between.x = staff_mm(10); /* coming back does not help */
    if (between.kind == INPUT_POINTER_MOVE) {
      staff_give(&stage, between);
    }
    stage.now_ms += 1500;
    bool opened = ui_tick(stage.ui, stage.now_ms).count == 1;
    if (opened != cases[i].opens) {
      fail_msg("case %zu", i);
    }
    stage_free(&stage);
  }
}

static void test_keys_that_are_held(void **state) {
  (void)state;
  Stage stage = staff_stage("nb");
  Input held = {.kind = INPUT_KEY, .key = KEY_ESCAPE, .shift = true};
  stage.scene.staff_entry = true;
  stage_screen(&stage, SCREEN_ATTRACT);
  assert_int_equal(staff_give(&stage, held).count, 0);
  held.repeated = true;
  stage.now_ms += 2900;
  assert_int_equal(staff_give(&stage, held).count, 0);
  stage.now_ms += 100;
  staff_expect_action(staff_give(&stage, held), UI_STAFF);
  assert_int_equal(staff_give(&stage, held).count, 0); /* once */

  held.repeated = false; /* let go and pressed again: the time begins anew */
  staff_give(&stage, held);
  stage.now_ms += 2000;
  staff_give(&stage, held);
  stage.now_ms += 2000;
  held.repeated = true;
  assert_int_equal(staff_give(&stage, held).count, 0);
  staff_give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_TAB}); /* another key: they were not held */
  stage.now_ms += 2000;
  assert_int_equal(staff_give(&stage, held).count, 0);
  stage_free(&stage);
}

int main(void) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_finger_in_the_corner),
      cmocka_unit_test(test_the_corner_stays),
      cmocka_unit_test(test_a_short_press_there_is_what_it_was),
      cmocka_unit_test(test_its_time_is_a_deadline),
      cmocka_unit_test(test_only_a_finger_that_is_alone_and_still),
      cmocka_unit_test(test_keys_that_are_held),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
