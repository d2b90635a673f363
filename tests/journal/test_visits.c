/* Robots' visits, and random ones in random forms: at each event what was written down gives the same survey again. */
#include "journal/shadow.h"
#include "robot.h"
#include "survey/trial.h"

enum { FORMS = 150, ROBOTS = 2, EVENTS = 40 };

/* Chance and the clock, where they are worked out once, when something changes, and at each event. */
static const char chances[] =
    "settings: {form_id: tilfeldig, form_title: {nb: Tilfeldig, en: Random}, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English}\n"
    "kiosk: {privacy: {mode: linked, time: exact}, retention: {responses: 90 days}, review: yes}\n"
    "survey:\n"
    "  - {type: start, name: start}\n"
    "  - {type: calculate, name: lodd, calculation: once(random())}\n"
    "  - {type: calculate, name: alltid, calculation: \"concat(${navn}, random(), now())\"}\n"
    "  - {type: calculate, name: utlost, calculation: uuid(), trigger: \"${kode}\"}\n"
    "  - {type: text, name: navn, label: {nb: Navn, en: Name}}\n"
    "  - {type: text, name: kode, label: {nb: Kode, en: Code}, constraint: \"string-length(.) > 2\"}\n"
    "  - {type: text, name: stille, label: {nb: Stille, en: Quiet}, constraint: \"string-length(.) < 6\"}\n"
    "  - {type: integer, name: antall, label: {nb: Hvor mange?, en: How many?}, default: \"int(random() * 3)\", constraint: \". < "
    "40\"}\n"
    "  - type: begin_repeat\n"
    "    name: telt\n"
    "    label: {nb: Telt, en: Counted}\n"
    "    repeat_count: \"${antall}\"\n"
    "  - {type: text, name: hva, label: {nb: Hva?, en: What?}, default: uuid()}\n"
    "  - {type: calculate, name: sum, calculation: \"count(${telt}) + random()\"}\n"
    "  - {type: end_repeat}\n"
    "  - {type: begin_repeat, name: fri, label: {nb: Fri, en: Free}}\n"
    "  - {type: select_one abc, name: valg, label: {nb: Velg, en: Choose}, choice_filter: \"name != 'a' or random() < 0.5\"}\n"
    "  - {type: decimal, name: tall, label: {nb: Tall, en: Number}}\n"
    "  - {type: end_repeat}\n"
    "  - {type: text, name: sist, label: {nb: Sist, en: Last}}\n"
    "  - {type: end, name: slutt}\n"
    "choices:\n"
    "  abc:\n"
    "    - {name: a, label: {nb: A, en: A}}\n"
    "    - {name: b, label: {nb: B, en: B}}\n"
    "    - {name: c, label: {nb: C, en: C}}\n";

/* The same, and everything is worked out anew at every event, because it reads the time. */
static const char read_end[] = "  - {type: calculate, name: brukt, calculation: \"concat(${slutt}, random())\"}\n";

static void watch(void *context, const RobotStep *step) {
  for (size_t i = 0; i < step->refused_count; i++)
    shadow_do(context, &step->refused[i]);
  for (size_t i = 0; i < step->event_count; i++)
    shadow_do(context, &step->events[i]);
}

static size_t send_robots(const Form *form, int robots) {
  Arena *session = arena_new(0), *scratch = arena_new(0);
  size_t events = 0;
  for (int respondent = 0; respondent < robots; respondent++) {
    Shadow shadow;
    int stuck_cell;
    shadow_begin(&shadow, form, (uint64_t)respondent * 77 + 5);
    RobotSetup setup = {.form = form, .seed = 3, .wall_ms = shadow.clock.epoch_ms, .device = STR("dor-1")};
    robot_visit(session, scratch, &setup, (size_t)respondent, watch, &shadow, &stuck_cell);
    events += shadow.events;
    shadow_end(&shadow);
    arena_rewind(session);
  }
  arena_free(scratch);
  arena_free(session);
  return events;
}

static const Form *form_of(Arena *arena, Str source) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, source, "f.yaml", &diags);
  diags_print(&diags, stderr);
  assert_non_null(form);
  return form;
}

