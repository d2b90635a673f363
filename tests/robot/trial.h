/* A form and the robots that answer it. */
#ifndef TRIAL_H
#define TRIAL_H

#include "robot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Trial {
  Arena *arena, *session, *scratch;
  RobotSetup setup;
} Trial;

/* Fails, with the messages, when the form has mistakes. */
Trial trial_of_file(const char *path);
Trial trial_of_text(const char *source);
void trial_end(Trial *trial);
/* One visit, in the session; the trace of its steps in the trial's arena when *trace is asked for. */
const Survey *trial_visit(Trial *trial, size_t respondent, Str *trace, int *stuck_cell);
Str trial_answers(Arena *arena, const Survey *survey);

#endif
