/* What robots answer: the same again by the same seed, what screens can give, what constraints want; and where they cannot. */
#include "walk.h"

/* What chance alone would hardly come to in a hundred tries. */
static const char told_by_constraints[] =
    HEAD "  - {type: integer, name: a, label: A, constraint: \". > 730100 and . < 730200\", required: true}\n"
         "  - {type: integer, name: b, label: B, constraint: \". = -4711 or . = 999\", required: true}\n"
         "  - {type: decimal, name: c, label: C, constraint: \". > 0.815 and . < 0.825\", required: true}\n"
         "  - {type: text, name: d, label: D, constraint: \". = 'rød løk'\", required: true}\n"
         "  - {type: text, name: e, label: E, constraint: \"regex(., '[0-9]{17}')\", required: true}\n"
         "  - {type: date, name: f, label: F, constraint: \". >= '1961-02-03' and . <= date('1961-02-20')\", required: true}\n"
         "  - {type: text, name: g, label: G, constraint: \"regex(., '(NG|LA)-07[0-9]{3}/[A-F]')\", required: true}\n"
         "  - {type: integer, name: h, label: H, constraint: \"regex(., '98765[0-9]{6}')\", required: true}\n"
         "  - {type: decimal, name: i, label: I, constraint: \"regex(., '6[0-9]{4}\\\\.[1-9]')\", required: true}\n";

static void constraints_tell_what_they_want(void **state) {
  (void)state;
  Trial trial = trial_of_text(told_by_constraints);
  walk_everywhere(&trial, 50);
  trial_end(&trial);
}

typedef struct Given { /* which cells have had an answer before */
  bool answered[64];
  size_t changed, fractions;
  Arena *arena;
} Given;

static size_t count_digits(Str number) {
  size_t digits = 0;
  for (size_t i = 0; i < number.len; i++)
    digits += (number.ptr[i] >= '0' && number.ptr[i] <= '9') && (digits > 0 || number.ptr[i] != '0');
  return digits;
}

static void look_at_answer(Given *given, const Survey *survey, const SurveyEvent *event) {
  QuestionKind kind = survey_form(survey)->questions[survey_question(survey, event->cell)].kind;
  bool stays = kind == QUESTION_SELECT_ONE || kind == QUESTION_RANGE;
  bool taken_back = value_is_empty(event->value) && given->answered[event->cell];
  if (stays && taken_back) fail_msg("cell %d is taken back", event->cell);
  given->changed += stays && given->answered[event->cell];
  if (event->value.kind != VALUE_NUMBER) return;
  Str number = number_to_str(given->arena, event->value.number);
  if (count_digits(number) > 15) fail_msg(STR_FMT, STR_ARG(number));
  given->fractions += memchr(number.ptr, '.', number.len) != NULL;
}

static void look_at_step(void *context, const RobotStep *step) {
  Given *given = context;
  for (size_t i = 0; i < step->event_count; i++)
    if (step->events[i].kind == SURVEY_ANSWER) look_at_answer(given, step->survey, &step->events[i]);
  for (int cell = 0; cell < survey_cell_count(step->survey); cell++)
    given->answered[cell] = !value_is_empty(survey_answer(step->survey, cell));
}

/* A button that was chosen is not let go by another touch, and numbers are such as are written. */
static void no_answer_that_screens_cannot_give(void **state) {
  (void)state;
  Trial trial = trial_of_text(walk_every_type);
  Given given = {.arena = trial.arena};
  assert_true(trial.setup.form->question_count < COUNT_OF(given.answered));
  for (size_t robot = 0; robot < 200; robot++) {
    int stuck;
    arena_rewind(trial.session);
    memset(given.answered, 0, sizeof given.answered);
    robot_visit(trial.session, trial.scratch, &trial.setup, robot, look_at_step, &given, &stuck);
  }
  assert_true(given.changed > 0);
  assert_true(given.fractions > 0);
  trial_end(&trial);
}

static void same_seed_same_visit(void **state) {
  (void)state;
  Trial trial = trial_of_text(walk_every_type);
  Str traces[10], again, other;
  int stuck;
  for (size_t robot = 0; robot < COUNT_OF(traces); robot++)
    trial_visit(&trial, robot, &traces[robot], &stuck);
  for (size_t robot = COUNT_OF(traces); robot-- > 0;) { /* in whatever order, and whoever else there is */
    trial_visit(&trial, robot, &again, &stuck);
    assert_true(str_equal(traces[robot], again));
  }
  assert_false(str_equal(traces[0], traces[1]));
  trial.setup.seed++;
  trial_visit(&trial, 0, &other, &stuck);
  assert_false(str_equal(traces[0], other));
  trial_end(&trial);
}

static void visits_have_seeds_of_their_own(void **state) {
  (void)state;
  Trial trial = trial_of_text(walk_every_type);
  RobotSetup other = trial.setup;
  other.wall_ms++;
  uint64_t seed = robot_visit_seed(&trial.setup, 0);
  assert_true(seed == robot_visit_seed(&trial.setup, 0));
  assert_false(seed == robot_visit_seed(&trial.setup, 1));
  assert_false(seed == robot_visit_seed(&other, 0));
  trial_end(&trial);
}

typedef struct Stuck {
  const char *survey;
  const char *path; /* where it is stuck; NULL: nowhere */
} Stuck;

static void stuck_is_told(void **state) {
  (void)state;
  static const Stuck cases[] = {
      {HEAD "  - {type: text, name: a, label: A}\n"
            "  - {type: integer, name: b, label: B, constraint: \". * 0 = 1\", required: true}\n",
       "b"},
      {HEAD "  - {type: integer, name: b, label: B, constraint: \". * 0 = 1\"}\n  - {type: text, name: a, label: A}\n", NULL},
      {HEAD "  - {type: select_one abc, name: b, label: B, choice_filter: \"name = 'x'\", required: true}\n" CHOICES,
       NULL}, /* nothing to choose */
      {HEAD "  - {type: select_one abc, name: b, label: B, constraint: \". = 'x'\", required: \"${a} = 1\"}\n"
            "  - {type: text, name: a, label: A}\n" CHOICES,
       "b"}, /* what is chosen cannot be taken back */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Trial trial = trial_of_text(cases[i].survey);
    int stuck;
    const Survey *survey = trial_visit(&trial, 0, NULL, &stuck);
    assert_int_equal(survey_is_over(survey), cases[i].path == NULL);
    if (cases[i].path == NULL)
      assert_int_equal(stuck, -1);
    else
      assert_true(str_is(survey_path(survey, stuck, trial.arena), cases[i].path));
    trial_end(&trial);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(same_seed_same_visit),
      cmocka_unit_test(visits_have_seeds_of_their_own),
      cmocka_unit_test(stuck_is_told),
      cmocka_unit_test(no_answer_that_screens_cannot_give),
      cmocka_unit_test(constraints_tell_what_they_want),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
