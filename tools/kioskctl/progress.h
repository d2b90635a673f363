/* progress: how far a long command has come, on one line of a terminal that is gone when it is done. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "base.h"

typedef struct Progress {
  FILE *terminal; /* NULL: nobody looks */
  const Clock *clock;
  int64_t begun_ms, told_ms; /* told_ms 0: nothing yet */
} Progress;

/* clock and out are borrowed until progress_end. Where out is no terminal nothing is ever written to it. */
Progress progress_begin(const Clock *clock, FILE *out);
/* To be called as often as anything is done; context is the Progress. Is silent for the first second, and then writes five times a second: a bar,
 * percent, and how long the rest will take at the pace so far. */
void progress_tell(void *context, size_t done, size_t total);
/* Takes the line away. May be called again. */
void progress_end(Progress *progress);

#endif
