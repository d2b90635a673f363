/* What is worked out: calculations, defaults, triggers, filters of choices, what comes with the visit, and texts with answers in them. */
#include "stage.h"

#include <stdlib.h>

static const int64_t noon_ms = INT64_C(1795259107250); /* 2026-11-21T11:05:07.250Z */

static void calculations_follow_one_another(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: calculate, name: d, calculation: '${c} + 1'}\n"
                "  - {type: integer, name: a, label: A}\n"
                "  - {type: calculate, name: b, calculation: '${a} * 2'}\n"
                "  - {type: calculate, name: c, calculation: '${b} + ${a}'}\n"
                "  - {type: calculate, name: stor, calculation: '${d} > 10'}\n"
                "  - {type: text, name: hvorfor, label: Hvorfor, relevant: '${stor}'}\n"
                "  - {type: calculate, name: lengde, calculation: 'string-length(${hvorfor})'}\n");
  stage_expect_json(&s, "{'stor':false,'lengde':0}");
  assert_false(survey_has_answers(s.survey));
  assert_int_equal(stage_text(&s, "a", "4"), 0);
  assert_true(survey_has_answers(s.survey));
  stage_expect_json(&s, "{'d':13,'a':4,'b':8,'c':12,'stor':true,'lengde':0}");
  stage_give(&s, "hvorfor", "derfor");
  stage_expect_value(&s, "lengde", "6");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "a", "1");
  stage_expect_json(&s, "{'d':4,'a':1,'b':2,'c':3,'stor':false,'lengde':0}");
  stage_text(&s, "a", "");
  stage_expect_json(&s, "{'a':null,'stor':false,'lengde':0}"); /* NaN is no value */
  stage_end(&s);
}

static void values_are_written_by_their_kind(void **state) {
  (void)state;
  static const struct {
    const char *calculation, *json;
  } cases[] = {
      {"1 div 4", "0.25"},
      {"0.1 + 0.2 = 0.3", "true"},
      {"concat('a', 1)", "'a1'"},
      {"date('2026-11-21')", "'2026-11-21'"},
      {"1 = 2", "false"},
      {"''", NULL},
      {"number('x')", NULL},
      {"1 div 0", "'Infinity'"},
      {"10000000000 * 1000", "10000000000000"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage s;
    char text[512], expected[64];
    snprintf(text, sizeof text,
             "survey:\n  - {type: text, name: n, label: N}\n  - {type: calculate, name: c, calculation: \"%s\"}\n",
             cases[i].calculation);
    stage_set(&s, text);
    snprintf(expected, sizeof expected, cases[i].json ? "{'c':%s}" : "{}", cases[i].json);
    stage_expect_json(&s, expected);
    stage_end(&s);
  }
}

static void chance_is_asked_once(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: a, label: A}\n"
                "  - {type: calculate, name: fast, calculation: 'once(concat(${a}, random()))'}\n"
                "  - {type: calculate, name: ny, calculation: 'concat(${a}, random())'}\n");
  char fast[64], ny[64];
  snprintf(fast, sizeof fast, STR_FMT, STR_ARG(survey_answer(s.survey, 1).text));
  snprintf(ny, sizeof ny, STR_FMT, STR_ARG(survey_answer(s.survey, 2).text));
  assert_string_not_equal(fast, ny);
  stage_text(&s, "a", "1");
  stage_expect_value(&s, "fast", fast);
  assert_false(str_is(survey_answer(s.survey, 2).text, ny));
  stage_end(&s);
}

static void defaults_are_there_from_the_beginning(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: a, label: A, default: 5}\n"
                "  - {type: integer, name: b, label: B, default: '${c} + 1'}\n"
                "  - {type: calculate, name: c, calculation: '${a} * 2'}\n"
                "  - {type: select_multiple l, name: m, label: M, default: 'z x'}\n"
                "  - {type: date, name: d, label: D, default: 'today()'}\n"
                "  - {type: integer, name: feil, label: Feil, default: 'concat(\"x\", ${a})'}\n"
                "  - {type: hidden, name: h, default: skjult}\n"
                "choices: {l: [{name: x, label: X}, {name: y, label: Y}, {name: z, label: Z}]}\n");
  stage_expect_value(&s, "a", "5");
  stage_expect_value(&s, "b", "11");
  stage_expect_value(&s, "m", "x z");
  stage_expect_value(&s, "d", "1970-01-01");
  stage_expect_value(&s, "feil", "");
  stage_expect_json(&s, "{'c':10,'h':'skjult'}"); /* nobody has seen the others */
  assert_false(survey_has_answers(s.survey));
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_MOVED | SURVEY_SAVE);
  stage_expect_json(&s, "{'a':5,'c':10,'h':'skjult'}");
  stage_text(&s, "b", "");
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "a", "7");
  stage_expect_value(&s, "b", ""); /* a default is worked out once */
  stage_expect_json(&s, "{'a':7,'b':null,'c':14,'h':'skjult'}");
  stage_end(&s);
}

