/* Robots on whole forms: they come through, everywhere, with answers that hold. */
#include "walk.h"

static void shipped_forms(void **state) {
  (void)state;
  static const char *const files[] = {"forms/kandidat.yaml", "forms/mentor.yaml", "forms/oppfolging.yaml", "forms/samling.yaml",
                                      "forms/workshop.yaml"};
  for (size_t i = 0; i < COUNT_OF(files); i++) {
    Trial trial = trial_of_file(files[i]);
    walk_everywhere(&trial, 200);
    for (size_t robot = 0; robot < 20; robot++)
      walk_again(&trial, robot);
    trial_end(&trial);
  }
}

static void every_question_type(void **state) {
  (void)state;
  Trial trial = trial_of_text(walk_every_type);
  walk_everywhere(&trial, 100);
  for (size_t robot = 0; robot < 20; robot++)
    walk_again(&trial, robot);
  trial_end(&trial);
}

/* A change on the way from the review can open a question, make another one wrong, and bring instances. */
static const char reviewed[] =
    "settings: {form_id: f, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {review: yes}\nsurvey:\n"
    "  - {type: range, name: n, label: N, parameters: start=0 end=3 step=1, required: true}\n"
    "  - {type: text, name: hvorfor, label: Hvorfor, relevant: '${n} = 3', required: true}\n"
    "  - {type: range, name: m, label: M, parameters: start=0 end=9 step=1, constraint: '. >= ${n}', required: true}\n"
    "  - {type: repeat, name: r, label: R, repeat_count: '${n}', questions: [{type: text, name: x, label: X}]}\n"
    "  - {type: repeat, name: q, label: Q, questions: [{type: text, name: y, label: Y}]}\n"
    "  - {type: text, name: z, label: Z}\n";

typedef struct Ways {
  size_t gone, changed, sent;
  bool on_review; /* before the step */
} Ways;

static void count_ways(void *context, const RobotStep *step) {
  Ways *ways = context;
  SurveyEventKind last = step->events[step->event_count - 1].kind;
  assert_true(last != SURVEY_GO || ways->on_review);
  assert_true(!ways->on_review || step->event_count == 1);
  ways->gone += last == SURVEY_GO;
  ways->sent += ways->on_review && last == SURVEY_NEXT;
  ways->changed += last == SURVEY_NEXT && step->event_count > 1 && survey_page(step->survey).kind == PAGE_REVIEW;
  ways->on_review = !survey_is_over(step->survey) && survey_page(step->survey).kind == PAGE_REVIEW;
}

static void answers_are_changed_from_the_review(void **state) {
  (void)state;
  enum { ROBOTS = 200 };
  Trial trial = trial_of_text(reviewed);
  Ways ways = {0};
  for (size_t robot = 0; robot < ROBOTS; robot++) {
    int stuck;
    arena_rewind(trial.session);
    const Survey *survey = robot_visit(trial.session, trial.scratch, &trial.setup, robot, count_ways, &ways, &stuck);
    assert_int_equal(stuck, -1);
    assert_true(survey_is_over(survey));
    walk_again(&trial, robot);
  }
  assert_true(ways.gone > ROBOTS / 4 && ways.gone < 3 * ROBOTS);
  assert_true(ways.changed > ROBOTS);
  assert_true(ways.sent >= ROBOTS);
  walk_everywhere(&trial, ROBOTS);
  trial_end(&trial);
}

static const char three_deep[] = HEAD "  - {type: text, name: navn, label: Navn}\n"
                                      "  - {type: begin_repeat, name: hus, label: Hus}\n"
                                      "  - {type: integer, name: rom, label: Rom}\n"
                                      "  - {type: begin_repeat, name: medlem, label: Medlem}\n"
                                      "  - {type: integer, name: antall, label: Antall, constraint: \". <= 3\"}\n"
                                      "  - {type: begin_repeat, name: sykkel, label: Sykkel, repeat_count: \"${antall}\"}\n"
                                      "  - {type: select_one abc, name: farge, label: Farge}\n"
                                      "  - {type: end_repeat}\n"
                                      "  - {type: end_repeat}\n"
                                      "  - {type: end_repeat}\n"
                                      "  - {type: calculate, name: rommene, calculation: \"sum(${rom})\"}\n" CHOICES;

/* A line of a trace with a text in it. */
static bool tells(Str trace, const char *text) {
  return strstr(trace.ptr, text) != NULL;
}

static void repeats_three_deep(void **state) {
  (void)state;
  Trial trial = trial_of_text(three_deep);
  bool added = false, removed = false, deep = false;
  for (size_t robot = 0; robot < 100; robot++) {
    Str trace;
    int stuck;
    trial_visit(&trial, robot, &trace, &stuck);
    assert_int_equal(stuck, -1);
    added |= tells(trace, "\"add\":\"hus[2]\"");
    removed |= tells(trace, "\"remove\":\"hus[");
    deep |= tells(trace, "\"hus[2]/medlem[2]/sykkel[2]/farge\":\"");
    walk_again(&trial, robot);
  }
  assert_true(added);
  assert_true(removed);
  assert_true(deep);
  trial_end(&trial);
}

static const char filtered[] =
    HEAD "  - {type: begin_group, name: sted, appearance: field-list}\n"
         "  - {type: select_one fylke, name: fylke, label: Fylke, required: true}\n"
         "  - {type: select_one kommune, name: kommune, label: Kommune, required: true, choice_filter: \"f = ${fylke}\"}\n"
         "  - {type: text, name: by, label: By, relevant: \"${kommune} = 'asker'\", required: true}\n"
         "  - {type: end_group}\n"
         "choices:\n"
         "  fylke: [{name: a, label: A}, {name: b, label: B}]\n"
         "  kommune: [{name: asker, label: Asker, f: a}, {name: askim, label: Askim, f: a}, {name: bodo, label: Bodø, f: b}]\n";

static void filters_and_field_lists(void **state) {
  (void)state;
  Trial trial = trial_of_text(filtered);
  walk_everywhere(&trial, 100);
  for (size_t robot = 0; robot < 100; robot++)
    walk_again(&trial, robot);
  trial_end(&trial);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shipped_forms),
      cmocka_unit_test(every_question_type),
      cmocka_unit_test(answers_are_changed_from_the_review),
      cmocka_unit_test(repeats_three_deep),
      cmocka_unit_test(filters_and_field_lists),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
