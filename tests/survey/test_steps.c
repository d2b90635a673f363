/* A survey, step by step: what each event leads to, and what is stored. */
#include "survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char source[] = "settings: {form_id: steg, version: 1, default_language: nb}\n"
                             "languages: {nb: Norsk, en: English}\n"
                             "kiosk:\n"
                             "  idle: {outcome: %s}\n"
                             "survey:\n"
                             "  - {type: note, name: hei, label: Hei}\n"
                             "  - {type: select_one janei, name: jobb, label: Jobb?, required: true}\n"
                             "  - {type: text, name: hvor, label: Hvor?, relevant: \"${jobb} = 'ja'\"}\n"
                             "  - {type: integer, name: antall, label: Antall?, constraint: \". > 0 and . < 10\","
                             " relevant: \"${jobb} = 'ja'\"}\n"
                             "  - {type: select_multiple janei, name: flere, label: Flere}\n"
                             "  - {type: text, name: mer, label: Mer, relevant: \"string-length(${hvor}) > 3\"}\n"
                             "  - {type: acknowledge, name: ferdig, label: Ferdig}\n"
                             "choices:\n"
                             "  janei:\n"
                             "    - {name: ja, label: Ja}\n"
                             "    - {name: nei, label: Nei}\n";

typedef struct Fixture {
  Arena *arena, *session, *scratch;
  const Form *form;
  ManualClock clock;
  Survey *survey;
} Fixture;

static Survey *begin(Fixture *fixture) {
  return fixture->survey = survey_new(
             fixture->session, &(SurveySetup){.form = fixture->form, .clock = &fixture->clock.clock, .scratch = fixture->scratch});
}

static int set_up_with(void **state, const char *outcome) {
  static Fixture fixture;
  fixture = (Fixture){.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .clock = clock_manual(0)};
  Diags diags = diags_new(fixture.arena);
  char text[sizeof source + 16];
  snprintf(text, sizeof text, source, outcome);
  fixture.form = form_parse_yaml(fixture.arena, arena_str(fixture.arena, str_from(text)), "steg.yaml", &diags);
  diags_print(&diags, stderr);
  *state = &fixture;
  if (fixture.form == NULL) return -1;
  begin(&fixture);
  return 0;
}

static int set_up(void **state) {
  return set_up_with(state, "partial");
}

static int set_up_discarding(void **state) {
  return set_up_with(state, "discard");
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  arena_free(fixture->session);
  arena_free(fixture->scratch);
  arena_free(fixture->arena);
  return 0;
}

static unsigned answer(Fixture *fixture, const char *name, Value value) {
  int question_ix = form_find_question(fixture->form, str_from(name));
  assert_true(question_ix >= 0);
  return survey_step(fixture->survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = question_ix, .value = value});
}

static unsigned answer_text(Fixture *fixture, const char *name, const char *text) {
  return answer(fixture, name, value_text(str_from(text)));
}

static unsigned step(Fixture *fixture, SurveyEventKind kind) {
  return survey_step(fixture->survey, &(SurveyEvent){.kind = kind});
}

static void assert_current(const Fixture *fixture, const char *name) {
  Str current = fixture->form->questions[survey_current(fixture->survey)].name;
  if (!str_is(current, name)) fail_msg("at " STR_FMT ", not at %s", STR_ARG(current), name);
}

static void assert_json(const Fixture *fixture, const char *expected) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(fixture->survey, &sink);
  assert_string_equal(buffer.bytes, expected);
}

