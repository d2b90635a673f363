/* The review of repeats and field-lists: which instances are on it, and which of their pages a change leads to. */
#include "stage.h"

#define REVIEW "kiosk: {review: yes}\n"

static void instances_are_on_it_in_their_order(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, REVIEW "survey:\n"
                       "  - type: repeat\n"
                       "    name: r\n"
                       "    label: R\n"
                       "    questions:\n"
                       "      - {type: text, name: x, label: X}\n"
                       "      - {type: text, name: y, label: Y, relevant: \"${x} = 'y'\"}\n"
                       "  - {type: text, name: z, label: Z}\n");
  stage_text(&s, "r[1]/x", "en");
  stage_next(&s, 1);
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "r[2]/x", "to");
  stage_next(&s, 3);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "r[1]/x r[2]/x z");
  stage_go(&s, "r[1]/x");
  SurveyPage page = survey_page(s.survey);
  assert_int_equal(page.instance, 1);
  assert_int_equal(page.instance_count, 2);
  stage_text(&s, "r[1]/x", "y");
  stage_next(&s, 1);
  stage_expect_at(&s, "r[1]/y");
  stage_text(&s, "r[1]/y", "svar");
  stage_next(&s, 1);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "r[1]/x r[1]/y r[2]/x z");
  stage_expect_json(&s, "{'r':[{'x':'y','y':'svar'},{'x':'to'}],'z':null}");
  stage_end(&s);
}

/* A change can make instances, and can open a repeat whose number the visitor decides: that is asked, too. */
static void instances_that_a_change_brings_are_asked(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, REVIEW "survey:\n"
                       "  - {type: integer, name: n, label: N}\n"
                       "  - {type: repeat, name: r, label: R, repeat_count: '${n}', questions: [{type: text, name: x, label: X}]}\n"
                       "  - {type: repeat, name: q, label: Q, relevant: '${n} > 2', questions: [{type: text, name: y, label: Y}]}\n"
                       "  - {type: text, name: z, label: Z}\n");
  stage_text(&s, "n", "1");
  stage_next(&s, 3);
  stage_expect_at(&s, "REVIEW");
  stage_go(&s, "n");
  stage_text(&s, "n", "3");
  static const char *const opened[] = {"r[2]/x", "r[3]/x", "q[1]/y", "REPEAT q"};
  for (size_t i = 0; i < COUNT_OF(opened); i++) {
    stage_next(&s, 1);
    stage_expect_at(&s, opened[i]);
  }
  stage_step(&s, SURVEY_ADD);
  stage_expect_at(&s, "q[2]/y");
  stage_next(&s, 1);
  stage_expect_at(&s, "REPEAT q"); /* one more? */
  stage_next(&s, 1);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "n r[1]/x r[2]/x r[3]/x q[1]/y q[2]/y z");
  stage_go(&s, "n");
  stage_text(&s, "n", "2");
  stage_next(&s, 1);
  stage_expect_page(&s, "n r[1]/x r[2]/x z");
  stage_go(&s, "n");
  stage_text(&s, "n", "3");
  stage_next(&s, 1);
  stage_expect_at(&s, "r[3]/x"); /* another one than before */
  stage_next(&s, 1);
  stage_expect_at(&s, "REVIEW");
  stage_end(&s);
}

static void in_a_new_instance_everything_is_asked_anew(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, REVIEW "survey:\n"
                       "  - {type: integer, name: n, label: N}\n"
                       "  - type: repeat\n"
                       "    name: r\n"
                       "    label: R\n"
                       "    repeat_count: '${n}'\n"
                       "    questions:\n"
                       "      - {type: repeat, name: q, label: Q, questions: [{type: text, name: y, label: Y}]}\n");
  stage_text(&s, "n", "2");
  stage_next(&s, 5);
  stage_expect_at(&s, "REVIEW");
  static const char *const numbers[] = {"1", "2"};
  for (size_t i = 0; i < COUNT_OF(numbers); i++) {
    stage_go(&s, "n");
    stage_text(&s, "n", numbers[i]);
    stage_next(&s, 1);
  }
  stage_expect_at(&s, "r[2]/q[1]/y");
  stage_next(&s, 1);
  stage_expect_at(&s, "REPEAT q");
  stage_next(&s, 1);
  stage_expect_at(&s, "REVIEW");
  stage_end(&s);
}

/* A repeat that has two instances at first, and one as soon as time has passed. */
static const char fewer_in_time[] = "kiosk: {review: yes, privacy: {time: exact}}\nsurvey:\n"
                                    "  - {type: start, name: start}\n"
                                    "  - {type: end, name: slutt}\n"
                                    "  - type: repeat\n"
                                    "    name: r\n"
                                    "    label: R\n"
                                    "    repeat_count: \"if(${slutt} > ${start}, 1, 2)\"\n"
                                    "    questions: [{type: text, name: x, label: X}]\n";

/* Time has taken the instance away that the visitor is looking at: it goes when it is left. */
static void an_instance_that_was_kept_for_its_page_is_not_on_it(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, fewer_in_time);
  stage_next(&s, 1);
  s.clock.now_ms += 60000;
  stage_text(&s, "r[2]/x", "bort");
  stage_step(&s, SURVEY_LANGUAGE);
  stage_expect_page(&s, "r[2]/x");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "r[1]/x");
  stage_end(&s);
}

/* The same while the visitor looks at the review. */
static void an_instance_that_goes_leaves_it(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, fewer_in_time);
  stage_next(&s, 2);
  stage_expect_page(&s, "r[1]/x r[2]/x");
  int gone = survey_page(s.survey).cells[1];
  s.clock.now_ms += 60000;
  assert_int_equal(survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_GO, .cell = gone}), 0);
  stage_expect_at(&s, "REVIEW");
  stage_expect_page(&s, "r[1]/x");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_end(&s);
}

static void a_field_list_is_gone_to_as_one_page(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, REVIEW "survey:\n"
                       "  - type: group\n"
                       "    name: g\n"
                       "    label: G\n"
                       "    appearance: field-list\n"
                       "    questions:\n"
                       "      - {type: text, name: a, label: A}\n"
                       "      - {type: text, name: b, label: B, relevant: \"${c} = 'b'\", required: true}\n"
                       "  - {type: text, name: c, label: C}\n");
  stage_give(&s, "c", "x");
  stage_next(&s, 1);
  stage_expect_page(&s, "g/a c");
  stage_go(&s, "g/a");
  stage_expect_page(&s, "g/a");
  stage_next(&s, 1);
  stage_go(&s, "c");
  stage_text(&s, "c", "b");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_page(&s, "g/a g/b"); /* with what was answered before around it */
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_REFUSED);
  stage_text(&s, "g/b", "b");
  stage_next(&s, 1);
  stage_expect_at(&s, "REVIEW");
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(instances_are_on_it_in_their_order),
      cmocka_unit_test(instances_that_a_change_brings_are_asked),
      cmocka_unit_test(in_a_new_instance_everything_is_asked_anew),
      cmocka_unit_test(an_instance_that_was_kept_for_its_page_is_not_on_it),
      cmocka_unit_test(an_instance_that_goes_leaves_it),
      cmocka_unit_test(a_field_list_is_gone_to_as_one_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
