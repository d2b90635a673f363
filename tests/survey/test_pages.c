/* Pages: what stands on a screen together, the way from one to the next, and what is wrong on them. */
#include "stage.h"

static const char field_list[] = "survey:\n"
                                 "  - {type: note, name: hei, label: Hei}\n"
                                 "  - type: group\n"
                                 "    name: g\n"
                                 "    label: G\n"
                                 "    appearance: field-list\n"
                                 "    questions:\n"
                                 "      - {type: note, name: les, label: Les}\n"
                                 "      - {type: select_one jn, name: a, label: A, required: true}\n"
                                 "      - {type: text, name: b, label: B, relevant: \"${a} = 'ja'\", required: true}\n"
                                 "      - type: group\n"
                                 "        name: inni\n"
                                 "        label: Inni\n"
                                 "        questions: [{type: integer, name: c, label: C, constraint: '. < 5'}]\n"
                                 "      - {type: calculate, name: k, calculation: '${c} + 1'}\n"
                                 "  - {type: text, name: d, label: D, relevant: \"${c} = 3\"}\n"
                                 "  - type: group\n"
                                 "    name: tom\n"
                                 "    label: Tom\n"
                                 "    appearance: field-list\n"
                                 "    relevant: '${c} > 100'\n"
                                 "    questions: [{type: text, name: e, label: E}]\n"
                                 "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n";

static void a_field_list_is_one_page(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, field_list);
  int first = survey_page(s.survey).serial;
  stage_step(&s, SURVEY_NEXT);
  SurveyPage page = survey_page(s.survey);
  stage_expect_page(&s, "g/les g/a g/inni/c");
  assert_int_equal(page.group_ix, 0);
  assert_int_not_equal(page.serial, first);
  assert_int_equal(stage_text(&s, "g/a", "ja"), SURVEY_SAVE);
  stage_expect_page(&s, "g/les g/a g/b g/inni/c");
  assert_int_equal(survey_page(s.survey).serial, page.serial);
  stage_text(&s, "g/inni/c", "7");

  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_REFUSED);
  stage_expect_at(&s, "g/b");
  assert_int_equal(survey_problem(s.survey), PROBLEM_REQUIRED);
  assert_int_equal(survey_cell_problem(s.survey, stage_cell(&s, "g/b")), PROBLEM_REQUIRED);
  assert_int_equal(survey_cell_problem(s.survey, stage_cell(&s, "g/inni/c")), PROBLEM_CONSTRAINT);
  assert_int_equal(survey_cell_problem(s.survey, stage_cell(&s, "g/a")), PROBLEM_NONE);
  stage_text(&s, "g/b", "bla");
  stage_expect_at(&s, "g/inni/c");
  assert_int_equal(survey_problem(s.survey), PROBLEM_CONSTRAINT);
  stage_text(&s, "g/a", "nei"); /* what depends on it goes at once, and with it what was wrong there */
  stage_expect_page(&s, "g/les g/a g/inni/c");
  stage_text(&s, "g/inni/c", "3");
  assert_int_equal(survey_problem(s.survey), PROBLEM_NONE);
  stage_expect_at(&s, "g/les");
  assert_false(survey_is_last(s.survey));
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "d");
  assert_true(survey_is_last(s.survey)); /* a field-list of which nothing is relevant is no page */
  stage_expect_json(&s, "{'g/a':'nei','g/inni/c':3,'g/k':4}");
  stage_step(&s, SURVEY_BACK);
  stage_expect_page(&s, "g/les g/a g/inni/c");
  assert_int_equal(survey_page(s.survey).serial, page.serial);
  stage_text(&s, "g/inni/c", "");
  assert_true(survey_is_last(s.survey));
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_expect_json(&s, "{'g/a':'nei','g/inni/c':null}");
  stage_end(&s);
}

static void finishing_goes_back_to_what_is_wrong(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    questions:\n"
                "      - {type: integer, name: x, label: X, constraint: '. < 10 or ${ok} != 1'}\n"
                "      - {type: text, name: hvorfor, label: Hvorfor, required: '${ok} = 2'}\n"
                "  - {type: integer, name: ok, label: Ok}\n");
  stage_text(&s, "r[1]/x", "1");
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "r[2]/x", "20");
  stage_give(&s, "ok", "1");
  assert_true(survey_is_last(s.survey));
  unsigned effects = stage_step(&s, SURVEY_NEXT);
  assert_int_equal(effects, SURVEY_SAVE | SURVEY_MOVED | SURVEY_REFUSED);
  stage_expect_at(&s, "r[2]/x");
  assert_int_equal(survey_problem(s.survey), PROBLEM_CONSTRAINT);
  stage_expect_json(&s, "{'r':[{'x':1,'hvorfor':null},{'hvorfor':null}],'ok':1}");
  stage_text(&s, "r[2]/x", "2");
  stage_give(&s, "ok", "2");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "r[1]/hvorfor");
  assert_int_equal(survey_problem(s.survey), PROBLEM_REQUIRED);
  stage_end(&s);
}

