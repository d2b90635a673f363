#include "visit_end.h"
#include "visit_link.h"

#include <string.h>

static WaitingVisit what_is_left(const PhoneVisit *visit, WaitingKind kind, Str onward) {
  return (WaitingVisit){
      .kind = kind,
      .trial = visit->waiting.trial,
      .language = visit->form.form->languages[survey_language(journal_survey(visit->journal))].code,
      .origin = visit->waiting.origin,
      .onward = onward,
  };
}

static Status end_as(PhoneVisit *visit, const VisitContent *before, ResponseStatus status, WaitingKind kind, Err *err) {
  WaitingVisit left = what_is_left(visit, kind, (Str){0});
  return phone_visit_save(visit, &(VisitSave){.before = before, .status = status, .end = &left}, err);
}

Status visit_end_complete(PhoneVisit *visit, const VisitContent *before, Err *err) {
  Followup followup;
  Status status = visit_link_make(visit, &followup, err);
  if (status != STATUS_OK) return status;
  Err own = {0};
  WaitingVisit left = what_is_left(visit, WAITING_COMPLETE, followup.address);
  VisitSave save = {
      .before = before,
      .status = RESPONSE_COMPLETE,
      .link = followup.joins ? &followup.link : NULL,
      .token_hash = followup.token_hash,
      .end = &left,
  };
  status = phone_visit_save(visit, &save, &own);
  if (status == STATUS_INPUT && strcmp(own.code, "link-spent") == 0)
    return end_as(visit, before, RESPONSE_PARTIAL, WAITING_SPENT, err);
  return status == STATUS_OK ? STATUS_OK : err_set(err, own.status, own.code, "%s", own.sentence);
}

Status visit_end_early(PhoneVisit *visit, const VisitContent *before, unsigned effects, Err *err) {
  return end_as(visit, before, effects & SURVEY_DISCARD ? RESPONSE_DISCARDED : RESPONSE_PARTIAL, WAITING_PARTIAL, err);
}
