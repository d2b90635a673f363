/* A hand and keys on each question type. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                     "languages: {nb: Norsk, en: English, ar: {name: العربية, direction: rtl}}\n"
                                     "survey:\n"
                                     "  - {type: decimal, name: dec, label: Tall}\n"
                                     "  - {type: range, name: few, label: Litt, parameters: start=0 end=1 step=0.1}\n"
                                     "  - {type: range, name: slide, label: Mye, parameters: start=0 end=100 step=5}\n"
                                     "  - {type: rank l, name: rank, label: Rekkefølge}\n"
                                     "  - {type: date, name: d, label: Dag}\n"
                                     "  - {type: date, name: my, label: Måned, appearance: month-year}\n"
                                     "  - {type: time, name: t, label: Tid}\n"
                                     "  - {type: dateTime, name: dt, label: Dag og tid}\n"
                                     "choices:\n"
                                     "  l: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}]\n";

static void assert_shows(Stage *stage, const char *id, const char *expected) {
  const Node *node = stage_find(stage, id);
  assert_non_null(node);
  if (!str_is(node->value, expected)) {
    fail_msg("%s shows \"" STR_FMT "\" instead of \"%s\"", id, STR_ARG(node->value), expected);
  }
}

static void focus(Stage *stage, const char *id) {
  for (int i = 0; i < 40 && !stage_has_state(stage, id, STATE_FOCUSED); i++) {
    stage_key(stage, KEY_TAB, false);
  }
  assert_true(stage_has_state(stage, id, STATE_FOCUSED));
}

static void type_all(Stage *stage, const char *text) {
  for (; *text; text++) {
    stage_type(stage, (char[]){*text, '\0'});
  }
}

static void test_decimal(void **state) {
  (void)state;
  static const struct {
    const char *typed, *shown, *answer;
  } cases[] = {{"3,5", "3,5", "3.5"}, {"3.5", "3,5", "3.5"},
               {"3,", "3,", "3"},     {",5", "0,5", "0.5"},
               {"007", "7", "7"},     {"-2,50", "-2,50", "-2.5"},
               {"2-", "-2", "-2"},    {"1,2,3", "1,23", "1.23"},
               {"-", "-", ""},        {"12345678901234567", "123456789012345", "123456789012345"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = stage_at(form_text, "dec", "nb");
    type_all(&stage, cases[i].typed);
    assert_shows(&stage, "field", cases[i].shown);
    stage_expect_answer(&stage, cases[i].answer);
    stage_free(&stage);
  }
}

static void test_decimal_by_touch(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "dec", "en");
  assert_true(str_is(stage_find(&stage, "key.decimal")->label, "Decimal point"));
  static const char *const keys[] = {"key.1", "key.0", "key.decimal", "key.2", "key.minus"};
  for (size_t i = 0; i < COUNT_OF(keys); i++) {
    stage_tap(&stage, keys[i]);
  }
  stage_expect_answer(&stage, "-10.2");
  assert_shows(&stage, "field", "-10.2");
  stage_language(&stage, "nb");
  assert_shows(&stage, "field", "-10,2");
  stage_tap(&stage, "key.backspace");
  stage_tap(&stage, "key.backspace");
  stage_expect_answer(&stage, "-10");
  stage_tap(&stage, "next");
  stage_tap(&stage, "back"); /* goes on from the answer */
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_expect_answer(&stage, "-1");
  stage_free(&stage);
}

static void test_few_steps_are_buttons(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "few", "nb");
  stage_tap(&stage, "answer.0,3"); /* adding up tenths gives 0.30000000000000004 */
  stage_expect_answer(&stage, "0.3");
  assert_true(stage_has_state(&stage, "answer.0,3", STATE_SELECTED));
  stage_tap(&stage, "answer.1");
  stage_expect_answer(&stage, "1");
  assert_false(stage_has_state(&stage, "answer.0,3", STATE_SELECTED));
  stage_free(&stage);
}

