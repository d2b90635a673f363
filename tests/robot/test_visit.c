/* Robots on whole forms: they come through, everywhere, with answers that hold; and say where they cannot. */
#include "robot/trial.h"

#include "question.h"

#include <string.h>

/* --- What a visit did, done again --- */

typedef struct Recording {
  SurveyEvent events[2000];
  Str paths[2000]; /* of their cells: a visit without refusals may number them otherwise */
  size_t count;
  Arena *arena;
} Recording;

static Value keep_value(Arena *arena, Value value) {
  if (value.kind == VALUE_TEXT) value.text = arena_str(arena, value.text);
  if (value.kind != VALUE_LIST) return value;
  Str *items = ARENA_ARRAY(arena, Str, value.list.count);
  for (size_t i = 0; i < value.list.count; i++)
    items[i] = arena_str(arena, value.list.items[i]);
  return value_list(items, value.list.count);
}

static void record(void *context, const RobotStep *step) {
  Recording *recording = context;
  for (size_t i = 0; i < step->event_count; i++) {
    assert_true(recording->count < COUNT_OF(recording->events));
    SurveyEvent event = step->events[i];
    event.value = keep_value(recording->arena, event.value);
    if (event.kind == SURVEY_ANSWER || event.kind == SURVEY_GO)
      recording->paths[recording->count] = survey_path(step->survey, event.cell, recording->arena);
    recording->events[recording->count++] = event;
  }
}

static int find_cell(const Survey *survey, Str path, Arena *arena) {
  for (int cell = 0; cell < survey_cell_count(survey); cell++)
    if (survey_is_relevant(survey, cell) && str_equal(survey_path(survey, cell, arena), path)) return cell;
  fail_msg("no " STR_FMT, STR_ARG(path));
  return -1;
}

static void replay(Trial *trial, size_t respondent) {
  Recording *recording = ARENA_NEW(trial->arena, Recording);
  recording->arena = trial->arena;
  int stuck;
  arena_rewind(trial->session);
  const Survey *robot = robot_visit(trial->session, trial->scratch, &trial->setup, respondent, record, recording, &stuck);
  assert_int_equal(stuck, -1);
  Str expected = trial_answers(trial->arena, robot);
  ManualClock clock = clock_manual(trial->setup.wall_ms);
  Arena *session = arena_new(0);
  SurveySetup setup = {.form = trial->setup.form, .clock = &clock.clock, .device = trial->setup.device};
  assert_int_equal(recording->events[0].kind, SURVEY_LANGUAGE);
  setup.language_ix = recording->events[0].language_ix;
  Survey *survey = survey_new(session, &setup);
  unsigned effects = 0;
  for (size_t i = 1; i < recording->count; i++) {
    SurveyEvent event = recording->events[i];
    assert_false(survey_is_over(survey));
    if (event.kind == SURVEY_GO) event.cell = find_cell(survey, recording->paths[i], session);
    if (event.kind == SURVEY_ANSWER) {
      event.cell = find_cell(survey, recording->paths[i], session);
      assert_true(question_accepts(setup.form, &setup.form->questions[survey_question(survey, event.cell)], event.value));
    }
    effects = survey_step(survey, &event);
  }
  assert_true(effects & SURVEY_COMPLETE);
  Str again = trial_answers(trial->arena, survey);
  assert_int_equal(again.len, expected.len);
  assert_memory_equal(again.ptr, expected.ptr, expected.len);
  arena_free(session);
}

/* --- Forms --- */

/* All come through, and each question that is asked is answered by one of them. */
static void all_come_everywhere(Trial *trial, size_t robots) {
  const Form *form = trial->setup.form;
  size_t *answered = ARENA_ARRAY(trial->arena, size_t, form->question_count);
  size_t *reached = ARENA_ARRAY(trial->arena, size_t, form->question_count);
  for (size_t i = 0; i < robots; i++) {
    int stuck;
    const Survey *survey = trial_visit(trial, i, NULL, &stuck);
    assert_int_equal(stuck, -1);
    assert_true(survey_is_over(survey));
    for (int cell = 0; cell < survey_cell_count(survey); cell++) {
      if (!survey_is_relevant(survey, cell)) continue;
      reached[survey_question(survey, cell)]++;
      answered[survey_question(survey, cell)] += !value_is_empty(survey_answer(survey, cell));
    }
  }
  for (size_t i = 0; i < form->question_count; i++) {
    const FormType *type = form_type(form->questions[i].kind);
    if (reached[i] == 0 || (type->asked && type->takes_answer && answered[i] == 0))
      fail_msg(STR_FMT ": %zu came, %zu answered", STR_ARG(form->questions[i].path), reached[i], answered[i]);
  }
}

