/* Dates and times: the month over the page, and dates in words. */
#include "panels.h"
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, nn: Nynorsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: date, name: d, label: {nb: Når begynte du i praksis?, ar: متى بدأت؟}}\n"
    "  - {type: dateTime, name: dt, label: {nb: Når var møtet?, ar: متى كان اللقاء؟}}\n"
    "  - {type: time, name: t, label: {nb: Når på dagen?, ar: في أي ساعة؟}}\n"
    "  - {type: date, name: my, label: {nb: Når er du født?, ar: متى ولدت؟}, appearance: month-year}\n"
    "  - {type: begin_group, name: g, label: {nb: Om deg, ar: عنك}, appearance: field-list}\n"
    "  - {type: text, name: navn, label: {nb: Hva heter du?, ar: ما اسمك؟}}\n"
    "  - {type: date, name: slutt, label: {nb: Når sluttet du?, ar: متى انتهيت؟}}\n"
    "  - {type: end_group}\n";

static void assert_date(Stage *stage, int year, int month, int day) {
  Value answer = stage_answer(stage);
  assert_int_equal(answer.kind, VALUE_DATE);
  assert_int_equal((int64_t)answer.days, civil_to_days(year, month, day));
}

static void test_a_day_is_one_touch(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  stage_tap(&stage, "calendar");
  assert_null(stage_find(&stage, "next"));
  assert_true(str_is(stage_find(&stage, "month.shown")->label, "november"));
  assert_true(value_is_empty(stage_answer(&stage))); /* looking sets nothing */
  stage_tap(&stage, "day.12");
  assert_date(&stage, 2026, 11, 12);
  assert_non_null(stage_find(&stage, "next"));
  assert_true(str_is(stage_find(&stage, "words")->label, "torsdag 12. november 2026"));
  stage_tap(&stage, "calendar");
  assert_true(stage_has_state(&stage, "day.12", STATE_SELECTED));
  assert_false(stage_has_state(&stage, "day.21", STATE_SELECTED));
  stage_tap(&stage, "sheet.close");
  assert_date(&stage, 2026, 11, 12);
  stage_free(&stage);
}

static void test_months_and_years_turn(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  stage_tap(&stage, "calendar");
  stage_tap(&stage, "month.after");
  stage_tap(&stage, "month.after");
  assert_true(str_is(stage_find(&stage, "month.shown")->label, "januar"));
  assert_true(str_is(stage_find(&stage, "year.shown")->label, "2027"));
  stage_tap(&stage, "month.after");
  assert_null(stage_find(&stage, "day.29"));
  stage_tap(&stage, "year.after");
  assert_non_null(stage_find(&stage, "day.29")); /* a leap year */
  for (int i = 0; i < 30; i++) {
    stage_tap(&stage, "year.before");
  }
  stage_tap(&stage, "month.before");
  stage_tap(&stage, "day.31");
  assert_date(&stage, 1998, 1, 31);
  stage_tap(&stage, "calendar"); /* it shows the answer's month */
  assert_true(str_is(stage_find(&stage, "year.shown")->label, "1998"));
  stage_free(&stage);
}

/* In which column, from the week's beginning, a day stands. */
static int column_of(Stage *stage, const char *day, bool mirrored) {
  const Node *node = stage_find(stage, day);
  int column = 0;
  for (int weekday = 1; weekday <= 7; weekday++) {
    char id[24];
    snprintf(id, sizeof id, "weekday.%d", weekday);
    int x = stage_find(stage, id)->rect.x;
    column += mirrored ? x > node->rect.x : x < node->rect.x;
  }
  return column;
}

/* 1 November 2026 is a Sunday. The week begins where the language says, at the side where it is read from. */
static void test_weeks_begin_as_the_language_has_it(void **state) {
  (void)state;
  static const struct {
    const char *language;
    int first; /* weekday */
    bool mirrored;
  } rows[] = {{"nb", 1, false}, {"nn", 1, false}, {"uk", 1, false}, {"ar", 6, true}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Stage stage = stage_at(form_text, "d", rows[i].language);
    stage_tap(&stage, "calendar");
    int sunday = (7 - rows[i].first + 7) % 7;
    assert_int_equal(column_of(&stage, "day.1", rows[i].mirrored), sunday);
    assert_int_equal(column_of(&stage, "day.2", rows[i].mirrored), (sunday + 1) % 7);
    assert_int_equal(stage_find(&stage, "day.1")->rect.x, stage_find(&stage, "weekday.7")->rect.x);
    stage_free(&stage);
  }
}