static void a_whole_visit(void **state) {
  Fixture *f = *state;
  assert_current(f, "hei");
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_MOVED);
  assert_json(f, "{}");
  assert_int_equal(answer_text(f, "jobb", "ja"), SURVEY_SAVE);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_MOVED);
  assert_int_equal(answer_text(f, "hvor", "Oslo"), 0);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_SAVE | SURVEY_MOVED);
  assert_int_equal(answer(f, "antall", value_number(3)), 0);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_SAVE | SURVEY_MOVED);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_SAVE | SURVEY_MOVED);
  assert_current(f, "mer");
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":\"Oslo\",\"antall\":3,\"flere\":null}");
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_SAVE | SURVEY_MOVED);
  assert_true(survey_is_last(f->survey));
  assert_int_equal(answer_text(f, "ferdig", "OK"), SURVEY_SAVE);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_SAVE | SURVEY_COMPLETE);
  assert_true(survey_is_over(f->survey));
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":\"Oslo\",\"antall\":3,\"flere\":null,\"mer\":null,\"ferdig\":\"OK\"}");
  assert_int_equal(step(f, SURVEY_BACK), 0);
  assert_int_equal(step(f, SURVEY_ABANDON), 0);
}

static void an_empty_required_question_holds(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_REFUSED);
  assert_int_equal(survey_problem(f->survey), PROBLEM_REQUIRED);
  assert_current(f, "jobb");
  assert_json(f, "{}");
  assert_int_equal(answer_text(f, "jobb", "nei"), SURVEY_SAVE);
  assert_int_equal(survey_problem(f->survey), PROBLEM_NONE);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_MOVED);
}

static void a_constraint_holds_but_not_for_nothing(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  step(f, SURVEY_NEXT);
  step(f, SURVEY_NEXT);
  answer(f, "antall", value_number(11));
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_REFUSED);
  assert_int_equal(survey_problem(f->survey), PROBLEM_CONSTRAINT);
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":null}");
  assert_int_equal(answer(f, "antall", VALUE_NONE), 0);
  assert_int_equal(survey_problem(f->survey), PROBLEM_NONE);
  assert_int_equal(step(f, SURVEY_NEXT), SURVEY_SAVE | SURVEY_MOVED);
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":null,\"antall\":null}");
}

static void a_change_of_mind_hides_answers_and_brings_them_back(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  step(f, SURVEY_NEXT);
  answer_text(f, "hvor", "Bergen");
  step(f, SURVEY_NEXT);
  step(f, SURVEY_BACK);
  assert_int_equal(step(f, SURVEY_BACK), SURVEY_MOVED);
  assert_current(f, "jobb");
  assert_int_equal(answer_text(f, "jobb", "nei"), SURVEY_SAVE);
  assert_json(f, "{\"jobb\":\"nei\"}");
  int mer = form_find_question(f->form, STR("mer"));
  assert_false(survey_is_relevant(f->survey, mer)); /* hvor is there, but reads as empty */
  step(f, SURVEY_NEXT);
  assert_current(f, "flere");
  step(f, SURVEY_BACK);
  assert_int_equal(answer_text(f, "jobb", "ja"), SURVEY_SAVE);
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":\"Bergen\"}");
  assert_true(survey_is_relevant(f->survey, mer));
}

static void taking_the_last_answer_back_is_stored(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  assert_int_equal(answer_text(f, "jobb", "ja"), SURVEY_SAVE);
  assert_int_equal(answer_text(f, "jobb", "ja"), 0);
  assert_int_equal(answer(f, "jobb", VALUE_NONE), SURVEY_SAVE);
  assert_json(f, "{}");
  assert_false(survey_has_answers(f->survey));
}

static void several_choices_survive_their_own_storage(void **state) {
  Fixture *f = *state;
  static const Str both[] = {STR_INIT("ja"), STR_INIT("nei")};
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "nei");
  step(f, SURVEY_NEXT);
  assert_int_equal(answer(f, "flere", value_list(both, 2)), SURVEY_SAVE);
  int flere = form_find_question(f->form, STR("flere"));
  Value stored = survey_answer(f->survey, flere);
  assert_int_equal(answer(f, "flere", value_list(stored.list.items + 1, 1)), SURVEY_SAVE);
  assert_json(f, "{\"jobb\":\"nei\",\"flere\":[\"nei\"]}");
}

static void answers_out_of_place_are_ignored(void **state) {
  Fixture *f = *state;
  assert_int_equal(answer_text(f, "jobb", "ja"), 0); /* not current */
  step(f, SURVEY_NEXT);
  assert_int_equal(answer_text(f, "jobb", "kanskje"), 0); /* no such choice */
  assert_int_equal(answer(f, "jobb", value_number(1)), 0);
  assert_json(f, "{}");
}

