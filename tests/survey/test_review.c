/* The review: what is on it, the ways from it and back, and what is asked on them. */
#include "stage.h"

#define REVIEW "kiosk: {review: yes}\n"

static const char plain[] = REVIEW "survey:\n"
                                   "  - {type: note, name: hei, label: Hei}\n"
                                   "  - {type: select_one jn, name: jobb, label: Jobb, required: true}\n"
                                   "  - {type: text, name: hvor, label: Hvor, relevant: \"${jobb} = 'ja'\"}\n"
                                   "  - {type: note, name: bra, label: Bra, relevant: \"${jobb} = 'ja'\"}\n"
                                   "  - {type: integer, name: timer, label: Timer, relevant: \"${jobb} = 'ja'\", required: true}\n"
                                   "  - {type: integer, name: alder, label: Alder, constraint: '. > 10 or ${timer} != 7'}\n"
                                   "  - {type: text, name: fast, label: Fast, read_only: 'true()', default: x}\n"
                                   "  - {type: calculate, name: k, calculation: '${alder} + 1'}\n"
                                   "  - {type: text, name: sist, label: Sist}\n"
                                   "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n";

/* Up to the review, with no job. */
static void answer_all(Stage *stage) {
  stage_give(stage, "jobb", "nei");
  stage_give(stage, "alder", "5");
  stage_give(stage, "sist", "slutt");
  stage_next(stage, 1);
  stage_expect_at(stage, "REVIEW");
}

static void it_is_the_last_page(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  stage_give(&s, "jobb", "nei");
  stage_give(&s, "sist", "slutt");
  assert_false(survey_is_last(s.survey));
  int serial = survey_page(s.survey).serial;
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  SurveyPage page = survey_page(s.survey);
  assert_int_equal(page.kind, PAGE_REVIEW);
  stage_expect_page(
      &s, "jobb alder sist"); /* no notes, nothing that cannot be changed, nothing irrelevant; with and without an answer */
  assert_int_equal(page.group_ix, -1);
  assert_int_equal(page.instance_count, 0);
  assert_int_not_equal(page.serial, serial);
  assert_true(survey_is_last(s.survey));
  assert_false(survey_is_returning(s.survey));
  assert_false(survey_is_over(s.survey));
  size_t done, total;
  survey_progress(s.survey, &done, &total);
  assert_int_equal(done, 3); /* what is read-only is not asked */
  assert_int_equal(total, 3);
  stage_expect_json(&s, "{'jobb':'nei','alder':null,'fast':'x','sist':'slutt'}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  assert_true(survey_is_over(s.survey));
  stage_end(&s);
}

static void each_answer_can_be_changed(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  answer_all(&s);
  int review = survey_page(s.survey).serial;
  assert_int_equal(stage_go(&s, "alder"), SURVEY_MOVED);
  stage_expect_at(&s, "alder");
  assert_true(survey_is_returning(s.survey));
  assert_false(survey_is_last(s.survey));
  stage_text(&s, "alder", "6");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "REVIEW");
  assert_int_equal(survey_page(s.survey).serial, review);
  assert_false(survey_is_returning(s.survey));
  stage_go(&s, "sist");
  stage_text(&s, "sist", "ny");
  assert_int_equal(stage_step(&s, SURVEY_BACK), SURVEY_MOVED | SURVEY_SAVE); /* what was typed is kept */
  stage_expect_at(&s, "REVIEW");
  stage_expect_json(&s, "{'jobb':'nei','alder':6,'fast':'x','k':7,'sist':'ny'}");
  assert_int_equal(stage_go(&s, "jobb"), SURVEY_MOVED);
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED); /* nothing was changed */
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_end(&s);
}

/* New questions come in the form's order, notes too, and only those that have not been passed yet. */
static void what_a_change_opens_is_asked_first(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  answer_all(&s);
  stage_go(&s, "jobb");
  assert_int_equal(stage_text(&s, "jobb", "ja"), SURVEY_SAVE);
  static const char *const opened[] = {"hvor", "bra", "timer"};
  for (size_t i = 0; i < COUNT_OF(opened); i++) {
    stage_step(&s, SURVEY_NEXT);
    stage_expect_at(&s, opened[i]);
    assert_int_equal(survey_problem(s.survey), PROBLEM_NONE); /* nobody has been asked yet */
    assert_true(survey_is_returning(s.survey));
  }
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_REFUSED);
  stage_text(&s, "timer", "8");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "jobb hvor timer alder sist");
  stage_go(&s, "jobb");
  stage_text(&s, "jobb", "nei");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_page(&s, "jobb alder sist");
  stage_go(&s, "jobb");
  stage_text(&s, "jobb", "ja"); /* the answers are there again, and were seen */
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REVIEW");
  stage_expect_json(&s, "{'jobb':'ja','hvor':null,'timer':8,'alder':5,'fast':'x','k':6,'sist':'slutt'}");
  stage_end(&s);
}

static void back_leads_straight_to_it(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  answer_all(&s);
  stage_go(&s, "jobb");
  stage_text(&s, "jobb", "ja");
  stage_next(&s, 1);
  stage_expect_at(&s, "hvor");
  stage_step(&s, SURVEY_BACK);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "jobb hvor timer alder sist");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_REFUSED);
  stage_expect_at(&s, "timer");
  stage_end(&s);
}

