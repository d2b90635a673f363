/* moment: a point in time as it is given on the command line. */
#ifndef MOMENT_H
#define MOMENT_H

#include "base.h"

/* The wall time of "2026-11-21" or "2026-11-21T14:05:00+01:00", given as the value of an option. STATUS_USAGE, option-value. */
Status moment_read(const char *option, const char *text, int64_t *wall_ms, Err *err);

/* Today's ISO date, by the system's clock. */
Str moment_today(Arena *arena);

#endif
