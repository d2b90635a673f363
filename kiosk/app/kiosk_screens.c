#include "kiosk_state.h"

int64_t kiosk_now_ms(const Kiosk *kiosk) {
  return kiosk->setup.clock->monotonic_ms(kiosk->setup.clock);
}

const Form *kiosk_form(const Kiosk *kiosk) {
  return kiosk->setup.forms.items[kiosk->form_ix];
}

const FormLanguages *kiosk_languages(const Kiosk *kiosk) {
  return &kiosk->setup.languages[kiosk->form_ix];
}

void kiosk_keep_language(Kiosk *kiosk) {
  int shown = ui_language(kiosk->setup.ui);
  bool of_all = kiosk->screen == SCREEN_CHOOSER;
  kiosk->language_ix = of_all ? languages_in(kiosk_form(kiosk), kiosk_languages(kiosk), kiosk->all.items[shown].code) : shown;
}

void kiosk_note(Kiosk *kiosk, const char *kind, Str detail) {
  storage_note(kiosk->setup.storage, kind, detail);
}

/* On the first screen the languages take turns, and the phone knows better which is its owner's, unless one was chosen. */
bool kiosk_look_at_phones(Kiosk *kiosk, bool now) {
  const Form *form = kiosk_form(kiosk);
  Str language = kiosk->language_chosen ? form->languages[kiosk->language_ix].code : (Str){NULL, 0};
  return phones_look(&kiosk->phones, form, language, now);
}

static const Image *find_logo(const Kiosk *kiosk) {
  const KioskSetup *setup = &kiosk->setup;
  return setup->platform && setup->logo ? platform_image(setup->platform, setup->logo) : NULL;
}

/* The code on the screen at hand; NULL: there is none. */
static const PhoneCode *code_shown(const Kiosk *kiosk) {
  if (kiosk->screen == SCREEN_ATTRACT) return phones_here(&kiosk->phones, kiosk_form(kiosk));
  if (kiosk->screen == SCREEN_THANKS) return visit_code(kiosk->visit);
  return kiosk->screen == SCREEN_HANDOVER ? kiosk->handover : NULL;
}

/* The first day on which the form that follows the one at hand lets phones in, if that is known here and still to come; else 0. Days that are
 * counted from the visit are told to the server by a token only. */
static int64_t followup_from_day(const Kiosk *kiosk) {
  const KioskSettings *settings = &kiosk_form(kiosk)->kiosk;
  const Forms *forms = &kiosk->setup.forms;
  int64_t today = civil_day_of_wall_ms(kiosk->setup.clock->wall_ms(kiosk->setup.clock)), day = 0;
  for (size_t i = 0; i < forms->count && settings->followup_form.len > 0; i++) {
    if (!str_equal(forms->items[i]->form_id, settings->followup_form)) continue;
    const PhoneBound *from = &forms->items[i]->kiosk.phone.from;
    if (from->kind == RETENTION_UNTIL) day = from->days;
    if (from->kind == RETENTION_DAYS && settings->followup_link == FOLLOWUP_TOKEN) day = today + from->days;
  }
  return day > today ? day : 0;
}

static bool may_continue(const Kiosk *kiosk) {
  bool there = kiosk->screen == SCREEN_QUESTION && visit_may_leave(kiosk->visit);
  return there && phones_may_continue(&kiosk->phones, kiosk_form(kiosk));
}

