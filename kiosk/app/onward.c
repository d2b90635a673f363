#include "onward.h"

#include <string.h>

static Str language_of(const Survey *survey) {
  return survey_form(survey)->languages[survey_language(survey)].code;
}

/* *open: false, where its key was destroyed. */
static Status find_key(const OnwardSetup *setup, LinkKey *out, bool *open, Err *err) {
  StoreRound round;
  Err own = {0};
  Status status = storage_round(setup->storage, setup->station->round, setup->session, &round, &own);
  *open = status == STATUS_OK;
  if (*open) memcpy(out->bytes, round.key, sizeof out->bytes);
  memory_wipe(&round, sizeof round);
  if (status == STATUS_INPUT) log_line(LOG_WARN, "app", "nothing joins this visit with another: %s", own.sentence);
  return *open || status == STATUS_INPUT ? STATUS_OK : err_set(err, status, own.code, "%s", own.sentence);
}

static bool make_code(const OnwardSetup *setup, const FollowupVisit *visit, const Followup *followup, PhoneCode *out) {
  if (followup->address.len == 0) return false;
  if (visit->form->kiosk.followup_url.len > 0) return phone_code_elsewhere(setup->session, followup->address, out);
  if (followup->token.len > 0) return phone_code_token(setup->session, setup->base_url, followup->token, visit->language, out);
  return phone_code_form(setup->session, setup->base_url, setup->station, visit->form->kiosk.followup_form, visit->language, out);
}

Status onward_make(const OnwardSetup *setup, const Survey *survey, Onward *out, Err *err) {
  const Form *form = survey_form(survey);
  const Station *station = setup->station;
  FollowupVisit visit = {
      .form = form,
      .language = language_of(survey),
      .round = station->round,
      .event = station->event,
      .place = station->place,
      .day = setup->day,
      .has_server = setup->base_url.len > 0,
  };
  LinkKey key;
  bool open = false;
  *out = (Onward){.has_code = false};
  visit.element_count = survey_link_elements(survey, setup->session, &visit.elements);
  if (form->kiosk.followup_form.len > 0 && !visit.has_server)
    log_line(LOG_WARN, "app",
             "no code is shown: nobody said what phones reach the server at; start kioskctl serve on this database, or "
             "write web: {base_url: ...} into the configuration");
  Status status = followup_needs_key(&visit) ? find_key(setup, &key, &open, err) : STATUS_OK;
  if (status != STATUS_OK) return status;
  followup_make(setup->session, &visit, open ? &key : NULL, setup->random, &out->followup);
  memory_wipe(&key, sizeof key);
  out->has_code = make_code(setup, &visit, &out->followup, &out->code);
  return STATUS_OK;
}