/* Only one that looks across the instances of a repeat can say that it is not to be asked. */
static void what_is_answered_does_not_vanish_under_the_finger(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: calculate, name: n, calculation: '2'}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: '${n}'\n"
                "    questions:\n"
                "      - {type: select_one jn, name: x, label: X, relevant: \"indexed-repeat(${x}, ${r}, 1) != 'nei'\"}\n"
                "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n");
  stage_text(&s, "r[1]/x", "nei");
  stage_expect_at(&s, "r[1]/x");
  stage_expect_relevant(&s, "r[2]/x", false);
  stage_expect_json(&s, "{'n':2,'r':[{'x':'nei'},{}]}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "r[2]/x"); /* for what is not relevant reads as empty */
  stage_expect_relevant(&s, "r[1]/x", false);
  stage_expect_json(&s, "{'n':2}");
  stage_end(&s);
}

static void groups_hide_what_stands_in_them(void **state) {
  (void)state;
  Stage s;
  stage_set(&s,
            "survey:\n"
            "  - {type: integer, name: a, label: A}\n"
            "  - type: group\n"
            "    name: g\n"
            "    label: G\n"
            "    relevant: '${a} > 1'\n"
            "    questions:\n"
            "      - {type: text, name: navn, label: Navn}\n"
            "      - type: group\n"
            "        name: h\n"
            "        label: H\n"
            "        relevant: '${a} > 2'\n"
            "        questions: [{type: text, name: navn, label: Navn}, {type: text, name: u, label: U, relevant: '${a} < 5'}]\n"
            "  - type: group\n"
            "    name: i\n"
            "    label: I\n"
            "    questions: [{type: text, name: navn, label: Navn}]\n");
  static const struct {
    const char *a;
    bool g, h, u;
  } cases[] = {{"", false, false, false}, {"2", true, false, false}, {"3", true, true, true}, {"7", true, true, false}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    stage_text(&s, "a", cases[i].a);
    stage_expect_relevant(&s, "g/navn", cases[i].g);
    stage_expect_relevant(&s, "g/h/navn", cases[i].h);
    stage_expect_relevant(&s, "g/h/u", cases[i].u);
    stage_expect_relevant(&s, "i/navn", true);
  }
  stage_give(&s, "g/navn", "en");
  stage_give(&s, "g/h/navn", "to");
  stage_give(&s, "i/navn", "tre");
  stage_expect_json(&s, "{'a':7,'g/navn':'en','g/h/navn':'to','i/navn':'tre'}");
  stage_end(&s);
}

static void progress_counts_instances(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N, default: 3}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: '${n}'\n"
                "    questions: [{type: text, name: x, label: X}, {type: note, name: y, label: Y}]\n"
                "  - {type: text, name: z, label: Z}\n");
  static const size_t done[] = {0, 1, 2, 2, 3, 3, 4, 4};
  for (size_t i = 0; i < COUNT_OF(done); i++) {
    size_t before, total;
    survey_progress(s.survey, &before, &total);
    assert_int_equal(before, done[i]);
    assert_int_equal(total, 5);
    stage_step(&s, SURVEY_NEXT);
  }
  assert_true(survey_is_over(s.survey));
  stage_end(&s);
}

/* Numbers follow each other: what only is read takes none, for as long as that is so. */
static void progress_skips_what_is_read_only(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: text, name: a, label: A}\n"
                "  - {type: text, name: b, label: B, default: b, read_only: true}\n"
                "  - {type: text, name: c, label: C, read_only: \"${a} = 'x'\"}\n"
                "  - {type: text, name: d, label: D}\n");
  static const struct {
    const char *a;
    size_t done[4], total;
  } cases[] = {{"x", {0, 1, 1, 1}, 2}, {"y", {0, 1, 1, 2}, 3}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    stage_begin(&s);
    stage_text(&s, "a", cases[i].a);
    for (size_t page = 0; page < COUNT_OF(cases[i].done); page++) {
      size_t done, total;
      survey_progress(s.survey, &done, &total);
      assert_int_equal(done, cases[i].done[page]);
      assert_int_equal(total, cases[i].total);
      stage_step(&s, SURVEY_NEXT);
    }
    assert_true(survey_is_over(s.survey));
  }
  stage_end(&s);
}