void kiosk_show(Kiosk *kiosk) {
  staff_look(kiosk);
  if (kiosk->screen == SCREEN_ATTRACT) kiosk_look_at_phones(kiosk, false);
  const PhoneCode *code = code_shown(kiosk);
  bool in_survey = kiosk->screen == SCREEN_QUESTION || kiosk->screen == SCREEN_IDLE;
  int64_t now = kiosk_now_ms(kiosk);
  const Form *form = kiosk->screen == SCREEN_CHOOSER ? NULL : kiosk_form(kiosk);
  const FormLanguages *languages = kiosk_languages(kiosk);
  kiosk->pictures = (PictureSource){kiosk->setup.platform, form};
  kiosk->scene = (Scene){
      .screen = kiosk->screen,
      .form = form,
      .language_ix = form ? kiosk->language_ix : kiosk->all.start,
      .offered = form ? languages->offered : NULL,
      .offered_count = form ? languages->offered_count : 0,
      .languages = kiosk->all.items,
      .language_count = kiosk->all.count,
      .survey = in_survey ? visit_survey(kiosk->visit) : NULL,
      .forms = kiosk->setup.forms.items,
      .form_count = kiosk->setup.forms.count,
      .trial = kiosk->setup.station->trial,
      .idle_seconds_left = kiosk->screen == SCREEN_IDLE ? idle_seconds_left(&kiosk->idle, now) : 0,
      .qr_modules = code ? code->qr.modules : NULL,
      .qr_side = code ? code->qr.side : 0,
      .qr_address = code ? code->address : (Str){NULL, 0},
      .qr_code = code ? code->typed : (Str){NULL, 0},
      .qr_minutes = form ? form->kiosk.phone.keep_min : 0,
      .followup_from_day = kiosk->screen == SCREEN_THANKS && code ? followup_from_day(kiosk) : 0,
      .may_continue = may_continue(kiosk),
      .images = kiosk->setup.platform ? picture_images(&kiosk->pictures) : (UiImages){0},
      .now_wall_ms = kiosk->setup.clock->wall_ms(kiosk->setup.clock),
      .logo = find_logo(kiosk),
      .staff = kiosk->screen == SCREEN_STAFF ? &kiosk->staff.shown : NULL,
      .staff_entry = staff_may_enter(kiosk),
      .paused = kiosk->paused,
      .opens_weekday = kiosk->opening.opens_weekday,
      .opens_minute = kiosk->opening.opens_minute,
      .opens_in_days = kiosk->opening.opens_in_days,
      .opens_month = kiosk->opening.opens_month,
      .opens_day = kiosk->opening.opens_day,
  };
  ui_show(kiosk->setup.ui, &kiosk->scene, now);
}

/* The interface is turned away from the visit before its memory goes. */
void kiosk_wipe_visit(Kiosk *kiosk) {
  kiosk->visit = NULL;
  kiosk->handover = NULL;
  kiosk_show(kiosk);
  ui_wipe(kiosk->setup.ui);
  arena_rewind(kiosk->session);
  arena_rewind(kiosk->scratch);
  storage_forget(kiosk->setup.storage);
  if (kiosk->setup.wipe_pictures) kiosk->setup.wipe_pictures(kiosk->setup.wipe_context);
}

bool kiosk_is_resting(const Kiosk *kiosk) {
  return kiosk->screen == SCREEN_CHOOSER || kiosk->screen == SCREEN_ATTRACT || kiosk->screen == SCREEN_CLOSED;
}

Screen kiosk_resting_screen(Kiosk *kiosk) {
  opening_look(&kiosk->opening);
  return kiosk->opening.state.open && !kiosk->paused ? SCREEN_ATTRACT : SCREEN_CLOSED;
}

void kiosk_rest(Kiosk *kiosk) {
  kiosk->screen = kiosk_resting_screen(kiosk);
  kiosk->language_ix = kiosk_languages(kiosk)->start;
  kiosk->language_chosen = false;
  if (kiosk->screen == SCREEN_ATTRACT) kiosk_look_at_phones(kiosk, true);
  if (kiosk->visit || kiosk->handover)
    kiosk_wipe_visit(kiosk);
  else
    kiosk_show(kiosk);
  if (kiosk->setup.upkeep) upkeep_rest(kiosk->setup.upkeep);
}

void kiosk_open(Kiosk *kiosk) {
  kiosk_rest(kiosk);
  if (kiosk->screen != SCREEN_ATTRACT || kiosk->setup.forms.count == 1) return;
  kiosk->screen = SCREEN_CHOOSER;
  kiosk_show(kiosk);
}

