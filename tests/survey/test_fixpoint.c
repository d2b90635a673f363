/* Random forms of groups, repeats, conditions and calculations, and random visitors: after every event the survey, which works out only
 * what depends on it, agrees with an own reading of the form that works out everything again and again until nothing changes.
 *
 *   test_survey_fixpoint [FORMS [FIRST]]     so many forms from the first on; without, those of the suite */
#include "trial.h"

#include <math.h>
#include <stdlib.h>

enum { FORMS = 400, VISITS = 4, EVENTS = 40, LARGEST_ANSWER = 4 };

static uint64_t form_count = FORMS, first_form = 1;

static const Cell *find_cell(const Reading *reading, Str path) {
  for (size_t i = 0; reading && i < reading->count; i++) {
    if (str_equal(reading->cells[i].path, path)) return &reading->cells[i];
  }
  return NULL;
}

static void complain(const Trial *trial, uint64_t form, const Cell *cell, Str path, const char *what) {
  fprintf(stderr, STR_FMT "\n", STR_ARG(trial->stage.form->source));
  fail_msg("form %llu, " STR_FMT ": %s; it should be %s with %g", (unsigned long long)form, STR_ARG(path), what,
           cell && cell->relevant ? "relevant" : "irrelevant", cell ? cell->value : (double)NAN);
}

static void compare(const Trial *trial, uint64_t form) {
  const Stage *stage = &trial->stage;
  Reading reading = trial_read(trial);
  size_t relevant = 0;
  for (int i = 0; i < survey_cell_count(stage->survey); i++) {
    if (!survey_is_relevant(stage->survey, i)) continue;
    relevant++;
    Str path = survey_path(stage->survey, i, stage->session);
    const Cell *cell = find_cell(&reading, path);
    if (!cell || !cell->relevant) complain(trial, form, cell, path, "it is relevant");
    Value value = survey_answer(stage->survey, i);
    double number = value.kind == VALUE_NUMBER ? value.number : (double)NAN;
    bool equal = number == cell->value || (isnan(number) && isnan(cell->value));
    if (!equal) complain(trial, form, cell, path, arena_printf(stage->session, "it has %g", number).ptr);
  }
  for (size_t i = 0; i < reading.count; i++)
    relevant -= reading.cells[i].relevant;
  if (relevant != 0) complain(trial, form, NULL, STR("some"), "cells that should be relevant are not");
}

static void check_page(const Trial *trial) {
  SurveyPage page = survey_page(trial->stage.survey);
  assert_true(page.kind == PAGE_REPEAT ? page.cell_count == 0 : page.cell_count > 0);
  bool reviews = trial->stage.form->kiosk.review; /* there is always an answer to be looked at */
  if (reviews) assert_int_equal(survey_is_last(trial->stage.survey), page.kind == PAGE_REVIEW);
  for (size_t i = 0; i < page.cell_count; i++)
    assert_true(survey_is_relevant(trial->stage.survey, page.cells[i]));
  if (page.kind == PAGE_QUESTIONS) assert_int_equal(survey_current(trial->stage.survey), page.cells[0]);
}

static void random_event(Trial *trial) {
  Survey *survey = trial->stage.survey;
  SurveyPage page = survey_page(survey);
  SurveyEvent event = {.kind = trial_below(trial, 4) ? SURVEY_NEXT : SURVEY_BACK};
  if (page.kind == PAGE_REPEAT && trial_below(trial, 2)) {
    event.kind = trial_below(trial, 2) && page.instance_count < 3 ? SURVEY_ADD : SURVEY_REMOVE;
  } else if (page.kind == PAGE_QUESTIONS && trial_below(trial, 2)) {
    event.kind = SURVEY_ANSWER;
    event.cell = page.cells[trial_below(trial, (int)page.cell_count)];
    event.value = trial_below(trial, 6) ? value_number(trial_below(trial, LARGEST_ANSWER + 1)) : VALUE_NONE;
  }
  if (page.kind == PAGE_REVIEW && trial_below(trial, 4)) {
    event.kind = SURVEY_GO;
    event.cell = page.cells[trial_below(trial, (int)page.cell_count)];
  }
  if (event.kind == SURVEY_BACK && survey_page(survey).serial == 0) event.kind = SURVEY_NEXT; /* it would leave */
  survey_step(survey, &event);
}

static void incremental_and_fixpoint_agree(void **state) {
  (void)state;
  Arena *rooms = arena_new(0);
  Trial trial = {.arena = arena_new(0),
                 .rooms = {ARENA_ARRAY(rooms, Cell, TRIAL_CELLS_MAX), ARENA_ARRAY(rooms, Cell, TRIAL_CELLS_MAX)}};
  for (uint64_t form = first_form; form < first_form + form_count; form++) {
    uint64_t seed = form;
    trial.random = random_seeded(&seed);
    trial_make_form(&trial);
    for (int visit = 0; visit < VISITS; visit++) {
      stage_begin(&trial.stage);
      for (int i = 0; i < EVENTS && !survey_is_over(trial.stage.survey); i++) {
        survey_step(trial.stage.survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE}); /* whatever was typed is done */
        compare(&trial, form);
        check_page(&trial);
        random_event(&trial);
      }
    }
    stage_end(&trial.stage);
    arena_rewind(trial.arena);
  }
  arena_free(trial.arena);
  arena_free(rooms);
}

int main(int argc, char **argv) {
  if (argc > 1) form_count = strtoull(argv[1], NULL, 10);
  if (argc > 2) first_form = strtoull(argv[2], NULL, 10);
  const struct CMUnitTest tests[] = {cmocka_unit_test(incremental_and_fixpoint_agree)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
