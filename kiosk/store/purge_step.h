/* purge_step: what a purge does with some rows of one form version at a time. */
#ifndef PURGE_STEP_H
#define PURGE_STEP_H

#include "connection.h"

typedef enum PurgeWhat { PURGE_RESPONSE, PURGE_FREE_TEXT, PURGE_WHAT_COUNT } PurgeWhat;

typedef struct PurgeSpan {
  Str form_id, version;
  Str before; /* those whose time, as text, is less */
  PurgeWhat what;
} PurgeSpan;

/* What a promise comes to on a day, since 1970-01-01: a text that is greater than the times of all visits that are due, and less than all
 * others; empty: none is due. */
Str purge_due_before(Arena *arena, Retention retention, int64_t today);
/* How many responses of the span there are whose time is not less than from; without discarded ones. */
Status purge_count(const Store *store, const PurgeSpan *span, Str from, size_t *count, Err *err);
/* Erases the whole span, as of day, in transactions of limited size; what was done before a failure stays done. Adds to count. */
Status purge_span(Store *store, const PurgeSpan *span, Str day, size_t *count, Err *err);

#endif