static void test_slider(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "slide", "nb");
  assert_shows(&stage, "slider", "");
  assert_null(stage_find(&stage, "clear"));
  stage_tap(&stage, "slider"); /* its middle */
  stage_expect_answer(&stage, "50");
  stage_tap(&stage, "slider.more");
  stage_expect_answer(&stage, "55");
  Rect track = stage_find(&stage, "slider")->rect;
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = track.x + track.w / 2, .y = track.y + 5, .pointer = 1});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_MOVE, .x = track.x + track.w + 500, .y = track.y - 90, .pointer = 1});
  assert_shows(&stage, "slider", "100"); /* it says where the finger is */
  stage_expect_answer(&stage, "55");     /* and takes it when the finger leaves */
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = track.x + track.w + 500, .y = track.y - 90, .pointer = 1});
  stage_expect_answer(&stage, "100");
  stage_tap(&stage, "slider.more");
  stage_expect_answer(&stage, "100");
  stage_tap(&stage, "clear");
  stage_expect_answer(&stage, "");
  stage_free(&stage);
}

static void test_slider_by_keys(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "slide", "nb");
  focus(&stage, "slider");
  stage_key(&stage, KEY_RIGHT, false);
  stage_expect_answer(&stage, "0");
  stage_key(&stage, KEY_RIGHT, false);
  stage_key(&stage, KEY_RIGHT, false);
  stage_key(&stage, KEY_LEFT, false);
  stage_expect_answer(&stage, "5");
  stage_language(&stage, "ar"); /* the low end is on the right now */
  focus(&stage, "slider");
  stage_key(&stage, KEY_LEFT, false);
  stage_expect_answer(&stage, "10");
  Rect track = stage_find(&stage, "slider")->rect;
  stage_press(&stage, track.x + track.w - 1, track.y + 5, 50);
  stage_expect_answer(&stage, "0");
  stage_key(&stage, KEY_DOWN, false);
  stage_expect_answer(&stage, "0"); /* across it the arrows lead away */
  stage_free(&stage);
}

static void test_rank(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 1920, .height_px = 1080, .width_mm = 345});
  stage_go_to(&stage, "rank");
  stage_tap(&stage, "answer.c");
  stage_tap(&stage, "answer.a");
  assert_shows(&stage, "answer.c", "1");
  assert_shows(&stage, "answer.a", "2");
  stage_expect_answer(&stage, "");                                 /* a part of it is no answer */
  assert_true(str_is(stage_find(&stage, "next")->label, "Neste")); /* and nothing to be passed over */
  stage_tap(&stage, "answer.c");
  assert_shows(&stage, "answer.a", "1");
  stage_tap(&stage, "answer.d");
  stage_tap(&stage, "answer.b");
  stage_expect_answer(&stage, ""); /* a hand may be on its way to the one that is left */
  stage_tap(&stage, "answer.c");
  stage_expect_answer(&stage, "a d b c");
  stage_tap(&stage, "answer.d");
  stage_expect_answer(&stage, "");
  assert_shows(&stage, "answer.b", "2");
  stage_tap(&stage, "next"); /* the one that is left can only be the last */
  stage_tap(&stage, "back");
  stage_expect_answer(&stage, "a b c d");
  assert_shows(&stage, "answer.d", "4");
  stage_tap(&stage, "clear");
  stage_expect_answer(&stage, "");
  assert_false(stage_has_state(&stage, "answer.a", STATE_SELECTED));
  stage_free(&stage);
}

static void test_date_by_touch(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  assert_shows(&stage, "day", "");
  stage_tap(&stage, "year.less"); /* the first touch begins today */
  stage_expect_answer(&stage, "2026-11-21");
  assert_shows(&stage, "month", "nov.");
  stage_tap(&stage, "year.less");
  stage_tap(&stage, "month.more");
  stage_expect_answer(&stage, "2025-12-21");
  stage_tap(&stage, "month.more"); /* begins again, and the year stays */
  stage_expect_answer(&stage, "2025-01-21");
  for (int i = 0; i < 10; i++) {
    stage_tap(&stage, "day.more");
  }
  stage_expect_answer(&stage, "2025-01-31");
  stage_tap(&stage, "month.more"); /* no month has a day that it does not have */
  stage_expect_answer(&stage, "2025-02-28");
  stage_tap(&stage, "day.more");
  stage_expect_answer(&stage, "2025-02-01");
  stage_tap(&stage, "clear");
  stage_expect_answer(&stage, "");
  assert_null(stage_find(&stage, "clear"));
  stage_free(&stage);
}

