#include "stage.h"

#include "question.h"

enum { PAGES_MAX = 10000 };

static const char head[] = "settings: {form_id: f, version: 1, default_language: nb}\n";

void stage_begin(Stage *stage) {
  arena_rewind(stage->session);
  stage->survey = survey_new(stage->session, &stage->setup);
}

void stage_set(Stage *stage, const char *rest_of_form) {
  *stage = (Stage){.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .clock = clock_manual(0), .seed = 1};
  stage->random = random_seeded(&stage->seed);
  Diags diags = diags_new(stage->arena);
  stage->form = form_parse_yaml(stage->arena, arena_printf(stage->arena, "%s%s", head, rest_of_form), "f.yaml", &diags);
  if (!stage->form) {
    diags_print(&diags, stderr);
    fail_msg("%s", rest_of_form);
  }
  stage->setup = (SurveySetup){.form = stage->form,
                               .clock = &stage->clock.clock,
                               .random = &stage->random,
                               .scratch = stage->scratch,
                               .device = STR("dor-1")};
  stage_begin(stage);
}

void stage_end(Stage *stage) {
  arena_free(stage->scratch);
  arena_free(stage->session);
  arena_free(stage->arena);
}

int stage_cell(const Stage *stage, const char *path) {
  for (int cell = 0; cell < survey_cell_count(stage->survey); cell++) {
    if (survey_is_relevant(stage->survey, cell) && str_is(survey_path(stage->survey, cell, stage->arena), path)) return cell;
  }
  return -1;
}

unsigned stage_answer(Stage *stage, const char *path, Value value) {
  int cell = stage_cell(stage, path);
  if (cell < 0) fail_msg("%s is not there", path);
  return survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value});
}

unsigned stage_text(Stage *stage, const char *path, const char *text) {
  int cell = stage_cell(stage, path);
  if (cell < 0) fail_msg("%s is not there", path);
  const Question *question = &stage->form->questions[survey_question(stage->survey, cell)];
  Value value;
  if (!question_from_text(stage->arena, stage->form, question, str_from(text), &value)) fail_msg("%s is not %s", text, path);
  return stage_answer(stage, path, value);
}

static bool on_page(const Stage *stage, int cell) {
  SurveyPage page = survey_page(stage->survey);
  for (size_t i = 0; i < page.cell_count; i++) {
    if (page.cells[i] == cell) return true;
  }
  return false;
}

unsigned stage_give(Stage *stage, const char *path, const char *text) {
  int cell = stage_cell(stage, path);
  if (cell < 0) fail_msg("%s is not there", path);
  for (int i = 0; i < PAGES_MAX && !on_page(stage, cell); i++) {
    if (stage_step(stage, SURVEY_NEXT) & SURVEY_REFUSED) fail_msg("held up on the way to %s", path);
    if (survey_is_over(stage->survey)) fail_msg("%s is on no page", path);
  }
  return stage_text(stage, path, text);
}

unsigned stage_step(Stage *stage, SurveyEventKind kind) {
  return survey_step(stage->survey, &(SurveyEvent){.kind = kind});
}

void stage_next(Stage *stage, int times) {
  for (int i = 0; i < times; i++)
    stage_step(stage, SURVEY_NEXT);
}

unsigned stage_go(Stage *stage, const char *path) {
  return survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_GO, .cell = stage_cell(stage, path)});
}

void stage_expect_at(const Stage *stage, const char *path) {
  int cell = survey_current(stage->survey);
  Str at;
  if (survey_page(stage->survey).kind == PAGE_REVIEW)
    at = STR("REVIEW");
  else if (cell >= 0)
    at = survey_path(stage->survey, cell, stage->arena);
  else
    at = arena_printf(stage->arena, "REPEAT " STR_FMT, STR_ARG(stage->form->groups[survey_page(stage->survey).group_ix].name));
  if (!str_is(at, path)) fail_msg("at " STR_FMT ", not at %s", STR_ARG(at), path);
}

void stage_expect_page(const Stage *stage, const char *paths) {
  SurveyPage page = survey_page(stage->survey);
  Buffer buffer = buffer_new(stage->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < page.cell_count; i++) {
    if (i > 0) sink_z(&sink, " ");
    sink_str(&sink, survey_path(stage->survey, page.cells[i], stage->arena));
  }
  assert_string_equal(buffer.bytes, paths);
}

void stage_expect_json(const Stage *stage, const char *expected) {
  Buffer buffer = buffer_new(stage->arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(stage->survey, &sink);
  for (size_t i = 0; i < buffer.count; i++) {
    if (buffer.bytes[i] == '"') buffer.bytes[i] = '\'';
  }
  assert_string_equal(buffer.bytes, expected);
}

void stage_expect_value(const Stage *stage, const char *path, const char *text) {
  int cell = stage_cell(stage, path);
  if (cell < 0) fail_msg("%s is not there", path);
  Str found = value_to_str(stage->arena, survey_answer(stage->survey, cell));
  if (!str_is(found, text)) fail_msg("%s is \"" STR_FMT "\", not \"%s\"", path, STR_ARG(found), text);
}

void stage_expect_relevant(const Stage *stage, const char *path, bool relevant) {
  if ((stage_cell(stage, path) >= 0) != relevant) fail_msg("%s is %srelevant", path, relevant ? "not " : "");
}
