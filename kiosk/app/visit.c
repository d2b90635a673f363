#include "visit.h"
#include "attachments.h"
#include "journal.h"
#include "onward.h"
#include "waiting.h"

enum { MS_PER_MINUTE = 60000 };

struct Visit {
  VisitSetup setup;
  Journal *journal;
  char uuid[STORE_UUID_LEN + 1];
  int64_t began_ms; /* wall time */
  Str time;         /* the same, as coarse as the form says */
  Onward onward;
  bool onward_due; /* not made yet, though the visit is complete */
  Buffer answers;  /* used again for each write */
  Attachments attachments;
  ResponseStatus status;
  bool may_have_row;    /* a write was tried; one that failed may be on the disk all the same */
  bool has_row;         /* the database knows of it, */
  unsigned row_opening; /* as it was opened then */
  bool write_due;
};

/* With a clock that fell back by years, answers kept for so many days would be overdue as soon as it is put right. Where nothing is counted
 * from the visit, the clock's word stands: it may have been wrong before, and right now. */
static int64_t began_ms(const VisitSetup *setup, const Form *form) {
  int64_t now = setup->clock->wall_ms(setup->clock);
  bool counts = form->kiosk.keep_responses.kind == RETENTION_DAYS || form->kiosk.keep_free_text.kind == RETENTION_DAYS;
  return counts && now < setup->day_ms ? setup->day_ms : now;
}

static const Form *form_of(const Visit *visit) {
  return survey_form(visit_survey(visit));
}

/* Its answers and attachments as they are now; borrowed until the next one, and until scratch is rewound. */
static Response response_of(Visit *visit) {
  const Form *form = form_of(visit);
  const Station *station = visit->setup.station;
  visit->answers.count = 0;
  Sink sink = sink_to_buffer(&visit->answers);
  survey_answers_json(visit_survey(visit), &sink);
  size_t attachment_count = 0;
  const StoreAttachment *attachments =
      visit->status == RESPONSE_DISCARDED
          ? NULL
          : attachments_changed(&visit->attachments, visit_survey(visit), visit->setup.scratch, &attachment_count);
  return (Response){
      .uuid = str_from(visit->uuid),
      .device = station->device,
      .form_id = form->form_id,
      .form_version = form->version,
      .language = form->languages[survey_language(visit_survey(visit))].code,
      .channel = STR("kiosk"),
      .round = station->round,
      .event = station->event,
      .place = station->place,
      .status = visit->status,
      .trial = station->trial,
      .time = visit->time,
      .answers = buffer_view(&visit->answers),
      .attachments = attachments,
      .attachment_count = attachment_count,
      .token_hash = visit->onward.followup.token_hash,
      .link = visit->onward.followup.joins ? &visit->onward.followup.link : NULL,
  };
}

static bool ready(Visit *visit, Err *err) {
  Storage *storage = visit->setup.storage;
  if (storage_ready(storage, err) != STATUS_OK) return false;
  if (visit->has_row && visit->row_opening != storage_openings(storage)) attachments_forget(&visit->attachments);
  return true;
}

static bool make_onward(Visit *visit, Err *err) {
  const VisitSetup *setup = &visit->setup;
  OnwardSetup onward = {setup->session, setup->storage,  setup->station,
                        setup->random,  setup->base_url, civil_day_of_wall_ms(visit->began_ms)};
  visit->onward_due = onward_make(&onward, visit_survey(visit), &visit->onward, err) != STATUS_OK;
  return !visit->onward_due;
}

static bool write(Visit *visit, Err *err) {
  if (!ready(visit, err) || (visit->onward_due && !make_onward(visit, err))) return false;
  Response response = response_of(visit);
  visit->may_have_row = true;
  Status status = storage_put(visit->setup.storage, &response, err);
  arena_rewind(visit->setup.scratch);
  if (status != STATUS_OK) return false;
  attachments_are_stored(&visit->attachments);
  visit->has_row = true;
  visit->row_opening = storage_openings(visit->setup.storage);
  visit->write_due = false;
  return true;
}

static uint64_t seed(const Random *chance) {
  uint64_t seed;
  chance->fill(chance->context, &seed, sizeof seed);
  return seed;
}

