#include "visit_link.h"

/* *open: false, where its key was destroyed. */
static Status find_key(const PhoneVisit *visit, LinkKey *out, bool *open, Err *err) {
  Site *site = visit->turn->site;
  Arena *arena = visit->turn->arena;
  StoreRound round;
  Err own = {0};
  Status status = store_round(site->store, visit->waiting.round, site_today_text(site, arena), arena, &round, &own);
  *open = status == STATUS_OK;
  if (*open) *out = site_round_key(&round);
  memory_wipe(&round, sizeof round);
  return status == STATUS_WORLD ? err_set(err, own.status, own.code, "%s", own.sentence) : STATUS_OK;
}

Status visit_link_make(const PhoneVisit *visit, Followup *out, Err *err) {
  const Site *site = visit->turn->site;
  Arena *arena = visit->turn->arena;
  const Form *form = visit->form.form;
  const Survey *survey = journal_survey(visit->journal);
  FollowupVisit ended = {
      .form = form,
      .language = form->languages[survey_language(survey)].code,
      .round = visit->waiting.round,
      .event = visit->waiting.event,
      .place = visit->waiting.place,
      .day = civil_day_of_wall_ms(journal_begun_ms(visit->journal)),
      .token = visit->waiting.token,
      .has_server = site_form(site, form->kiosk.followup_form) != NULL,
  };
  LinkKey key;
  bool open = false;
  ended.element_count = survey_link_elements(survey, arena, &ended.elements);
  Status status = followup_needs_key(&ended) ? find_key(visit, &key, &open, err) : STATUS_OK;
  if (status == STATUS_OK) followup_make(arena, &ended, open ? &key : NULL, site->setup->random, out);
  memory_wipe(&key, sizeof key);
  return status;
}