static void a_trigger_sets_a_calculation_off(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: text, name: a, label: A}\n"
                "  - {type: text, name: b, label: B}\n"
                "  - {type: calculate, name: c, calculation: 'concat(${a}, ${b})', trigger: '${b}'}\n");
  stage_text(&s, "a", "x");
  stage_expect_value(&s, "c", "");
  stage_give(&s, "b", "y");
  stage_expect_value(&s, "c", "xy");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "a", "z");
  stage_expect_value(&s, "c", "xy");
  stage_give(&s, "b", "");
  stage_expect_value(&s, "c", "z");
  stage_end(&s);
}

static void a_visible_question_may_be_calculated(void **state) {
  (void)state;
  Stage s;
  stage_set(
      &s, "survey:\n"
          "  - {type: decimal, name: a, label: A}\n"
          "  - {type: integer, name: b, label: B, calculation: '${a} * 1.5'}\n"
          "  - {type: integer, name: c, label: C, calculation: '${b} + 1', read_only: true, constraint: '. < 0', required: true}\n"
          "  - {type: note, name: n, label: N}\n");
  stage_text(&s, "a", "5");
  stage_expect_json(&s, "{'a':5,'b':7,'c':8}");
  stage_give(&s, "b", "1");
  stage_expect_value(&s, "c", "2");
  stage_step(&s, SURVEY_NEXT);
  int c = stage_cell(&s, "c");
  assert_true(survey_is_read_only(s.survey, c));
  assert_false(survey_is_required(s.survey, c));
  assert_int_equal(stage_text(&s, "c", "3"), 0);
  assert_int_equal(stage_step(&s, SURVEY_NEXT) & SURVEY_REFUSED, 0);
  stage_expect_value(&s, "b", "1");
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "a", "2");
  stage_expect_json(&s, "{'a':2,'b':3,'c':4}");
  stage_end(&s);
}

static const char cascade[] = "survey:\n"
                              "  - {type: select_one fylke, name: f, label: F}\n"
                              "  - {type: select_one kommune, name: k, label: K, choice_filter: 'fylke = ${f}'}\n"
                              "  - {type: select_multiple sted, name: s, label: S, choice_filter: 'kommune = ${k} or alle = 1'}\n"
                              "  - {type: rank sted, name: r, label: R, choice_filter: 'selected(${s}, name)'}\n"
                              "  - {type: calculate, name: navn, calculation: \"jr:choice-name(${s}, '${s}')\"}\n"
                              "  - {type: calculate, name: slaatt, calculation:"
                              " \"instance('sted')/root/item[name = 's3']/label\"}\n"
                              "choices:\n"
                              "  fylke: [{name: a, label: A}, {name: b, label: B}]\n"
                              "  kommune:\n"
                              "    - {name: k1, label: K1, fylke: a}\n"
                              "    - {name: k2, label: K2, fylke: b}\n"
                              "  sted:\n"
                              "    - {name: s1, label: Sted 1, kommune: k1}\n"
                              "    - {name: s2, label: Sted 2, kommune: k1}\n"
                              "    - {name: s3, label: Sted 3, kommune: k2}\n"
                              "    - {name: s4, label: Sted 4, alle: 1}\n";

static void nobody_is_stuck_where_there_is_nothing_to_choose(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, "survey:\n"
                "  - {type: integer, name: n, label: N}\n"
                "  - {type: select_one l, name: v, label: V, required: true, choice_filter: 'til = ${n}'}\n"
                "choices: {l: [{name: a, label: A, til: 1}]}\n");
  stage_step(&s, SURVEY_NEXT);
  assert_false(survey_is_required(s.survey, stage_cell(&s, "v")));
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "n", "1");
  stage_step(&s, SURVEY_NEXT);
  assert_true(survey_is_required(s.survey, stage_cell(&s, "v")));
  assert_int_equal(stage_step(&s, SURVEY_NEXT), SURVEY_REFUSED);
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "n", "2");
  stage_step(&s, SURVEY_NEXT);
  stage_step(&s, SURVEY_NEXT);
  assert_true(survey_is_over(s.survey));
  stage_expect_json(&s, "{'n':2,'v':null}");
  stage_end(&s);
}

