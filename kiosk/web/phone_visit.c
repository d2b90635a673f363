#include "phone_visit.h"
#include "phone_response.h"
#include "site_clock.h"

#include <string.h>

static bool has_secret(Str cookie) {
  return cookie.len == COOKIE_CHARS;
}

Str phone_visit_cookie(Turn *turn) {
  char *cookie = arena_alloc(turn->arena, COOKIE_CHARS + 1);
  link_secret_new(turn->site->setup->random, cookie);
  link_secret_new(turn->site->setup->random, cookie + LINK_SECRET_CHARS);
  return (Str){cookie, COOKIE_CHARS};
}

/* Of the version that it began with: the one we have now, or an older one with the pictures that we have now. */
static Status find_form(Turn *turn, const StoreDraft *draft, WebForm *out, Err *err) {
  Site *site = turn->site;
  const WebForm *now = site_form(site, draft->form_id);
  if (now) *out = *now;
  if (now && str_equal(now->form->version, draft->form_version)) return STATUS_OK;
  return versions_get(site->versions, site->store, draft->form_id, draft->form_version, &out->form, err);
}

PhoneVisitFound phone_visit_find(Turn *turn, const LinkDoor *door, PhoneVisit *out, Err *err) {
  StoreDraft draft;
  *out = (PhoneVisit){.turn = turn, .door = *door};
  if (store_get_draft(turn->site->store, str_from(door->id), turn->arena, &draft, err) != STATUS_OK) return VISIT_WORLD;
  if (draft.id.len == 0 || clock_is_past(turn->site, draft.until_min)) return VISIT_GONE;
  if (!waiting_open(turn->arena, door, draft.state, &out->waiting)) return VISIT_GONE;
  out->uuid = draft.uuid;
  if (find_form(turn, &draft, &out->form, err) != STATUS_OK) return VISIT_WORLD;
  return out->form.form ? VISIT_FOUND : VISIT_GONE;
}

PhoneVisitFound phone_visit_of_cookie(Turn *turn, Str form_id, PhoneVisit *out, Err *err) {
  LinkDoor door;
  Str cookie = turn_cookie(turn, form_id);
  *out = (PhoneVisit){.turn = turn};
  if (!has_secret(cookie)) return VISIT_NO_COOKIE;
  link_door(cookie, &door);
  PhoneVisitFound found = phone_visit_find(turn, &door, out, err);
  memory_wipe(&door, sizeof door);
  if (found != VISIT_FOUND) return found;
  bool is_own = out->waiting.kind != WAITING_FOR_PHONE && str_equal(out->form.form->form_id, form_id);
  return is_own ? VISIT_FOUND : VISIT_GONE;
}

Str phone_visit_address(const PhoneVisit *visit) {
  return arena_printf(visit->turn->arena, "/v/" STR_FMT, STR_ARG(visit->form.form->form_id));
}

bool phone_visit_play(PhoneVisit *visit) {
  const Site *site = visit->turn->site;
  JournalSetup setup = {.form = visit->form.form, .clock = site->setup->clock, .scratch = site->scratch};
  visit->journal = journal_resume(visit->turn->arena, &setup, visit->waiting.journal);
  return visit->journal != NULL;
}

bool phone_visit_back_to(PhoneVisit *visit, int64_t serial) {
  while (survey_page(journal_survey(visit->journal)).serial != serial) {
    unsigned effects = journal_step(visit->journal, &(SurveyEvent){.kind = SURVEY_BACK});
    if (!(effects & SURVEY_LEFT) && !survey_is_over(journal_survey(visit->journal))) continue;
    phone_visit_play(visit);
    return false;
  }
  return true;
}

bool phone_visit_is_full(const PhoneVisit *visit) {
  JournalLoad load = journal_load(visit->journal);
  return journal_is_full(visit->journal) || load.events >= PHONE_VISIT_EVENTS_MAX ||
         load.answer_bytes >= PHONE_VISIT_PLAYED_BYTES_MAX || visit->waiting.posts >= PHONE_VISIT_POSTS_MAX ||
         visit->waiting.journal.len >= PHONE_VISIT_JOURNAL_BYTES_MAX;
}

