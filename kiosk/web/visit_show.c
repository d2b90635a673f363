/* The pages of a phone's visit. Showing one changes nothing. */
#include "phone_visit.h"
#include "visit_onward.h"
#include "visit_page.h"
#include "visit_typed.h"

#include <string.h>

static bool is_over(const PhoneVisit *visit) {
  return visit->waiting.kind != WAITING_ON_PHONE;
}

/* A post without the cookie that its page came with: the browser keeps none. Who only looks has nothing here, or no longer. */
static void miss(Turn *turn, Str form_id) {
  const WebForm *form = site_form(turn->site, form_id);
  if (turn->request->method == HTTP_POST) {
    turn_foreign(turn);
  } else if (form) {
    Str first = turn_address_on(turn, arena_printf(turn->arena, "/f/" STR_FMT, STR_ARG(form_id)));
    turn_say(turn, 404, &(PageSaying){.notice = NOTICE_NOT_BEGUN, .form = form->form, .onward_url = turn_url(turn, first)});
  } else {
    turn_not_found(turn);
  }
}

bool visit_open(Turn *turn, Str form_id, PhoneVisit *out) {
  Err err = {0};
  PhoneVisitFound found = phone_visit_of_cookie(turn, form_id, out, &err);
  if (found == VISIT_FOUND && !is_over(out) && !phone_visit_play(out)) found = VISIT_GONE;
  if (found == VISIT_FOUND) return true;
  if (found == VISIT_NO_COOKIE)
    miss(turn, form_id);
  else if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else
    turn_notice(turn, 410, NOTICE_EXPIRED);
  phone_visit_wipe(out);
  return false;
}

Str visit_address(const PhoneVisit *visit) {
  Str own = phone_visit_address(visit);
  if (visit->journal == NULL) return arena_printf(visit->turn->arena, STR_FMT "/thanks", STR_ARG(own));
  return arena_printf(visit->turn->arena, STR_FMT "/%d", STR_ARG(own), survey_page(journal_survey(visit->journal)).serial);
}

/* A page that asks whether there is another instance says how many there are: adding twice what was asked once is no answer. */
static Str post_address(const PhoneVisit *visit) {
  SurveyPage page = survey_page(journal_survey(visit->journal));
  Str own = phone_visit_address(visit);
  if (page.kind != PAGE_REPEAT) return own;
  return arena_printf(visit->turn->arena, STR_FMT "?n=%d", STR_ARG(own), page.instance_count);
}

/* The page it is on. */
static void give_page(PhoneVisit *visit) {
  Turn *turn = visit->turn;
  const Survey *survey = journal_survey(visit->journal);
  size_t typed_count;
  const PageTyped *typed = typed_read(turn->arena, visit->waiting.typed, survey_page(survey).serial, &typed_count);
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
      .more = turn_query(turn, "more").len > 0,
      .late = turn_query(turn, "late").len > 0,
  };
  turn_page(turn, 200, page_survey(&frame, &page));
}

/* As the browser's Back and Forward ask for it. */
static void show_page(PhoneVisit *visit, int64_t serial) {
  Turn *turn = visit->turn;
  if (visit->journal == NULL || !phone_visit_back_to(visit, serial))
    turn_see(turn, visit_address(visit));
  else
    give_page(visit);
}

static void show_thanks(const PhoneVisit *visit, int language_ix) {
  Turn *turn = visit->turn;
  const Form *form = visit->form.form;
  Str onward = visit->waiting.onward;
  bool ours = onward.len > 0 && onward.ptr[0] == '/';
  PageFrame frame = turn_frame(turn, form, language_ix);
  frame.trial = visit->waiting.trial;
  PageThanks thanks = {
      .form = form,
      .language_ix = language_ix,
      .followup_url = ours ? turn_url(turn, onward) : onward,
      .partial = visit->waiting.kind == WAITING_PARTIAL,
  };
  if (ours) visit_onward(turn, form, onward, &thanks);
  turn_page(turn, 200, page_thanks(&frame, &thanks));
}

static void show_end(const PhoneVisit *visit) {
  Turn *turn = visit->turn;
  const Form *form = visit->form.form;
  int found = form_find_language(form, visit->waiting.language);
  int language_ix = found < 0 ? form->default_language_ix : found;
  if (visit->journal)
    turn_see(turn, visit_address(visit));
  else if (visit->waiting.kind == WAITING_SPENT)
    turn_say_in(turn, 403, &(PageSaying){.notice = NOTICE_SPENT, .form = form}, language_ix);
  else
    show_thanks(visit, language_ix);
}

/* FORM, FORM/SERIAL or FORM/thanks */
void visit_show(Turn *turn) {
  PhoneVisit visit;
  int64_t serial;
  const char *slash = memchr(turn->rest.ptr, '/', turn->rest.len);
  Str form_id = {turn->rest.ptr, slash ? (size_t)(slash - turn->rest.ptr) : turn->rest.len};
  Str which = {form_id.ptr + form_id.len + (slash != NULL), turn->rest.len - form_id.len - (slash != NULL)};
  bool is_page = str_to_int64(which, &serial), is_end = str_is(which, "thanks");
  if (slash && !is_page && !is_end) return;
  if (!visit_open(turn, form_id, &visit)) return;
  if (is_end)
    show_end(&visit);
  else if (is_page)
    show_page(&visit, serial);
  else
    turn_see(turn, visit_address(&visit));
  phone_visit_wipe(&visit);
}