static void choices_that_are_not_offered_are_dropped(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, cascade);
  int k = stage_cell(&s, "k");
  assert_false(survey_offers(s.survey, k, 0));
  stage_text(&s, "f", "a");
  assert_true(survey_offers(s.survey, k, 0));
  assert_false(survey_offers(s.survey, k, 1));
  assert_false(survey_offers(s.survey, k, 2));
  stage_step(&s, SURVEY_NEXT);
  assert_int_equal(stage_text(&s, "k", "k2"), 0); /* not offered */
  assert_int_equal(stage_text(&s, "k", "k1"), SURVEY_SAVE);
  stage_give(&s, "s", "s1 s2 s4");
  stage_expect_value(&s, "navn", "Sted 1, Sted 2, Sted 4");
  stage_expect_value(&s, "slaatt", "Sted 3");
  stage_step(&s, SURVEY_NEXT);
  assert_int_equal(stage_text(&s, "r", "s4 s1"), 0); /* s2 is offered, and missing */
  assert_int_equal(stage_text(&s, "r", "s4 s1 s2"), SURVEY_SAVE);
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "s", "s1 s4");
  stage_expect_value(&s, "r", "s4 s1");
  stage_step(&s, SURVEY_BACK);
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "f", "b");
  stage_expect_json(&s, "{'f':'b','k':null,'s':['s4'],'r':['s4'],'navn':'Sted 4','slaatt':'Sted 3'}");
  stage_end(&s);
}

static void a_rank_with_a_gap_is_none(void **state) {
  (void)state;
  Stage s;
  stage_set(&s, cascade);
  stage_text(&s, "f", "a");
  stage_give(&s, "k", "k1");
  stage_give(&s, "s", "s1");
  stage_give(&s, "r", "s1");
  stage_step(&s, SURVEY_BACK);
  stage_text(&s, "s", "s1 s2");
  stage_expect_value(&s, "r", "");
  stage_end(&s);
}

static const char metadata[] = "kiosk: {privacy: {mode: %s, time: %s}}\n"
                               "survey:\n"
                               "  - {type: start, name: start}\n"
                               "  - {type: end, name: slutt}\n"
                               "  - {type: today, name: dag}\n"
                               "  - {type: deviceid, name: boks}\n"
                               "  - {type: text, name: a, label: A}\n";

static void the_visit_tells_no_more_of_itself_than_it_may(void **state) {
  (void)state;
  static const struct {
    const char *mode, *time, *json;
  } cases[] = {
      {"anonymous", "day", "{'start':'2026-11-21','slutt':'2026-11-21','dag':'2026-11-21','a':'x'}"},
      {"linked", "hour",
       "{'start':'2026-11-21T11:00:00.000+00:00','slutt':'2026-11-21T12:00:00.000+00:00','dag':'2026-11-21','boks':'dor-1','a':'x'"
       "}"},
      {"anonymous", "exact",
       "{'start':'2026-11-21T11:05:07.250+00:00','slutt':'2026-11-21T12:06:07.250+00:00','dag':'2026-11-21','a':'x'}"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage s;
    char text[1024];
    snprintf(text, sizeof text, metadata, cases[i].mode, cases[i].time);
    stage_set(&s, text);
    s.clock.epoch_ms = noon_ms;
    stage_begin(&s);
    assert_false(survey_has_answers(s.survey));
    s.clock.now_ms = 61 * 60 * 1000;
    stage_text(&s, "a", "x");
    stage_expect_json(&s, cases[i].json);
    stage_end(&s);
  }
}

static Str text_of(const Stage *s, const char *path) {
  int cell = stage_cell(s, path);
  return survey_text(s->survey, s->form->questions[survey_question(s->survey, cell)].label, cell, s->arena);
}

static void answers_stand_in_texts(void **state) {
  (void)state;
  static const char form[] = "survey:\n"
                             "  - {type: text, name: navn, label: Navn}\n"
                             "  - {type: select_multiple l, name: m, label: {nb: 'Hei, ${navn}.', en: 'Hello, ${navn}.'}}\n"
                             "  - {type: date, name: d, label: {nb: 'Du valgte ${m}?', en: 'You chose ${m}?'}}\n"
                             "  - {type: note, name: n, label: '${d}: ${sum} av ${antall}'}\n"
                             "  - {type: calculate, name: sum, calculation: '1 div 2'}\n"
                             "  - {type: integer, name: antall, label: Antall}\n"
                             "languages: {nb: Norsk, en: English}\n"
                             "choices: {l: [{name: x, label: {nb: Iks, en: Eks}}, {name: y, label: {nb: Yps, en: Why}}]}\n";
  Stage s;
  stage_set(&s, form);
  assert_true(str_is(text_of(&s, "m"), "Hei, ."));
  stage_text(&s, "navn", "Kari");
  assert_true(str_is(text_of(&s, "m"), "Hei, Kari."));
  stage_give(&s, "m", "y x");
  assert_true(str_is(text_of(&s, "d"), "Du valgte Iks, Yps?"));
  survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = 1});
  assert_true(str_is(text_of(&s, "d"), "You chose Eks, Why?"));
  stage_give(&s, "d", "2026-11-21");
  assert_true(str_is(text_of(&s, "n"), "2026-11-21: 0.5 av "));
  assert_true(str_is(text_of(&s, "navn"), "Navn"));
  s.setup.show_all = true;
  stage_begin(&s);
  assert_true(str_is(text_of(&s, "n"), "…: … av …"));
  assert_true(str_is(text_of(&s, "m"), "Hei, …")); /* the full stop would be a fourth dot */
  stage_end(&s);
}

