/* robot: a respondent made of chance: it answers a survey with valid answers, through the same events as a visitor.
 *
 * Deterministic: the same form, seed and number give the same visit, byte for byte. */
#ifndef ROBOT_H
#define ROBOT_H

#include "base.h"
#include "survey.h"

typedef struct RobotSetup {
  const Form *form;
  uint64_t seed;
  int64_t wall_ms; /* when the visits happen; for today() and now() */
  Str device;
} RobotSetup;

/* One step of a visit, as it is told while it happens; everything is borrowed for the call. */
typedef struct RobotStep {
  size_t respondent, step;   /* from 0 */
  const Survey *survey;      /* after the step */
  const SurveyEvent *events; /* what was done: the answers of one page, then Next, or an instance added or removed */
  size_t event_count;
} RobotStep;

typedef void RobotWatch(void *context, const RobotStep *step);

/* Plays visit number `respondent` to its end in the session arena, which the caller rewinds. Returns the survey, complete, or, when
 * the robot finds no valid answer for a page in a hundred tries, as it then stands with *stuck_cell set (else -1). watch may be NULL. */
const Survey *robot_visit(Arena *session, Arena *scratch, const RobotSetup *setup, size_t respondent, RobotWatch *watch,
                          void *context, int *stuck_cell);

/* The lines of a trace: a header with form, version, seed and now; then a line a step with the answers set (path to value), every
 * path that is relevant, and every calculated value. */
void robot_trace_header(Sink *sink, const RobotSetup *setup);
void robot_trace_step(Sink *sink, const RobotStep *step, Arena *scratch);

#endif
