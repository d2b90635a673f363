/* The lines of a robot's trace, as robot.h has them. */
#ifndef TRACE_READ_H
#define TRACE_READ_H

#include "base.h"
#include "store.h"

typedef struct TraceHeader {
  Str form, version;
  int64_t wall_ms; /* when every visit happens */
} TraceHeader;

typedef struct TraceStep {
  int64_t respondent, step;
  uint64_t chance; /* of step 0: the visit's seed */
  Str language;
  const Answer *set; /* path to answer, in the order in which they were given */
  size_t set_count;
  bool back;
  Str add, remove; /* an instance's path, or empty */
  Str go;          /* the path of what was chosen on the review, or empty */
  const Str *relevant;
  size_t relevant_count;
  const Answer *calc; /* path to text */
  size_t calc_count;
  bool over;
} TraceStep;

/* Into the arena; texts may be borrowed from the line. A mistake: STATUS_INPUT, code trace. */
Status trace_read_header(Arena *arena, Str line, TraceHeader *out, Err *err);
Status trace_read_step(Arena *arena, Str line, TraceStep *out, Err *err);

#endif