/* Each in its own direction, without tearing what is around it. */
static void answers_of_another_direction_are_isolated(void **state) {
  (void)state;
  static const char form[] =
      "survey:\n"
      "  - {type: text, name: navn, label: Navn}\n"
      "  - {type: note, name: hilsen, label: {nb: 'Hei, ${navn} (${dato})!', ar: 'أهلا ${navn} (${dato})!'}}\n"
      "  - {type: note, name: bare, label: '${navn}'}\n"
      "  - {type: calculate, name: sammen, calculation: \"concat('Hei ', ${navn})\"}\n"
      "  - {type: date, name: dato, label: Dato}\n"
      "languages: {nb: Norsk, ar: العربية}\n";
  static const struct {
    int language_ix;
    const char *navn, *dato, *greeting, *joined;
  } cases[] = {{0, "Kari", "2026-11-21", "Hei, Kari (2026-11-21)!", "Hei Kari"},
               {0, "سلمى", "2026-11-21", "Hei, \u2068سلمى\u2069 (2026-11-21)!", "Hei سلمى"},
               {0, "שרה", "", "Hei, \u2068שרה\u2069 ()!", "Hei שרה"},
               {0, "", "", "Hei,  ()!", "Hei "},
               {1, "Kari", "2026-11-21", "أهلا \u2068Kari\u2069 (\u20682026-11-21\u2069)!", "Hei Kari"},
               {1, "سلمى", "", "أهلا \u2068سلمى\u2069 ()!", "Hei سلمى"},
               {1, "", "", "أهلا  ()!", "Hei "}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage s;
    stage_set(&s, form);
    survey_step(s.survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = cases[i].language_ix});
    stage_text(&s, "navn", cases[i].navn);
    stage_give(&s, "dato", cases[i].dato);
    if (!str_is(text_of(&s, "hilsen"), cases[i].greeting)) fail_msg("%zu: " STR_FMT, i, STR_ARG(text_of(&s, "hilsen")));
    assert_true(str_is(text_of(&s, "bare"), cases[i].navn)); /* nothing is around it */
    stage_expect_value(&s, "sammen", cases[i].joined);       /* what is worked out is data */
    stage_end(&s);
  }
}

int main(void) {
  setenv("TZ", "UTC", 1);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(calculations_follow_one_another),
      cmocka_unit_test(values_are_written_by_their_kind),
      cmocka_unit_test(chance_is_asked_once),
      cmocka_unit_test(defaults_are_there_from_the_beginning),
      cmocka_unit_test(a_trigger_sets_a_calculation_off),
      cmocka_unit_test(a_visible_question_may_be_calculated),
      cmocka_unit_test(nobody_is_stuck_where_there_is_nothing_to_choose),
      cmocka_unit_test(choices_that_are_not_offered_are_dropped),
      cmocka_unit_test(a_rank_with_a_gap_is_none),
      cmocka_unit_test(the_visit_tells_no_more_of_itself_than_it_may),
      cmocka_unit_test(answers_stand_in_texts),
      cmocka_unit_test(answers_of_another_direction_are_isolated),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
