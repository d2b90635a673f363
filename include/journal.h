/* journal: a visit as the events that made it, so that it can go on elsewhere: at a phone's next request, or on another device.
 *
 * A survey is a pure state machine: the same events at the same moments, with the same chance, give the same survey again. Here they are
 * written down with the survey that they made. Pure: no clock but the one handed in, no disk. */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "base.h"
#include "form.h"
#include "survey.h"

typedef struct Journal Journal;

enum { JOURNAL_BYTES_MAX = 4 * 1024 * 1024 };

typedef struct JournalSetup {
  const Form *form;
  int language_ix;    /* it begins in; journal_resume: as written down */
  const Clock *clock; /* borrowed for the journal's life */
  uint64_t chance;    /* the seed of what its survey draws; journal_resume: as written down */
  Str device;         /* as SurveySetup's; journal_resume: as written down */
  Arena *scratch;     /* as SurveySetup's */
} JournalSetup;

/* A visit that begins. Journal and survey live in the session arena. */
Journal *journal_begin(Arena *session, const JournalSetup *setup);
/* The visit that bytes (of journal_write) tell of, as it stood, with a form of the same id, version and source. NULL: they tell of none, or
 * of one with another form; whatever they are. */
Journal *journal_resume(Arena *session, const JournalSetup *setup, Str bytes);
const Survey *journal_survey(const Journal *journal);
/* survey_step, and notes the event, in so far as the survey would be another one without it: who types writes little more than the answer,
 * mostly, and else what each event adds. */
unsigned journal_step(Journal *journal, const SurveyEvent *event);
/* There was no room for more. The survey goes on, but no longer tells what it was told: the visit has to end where it is. */
bool journal_is_full(const Journal *journal);
typedef struct JournalLoad {
  size_t events;
  uint64_t answer_bytes; /* of all answers that its events gave, each counted whole */
} JournalLoad;

/* What playing it takes. */
JournalLoad journal_load(const Journal *journal);
int64_t journal_begun_ms(const Journal *journal);       /* wall time at which the visit began */
void journal_write(const Journal *journal, Sink *sink); /* nothing, when it is full */

#endif