static void test_date_by_keys(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  focus(&stage, "day");
  stage_key(&stage, KEY_UP, false);
  stage_key(&stage, KEY_UP, false);
  stage_expect_answer(&stage, "2026-11-22");
  type_all(&stage, "7");
  stage_expect_answer(&stage, "2026-11-07");
  type_all(&stage, "05"); /* no day begins with 70 */
  stage_expect_answer(&stage, "2026-11-05");
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "month", STATE_FOCUSED));
  type_all(&stage, "12");
  stage_expect_answer(&stage, "2026-12-05");
  focus(&stage, "year");
  type_all(&stage, "19");
  assert_shows(&stage, "year", "19");
  stage_expect_answer(&stage, "2026-12-05"); /* not a whole year yet */
  type_all(&stage, "84");
  stage_expect_answer(&stage, "1984-12-05");
  stage_key(&stage, KEY_DOWN, false);
  stage_expect_answer(&stage, "1983-12-05");
  stage_free(&stage);
}

static void test_typed_without_focus_begins_with_the_first_part(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  type_all(&stage, "12");
  stage_expect_answer(&stage, "2026-11-12");
  stage_free(&stage);
}

static void test_a_held_step_repeats(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  stage_tap(&stage, "year");
  Rect less = stage_find(&stage, "year.less")->rect;
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = less.x + 9, .y = less.y + 9, .pointer = 1});
  for (int i = 0; i < 3; i++) {
    stage.now_ms = ui_deadline_ms(stage.ui, stage.now_ms);
    UiActions actions = ui_tick(stage.ui, stage.now_ms);
    assert_int_equal(actions.count, 1);
    survey_step(stage.survey,
                &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = actions.items[0].cell, .value = actions.items[0].value});
    stage_screen(&stage, SCREEN_QUESTION);
  }
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = less.x + 9, .y = less.y + 9, .pointer = 1});
  stage_expect_answer(&stage, "2023-11-21");
  stage_free(&stage);
}

static void test_month_and_year(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "my", "nb");
  assert_null(stage_find(&stage, "day"));
  stage_tap(&stage, "month.less");
  stage_expect_answer(&stage, "2026-11-01");
  stage_tap(&stage, "month.less");
  stage_expect_answer(&stage, "2026-10-01");
  stage_free(&stage);
}

static void test_time(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "t", "nb");
  CivilTime now = civil_from_wall_ms(stage_wall_ms);
  stage_tap(&stage, "hour");
  stage_expect_answer(&stage, arena_printf(stage.arena, "%02d:%02d:00.000", now.hour, now.minute).ptr);
  focus(&stage, "hour");
  type_all(&stage, "0");
  stage_key(&stage, KEY_DOWN, false);
  focus(&stage, "minute");
  type_all(&stage, "59");
  stage_key(&stage, KEY_UP, false);
  stage_expect_answer(&stage, "23:00:00.000"); /* begins again, and the hour stays */
  stage_free(&stage);
}

/* Every minute of a day comes back as it was set, in spite of fractions of days. */
static void test_moments_come_back(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "dt", "nb");
  stage_tap(&stage, "minute");
  focus(&stage, "day");
  type_all(&stage, "3");
  focus(&stage, "hour");
  type_all(&stage, "00");
  for (int hour = 0; hour < 24; hour++) {
    focus(&stage, "minute");
    type_all(&stage, "00");
    for (int minute = 0; minute < 60; minute++) {
      Str shown = value_to_str(stage.arena, stage_answer(&stage));
      Str expected = arena_printf(stage.arena, "2026-11-03T%02d:%02d:00.000", hour, minute);
      if (!str_starts_with(shown, expected)) {
        fail_msg(STR_FMT " instead of " STR_FMT, STR_ARG(shown), STR_ARG(expected));
      }
      assert_shows(&stage, "minute", arena_printf(stage.arena, "%02d", minute).ptr);
      stage_key(&stage, KEY_UP, false);
    }
    focus(&stage, "hour");
    stage_key(&stage, KEY_UP, false);
  }
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_decimal),
      cmocka_unit_test(test_decimal_by_touch),
      cmocka_unit_test(test_few_steps_are_buttons),
      cmocka_unit_test(test_slider),
      cmocka_unit_test(test_slider_by_keys),
      cmocka_unit_test(test_rank),
      cmocka_unit_test(test_date_by_touch),
      cmocka_unit_test(test_date_by_keys),
      cmocka_unit_test(test_typed_without_focus_begins_with_the_first_part),
      cmocka_unit_test(test_a_held_step_repeats),
      cmocka_unit_test(test_month_and_year),
      cmocka_unit_test(test_time),
      cmocka_unit_test(test_moments_come_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
