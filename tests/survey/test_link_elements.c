/* The elements of a code are asked as everything else, and stand in no answer. */
#include "stage.h"

#define KIOSK "kiosk: {privacy: {mode: linked}, retention: {responses: 90 days}}\n"

static const char form[] = KIOSK "survey:\n"
                                 "  - {type: integer, name: alder, label: Alder}\n"
                                 "  - type: group\n"
                                 "    name: kode\n"
                                 "    link_code: yes\n"
                                 "    relevant: \"not(${alder} = 1)\"\n"
                                 "    questions:\n"
                                 "      - {type: integer, name: hus, label: Hus, required: true, constraint: \". < 1000\"}\n"
                                 "      - {type: select_multiple ab, name: dyr, label: Dyr, required: true}\n"
                                 "      - {type: date, name: dag, label: Dag, required: true, relevant: \"${alder} > 50\"}\n"
                                 "  - {type: text, name: mer, label: \"Hus ${hus}?\", relevant: \"${hus} > 10\"}\n"
                                 "choices:\n"
                                 "  ab: [{name: hund, label: Hund}, {name: katt, label: Katt}]\n";

static void expect_elements(const Stage *stage, const char *expected) {
  const Str *elements;
  size_t count = survey_link_elements(stage->survey, stage->arena, &elements);
  Buffer buffer = buffer_new(stage->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(&sink, "|");
    sink_str(&sink, elements[i]);
  }
  sink_z(&sink, "");
  assert_int_equal(elements != NULL, count > 0);
  assert_string_equal(buffer.bytes, expected);
}

static void they_are_told_when_all_are_given(void **state) {
  (void)state;
  Stage stage;
  stage_set(&stage, form);
  expect_elements(&stage, "");
  stage_give(&stage, "alder", "30");
  stage_give(&stage, "kode/hus", "12");
  expect_elements(&stage, "");
  stage_give(&stage, "kode/dyr", "hund katt");
  expect_elements(&stage, "12|hund katt");
  stage_give(&stage, "mer", "ja");
  stage_expect_json(&stage, "{'alder':30,'mer':'ja'}");
  assert_true(stage_step(&stage, SURVEY_NEXT) & SURVEY_COMPLETE);
  expect_elements(&stage, "12|hund katt");
  stage_expect_json(&stage, "{'alder':30,'mer':'ja'}");
  stage_end(&stage);
}

static void one_that_is_not_relevant_is_none(void **state) {
  (void)state;
  Stage stage;
  stage_set(&stage, form);
  stage_give(&stage, "alder", "60");
  stage_give(&stage, "kode/hus", "7");
  stage_give(&stage, "kode/dyr", "katt");
  expect_elements(&stage, "");
  stage_give(&stage, "kode/dag", "1999-05-17");
  expect_elements(&stage, "7|katt|1999-05-17");
  stage_begin(&stage);
  stage_give(&stage, "alder", "1"); /* who wants no code */
  assert_true(stage_step(&stage, SURVEY_NEXT) & SURVEY_COMPLETE);
  expect_elements(&stage, "");
  stage_expect_json(&stage, "{'alder':1}");
  stage_end(&stage);
}

static void they_are_required_and_constrained_as_others(void **state) {
  (void)state;
  Stage stage;
  stage_set(&stage, form);
  stage_step(&stage, SURVEY_NEXT);
  assert_int_equal(stage_step(&stage, SURVEY_NEXT), SURVEY_REFUSED);
  stage_text(&stage, "kode/hus", "1000");
  assert_int_equal(stage_step(&stage, SURVEY_NEXT), SURVEY_REFUSED);
  stage_text(&stage, "kode/hus", "999");
  assert_int_equal(stage_step(&stage, SURVEY_NEXT) & (SURVEY_MOVED | SURVEY_REFUSED), SURVEY_MOVED);
  stage_end(&stage);
}

/* A row in the database would say that somebody was there, and nothing else. */
static void alone_they_are_worth_no_row(void **state) {
  (void)state;
  Stage stage;
  stage_set(&stage, form);
  stage_give(&stage, "kode/hus", "12");
  stage_give(&stage, "kode/dyr", "katt");
  assert_false(survey_has_answers(stage.survey));
  stage_step(&stage, SURVEY_BACK);
  stage_step(&stage, SURVEY_BACK);
  stage_text(&stage, "alder", "20");
  assert_true(stage_step(&stage, SURVEY_NEXT) & SURVEY_SAVE);
  assert_true(survey_has_answers(stage.survey));
  stage_end(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(they_are_told_when_all_are_given),
      cmocka_unit_test(one_that_is_not_relevant_is_none),
      cmocka_unit_test(they_are_required_and_constrained_as_others),
      cmocka_unit_test(alone_they_are_worth_no_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