void kiosk_keep_hours(Kiosk *kiosk) {
  if (!kiosk_is_resting(kiosk)) return;
  Opening before = kiosk->opening;
  opening_look(&kiosk->opening);
  bool open = kiosk->opening.state.open && !kiosk->paused, closed_sign = kiosk->screen == SCREEN_CLOSED;
  if (open == closed_sign)
    kiosk_open(kiosk);
  else if (closed_sign && !opening_says_the_same(&before, &kiosk->opening))
    kiosk_show(kiosk);
}

static void go_to_fault(Kiosk *kiosk, const Err *err) {
  if (!kiosk->faulty) log_line(LOG_ERROR, "app", "an answer could not be stored (%s)", err->code);
  kiosk->faulty = true;
  kiosk->screen = SCREEN_FAULT;
  kiosk->retry_at_ms = kiosk_now_ms(kiosk) + RETRY_MS;
}

static void go_to_thanks(Kiosk *kiosk) {
  int64_t now = kiosk_now_ms(kiosk);
  kiosk->screen = SCREEN_THANKS;
  kiosk->thanks_until_ms = now + kiosk_form(kiosk)->kiosk.thanks_show_s * (int64_t)1000;
  kiosk->lockout_until_ms = now + LOCKOUT_MS;
}

void kiosk_begin_visit(Kiosk *kiosk, int language_ix) {
  const KioskSetup *setup = &kiosk->setup;
  Err err = {0};
  if (storage_ready(setup->storage, &err) != STATUS_OK) { /* nobody is asked for what could not be kept */
    go_to_fault(kiosk, &err);
    return;
  }
  int64_t day_ms = setup->upkeep ? upkeep_day_ms(setup->upkeep) : INT64_MIN;
  const Form *form = kiosk_form(kiosk);
  kiosk_look_at_phones(kiosk, true);
  VisitSetup visit_setup = {kiosk->session, kiosk->scratch, setup->storage, setup->station,        setup->clock,
                            setup->random,  setup->chance,  day_ms,         kiosk->phones.base_url};
  kiosk->visit = visit_begin(&visit_setup, form, language_ix);
  kiosk->language_ix = language_ix;
  kiosk->idle = idle_start(form->kiosk.idle_after_s, form->kiosk.idle_warn_s, kiosk_now_ms(kiosk));
  kiosk->screen = SCREEN_QUESTION;
}

void kiosk_step(Kiosk *kiosk, const SurveyEvent *event) {
  unsigned effects;
  Err err = {0};
  bool written = visit_step(kiosk->visit, event, &effects, &err);
  kiosk->language_ix = survey_language(visit_survey(kiosk->visit));
  if (!written)
    go_to_fault(kiosk, &err);
  else if (effects & SURVEY_COMPLETE)
    go_to_thanks(kiosk);
  else if (effects & (SURVEY_PARTIAL | SURVEY_DISCARD))
    kiosk->screen = SCREEN_ATTRACT;
}

/* The server may have gone since the visit began: then the button goes, and the visit stays. */
void kiosk_leave(Kiosk *kiosk) {
  Err err = {0};
  kiosk_look_at_phones(kiosk, true);
  if (!may_continue(kiosk)) return;
  if (visit_leave(kiosk->visit, kiosk->secret, &err))
    kiosk->screen = SCREEN_HANDOVER;
  else
    go_to_fault(kiosk, &err);
}

void kiosk_hand_over(Kiosk *kiosk) {
  int64_t now = kiosk_now_ms(kiosk), shown_ms = kiosk_form(kiosk)->kiosk.thanks_show_s * (int64_t)1000;
  kiosk_wipe_visit(kiosk);
  PhoneCode *code = ARENA_NEW(kiosk->session, PhoneCode);
  if (phone_code_visit(kiosk->session, kiosk->phones.base_url, str_from(kiosk->secret), code)) kiosk->handover = code;
  memory_wipe(kiosk->secret, sizeof kiosk->secret);
  kiosk->thanks_until_ms = now + (shown_ms > HANDOVER_MS ? shown_ms : HANDOVER_MS);
  kiosk->lockout_until_ms = now + LOCKOUT_MS;
}
