#include "trace_play.h"
#include "seeds.h"
#include "trace_answer.h"
#include "trace_compare.h"
#include "trace_reach.h"
#include "trace_read.h"

#include <stdlib.h>

enum {
  VISIT_END_MS = 3600 * 1000 + 600 * 1000 + 10000 /* longer than any form waits for a visitor, with the pause after a visit */
};

struct Trace {
  Hand *hand;
  Random *chance;      /* of what the form draws, */
  uint64_t *seed;      /* from here */
  Arena *arena, *line; /* the header's; a line's */
  TraceHeader header;
};

static const Scene *scene_of(const Trace *trace) {
  return kiosk_scene(trace->hand->kiosk);
}

static Status check_form(const Trace *trace, Err *err) {
  const Form *form = scene_of(trace)->form;
  if (form == NULL || !str_equal(form->form_id, trace->header.form))
    return err_set(err, STATUS_INPUT, "trace", "the trace is of the form \"" STR_FMT "\", which is not what the kiosk shows",
                   STR_ARG(trace->header.form));
  if (str_equal(form->version, trace->header.version)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "trace",
                 "the trace is of version \"" STR_FMT "\" of the form, and the kiosk has \"" STR_FMT "\"",
                 STR_ARG(trace->header.version), STR_ARG(form->version));
}

/* The visit before ends by itself; then it is the hour of the trace again. */
static void come_to_first_screen(Trace *trace) {
  ManualClock *clock = trace->hand->clock;
  hand_wait(trace->hand, VISIT_END_MS);
  clock->epoch_ms = trace->header.wall_ms - clock->now_ms;
}

static Status choose_form(Trace *trace, Err *err) {
  if (scene_of(trace)->screen != SCREEN_CHOOSER) return STATUS_OK;
  return reach_tap(trace->hand, arena_printf(trace->line, "form." STR_FMT, STR_ARG(trace->header.form)), err);
}

/* By its button, because the first screen goes through the languages by itself; where there are too many for a row, they are in a
 * menu, and where there is only one, there is none. */
static Status begin_in(Trace *trace, Str code, Err *err) {
  Str id = arena_printf(trace->line, "language." STR_FMT, STR_ARG(code));
  if (reach_find(trace->hand, id) == NULL && reach_find(trace->hand, STR("languages")) != NULL) {
    Status status = reach_tap(trace->hand, STR("languages"), err);
    if (status != STATUS_OK) return status;
  }
  const Scene *scene = scene_of(trace);
  bool only_one = reach_find(trace->hand, id) == NULL && str_equal(scene->form->languages[scene->language_ix].code, code);
  Status status = only_one ? STATUS_OK : reach_tap(trace->hand, id, err);
  bool begun = status != STATUS_OK || scene_of(trace)->screen != SCREEN_ATTRACT;
  return begun ? status : reach_tap(trace->hand, STR("start"), err);
}

/* Chance comes out as it did for the robot. */
static void take_chance(Trace *trace, uint64_t seed) {
  *trace->seed = seed;
  *trace->chance = seeds_from(trace->seed);
}

static Status begin_visit(Trace *trace, const TraceStep *step, Err *err) {
  come_to_first_screen(trace);
  take_chance(trace, step->chance);
  Status status = choose_form(trace, err);
  if (status == STATUS_OK) status = check_form(trace, err);
  return status == STATUS_OK ? begin_in(trace, step->language, err) : status;
}

static Status answer_all(Trace *trace, const Survey *survey, const TraceStep *step, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < step->set_count && status == STATUS_OK; i++) {
    const Answer *answer = &step->set[i];
    int cell = trace_find_cell(survey, answer->path, trace->line);
    Value wanted;
    if (cell < 0 || !trace_value(survey, cell, answer, trace->line, &wanted))
      return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" has no such answer here", STR_ARG(answer->path));
    status = trace_answer(trace->hand, trace->line, survey, cell, wanted, err);
  }
  return status;
}

/* A quick question is left by its answer already. */
static Status press_next(Trace *trace, const Survey *survey, int serial_before, Err *err) {
  bool left = survey_is_over(survey) || survey_page(survey).serial != serial_before;
  return left ? STATUS_OK : reach_tap(trace->hand, STR("next"), err);
}

static Status take_step(Trace *trace, const Survey *survey, const TraceStep *step, Err *err) {
  int serial = survey_page(survey).serial;
  Status status = answer_all(trace, survey, step, err);
  if (status != STATUS_OK) return status;
  if (step->back) return reach_tap(trace->hand, STR("back"), err);
  if (step->add.len > 0) return reach_tap(trace->hand, STR("add"), err);
  if (step->remove.len > 0) return reach_tap(trace->hand, STR("remove"), err);
  if (step->go.len > 0) return reach_tap(trace->hand, arena_printf(trace->line, "go." STR_FMT, STR_ARG(step->go)), err);
  return press_next(trace, survey, serial, err);
}

static Status check_end(const Trace *trace, const TraceStep *step, Err *err) {
  bool over = scene_of(trace)->screen == SCREEN_THANKS;
  if (over == step->over) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "trace",
                 over ? "the visit is over here, and not in the trace" : "the visit is over in the trace, and not here");
}

/* The survey of a visit that has just ended lives on until the first screen is back. */
static Status play_step(Trace *trace, const TraceStep *step, Err *err) {
  Status status = step->step == 0 ? begin_visit(trace, step, err) : STATUS_OK;
  if (status != STATUS_OK) return status;
  const Survey *survey = scene_of(trace)->survey;
  if (survey == NULL) return err_set(err, STATUS_INPUT, "trace", "no visit is in progress on the screen");
  if (step->step > 0) status = take_step(trace, survey, step, err);
  if (status == STATUS_OK) status = trace_compare(survey, step, trace->line, err);
  return status == STATUS_OK ? check_end(trace, step, err) : status;
}

Trace *trace_play_new(Hand *hand, Random *chance, uint64_t *seed) {
  Trace *trace = calloc(1, sizeof *trace);
  BUG_UNLESS(trace != NULL);
  *trace = (Trace){.hand = hand, .chance = chance, .seed = seed, .arena = arena_new(0), .line = arena_new(0)};
  return trace;
}

void trace_play_free(Trace *trace) {
  if (trace == NULL) return;
  arena_free(trace->arena);
  arena_free(trace->line);
  free(trace);
}

Status trace_play_header(Trace *trace, Str line, Err *err) {
  Status status = trace_read_header(trace->arena, arena_str(trace->arena, line), &trace->header, err);
  if (status == STATUS_OK) trace->hand->clock->epoch_ms = trace->header.wall_ms - trace->hand->clock->now_ms;
  return status;
}

Status trace_play_step(Trace *trace, Str line, Err *err) {
  TraceStep step;
  arena_rewind(trace->line);
  Status status = trace_read_step(trace->line, line, &step, err);
  return status == STATUS_OK ? play_step(trace, &step, err) : status;
}
