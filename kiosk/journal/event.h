/* An event as bytes: its kind, when it was, and what its kind says. */
#ifndef JOURNAL_EVENT_H
#define JOURNAL_EVENT_H

#include "survey.h"
#include "wire.h"

/* An answer that changed nothing: but the survey has looked at the clock. */
enum { EVENT_GLANCE = SURVEY_GO + 1, EVENT_KIND_COUNT };

/* since_ms: since the visit began. Before the step. */
void noted_write(Sink *sink, const Survey *survey, int64_t since_ms, const SurveyEvent *event, bool whole);
void noted_write_glance(Sink *sink, int64_t since_ms);
/* A glance is an answer to no cell. False: it is none. */
bool noted_read(Wire *wire, const Survey *survey, Arena *arena, int64_t *since_ms, SurveyEvent *out);
Value noted_value_before(const Survey *survey, int cell); /* of whatever cell */

#endif
