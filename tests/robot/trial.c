#include "robot/trial.h"

static const int64_t wall_ms = INT64_C(1795266300000); /* 21 November 2026, in the afternoon */

static Trial trial_of(Str source, const char *file) {
  Trial trial = {.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0)};
  Diags diags = diags_new(trial.arena);
  const Form *form = form_parse_yaml(trial.arena, arena_str(trial.arena, source), file, &diags);
  if (form == NULL) diags_print(&diags, stderr);
  assert_non_null(form);
  trial.setup = (RobotSetup){.form = form, .seed = 1, .wall_ms = wall_ms, .device = STR("robot")};
  return trial;
}

Trial trial_of_file(const char *path) {
  Arena *arena = arena_new(0);
  Str source;
  Err err = {0};
  assert_int_equal(file_read(arena, path, 1 << 20, &source, &err), STATUS_OK);
  Trial trial = trial_of(source, path);
  arena_free(arena);
  return trial;
}

Trial trial_of_text(const char *source) {
  return trial_of(str_from(source), "form.yaml");
}

void trial_end(Trial *trial) {
  arena_free(trial->scratch);
  arena_free(trial->session);
  arena_free(trial->arena);
}

typedef struct Telling {
  Sink sink;
  Arena *scratch;
} Telling;

static void tell(void *context, const RobotStep *step) {
  Telling *telling = context;
  robot_trace_step(&telling->sink, step, telling->scratch);
}

const Survey *trial_visit(Trial *trial, size_t respondent, Str *trace, int *stuck_cell) {
  Buffer buffer = buffer_new(trial->arena);
  Telling telling = {.sink = sink_to_buffer(&buffer), .scratch = trial->arena};
  arena_rewind(trial->session);
  arena_rewind(trial->scratch);
  const Survey *survey =
      robot_visit(trial->session, trial->scratch, &trial->setup, respondent, trace ? tell : NULL, &telling, stuck_cell);
  if (trace) *trace = buffer_view(&buffer);
  return survey;
}

Str trial_answers(Arena *arena, const Survey *survey) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(survey, &sink);
  return buffer_view(&buffer);
}
