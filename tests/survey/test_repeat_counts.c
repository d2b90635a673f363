/* How many instances the answers say there are: none is an answer too, once the visitor has come past the repeat. */
#include "stage.h"

static const char rooms[] = "survey:\n"
                            "  - {type: select_one jn, name: bor, label: Bor?}\n"
                            "  - {type: integer, name: n, label: N, relevant: \"${bor} = 'ja'\"}\n"
                            "  - type: repeat\n"
                            "    name: rom\n"
                            "    label: Rom\n"
                            "    relevant: \"${bor} = 'ja'\"\n"
                            "    repeat_count: '${n}'\n"
                            "    questions: [{type: integer, name: x, label: X}]\n"
                            "  - {type: text, name: etter, label: Etter}\n"
                            "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n";

static void none_counted_is_said_once_passed(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, rooms);
  stage_text(&s, "bor", "ja");
  stage_expect_json(&s, "{'bor':'ja'}"); /* of rom nobody knows yet */
  stage_give(&s, "n", "0");
  stage_expect_json(&s, "{'bor':'ja','n':0}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "etter");
  stage_expect_json(&s, "{'bor':'ja','n':0,'rom':[]}");
  stage_step(&s, SURVEY_BACK);
  stage_expect_json(&s, "{'bor':'ja','n':0,'rom':[]}");
  stage_text(&s, "n", "1");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "rom[1]/x");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_json(&s, "{'bor':'ja','n':1,'rom':[{'x':null}]}");
  stage_end(&s);
}

static void a_count_that_was_passed_over_makes_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, rooms);
  stage_text(&s, "bor", "ja");
  stage_next(&s, 2);
  stage_expect_at(&s, "etter");
  stage_expect_json(&s, "{'bor':'ja','n':null,'rom':[]}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_expect_json(&s, "{'bor':'ja','n':null,'rom':[],'etter':null}");
  stage_end(&s);
}

static void what_is_not_relevant_is_not_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, rooms);
  stage_text(&s, "bor", "nei");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "etter");
  stage_expect_json(&s, "{'bor':'nei'}");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "bor", "ja"); /* relevant, but not reached: passing it by earlier was no answer */
  stage_expect_json(&s, "{'bor':'ja'}");
  assert_int_equal(stage_step(&s, SURVEY_ABANDON) & SURVEY_PARTIAL, SURVEY_PARTIAL);
  stage_expect_json(&s, "{'bor':'ja'}");

  stage_begin(&s);
  stage_text(&s, "bor", "nei");
  stage_next(&s, 2);
  assert_true(survey_is_over(s.survey));
  stage_expect_json(&s, "{'bor':'nei','etter':null}");
  stage_end(&s);
}

static void instances_without_a_question_are_counted(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    repeat_count: '${n}'\n"
                "    questions: [{type: text, name: t, label: T, relevant: '${n} > 5'}]\n"
                "  - {type: text, name: etter, label: Etter}\n");
  stage_text(&s, "n", "2");
  stage_expect_json(&s, "{'n':2}");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "etter");
  stage_expect_json(&s, "{'n':2,'r':[{},{}]}");
  stage_end(&s);
}

static const char members[] = "survey:\n"
                              "  - {type: text, name: foer, label: Før}\n"
                              "  - type: repeat\n"
                              "    name: medlem\n"
                              "    label: Medlem\n"
                              "    questions:\n"
                              "      - {type: text, name: navn, label: Navn}\n"
                              "      - {type: integer, name: barn, label: Barn}\n"
                              "      - type: repeat\n"
                              "        name: barna\n"
                              "        label: Barna\n"
                              "        repeat_count: '${barn}'\n"
                              "        questions: [{type: integer, name: alder, label: Alder}]\n"
                              "  - {type: text, name: etter, label: Etter}\n";

static void who_takes_the_last_one_away_has_said_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, members);
  stage_text(&s, "foer", "x");
  stage_expect_json(&s, "{'foer':'x'}"); /* the first instance is there from the beginning, and means nothing */
  stage_next(&s, 3);
  stage_expect_at(&s, "REPEAT medlem");
  stage_expect_json(&s, "{'foer':'x','medlem':[{'navn':null,'barn':null,'barna':[]}]}");
  assert_int_equal(stage_step(&s, SURVEY_REMOVE), SURVEY_SAVE);
  stage_expect_json(&s, "{'foer':'x','medlem':[]}");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "etter");
  stage_expect_json(&s, "{'foer':'x','medlem':[]}");
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_ADD);
  stage_expect_at(&s, "medlem[1]/navn");
  stage_text(&s, "medlem[1]/navn", "Kari");
  stage_expect_json(&s, "{'foer':'x','medlem':[{'navn':'Kari'}]}");
  stage_end(&s);
}

