#include "journal/shadow.h"

enum { PAUSE_MAX_MS = 5000, LETTERS_MAX = 12 };

static Str answers_of(const Survey *survey, Arena *arena) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(survey, &sink);
  return buffer_view(&buffer);
}

static Str bytes_of(const Journal *journal, Arena *arena) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  journal_write(journal, &sink);
  return buffer_view(&buffer);
}

static void expect_same_cells(const Survey *a, const Survey *b) {
  assert_int_equal(survey_cell_count(a), survey_cell_count(b));
  for (int cell = 0; cell < survey_cell_count(a); cell++) {
    assert_int_equal(survey_question(a, cell), survey_question(b, cell));
    assert_int_equal(survey_is_relevant(a, cell), survey_is_relevant(b, cell));
    assert_true(value_equal(survey_answer(a, cell), survey_answer(b, cell)));
  }
}

static void expect_same_page(const Survey *a, const Survey *b) {
  SurveyPage page = survey_page(a), other = survey_page(b);
  assert_int_equal(page.kind, other.kind);
  assert_int_equal(page.serial, other.serial);
  assert_int_equal(page.group_ix, other.group_ix);
  assert_int_equal(page.instance, other.instance);
  assert_int_equal(page.instance_count, other.instance_count);
  assert_int_equal(page.cell_count, other.cell_count);
  for (size_t i = 0; i < page.cell_count; i++) {
    assert_int_equal(page.cells[i], other.cells[i]);
    assert_int_equal(survey_cell_problem(a, page.cells[i]), survey_cell_problem(b, page.cells[i]));
  }
}

static void expect_same(const Survey *a, const Survey *b, Arena *arena) {
  size_t done, total, other_done, other_total;
  survey_progress(a, &done, &total);
  survey_progress(b, &other_done, &other_total);
  assert_int_equal(done, other_done);
  assert_int_equal(total, other_total);
  assert_int_equal(survey_language(a), survey_language(b));
  assert_int_equal(survey_is_over(a), survey_is_over(b));
  assert_int_equal(survey_is_last(a), survey_is_last(b));
  assert_int_equal(survey_is_returning(a), survey_is_returning(b));
  assert_int_equal(survey_current(a), survey_current(b));
  assert_int_equal(survey_problem(a), survey_problem(b));
  assert_int_equal(survey_has_answers(a), survey_has_answers(b));
  expect_same_page(a, b);
  expect_same_cells(a, b);
  assert_string_equal(answers_of(a, arena).ptr, answers_of(b, arena).ptr);
}

/* Whatever is asked of a survey between its steps must not matter to them. */
static void look_around(const Survey *survey) {
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    survey_is_required(survey, cell);
    survey_is_read_only(survey, cell);
    survey_offers(survey, cell, 0);
  }
}

static void resume(Shadow *shadow) {
  arena_rewind(shadow->arena);
  arena_rewind(shadow->other_session);
  Str bytes = bytes_of(shadow->journal, shadow->arena);
  JournalSetup setup = {.form = shadow->setup.form, .clock = &shadow->clock.clock, .scratch = shadow->other_scratch};
  shadow->other = journal_resume(shadow->other_session, &setup, bytes);
  assert_non_null(shadow->other);
  assert_int_equal(journal_begun_ms(shadow->other), journal_begun_ms(shadow->journal));
  Str again = bytes_of(shadow->other, shadow->arena);
  assert_true(str_equal(bytes, again));
}

static unsigned do_one(Shadow *shadow, const SurveyEvent *event) {
  shadow->clock.now_ms += random_below(&shadow->random, PAUSE_MAX_MS);
  resume(shadow);
  expect_same(journal_survey(shadow->journal), journal_survey(shadow->other), shadow->arena);
  look_around(journal_survey(shadow->journal));
  unsigned effects = journal_step(shadow->journal, event), other_effects = journal_step(shadow->other, event);
  assert_int_equal(effects, other_effects);
  expect_same(journal_survey(shadow->journal), journal_survey(shadow->other), shadow->arena);
  shadow->events++;
  return effects;
}

static void type(Shadow *shadow, int cell, Str text) {
  for (size_t at = 0, letters = 0; at < text.len && letters < LETTERS_MAX; letters++) {
    uint32_t cp;
    str_next_cp(text, &at, &cp);
    do_one(shadow, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value_text((Str){text.ptr, at})});
    if (random_below(&shadow->random, 4) > 0) continue; /* and back, by one letter or all */
    do_one(shadow, &(SurveyEvent){.kind = SURVEY_ANSWER,
                                  .cell = cell,
                                  .value = random_below(&shadow->random, 2) ? VALUE_NONE : value_text((Str){text.ptr, 1})});
  }
}

static void count_up(Shadow *shadow, int cell, double number) {
  for (double part = 1; part > 0.5 && part < number; part *= 10)
    do_one(shadow, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value_number((double)(int64_t)(number / part))});
}

static bool is_typed(const Survey *survey, const SurveyEvent *event) {
  if (event->kind != SURVEY_ANSWER || event->value.kind != VALUE_TEXT) return false;
  return survey_form(survey)->questions[survey_question(survey, event->cell)].kind == QUESTION_TEXT;
}

void shadow_do(Shadow *shadow, const SurveyEvent *event) {
  if (is_typed(journal_survey(shadow->journal), event)) type(shadow, event->cell, event->value.text);
  if (event->kind == SURVEY_ANSWER && event->value.kind == VALUE_NUMBER) count_up(shadow, event->cell, event->value.number);
  do_one(shadow, event);
}

void shadow_begin(Shadow *shadow, const Form *form, uint64_t chance) {
  *shadow = (Shadow){.arena = arena_new(0),
                     .session = arena_new(0),
                     .scratch = arena_new(0),
                     .other_session = arena_new(0),
                     .other_scratch = arena_new(0),
                     .clock = clock_manual(INT64_C(1795266300000)), /* 21 November 2026 */
                     .chance = ~chance};
  shadow->random = random_seeded(&shadow->chance);
  shadow->setup = (JournalSetup){
      .form = form, .clock = &shadow->clock.clock, .chance = chance, .device = STR("dor-1"), .scratch = shadow->scratch};
  shadow->journal = journal_begin(shadow->session, &shadow->setup);
}

void shadow_end(Shadow *shadow) {
  arena_free(shadow->other_scratch);
  arena_free(shadow->other_session);
  arena_free(shadow->scratch);
  arena_free(shadow->session);
  arena_free(shadow->arena);
}