static void shipped_forms(void **state) {
  (void)state;
  static const char *const files[] = {"forms/kandidat.yaml", "forms/mentor.yaml", "forms/oppfolging.yaml", "forms/samling.yaml",
                                      "forms/workshop.yaml"};
  for (size_t i = 0; i < COUNT_OF(files); i++) {
    Trial trial = trial_of_file(files[i]);
    all_come_everywhere(&trial, 200);
    for (size_t robot = 0; robot < 20; robot++)
      replay(&trial, robot);
    trial_end(&trial);
  }
}

#define HEAD "settings: {form_id: f, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\nsurvey:\n"
#define CHOICES                                                                                                                    \
  "choices:\n  abc: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: ingen, label: Ingen, exclusive: "       \
  "true}]\n"

static const char every_type[] =
    HEAD "  - {type: note, name: hei, label: Hei}\n"
         "  - {type: acknowledge, name: ok, label: OK, required: true}\n"
         "  - {type: select_one abc, name: en, label: En}\n"
         "  - {type: select_multiple abc, name: flere, label: Flere, constraint: \"count-selected(.) = 2\"}\n"
         "  - {type: rank abc, name: rekke, label: Rekkefølge}\n"
         "  - {type: range, name: skala, label: Skala, parameters: \"start=0 end=1 step=0.1\"}\n"
         "  - {type: integer, name: alder, label: Alder, constraint: \". >= 18 and . <= 99\", required: true}\n"
         "  - {type: integer, name: barn, label: Barn, constraint: \". < ${alder}\", required: true}\n"
         "  - {type: integer, name: inntekt, label: Inntekt, constraint: \". > 100000 and . < 110000\", required: true,\n"
         "     constraint_message: Et tall mellom 100000 og 110000}\n"
         "  - {type: decimal, name: andel, label: Andel, constraint: \". > 0 and . < 1\", required: true}\n"
         "  - {type: text, name: fritt, label: Fritt}\n"
         "  - {type: text, name: telefon, label: Telefon, constraint: \"regex(., '[0-9]{8}')\", required: true}\n"
         "  - {type: text, name: epost, label: E-post, constraint: \"contains(., '@')\", required: true}\n"
         "  - {type: date, name: fodt, label: Født, constraint: \". <= today()\", required: true}\n"
         "  - {type: date, name: neste, label: Neste, constraint: \". > ${fodt} and . > today()\", required: true}\n"
         "  - {type: time, name: klokka, label: Klokka}\n"
         "  - {type: datetime, name: da, label: Da}\n"
         "  - {type: image, name: underskrift, label: Underskrift, appearance: signature, required: true}\n"
         "  - {type: image, name: tegning, label: Tegning, appearance: draw}\n"
         "  - {type: calculate, name: sum, calculation: \"${alder} + ${barn}\"}\n"
         "  - {type: start, name: start}\n"
         "  - {type: end, name: slutt}\n"
         "  - {type: today, name: dag}\n"
         "  - {type: hidden, name: skjult, default: x}\n" CHOICES;

static void every_question_type(void **state) {
  (void)state;
  Trial trial = trial_of_text(every_type);
  all_come_everywhere(&trial, 100);
  for (size_t robot = 0; robot < 20; robot++)
    replay(&trial, robot);
  trial_end(&trial);
}

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
  all_come_everywhere(&trial, 50);
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
  Trial trial = trial_of_text(every_type);
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
    replay(&trial, robot);
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
  all_come_everywhere(&trial, 100);
  for (size_t robot = 0; robot < 100; robot++)
    replay(&trial, robot);
  trial_end(&trial);
}

/* --- The same again --- */

static void same_seed_same_visit(void **state) {
  (void)state;
  Trial trial = trial_of_text(every_type);
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
  Trial trial = trial_of_text(every_type);
  RobotSetup other = trial.setup;
  other.wall_ms++;
  uint64_t seed = robot_visit_seed(&trial.setup, 0);
  assert_true(seed == robot_visit_seed(&trial.setup, 0));
  assert_false(seed == robot_visit_seed(&trial.setup, 1));
  assert_false(seed == robot_visit_seed(&other, 0));
  trial_end(&trial);
}

/* --- Where there is no way on --- */

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
    replay(&trial, robot);
  }
  assert_true(ways.gone > ROBOTS / 4 && ways.gone < 3 * ROBOTS);
  assert_true(ways.changed > ROBOTS);
  assert_true(ways.sent >= ROBOTS);
  all_come_everywhere(&trial, ROBOTS);
  trial_end(&trial);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shipped_forms),
      cmocka_unit_test(every_question_type),
      cmocka_unit_test(answers_are_changed_from_the_review),
      cmocka_unit_test(repeats_three_deep),
      cmocka_unit_test(filters_and_field_lists),
      cmocka_unit_test(same_seed_same_visit),
      cmocka_unit_test(visits_have_seeds_of_their_own),
      cmocka_unit_test(stuck_is_told),
      cmocka_unit_test(no_answer_that_screens_cannot_give),
      cmocka_unit_test(constraints_tell_what_they_want),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