static void each_instance_has_its_own_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, members);
  stage_give(&s, "medlem[1]/navn", "Kari");
  stage_give(&s, "medlem[1]/barn", "0");
  stage_expect_json(&s, "{'foer':null,'medlem':[{'navn':'Kari','barn':0}]}");
  stage_step(&s, SURVEY_NEXT);
  stage_expect_at(&s, "REPEAT medlem");
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "medlem[2]/navn", "Ola");
  stage_give(&s, "medlem[2]/barn", "1");
  stage_expect_json(&s, "{'foer':null,'medlem':[{'navn':'Kari','barn':0,'barna':[]},{'navn':'Ola','barn':1}]}");
  stage_give(&s, "medlem[2]/barna[1]/alder", "4");
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "medlem[3]/navn", "Eli"); /* a body that had been Ola's would know of what was passed in it */
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_REMOVE);
  stage_step(&s, SURVEY_ADD);
  stage_text(&s, "medlem[3]/navn", "Per");
  stage_expect_json(&s, "{'foer':null,'medlem':[{'navn':'Kari','barn':0,'barna':[]},"
                        "{'navn':'Ola','barn':1,'barna':[{'alder':4}]},{'navn':'Per'}]}");
  stage_end(&s);
}

static void before_the_first_page_and_behind_the_last(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: repeat, name: a, label: A, repeat_count: '0', questions: [{type: text, name: x, label: X}]}\n"
                "  - {type: text, name: midt, label: Midt}\n"
                "  - {type: repeat, name: b, label: B, repeat_count: '0', questions: [{type: text, name: y, label: Y}]}\n");
  assert_int_equal(survey_has_answers(s.survey), false);
  assert_int_equal(stage_step(&s, SURVEY_ABANDON) & SURVEY_SAVE, 0); /* none of what nobody was asked is no response */
  stage_begin(&s);
  stage_text(&s, "midt", "x");
  stage_expect_json(&s, "{'a':[],'midt':'x'}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_expect_json(&s, "{'a':[],'midt':'x','b':[]}");
  stage_end(&s);
}

static void straight_back_to_the_review(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "kiosk: {review: yes}\n"
                "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - {type: integer, name: m, label: M}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    relevant: '${n} > 0'\n"
                "    repeat_count: '${m}'\n"
                "    questions: [{type: text, name: t, label: T}]\n"
                "  - {type: text, name: etter, label: Etter}\n");
  stage_text(&s, "n", "0");
  stage_next(&s, 3);
  stage_expect_at(&s, "REVIEW");
  stage_expect_json(&s, "{'n':0,'m':null,'etter':null}");
  stage_go(&s, "n");
  stage_text(&s, "n", "1");
  stage_expect_json(&s, "{'n':1,'m':null,'etter':null}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_at(&s, "REVIEW");
  stage_expect_json(&s, "{'n':1,'m':null,'r':[],'etter':null}");
  stage_end(&s);
}

/* What is asked last makes a repeat relevant that the way has led past. */
static void who_is_done_has_passed_all(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - type: repeat\n"
                "    name: r\n"
                "    label: R\n"
                "    relevant: '${etter} > 0'\n"
                "    repeat_count: '${n}'\n"
                "    questions: [{type: text, name: t, label: T}]\n"
                "  - {type: integer, name: etter, label: Etter}\n");
  stage_give(&s, "etter", "1");
  stage_expect_json(&s, "{'n':null,'etter':1}");
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  stage_expect_json(&s, "{'n':null,'r':[],'etter':1}");
  stage_end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(none_counted_is_said_once_passed),
      cmocka_unit_test(a_count_that_was_passed_over_makes_none),
      cmocka_unit_test(what_is_not_relevant_is_not_none),
      cmocka_unit_test(instances_without_a_question_are_counted),
      cmocka_unit_test(who_takes_the_last_one_away_has_said_none),
      cmocka_unit_test(each_instance_has_its_own_none),
      cmocka_unit_test(before_the_first_page_and_behind_the_last),
      cmocka_unit_test(straight_back_to_the_review),
      cmocka_unit_test(who_is_done_has_passed_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