static void test_the_time_of_day_stays(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "dt", "nb");
  stage_tap(&stage, "hour.more");
  stage_tap(&stage, "hour.more");
  double before = stage_answer(&stage).days;
  stage_tap(&stage, "calendar");
  stage_tap(&stage, "day.3");
  double after = stage_answer(&stage).days;
  assert_true(before - after == 18.0);
  stage_free(&stage);
}

static void test_only_whole_dates_have_a_month(void **state) {
  (void)state;
  static const char *const questions[] = {"t", "my"};
  for (size_t i = 0; i < COUNT_OF(questions); i++) {
    Stage stage = stage_at(form_text, questions[i], "nb");
    assert_null(stage_find(&stage, "calendar"));
    stage_free(&stage);
  }
}

/* A hand-held display that lies has no height for six weeks: its steppers are enough. */
static void test_where_a_month_has_no_room(void **state) {
  (void)state;
  static const struct {
    int width_px, height_px;
    double width_mm;
    bool fits;
  } rows[] = {
      {800, 480, 154, false}, {1024, 600, 154, false}, {1024, 600, 222, true}, {1280, 800, 217, true}, {800, 1280, 136, true}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    Stage stage = stage_new(&(StageSetup){.form_text = form_text,
                                          .language = "nb",
                                          .width_px = rows[i].width_px,
                                          .height_px = rows[i].height_px,
                                          .width_mm = rows[i].width_mm});
    stage_go_to(&stage, "d");
    assert_int_equal(stage_find(&stage, "calendar") != NULL, rows[i].fits);
    stage_tap(&stage, "day.more");
    assert_non_null(stage_find(&stage, "clear"));
    stage_free(&stage);
  }
}

static void test_keys_alone_are_enough(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "d", "nb");
  for (int i = 0; i < 30 && !stage_has_state(&stage, "calendar", STATE_FOCUSED); i++) {
    stage_key(&stage, KEY_TAB, false);
  }
  stage_key(&stage, KEY_ENTER, false);
  assert_true(stage_has_state(&stage, "day.21", STATE_FOCUSED)); /* keys begin at today */
  stage_key(&stage, KEY_UP, false);
  stage_key(&stage, KEY_LEFT, false);
  assert_true(stage_has_state(&stage, "day.13", STATE_FOCUSED));
  stage_key(&stage, KEY_ENTER, false);
  assert_date(&stage, 2026, 11, 13);
  stage_key(&stage, KEY_ENTER, false); /* back on the button that opened it */
  assert_non_null(stage_find(&stage, "day.13"));
  stage_key(&stage, KEY_ESCAPE, false);
  assert_null(stage_find(&stage, "day.13"));
  assert_date(&stage, 2026, 11, 13);
  stage_free(&stage);
}

static void test_among_other_questions(void **state) {
  (void)state;
  Stage stage = stage_at(form_text, "navn", "nb");
  stage_scroll_to(&stage, "slutt.calendar");
  stage_tap(&stage, "slutt.calendar");
  stage_tap(&stage, "day.7");
  assert_int_equal((int64_t)stage_answer_to(&stage, "slutt").days, civil_to_days(2026, 11, 7));
  assert_true(value_is_empty(stage_answer_to(&stage, "navn")));
  assert_non_null(stage_find(&stage, "slutt.words"));
  stage_free(&stage);
}

static void check_panel(const Panel *panel, const char *language, TextSize size) {
  Stage stage = panel_stage(panel, form_text, language, size);
  static const char *const taps[] = {"day.more", "hour.more"};
  static const char *const questions[] = {"d", "dt"};
  for (size_t i = 0; i < COUNT_OF(questions); i++) {
    stage_go_to(&stage, questions[i]);
    panel_check_screen(&stage, panel);
    stage_scroll_to(&stage, taps[i]);
    stage_tap(&stage, taps[i]);
    panel_check_screen(&stage, panel);
    stage_scroll_to(&stage, "calendar");
    stage_tap(&stage, "calendar");
    panel_check_screen(&stage, panel);
    stage_tap(&stage, "day.28");
    panel_check_screen(&stage, panel);
  }
  stage_free(&stage);
}

static void test_it_fits_every_screen(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "uk", "ar"};
  panel_each(languages, COUNT_OF(languages), check_panel);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_day_is_one_touch),
      cmocka_unit_test(test_months_and_years_turn),
      cmocka_unit_test(test_weeks_begin_as_the_language_has_it),
      cmocka_unit_test(test_the_time_of_day_stays),
      cmocka_unit_test(test_only_whole_dates_have_a_month),
      cmocka_unit_test(test_where_a_month_has_no_room),
      cmocka_unit_test(test_keys_alone_are_enough),
      cmocka_unit_test(test_among_other_questions),
      cmocka_unit_test(test_it_fits_every_screen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