/* A day after the last post, or an hour while there is nothing to be lost; rounded up, as a finer time would tell when a response was given that says the day only. */
static int64_t keep_until_min(const PhoneVisit *visit) {
  static const int64_t step_min[] = {[TIME_DAY] = 24 * 60, [TIME_HOUR] = 60, [TIME_EXACT] = 1};
  int64_t step = step_min[visit->form.form->kiosk.time_grain];
  bool empty = visit->journal && !visit->waiting.has_row && !survey_has_answers(journal_survey(visit->journal));
  int64_t keep = empty ? PHONE_VISIT_KEEP_EMPTY_MIN : PHONE_VISIT_KEEP_MIN;
  return (site_now_min(visit->turn->site) + keep + step - 1) / step * step;
}

Status phone_visit_put_draft(PhoneVisit *visit, Err *err) {
  Arena *arena = visit->turn->arena;
  if (visit->journal) {
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    journal_write(visit->journal, &sink);
    visit->waiting.journal = buffer_view(&buffer);
  }
  StoreDraft draft = {
      .id = str_from(visit->door.id),
      .uuid = visit->uuid,
      .form_id = visit->form.form->form_id,
      .form_version = visit->form.form->version,
      .until_min = keep_until_min(visit),
      .state = waiting_close(arena, &visit->door, &visit->waiting),
  };
  return store_put_draft(visit->turn->site->store, &draft, err);
}

/* Nothing tells any more which response was this phone's. */
static Status put_end(const PhoneVisit *visit, const WaitingVisit *end, Err *err) {
  PhoneVisit left = *visit;
  left.uuid = str_from(store_uuid_none);
  left.journal = NULL;
  left.waiting = *end;
  Status status = phone_visit_put_draft(&left, err);
  phone_visit_wipe(&left);
  return status;
}

/* The server may have another name than when the row was put. */
static Status put_response(const PhoneVisit *visit, const Response *response, Err *err) {
  Store *store = visit->turn->site->store;
  Status status = STATUS_OK;
  if (visit->waiting.has_row) status = store_adopt(store, response->uuid, response->device, response->channel, err);
  return status == STATUS_OK ? store_put(store, response, err) : status;
}

static Status save_both(PhoneVisit *visit, const VisitSave *save, const Response *response, Err *err) {
  Status status = response ? put_response(visit, response, err) : STATUS_OK;
  if (status != STATUS_OK) return status;
  if (response) visit->waiting.has_row = true;
  return save->end ? put_end(visit, save->end, err) : phone_visit_put_draft(visit, err);
}

Status phone_visit_save(PhoneVisit *visit, const VisitSave *save, Err *err) {
  Store *store = visit->turn->site->store;
  VisitContent content = phone_visit_content(visit);
  Response response;
  bool due = phone_response_is_due(visit, save, &content);
  if (due) response = phone_response(visit, save, &content);
  Status status = store_batch_begin(store, err);
  if (status != STATUS_OK) return status;
  status = save_both(visit, save, due ? &response : NULL, err);
  status = store_batch_end_if(store, status, err);
  if (status == STATUS_OK) visit->turn->site->told[0] = 0;
  return status;
}

Status phone_visit_settle(PhoneVisit *visit, Err *err) {
  Store *store = visit->turn->site->store;
  Status status = STATUS_OK;
  bool discard = visit->form.form->kiosk.idle_outcome == IDLE_DISCARD;
  if (visit->waiting.kind == WAITING_ON_PHONE && visit->waiting.has_row && discard) {
    Response response = phone_response(visit, &(VisitSave){.status = RESPONSE_DISCARDED}, &(VisitContent){.answers = STR("{}")});
    status = put_response(visit, &response, err);
  }
  return status == STATUS_OK ? store_delete_draft(store, str_from(visit->door.id), err) : status;
}

void phone_visit_wipe(PhoneVisit *visit) {
  memory_wipe(visit, sizeof *visit);
}
