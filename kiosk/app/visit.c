#include "visit.h"
#include "attachments.h"

#include <sodium.h>

enum { TOKEN_HASH_BYTES = 32 };

struct Visit {
  VisitSetup setup;
  Survey *survey;
  char uuid[STORE_UUID_LEN + 1];
  Str time;       /* when it began, as coarse as the form says */
  Str token_hash; /* of the token in the code, when the form joins the two */
  Buffer answers; /* used again for each write */
  Attachments attachments;
  ResponseStatus status;
  bool may_have_row;    /* a write was tried; one that failed may be on the disk all the same */
  bool has_row;         /* the database knows of it, */
  unsigned row_opening; /* as it was opened then */
  bool write_due;
  bool has_code;
  QrCode code;
};

/* Only this hash is stored: whoever has the database cannot make the address a visitor was given. */
static Str hash_token(Arena *arena, Str token) {
  unsigned char hash[TOKEN_HASH_BYTES];
  char hex[2 * TOKEN_HASH_BYTES + 1];
  int failed = crypto_generichash(hash, sizeof hash, (const unsigned char *)token.ptr, token.len, NULL, 0);
  BUG_UNLESS(failed == 0);
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return arena_str(arena, str_from(hex));
}

static void make_code(Visit *visit) {
  const Form *form = survey_form(visit->survey);
  Arena *session = visit->setup.session;
  if (form->kiosk.followup_url.len == 0) return;
  Str token = qr_token(session, visit->setup.random);
  QrUrlParts parts = {
      .token = token,
      .event = visit->setup.station->event,
      .round = visit->setup.station->round,
      .form = form->form_id,
      .language = form->languages[survey_language(visit->survey)].code,
  };
  Str url, bad;
  Err err = {0};
  if (!qr_url(session, form->kiosk.followup_url, &parts, &url, &bad)) {
    log_line(LOG_WARN, "app", "no code is shown: the follow-up address has an unknown part \"" STR_FMT "\"", STR_ARG(bad));
  } else if (qr_encode(session, url, &visit->code, &err) != STATUS_OK) {
    log_line(LOG_WARN, "app", "no code is shown: %s", err.sentence);
  } else {
    visit->has_code = true;
    if (form->kiosk.followup_link == FOLLOWUP_TOKEN) visit->token_hash = hash_token(session, token);
  }
}

/* With a clock that fell back by years, answers kept for so many days would be overdue as soon as it is put right. Where nothing is counted
 * from the visit, the clock's word stands: it may have been wrong before, and right now. */
static int64_t began_ms(const VisitSetup *setup, const Form *form) {
  int64_t now = setup->clock->wall_ms(setup->clock);
  bool counts = form->kiosk.keep_responses.kind == RETENTION_DAYS || form->kiosk.keep_free_text.kind == RETENTION_DAYS;
  return counts && now < setup->day_ms ? setup->day_ms : now;
}

static bool write(Visit *visit, Err *err) {
  Storage *storage = visit->setup.storage;
  if (storage_ready(storage, err) != STATUS_OK) return false;
  if (visit->has_row && visit->row_opening != storage_openings(storage)) attachments_forget(&visit->attachments);
  const Form *form = survey_form(visit->survey);
  const Station *station = visit->setup.station;
  visit->answers.count = 0;
  Sink sink = sink_to_buffer(&visit->answers);
  survey_answers_json(visit->survey, &sink);
  size_t attachment_count = 0;
  const StoreAttachment *attachments =
      visit->status == RESPONSE_DISCARDED
          ? NULL
          : attachments_changed(&visit->attachments, visit->survey, visit->setup.scratch, &attachment_count);
  Response response = {
      .uuid = str_from(visit->uuid),
      .device = station->device,
      .form_id = form->form_id,
      .form_version = form->version,
      .language = form->languages[survey_language(visit->survey)].code,
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
      .token_hash = visit->token_hash,
  };
  visit->may_have_row = true;
  Status status = storage_put(storage, &response, err);
  arena_rewind(visit->setup.scratch);
  if (status != STATUS_OK) return false;
  attachments_are_stored(&visit->attachments);
  visit->has_row = true;
  visit->row_opening = storage_openings(storage);
  visit->write_due = false;
  return true;
}

Visit *visit_begin(const VisitSetup *setup, const Form *form, int language_ix) {
  Visit *visit = ARENA_NEW(setup->session, Visit);
  visit->setup = *setup;
  visit->survey = survey_new(setup->session, &(SurveySetup){.form = form,
                                                            .language_ix = language_ix,
                                                            .clock = setup->clock,
                                                            .random = setup->chance,
                                                            .device = setup->station->device,
                                                            .scratch = setup->scratch});
  store_uuid(setup->random, visit->uuid);
  visit->time = form_time_text(setup->session, form, began_ms(setup, form));
  visit->answers = buffer_new(setup->session);
  visit->status = RESPONSE_PARTIAL;
  return visit;
}

const Survey *visit_survey(const Visit *visit) {
  return visit->survey;
}

bool visit_step(Visit *visit, const SurveyEvent *event, unsigned *effects, Err *err) {
  *effects = survey_step(visit->survey, event);
  if (*effects & SURVEY_SAVE) visit->write_due = true;
  if (*effects & SURVEY_COMPLETE) {
    visit->status = RESPONSE_COMPLETE;
    make_code(visit);
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

const QrCode *visit_code(const Visit *visit) {
  return visit->has_code ? &visit->code : NULL;
}