static void robots_in_shipped_forms(void **state) {
  (void)state;
  static const char *const files[] = {"forms/kandidat.yaml", "forms/samling.yaml", "tests/form/good/everything.yaml"};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(files); i++) {
    const Form *form;
    Diags diags = diags_new(arena);
    Err err = {0};
    assert_int_equal(form_load(arena, files[i], &diags, &form, &err), STATUS_OK);
    assert_true(send_robots(form, ROBOTS) > 20);
  }
  arena_free(arena);
}

static void chance_and_time_are_the_same_again(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(send_robots(form_of(arena, str_from(chances)), 5) > 100);
  const char *choices = strstr(chances, "choices:");
  Str first = {chances, (size_t)(choices - chances)};
  Str source = arena_printf(arena, STR_FMT "%s%s", STR_ARG(first), read_end, choices);
  assert_true(send_robots(form_of(arena, source), 5) > 100);
  arena_free(arena);
}

static SurveyEvent random_event(Trial *trial, const Survey *survey) {
  SurveyPage page = survey_page(survey);
  SurveyEvent event = {.kind = trial_below(trial, 3) ? SURVEY_NEXT : SURVEY_BACK};
  if (page.kind == PAGE_REPEAT && trial_below(trial, 2))
    event.kind = trial_below(trial, 2) && page.instance_count < 3 ? SURVEY_ADD : SURVEY_REMOVE;
  if (page.kind == PAGE_QUESTIONS && trial_below(trial, 3)) {
    double number = trial_below(trial, 30);
    event = (SurveyEvent){.kind = SURVEY_ANSWER,
                          .cell = page.cells[trial_below(trial, (int)page.cell_count)],
                          .value = trial_below(trial, 6) ? value_number(number) : VALUE_NONE};
  }
  if (page.kind == PAGE_REVIEW && trial_below(trial, 4))
    event = (SurveyEvent){.kind = SURVEY_GO, .cell = page.cells[trial_below(trial, (int)page.cell_count)]};
  if (event.kind == SURVEY_BACK && page.serial == 0) event.kind = SURVEY_NEXT; /* it would leave */
  return event;
}

static void random_visits_in_random_forms(void **state) {
  (void)state;
  Trial trial = {.arena = arena_new(0)};
  for (uint64_t number = 0; number < FORMS; number++) {
    uint64_t seed = number + 1;
    trial.random = random_seeded(&seed);
    trial_make_form(&trial);
    Shadow shadow;
    shadow_begin(&shadow, trial.stage.form, seed);
    for (int i = 0; i < EVENTS && !survey_is_over(journal_survey(shadow.journal)); i++) {
      SurveyEvent event = random_event(&trial, journal_survey(shadow.journal));
      shadow_do(&shadow, &event);
    }
    shadow_end(&shadow);
    stage_end(&trial.stage);
    arena_rewind(trial.arena);
  }
  arena_free(trial.arena);
}

/* Of three answers in a row the one in the middle was the first that was worth a row in the database. */
static void what_was_saved_first_counts(void **state) {
  (void)state;
  static const char source[] = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                               "survey:\n"
                               "  - {type: select_one ab, name: valg, label: Velg, constraint: \". != 'a'\"}\n"
                               "choices:\n"
                               "  ab: [{name: a, label: A}, {name: b, label: B}]\n";
  static const char *const chosen[] = {"a", "b", "a", "", "a", "b"};
  Arena *arena = arena_new(0);
  Shadow shadow;
  shadow_begin(&shadow, form_of(arena, str_from(source)), 1);
  for (size_t i = 0; i < COUNT_OF(chosen); i++)
    shadow_do(&shadow, &(SurveyEvent){.kind = SURVEY_ANSWER, .value = value_text(str_from(chosen[i]))});
  shadow_do(&shadow, &(SurveyEvent){.kind = SURVEY_ABANDON});
  shadow_end(&shadow);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(robots_in_shipped_forms),
      cmocka_unit_test(chance_and_time_are_the_same_again),
      cmocka_unit_test(random_visits_in_random_forms),
      cmocka_unit_test(what_was_saved_first_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