static void what_a_change_makes_wrong_is_in_the_way(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  stage_give(&s, "jobb", "ja");
  stage_give(&s, "timer", "8");
  stage_give(&s, "alder", "5");
  stage_next(&s, 3);
  stage_expect_at(&s, "REVIEW");
  stage_go(&s, "timer");
  stage_text(&s, "timer", "7");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_MOVED | SURVEY_REFUSED);
  stage_expect_at(&s, "alder");
  assert_int_equal(survey_problem(s.survey), PROBLEM_CONSTRAINT);
  assert_true(survey_is_returning(s.survey));
  stage_step(&s, SURVEY_BACK);
  stage_expect_at(&s, "REVIEW");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_REFUSED); /* nor can it be sent in so */
  stage_expect_at(&s, "alder");
  assert_true(survey_is_returning(s.survey));
  stage_text(&s, "alder", "15");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REVIEW");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_end(&s);
}

static void back_from_it_goes_the_way_it_came(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  answer_all(&s);
  assert_int_equal(stage_step(&s, SURVEY_BACK), SURVEY_MOVED);
  stage_expect_at(&s, "sist");
  assert_false(survey_is_returning(s.survey));
  stage_step(&s, SURVEY_BACK);
  stage_expect_at(&s, "fast");
  stage_next(&s, 2);
  stage_expect_at(&s, "REVIEW");
  stage_go(&s, "jobb");
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_BACK);
  stage_expect_at(&s, "sist"); /* and not where the change was */
  stage_end(&s);
}

static void events_out_of_place_are_ignored(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  assert_int_equal(stage_go(&s, "jobb"), 0); /* there is no review yet */
  stage_expect_at(&s, "hei");
  answer_all(&s);
  static const char *const absent[] = {"hei", "fast", "k"};
  for (size_t i = 0; i < COUNT_OF(absent); i++)
    assert_int_equal(stage_go(&s, absent[i]), 0);
  const int cells[] = {-1, survey_cell_count(s.survey), 1000000, form_find_question(s.form, STR("hvor"))};
  for (size_t i = 0; i < COUNT_OF(cells); i++)
    assert_int_equal(survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_GO, .cell = cells[i]}), 0);
  assert_int_equal(stage_text(&s, "sist", "her ikke"), 0);
  assert_int_equal(stage_step(&s, SURVEY_ADD), 0);
  assert_int_equal(stage_step(&s, SURVEY_REMOVE), 0);
  stage_expect_at(&s, "REVIEW");
  stage_expect_json(&s, "{'jobb':'nei','alder':5,'fast':'x','k':6,'sist':'slutt'}");
  stage_end(&s);
}

static void another_language_leaves_it_where_it_is(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "languages: {nb: Norsk, en: English}\n" REVIEW "survey:\n"
                "  - {type: text, name: a, label: A}\n  - {type: end, name: slutt}\n");
  stage_give(&s, "a", "x");
  stage_next(&s, 1);
  assert_int_equal(survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = 1}), SURVEY_SAVE);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "a");
  assert_int_equal(survey_language(s.survey), 1);
  assert_int_equal(stage_step(&s, SURVEY_ABANDON) & SURVEY_PARTIAL, SURVEY_PARTIAL);
  stage_end(&s);
}

/* What time decides can come and go while the review is looked at. */
static void it_keeps_up_with_the_clock(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "kiosk: {review: yes, privacy: {time: exact}}\nsurvey:\n"
                "  - {type: text, name: a, label: A}\n"
                "  - {type: text, name: sen, label: Sen, relevant: '${slutt} > ${start}'}\n"
                "  - {type: start, name: start}\n"
                "  - {type: end, name: slutt}\n");
  stage_next(&s, 1);
  stage_expect_page(&s, "a");
  s.clock.now_ms += 60000;
  stage_step(&s, SURVEY_LANGUAGE);
  stage_expect_page(&s, "a sen");
  stage_end(&s);
}

static void where_it_would_be_empty_there_is_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, REVIEW "survey:\n"
                       "  - {type: select_one jn, name: a, label: A, relevant: \"${k} = 2\"}\n"
                       "  - {type: note, name: hei, label: Hei}\n"
                       "  - {type: calculate, name: k, calculation: '1'}\n"
                       "choices: {jn: [{name: ja, label: Ja}]}\n");
  stage_expect_at(&s, "hei");
  assert_true(survey_is_last(s.survey));
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_end(&s);
}

static void a_preview_has_one(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, plain);
  s.setup.show_all = true;
  stage_begin(&s);
  stage_next(&s, 8);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "jobb hvor timer alder sist");
  stage_go(&s, "hvor");
  stage_next(&s, 1);
  stage_expect_at(&s, "REVIEW");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_end(&s);
}

static void without_it_nothing_is_other_than_before(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n  - {type: text, name: a, label: A}\n");
  assert_true(survey_is_last(s.survey));
  assert_int_equal(stage_go(&s, "a"), 0);
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_the_last_page),
      cmocka_unit_test(each_answer_can_be_changed),
      cmocka_unit_test(what_a_change_opens_is_asked_first),
      cmocka_unit_test(back_leads_straight_to_it),
      cmocka_unit_test(what_a_change_makes_wrong_is_in_the_way),
      cmocka_unit_test(back_from_it_goes_the_way_it_came),
      cmocka_unit_test(events_out_of_place_are_ignored),
      cmocka_unit_test(another_language_leaves_it_where_it_is),
      cmocka_unit_test(it_keeps_up_with_the_clock),
      cmocka_unit_test(where_it_would_be_empty_there_is_none),
      cmocka_unit_test(a_preview_has_one),
      cmocka_unit_test(without_it_nothing_is_other_than_before),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