static void going_away_keeps_what_was_typed(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  step(f, SURVEY_NEXT);
  answer_text(f, "hvor", "Hamar");
  assert_int_equal(step(f, SURVEY_ABANDON), SURVEY_SAVE | SURVEY_PARTIAL);
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":\"Hamar\"}");
}

static void going_away_from_nothing_stores_nothing(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  assert_int_equal(step(f, SURVEY_ABANDON), SURVEY_PARTIAL);
}

static void back_on_the_first_question_leaves(void **state) {
  Fixture *f = *state;
  assert_int_equal(step(f, SURVEY_BACK), SURVEY_LEFT | SURVEY_PARTIAL);
  assert_true(survey_is_over(f->survey));
}

static void a_form_may_ask_for_discarding(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  assert_int_equal(step(f, SURVEY_ABANDON), SURVEY_DISCARD);
  begin(f);
  assert_int_equal(step(f, SURVEY_BACK), SURVEY_LEFT | SURVEY_DISCARD);
}

static void a_language_keeps_answers_and_is_stored_with_them(void **state) {
  Fixture *f = *state;
  SurveyEvent english = {.kind = SURVEY_LANGUAGE, .language_ix = 1};
  assert_int_equal(survey_step(f->survey, &english), 0);
  assert_int_equal(survey_language(f->survey), 1);
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  step(f, SURVEY_NEXT);
  answer_text(f, "hvor", "Oslo");
  SurveyEvent norwegian = {.kind = SURVEY_LANGUAGE, .language_ix = 0};
  assert_int_equal(survey_step(f->survey, &norwegian), SURVEY_SAVE);
  assert_int_equal(survey_step(f->survey, &norwegian), 0);
  assert_int_equal(survey_step(f->survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = 2}), 0);
  assert_json(f, "{\"jobb\":\"ja\",\"hvor\":\"Oslo\"}");
}

static void progress_counts_relevant_questions_that_take_an_answer(void **state) {
  Fixture *f = *state;
  size_t done, total;
  survey_progress(f->survey, &done, &total);
  assert_int_equal(done, 0);
  assert_int_equal(total, 3); /* the note is only read */
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  step(f, SURVEY_NEXT);
  survey_progress(f->survey, &done, &total);
  assert_int_equal(done, 1);
  assert_int_equal(total, 5);
}

static void a_thousand_keystrokes_cost_little(void **state) {
  Fixture *f = *state;
  step(f, SURVEY_NEXT);
  answer_text(f, "jobb", "ja");
  step(f, SURVEY_NEXT);
  char text[1001] = {0};
  size_t before = arena_used_bytes(f->session);
  for (size_t i = 0; i < 1000; i++) {
    text[i] = 'a';
    answer_text(f, "hvor", text);
  }
  assert_true(arena_used_bytes(f->session) - before < 4096);
  assert_int_equal(survey_answer(f->survey, 2).text.len, 1000);
}

#define STEP_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      STEP_TEST(a_whole_visit),
      STEP_TEST(an_empty_required_question_holds),
      STEP_TEST(a_constraint_holds_but_not_for_nothing),
      STEP_TEST(a_change_of_mind_hides_answers_and_brings_them_back),
      STEP_TEST(taking_the_last_answer_back_is_stored),
      STEP_TEST(several_choices_survive_their_own_storage),
      STEP_TEST(answers_out_of_place_are_ignored),
      STEP_TEST(going_away_keeps_what_was_typed),
      STEP_TEST(going_away_from_nothing_stores_nothing),
      STEP_TEST(back_on_the_first_question_leaves),
      cmocka_unit_test_setup_teardown(a_form_may_ask_for_discarding, set_up_discarding, tear_down),
      STEP_TEST(a_language_keeps_answers_and_is_stored_with_them),
      STEP_TEST(progress_counts_relevant_questions_that_take_an_answer),
      STEP_TEST(a_thousand_keystrokes_cost_little),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