static void a_preview_shows_all(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N, required: true}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: '${n}'\n"
                "    questions: [{type: text, name: x, label: X}]\n"
                "  - {type: select_one l, name: z, label: Z, relevant: '${n} = 4', choice_filter: \"name = 'b'\"}\n"
                "choices: {l: [{name: a, label: A}, {name: b, label: B}]}\n");
  s.setup.show_all = true;
  stage_begin(&s);
  static const char *const pages[] = {"n", "r[1]/x", "z"};
  for (size_t i = 0; i < COUNT_OF(pages); i++) {
    stage_expect_at(&s, pages[i]);
    if (i == 0) assert_true(survey_is_required(s.survey, survey_current(s.survey))); /* and yet Next goes on */
    if (i == 2) assert_true(survey_offers(s.survey, survey_current(s.survey), 0));
    stage_step(&s, SURVEY_NEXT);
  }
  assert_true(survey_is_over(s.survey));
  stage_end(&s);
}

/* Where nothing is relevant the first question is asked all the same, even out of a repeat without instances. */
static void there_is_always_a_page(void **state) {
  (void)state;
  static const struct {
    const char *form, *first;
  } cases[] = {
      {"survey:\n  - {type: calculate, name: k, calculation: '1'}\n  - {type: text, name: a, label: A, relevant: '${k} = 2'}\n"
       "  - {type: text, name: b, label: B, relevant: '${k} = 2'}\n",
       "a"},
      {"survey:\n  - {type: calculate, name: k, calculation: '0'}\n"
       "  - {type: repeat, name: r, label: R, repeat_count: '${k}', questions: [{type: text, name: a, label: A}]}\n",
       "r/a"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage s;
    stage_set(&s, cases[i].form);
    stage_expect_at(&s, cases[i].first);
    assert_true(survey_is_last(s.survey));
    size_t done, total;
    survey_progress(s.survey, &done, &total);
    assert_int_equal(done, 0);
    stage_text(&s, cases[i].first, "x");
    assert_int_equal(stage_step(&s, SURVEY_NEXT) & SURVEY_COMPLETE, SURVEY_COMPLETE);
    stage_begin(&s);
    assert_int_equal(stage_step(&s, SURVEY_BACK) & SURVEY_LEFT, SURVEY_LEFT);
    stage_end(&s);
  }
}

/* Time has taken it away: it stays as long as the visitor stands in it, and no longer. */
static void an_instance_is_kept_for_its_page(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "kiosk: {privacy: {time: exact}}\nsurvey:\n"
                "  - {type: start, name: start}\n"
                "  - {type: end, name: slutt}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: \"if(${slutt} > ${start}, 1, 3)\"\n"
                "    questions: [{type: text, name: x, label: X}]\n"
                "  - {type: text, name: z, label: Z}\n");
  stage_next(&s, 1);
  s.clock.now_ms += 60000;
  stage_text(&s, "r[2]/x", "bort");
  stage_step(&s, SURVEY_LANGUAGE);
  stage_expect_page(&s, "r[2]/x");
  assert_int_equal(stage_cell(&s, "r[3]/x"), -1);
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "z");
  stage_expect_json(&s, "{'start':'1970-01-01T00:00:00.000+00:00','slutt':'1970-01-01T00:01:00.000+00:00','r':[{'x':null}]}");
  stage_step(&s, SURVEY_BACK);
  stage_expect_page(&s, "r[1]/x");
  stage_end(&s);
}

/* An instance goes when the typing is done, and with it the reason for another question of the page. */
static void what_is_answered_is_there(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - type: begin_group\n"
                "    name: g\n"
                "    appearance: field-list\n"
                "  - {type: integer, name: n, label: N, default: 2}\n"
                "  - {type: integer, name: b, label: B, relevant: 'count(${r}) > 1'}\n"
                "  - {type: end_group}\n"
                "  - {type: repeat, name: r, repeat_count: '${n}', questions: [{type: text, name: x, label: X}]}\n");
  int b = stage_cell(&s, "g/b");
  stage_text(&s, "g/n", "1");
  stage_expect_relevant(&s, "g/b", true);
  survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE});
  stage_expect_relevant(&s, "g/b", false);
  survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = b, .value = value_number(4)});
  assert_true(value_is_empty(survey_answer(s.survey, b)) || survey_is_relevant(s.survey, b));
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_answered_is_there),
      cmocka_unit_test(a_field_list_is_one_page),
      cmocka_unit_test(finishing_goes_back_to_what_is_wrong),
      cmocka_unit_test(what_is_answered_does_not_vanish_under_the_finger),
      cmocka_unit_test(groups_hide_what_stands_in_them),
      cmocka_unit_test(progress_counts_instances),
      cmocka_unit_test(progress_skips_what_is_read_only),
      cmocka_unit_test(a_preview_shows_all),
      cmocka_unit_test(there_is_always_a_page),
      cmocka_unit_test(an_instance_is_kept_for_its_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
