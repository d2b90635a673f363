/* What a journal remembers, shared by its files and by nobody else. */
#ifndef JOURNAL_STATE_H
#define JOURNAL_STATE_H

#include "event.h"
#include "journal.h"

typedef struct LastEvent { /* as noted */
  size_t start;            /* where its bytes begin */
  bool is_answer, is_glance;
  int cell;         /* of an answer */
  bool run_changed; /* of the answers in a row to this cell, this one included, one was taken */
  bool may_go;      /* the next answer to the cell makes as if it had never been */
} LastEvent;

struct Journal {
  const Form *form;
  Survey *survey;
  const Clock *wall; /* the world's */
  ManualClock clock; /* the survey's: it stands still during a step, and is told again when the visit goes on elsewhere */
  int language_ix;
  uint64_t seed;
  Str device;
  int64_t begun_ms;
  uint64_t chance; /* what steps draw from; whatever is asked between them must not change what the next one draws */
  uint64_t aside;
  bool stepping;
  const bool *quiet;
  Buffer events;
  size_t event_count;
  uint64_t answer_bytes; /* of all answers that were given, each whole */
  LastEvent last;
  Buffer offered, taken; /* values as bytes, to be compared */
  bool saved, full;
};

/* A visit that begins at a moment, with what setup says. */
Journal *journal_at(Arena *session, const JournalSetup *setup, int64_t begun_ms);
unsigned journal_take(Journal *journal, int64_t wall_ms, const SurveyEvent *event); /* survey_step at a moment */

#endif