Visit *visit_begin(const VisitSetup *setup, const Form *form, int language_ix) {
  Visit *visit = ARENA_NEW(setup->session, Visit);
  visit->setup = *setup;
  visit->setup.base_url = arena_str(setup->session, setup->base_url);
  visit->journal = journal_begin(setup->session, &(JournalSetup){.form = form,
                                                                 .language_ix = language_ix,
                                                                 .clock = setup->clock,
                                                                 .chance = seed(setup->chance),
                                                                 .device = setup->station->device,
                                                                 .scratch = setup->scratch});
  store_uuid(setup->random, visit->uuid);
  visit->began_ms = began_ms(setup, form);
  visit->time = form_time_text(setup->session, form, visit->began_ms);
  visit->answers = buffer_new(setup->session);
  visit->status = RESPONSE_PARTIAL;
  return visit;
}

const Survey *visit_survey(const Visit *visit) {
  return journal_survey(visit->journal);
}

bool visit_step(Visit *visit, const SurveyEvent *event, unsigned *effects, Err *err) {
  *effects = journal_step(visit->journal, event);
  if (*effects & SURVEY_SAVE) visit->write_due = true;
  if (*effects & SURVEY_COMPLETE) {
    visit->status = RESPONSE_COMPLETE;
    visit->onward_due = true;
  }
  if (*effects & SURVEY_DISCARD) {
    visit->status = RESPONSE_DISCARDED;
    visit->write_due = visit->may_have_row; /* what never reached the disk need not be erased from it */
  }
  return visit_retry(visit, err);
}

bool visit_retry(Visit *visit, Err *err) {
  return !visit->write_due || write(visit, err);
}

const PhoneCode *visit_code(const Visit *visit) {
  return visit->onward.has_code ? &visit->onward.code : NULL;
}

bool visit_may_leave(const Visit *visit) {
  return !survey_is_over(visit_survey(visit)) && !journal_is_full(visit->journal);
}

/* What of the visit waits, closed: as the server finds it. */
static Str closed_state(Visit *visit, const LinkDoor *door, int64_t until_min, bool has_row) {
  Arena *scratch = visit->setup.scratch;
  const Station *station = visit->setup.station;
  Buffer journal = buffer_new(scratch);
  Sink sink = sink_to_buffer(&journal);
  journal_write(visit->journal, &sink);
  return waiting_close(scratch, door,
                       &(WaitingVisit){.kind = WAITING_FOR_PHONE,
                                       .trial = station->trial,
                                       .has_row = has_row,
                                       .until_min = (uint32_t)until_min,
                                       .time = visit->time,
                                       .round = station->round,
                                       .event = station->event,
                                       .place = station->place,
                                       .journal = buffer_view(&journal)});
}

/* A finer time beside the draft would tell when a response was given that says the day only. */
static int64_t round_up(int64_t until_min, const Form *form) {
  static const int64_t step_min[] = {[TIME_DAY] = 24 * 60, [TIME_HOUR] = 60, [TIME_EXACT] = 1};
  int64_t step = step_min[form->kiosk.time_grain];
  return (until_min + step - 1) / step * step;
}

/* A visit in which nothing was answered leaves no response behind, should no phone come for it; unless it is a trial, which only the row of a
 * response tells. */
bool visit_leave(Visit *visit, char secret[LINK_SECRET_CHARS + 1], Err *err) {
  const VisitSetup *setup = &visit->setup;
  const Form *form = form_of(visit);
  LinkDoor door;
  if (!ready(visit, err)) return false;
  bool puts = visit->may_have_row || setup->station->trial || survey_has_answers(visit_survey(visit));
  int64_t until_min = setup->clock->wall_ms(setup->clock) / MS_PER_MINUTE + form->kiosk.phone.keep_min;
  link_secret_new(setup->random, secret);
  link_door(str_from(secret), &door);
  Response response = response_of(visit);
  StoreDraft draft = {.id = str_from(door.id),
                      .uuid = str_from(visit->uuid),
                      .form_id = form->form_id,
                      .form_version = form->version,
                      .until_min = round_up(until_min, form),
                      .state = closed_state(visit, &door, until_min, puts)};
  visit->may_have_row |= puts;
  Status status = storage_put_waiting(setup->storage, puts ? &response : NULL, &draft, err);
  visit->write_due |= puts && status != STATUS_OK;
  arena_rewind(setup->scratch);
  memory_wipe(&door, sizeof door);
  if (status != STATUS_OK) memory_wipe(secret, LINK_SECRET_CHARS + 1);
  return status == STATUS_OK;
}
