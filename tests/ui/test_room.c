/* Where the screen is low: less air before less in sight, and what is cut looks as if it went on. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: date, name: d, label: Når begynte du?}\n"
    "  - {type: dateTime, name: dt, label: {nb: 'Når begynte du i praksis hos arbeidsgiveren som du er hos nå?', ar: متى كنت هنا "
    "آخر "
    "مرة قبل هذا اليوم الذي أنت فيه هنا الآن معنا؟}, hint: {nb: 'Velg den dagen du husker best. Det gjør ikke noe om det ikke er "
    "helt "
    "riktig.', ar: اختر اليوم الذي تتذكره أفضل من غيره ولا بأس إن لم يكن صحيحا تماما فلا تقلق}}\n"
    "  - {type: rank l, name: rank, label: Hva er viktigst?}\n"
    "  - {type: select_one m, name: many, label: Hvor?}\n"
    "  - {type: begin_group, name: om, label: Om deg, appearance: field-list}\n"
    "  - {type: acknowledge, name: lest, label: Jeg har fått brosjyren, hint: Den er blå, required: 'yes'}\n"
    "  - {type: text, name: navn, label: Hva heter du?}\n"
    "  - {type: end_group}\n"
    "choices:\n"
    "  l: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}]\n"
    "  m: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}, {name: e, label: E}, {name: f, "
    "label: F},\n"
    "    {name: g, label: G}, {name: h, label: H}]\n";

static int middle_x(Stage *stage, const char *id) {
  Rect rect = stage_find(stage, id)->rect;
  return rect.x + rect.w / 2;
}

/* + above what it sets where there is room. */
static void test_steppers_in_columns(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  assert_true(stage_find(&stage, "day.more")->rect.y < stage_find(&stage, "day")->rect.y);
  assert_true(stage_find(&stage, "day")->rect.y < stage_find(&stage, "day.less")->rect.y);
  stage_free(&stage);
}

/* - and + at its sides where there is not; then all five parts are in sight below a long question, and can be set and taken back. */
static void test_steppers_in_rows(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  for (size_t i = 0; i < COUNT_OF(languages); i++) {
    Stage stage = stage_at(form_text, "dt", languages[i]);
    bool mirrored = i == 1;
    assert_null(stage_find(&stage, "more"));
    assert_true((middle_x(&stage, "day.less") > middle_x(&stage, "day.more")) == mirrored);
    assert_true((middle_x(&stage, "minute.less") > middle_x(&stage, "minute.more")) == mirrored);
    assert_true((middle_x(&stage, "day") > middle_x(&stage, "year")) == mirrored);
    assert_true(middle_x(&stage, "hour") < middle_x(&stage, "minute"));
    assert_true(stage_find(&stage, "hour")->rect.y > stage_find(&stage, "day")->rect.y);
    assert_int_equal(stage_find(&stage, "hour")->rect.y, stage_find(&stage, "minute")->rect.y);
    stage_tap(&stage, "minute.less");
    stage_tap(&stage, "minute.less");
    assert_int_equal(stage_answer(&stage).kind, VALUE_DATETIME);
    assert_true(str_is(stage_find(&stage, "minute")->value, "29"));
    stage_tap(&stage, "clear");
    assert_true(value_is_empty(stage_answer(&stage)));
    stage_free(&stage);
  }
}

/* As the screen grows: scrolled; then, with a smaller title, whole; then whole as it should be. */
static void test_a_smaller_title_before_scrolling(void **state) {
  (void)state;
  int phase = 0, large_h = 0;
  for (int height_px = 660; height_px < 990; height_px += 10) {
    Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 1280, .height_px = height_px, .width_mm = 218});
    stage_go_to(&stage, "many");
    bool scrolls = stage_find(&stage, "more") != NULL;
    int title_h = stage_find(&stage, "title")->rect.h;
    large_h = height_px == 660 ? title_h : large_h;
    int now = scrolls ? 0 : title_h < large_h ? 1 : 2;
    assert_true(title_h <= large_h && (!scrolls || title_h == large_h));
    assert_true(now == phase || now == phase + 1);
    phase = now;
    stage_free(&stage);
  }
  assert_int_equal(phase, 2);
}

/* The numbers can be taken back one by one, so the way to begin again is the first to go. */
static void test_rank_without_room_to_begin_again(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "rank", "nb");
  stage_tap(&stage, "answer.b");
  assert_true(str_is(stage_find(&stage, "answer.b")->value, "1"));
  assert_null(stage_find(&stage, "clear"));
  assert_null(stage_find(&stage, "more"));
  stage_tap(&stage, "answer.b");
  assert_false(stage_has_state(&stage, "answer.b", STATE_SELECTED));
  stage_free(&stage);
}

/* What has to scroll all the same keeps its large title, and fades out where it goes on. */
static void test_cut_rows_fade(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "many", "nb");
  int title_h = stage_find(&stage, "title")->rect.h;
  assert_non_null(stage_find(&stage, "fade.below"));
  assert_null(stage_find(&stage, "fade.above"));
  Rect fade = stage_find(&stage, "fade.below")->rect, strip = stage_find(&stage, "more")->rect;
  assert_true(fade.y + fade.h <= strip.y);
  assert_false(stage_find(&stage, "fade.below")->takes_input);
  stage_input(&stage, (Input){.kind = INPUT_WHEEL, .wheel = -100000});
  assert_null(stage_find(&stage, "fade.below"));
  assert_non_null(stage_find(&stage, "fade.above"));
  stage_free(&stage);
  stage = stage_at(form_text, "d", "nb");
  assert_int_equal(stage_find(&stage, "title")->rect.h, title_h);
  assert_null(stage_find(&stage, "fade.below"));
  stage_free(&stage);
}

/* Among other questions the words stand once, in the row that is tapped; the message speaks of no button that is not there. */
static void test_acknowledge_among_others(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "lest", "nb");
  assert_null(stage_find(&stage, "lest.title"));
  assert_true(str_is(stage_find(&stage, "lest.answer")->label, "Jeg har fått brosjyren"));
  assert_true(str_is(stage_find(&stage, "lest.hint")->label, "Den er blå"));
  assert_non_null(stage_find(&stage, "navn.title"));
  stage_tap(&stage, "next");
  assert_true(str_is(stage_find(&stage, "lest.problem")->label, "Vi trenger et svar her før du går videre"));
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_steppers_in_columns),
      cmocka_unit_test(test_steppers_in_rows),
      cmocka_unit_test(test_a_smaller_title_before_scrolling),
      cmocka_unit_test(test_rank_without_room_to_begin_again),
      cmocka_unit_test(test_cut_rows_fade),
      cmocka_unit_test(test_acknowledge_among_others),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
