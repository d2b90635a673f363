/* A journal as bytes, and a visit again that they tell of: wholly, or not at all. */
#include "journal_state.h"

static const Str head = STR_INIT("innspill journal 1\n");

static const int64_t moment_max_ms = INT64_C(1) << 50; /* further off no calendar has to go */

typedef struct Stand { /* where the survey stood: if it stands there again, it was told the same */
  uint64_t serial, cell_count, over;
} Stand;

static Stand stand_of(const Survey *survey) {
  return (Stand){.serial = (uint32_t)survey_page(survey).serial, /* -1 is one, too */
                 .cell_count = (uint32_t)survey_cell_count(survey),
                 .over = survey_is_over(survey)};
}

/* FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/); a form is no adversary of itself. */
static uint64_t mark_str(uint64_t mark, Str text) {
  for (size_t i = 0; i < text.len; i++)
    mark = (mark ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
  return (mark ^ 0xFF) * UINT64_C(0x100000001B3); /* a byte of no text */
}

static uint64_t form_mark(const Form *form) {
  return mark_str(mark_str(mark_str(UINT64_C(0xCBF29CE484222325), form->form_id), form->version), form->source);
}

void journal_write(const Journal *journal, Sink *sink) {
  if (journal->full) return;
  Stand stand = stand_of(journal->survey);
  sink_str(sink, head);
  wire_put(sink, form_mark(journal->form));
  wire_put(sink, (uint64_t)journal->language_ix);
  wire_put_signed(sink, journal->begun_ms);
  wire_put(sink, journal->seed);
  wire_put_str(sink, journal->device);
  wire_put(sink, stand.serial);
  wire_put(sink, stand.cell_count);
  wire_put(sink, stand.over);
  wire_put(sink, journal->event_count);
  sink_str(sink, buffer_view(&journal->events));
}

static int64_t take_moment(Wire *wire) {
  int64_t moment_ms = wire_take_signed(wire);
  if (moment_ms < -moment_max_ms || moment_ms > moment_max_ms) wire->bad = true;
  return wire->bad ? 0 : moment_ms;
}

static Stand take_stand(Wire *wire) {
  Stand stand;
  stand.serial = wire_take(wire, UINT32_MAX);
  stand.cell_count = wire_take(wire, UINT32_MAX);
  stand.over = wire_take(wire, 1);
  return stand;
}

static bool replay(Journal *journal, Wire *wire) {
  Sink events = sink_to_buffer(&journal->events);
  sink_str(&events, wire->left);
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < journal->event_count && !wire->bad; i++) {
    int64_t since_ms;
    SurveyEvent event;
    if (noted_read(wire, journal->survey, arena, &since_ms, &event) && since_ms >= -moment_max_ms && since_ms <= moment_max_ms)
      journal_take(journal, journal->begun_ms + since_ms, &event);
    else
      wire->bad = true;
    arena_rewind(arena);
  }
  arena_free(arena);
  return !wire->bad && wire->left.len == 0;
}

Journal *journal_resume(Arena *session, const JournalSetup *setup, Str bytes) {
  if (bytes.len > JOURNAL_BYTES_MAX || !str_starts_with(bytes, head)) return NULL;
  Wire wire = {.left = {bytes.ptr + head.len, bytes.len - head.len}};
  if (wire_take(&wire, UINT64_MAX) != form_mark(setup->form)) return NULL;
  JournalSetup again = *setup;
  again.language_ix = (int)wire_take(&wire, setup->form->language_count - 1);
  int64_t begun_ms = take_moment(&wire);
  again.chance = wire_take(&wire, UINT64_MAX);
  again.device = wire_take_str(&wire);
  Stand stood = take_stand(&wire);
  size_t event_count = (size_t)wire_take(&wire, wire.left.len / 2); /* a kind and a time at least */
  if (wire.bad) return NULL;
  Journal *journal = journal_at(session, &again, begun_ms);
  journal->event_count = event_count;
  if (!replay(journal, &wire)) return NULL;
  Stand stands = stand_of(journal->survey);
  bool same = stands.serial == stood.serial && stands.cell_count == stood.cell_count && stands.over == stood.over;
  return same ? journal : NULL;
}
