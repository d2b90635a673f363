/* The pages of a phone's visit. Showing one changes nothing. */
#include "phone_visit.h"
#include "visit_page.h"

static bool is_over(const PhoneVisit *visit) {
  return visit->waiting.kind != WAITING_ON_PHONE;
}

bool visit_open(Turn *turn, PhoneVisit *out) {
  Err err = {0};
  PhoneVisitFound found = phone_visit_of_cookie(turn, out, &err);
  if (found == VISIT_FOUND && !is_over(out) && !phone_visit_play(out)) found = VISIT_GONE;
  if (found == VISIT_FOUND) return true;
  if (found == VISIT_NO_COOKIE)
    turn_foreign(turn);
  else if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else
    turn_notice(turn, 410, NOTICE_EXPIRED, NULL, 0);
  phone_visit_wipe(out);
  return false;
}

Str visit_address(const PhoneVisit *visit) {
  if (visit->journal == NULL) return STR("/thanks");
  return arena_printf(visit->turn->arena, "/v/%d", survey_page(journal_survey(visit->journal)).serial);
}

/* A page that asks whether there is another instance says how many there are: adding twice what was asked once is no answer. */
static Str post_address(const PhoneVisit *visit) {
  SurveyPage page = survey_page(journal_survey(visit->journal));
  if (page.kind != PAGE_REPEAT) return STR("/v");
  return arena_printf(visit->turn->arena, "/v?n=%d", page.instance_count);
}

void visit_give_page(PhoneVisit *visit, int status, const PageTyped *typed, size_t typed_count, bool more) {
  Turn *turn = visit->turn;
  const Survey *survey = journal_survey(visit->journal);
  PageFrame frame = turn_frame(turn, visit->form.form, survey_language(survey));
  frame.trial = visit->waiting.trial;
  PageSurvey page = {
      .survey = survey,
      .post_url = turn_url(turn, post_address(visit)),
      .stamp = arena_str(turn->arena, str_from(visit->door.stamp)),
      .image_url = turn_url(turn, arena_printf(turn->arena, "/i/" STR_FMT "/", STR_ARG(visit->form.form->form_id))),
      .form = &visit->form,
      .typed = typed,
      .typed_count = typed_count,
      .more = more,
  };
  turn_page(turn, status, page_survey(&frame, &page));
}

void visit_show(Turn *turn) {
  PhoneVisit visit;
  if (!visit_open(turn, &visit)) return;
  turn_see(turn, visit_address(&visit));
  phone_visit_wipe(&visit);
}

/* /v/SERIAL, as the browser's Back and Forward ask for it. */
void visit_show_page(Turn *turn) {
  PhoneVisit visit;
  int64_t serial;
  if (!str_to_int64(turn->rest, &serial)) return;
  if (!visit_open(turn, &visit)) return;
  if (visit.journal == NULL || !phone_visit_back_to(&visit, serial))
    turn_see(turn, visit_address(&visit));
  else
    visit_give_page(&visit, 200, NULL, 0, turn_query(turn, "more").len > 0);
  phone_visit_wipe(&visit);
}

static void show_thanks(Turn *turn, const PhoneVisit *visit) {
  const Form *form = visit->form.form;
  int found = form_find_language(form, visit->waiting.language);
  int language_ix = found < 0 ? form->default_language_ix : found;
  Str onward = visit->waiting.onward;
  PageFrame frame = turn_frame(turn, form, language_ix);
  frame.trial = visit->waiting.trial;
  PageThanks thanks = {
      .form = form,
      .language_ix = language_ix,
      .followup_url = onward.len > 0 && onward.ptr[0] == '/' ? turn_url(turn, onward) : onward,
      .partial = visit->waiting.kind == WAITING_PARTIAL,
  };
  turn_page(turn, 200, page_thanks(&frame, &thanks));
}

void visit_show_end(Turn *turn) {
  PhoneVisit visit;
  if (!visit_open(turn, &visit)) return;
  if (visit.journal)
    turn_see(turn, visit_address(&visit));
  else if (visit.waiting.kind == WAITING_SPENT)
    turn_notice(turn, 403, NOTICE_SPENT, visit.form.form, 0);
  else
    show_thanks(turn, &visit);
  phone_visit_wipe(&visit);
}
