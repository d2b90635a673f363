/* Does the kiosk's survey say what a robot's did? */
#ifndef TRACE_COMPARE_H
#define TRACE_COMPARE_H

#include "survey.h"
#include "trace_read.h"

/* The cell of a path, or -1. */
int trace_find_cell(const Survey *survey, Str path, Arena *arena);
/* What a trace's answer is to that cell's question; false: it is none. The value may live in the arena. */
bool trace_value(const Survey *survey, int cell, const Answer *answer, Arena *arena, Value *out);
/* Answers, what is relevant and what is calculated, after a step. The device is left out: a robot has its own. STATUS_INPUT, code
 * trace: the first difference. */
Status trace_compare(const Survey *survey, const TraceStep *step, Arena *arena, Err *err);

#endif
