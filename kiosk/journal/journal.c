#include "journal_state.h"
#include "quiet.h"
#include "value.h"

#include <string.h>

enum { HEAD_BYTES = 4096 }; /* more than what stands before the events */

static void fill(void *context, void *out, size_t bytes) {
  Journal *journal = context;
  Random random = random_seeded(journal->stepping ? &journal->chance : &journal->aside);
  random.fill(random.context, out, bytes);
}

Journal *journal_at(Arena *session, const JournalSetup *setup, int64_t begun_ms) {
  Journal *journal = ARENA_NEW(session, Journal);
  *journal = (Journal){
      .form = setup->form,
      .wall = setup->clock,
      .clock = clock_manual(begun_ms),
      .language_ix = setup->language_ix,
      .seed = setup->chance,
      .device = arena_str(session, setup->device),
      .begun_ms = begun_ms,
      .chance = setup->chance,
      .aside = ~setup->chance,
      .quiet = quiet_questions(session, setup->form),
      .events = buffer_new(session),
      .offered = buffer_new(session),
      .taken = buffer_new(session),
  };
  Random *random = ARENA_NEW(session, Random);
  *random = (Random){fill, journal};
  journal->stepping = true;
  journal->survey = survey_new(session, &(SurveySetup){.form = setup->form,
                                                       .language_ix = setup->language_ix,
                                                       .clock = &journal->clock.clock,
                                                       .random = random,
                                                       .device = journal->device,
                                                       .scratch = setup->scratch});
  journal->stepping = false;
  return journal;
}

Journal *journal_begin(Arena *session, const JournalSetup *setup) {
  return journal_at(session, setup, setup->clock->wall_ms(setup->clock));
}

static uint64_t bytes_of(Value value) {
  if (value.kind == VALUE_TEXT) return value.text.len;
  uint64_t bytes = 0;
  for (size_t i = 0; value.kind == VALUE_LIST && i < value.list.count; i++)
    bytes += value.list.items[i].len;
  return bytes;
}

unsigned journal_take(Journal *journal, int64_t wall_ms, const SurveyEvent *event) {
  journal->clock.epoch_ms = wall_ms;
  if (event->kind == SURVEY_ANSWER) journal->answer_bytes += bytes_of(event->value);
  journal->stepping = true;
  unsigned effects = survey_step(journal->survey, event);
  journal->stepping = false;
  journal->saved |= (effects & SURVEY_SAVE) != 0;
  return effects;
}

static void drop_from(Journal *journal, size_t start) {
  journal->events.count = start;
}

static void note_glance(Journal *journal, int64_t since_ms) {
  if (journal->last.is_glance)
    drop_from(journal, journal->last.start);
  else
    journal->event_count++;
  journal->last = (LastEvent){.start = journal->events.count, .is_glance = true};
  Sink sink = sink_to_buffer(&journal->events);
  noted_write_glance(&sink, since_ms);
}

/* The bytes of the event before last go, and the last one moves up. */
static void close_gap(Journal *journal, size_t from, size_t to) {
  memmove(journal->events.bytes + from, journal->events.bytes + to, journal->events.count - to);
  drop_from(journal, journal->events.count - (to - from));
}

static void write_value(Buffer *buffer, Value value) {
  buffer->count = 0;
  Sink sink = sink_to_buffer(buffer);
  wire_put_value(&sink, value, (Str){0});
}

static bool is_taken(Journal *journal, int cell) {
  write_value(&journal->taken, noted_value_before(journal->survey, cell));
  return str_equal(buffer_view(&journal->offered), buffer_view(&journal->taken));
}

/* Of answers in a row to a quiet question the survey remembers no more than that there was one, whether there was ever anything to be
 * saved, and the last. */
static void note_answer(Journal *journal, int cell, size_t start, bool quiet, bool took, bool drew, bool first_save) {
  bool goes_on = quiet && journal->last.is_answer && journal->last.cell == cell;
  bool changed_before = goes_on && journal->last.run_changed;
  if (goes_on && journal->last.may_go && took && !drew) {
    close_gap(journal, journal->last.start, start);
    start = journal->last.start;
  } else {
    journal->event_count++;
  }
  journal->last = (LastEvent){
      .start = start, .is_answer = true, .cell = cell, .run_changed = true, .may_go = changed_before && !drew && !first_save};
}

static unsigned step_answer(Journal *journal, int64_t wall_ms, const SurveyEvent *event) {
  const Survey *survey = journal->survey;
  size_t start = journal->events.count;
  uint64_t chance = journal->chance;
  int cell = event->cell;
  bool known = cell >= 0 && cell < survey_cell_count(survey), had_saved = journal->saved;
  bool quiet = known && journal->quiet[survey_question(survey, cell)];
  bool is_new = !value_equal(noted_value_before(survey, cell), event->value);
  Sink sink = sink_to_buffer(&journal->events);
  noted_write(&sink, survey, wall_ms - journal->begun_ms, event, quiet);
  write_value(&journal->offered, event->value); /* which may be made of pieces of the answer that goes now */
  unsigned effects = journal_take(journal, wall_ms, event);
  bool drew = journal->chance != chance;
  bool took = is_new && is_taken(journal, cell);
  if (took || drew) {
    note_answer(journal, cell, start, quiet, took, drew, !had_saved && journal->saved);
  } else {
    drop_from(journal, start);
    note_glance(journal, wall_ms - journal->begun_ms);
  }
  return effects;
}

static unsigned step_other(Journal *journal, int64_t wall_ms, const SurveyEvent *event) {
  journal->last = (LastEvent){.start = journal->events.count};
  journal->event_count++;
  Sink sink = sink_to_buffer(&journal->events);
  noted_write(&sink, journal->survey, wall_ms - journal->begun_ms, event, true);
  return journal_take(journal, wall_ms, event);
}

unsigned journal_step(Journal *journal, const SurveyEvent *event) {
  int64_t wall_ms = journal->wall->wall_ms(journal->wall);
  if (journal->full || survey_is_over(journal->survey)) return journal_take(journal, wall_ms, event);
  unsigned effects = event->kind == SURVEY_ANSWER ? step_answer(journal, wall_ms, event) : step_other(journal, wall_ms, event);
  journal->full = journal->events.count + journal->device.len > JOURNAL_BYTES_MAX - HEAD_BYTES;
  return effects;
}

const Survey *journal_survey(const Journal *journal) {
  return journal->survey;
}

bool journal_is_full(const Journal *journal) {
  return journal->full;
}

JournalLoad journal_load(const Journal *journal) {
  return (JournalLoad){journal->event_count, journal->answer_bytes};
}

int64_t journal_begun_ms(const Journal *journal) {
  return journal->begun_ms;
}
