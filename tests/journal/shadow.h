/* A visit in a journal, and its shadow: before each event the journal is written and resumed, and both must be told the same. */
#ifndef TESTS_JOURNAL_SHADOW_H
#define TESTS_JOURNAL_SHADOW_H

#include "journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct Shadow {
  Arena *arena, *session, *scratch; /* arena: what a comparison needs */
  Arena *other_session, *other_scratch;
  ManualClock clock;
  uint64_t chance;
  Random random; /* for how long things take */
  JournalSetup setup;
  Journal *journal, *other;
  size_t events;
} Shadow;

void shadow_begin(Shadow *shadow, const Form *form, uint64_t chance);
void shadow_end(Shadow *shadow);
/* A step of both, letter by letter where letters are typed, and what comes of each compared. */
void shadow_do(Shadow *shadow, const SurveyEvent *event);

#endif
