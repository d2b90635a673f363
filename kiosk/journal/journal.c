#include "journal.h"

struct Journal {
  Survey *survey;
  int64_t begun_ms;
};

Journal *journal_begin(Arena *session, const JournalSetup *setup) {
  Journal *journal = ARENA_NEW(session, Journal);
  journal->begun_ms = setup->clock->wall_ms(setup->clock);
  return journal;
}

Journal *journal_resume(Arena *session, const JournalSetup *setup, Str bytes) {
  (void)session, (void)setup, (void)bytes;
  return NULL;
}

const Survey *journal_survey(const Journal *journal) {
  return journal->survey;
}

unsigned journal_step(Journal *journal, const SurveyEvent *event) {
  return survey_step(journal->survey, event);
}

bool journal_is_full(const Journal *journal) {
  (void)journal;
  return false;
}

int64_t journal_begun_ms(const Journal *journal) {
  return journal->begun_ms;
}

void journal_write(const Journal *journal, Sink *sink) {
  (void)journal, (void)sink;
}
