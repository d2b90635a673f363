#include "kiosk_state.h"

static void start_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen == SCREEN_ATTRACT && kiosk_now_ms(kiosk) >= kiosk->lockout_until_ms)
    kiosk_begin_visit(kiosk, action->language_ix);
}

static void choose_form_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen != SCREEN_CHOOSER) return;
  kiosk->form_ix = action->form_ix;
  kiosk->language_ix =
      languages_in(kiosk->setup.forms.items[action->form_ix], kiosk_languages(kiosk), kiosk->all.items[action->language_ix].code);
  kiosk->language_chosen = !staff_exists(kiosk); /* who may choose forms then */
  kiosk->screen = SCREEN_ATTRACT;
}

static void answer_action(Kiosk *kiosk, const UiAction *action) {
  SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = action->cell, .value = action->value};
  if (kiosk->screen == SCREEN_QUESTION) kiosk_step(kiosk, &event);
}

static void next_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_NEXT});
}

static void back_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION)
    kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_BACK});
  else if (kiosk->screen == SCREEN_ATTRACT && kiosk->setup.forms.count > 1 && !staff_exists(kiosk))
    kiosk->screen = SCREEN_CHOOSER;
  else
    staff_leave(kiosk);
}

static void language_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen == SCREEN_QUESTION)
    kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = action->language_ix});
  else
    kiosk->language_ix = action->language_ix;
}

static void add_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_ADD});
}

static void remove_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_REMOVE});
}

static void still_here_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_IDLE) kiosk->screen = SCREEN_QUESTION;
}

static void done_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_THANKS || kiosk->screen == SCREEN_HANDOVER) kiosk->screen = SCREEN_ATTRACT;
}

static void continue_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) kiosk_leave(kiosk);
}

static void go_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen == SCREEN_QUESTION) kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_GO, .cell = action->cell});
}

typedef void ActionHandler(Kiosk *kiosk, const UiAction *action);

static ActionHandler *const handlers[] = {
    [UI_START] = start_action,
    [UI_CHOOSE_FORM] = choose_form_action,
    [UI_ANSWER] = answer_action,
    [UI_NEXT] = next_action,
    [UI_BACK] = back_action,
    [UI_LANGUAGE] = language_action,
    [UI_STILL_HERE] = still_here_action,
    [UI_DONE] = done_action,
    [UI_ADD] = add_action,
    [UI_REMOVE] = remove_action,
    [UI_GO] = go_action,
    [UI_STAFF] = staff_enter_action,
    [UI_PIN] = staff_pin_action,
    [UI_PAUSE] = staff_pause_action,
    [UI_FORMS] = staff_forms_action,
    [UI_QUIT] = staff_quit_action,
    [UI_CONTINUE] = continue_action,
};

/* All actions first, then one new scene: an action's value is borrowed until the interface is called again. */
void kiosk_carry_out(Kiosk *kiosk, const UiActions *actions) {
  if (actions->count == 0) return;
  for (size_t i = 0; i < actions->count; i++)
    handlers[actions->items[i].kind](kiosk, &actions->items[i]);
  if (kiosk->screen == SCREEN_HANDOVER && kiosk->visit) kiosk_hand_over(kiosk);
  if (kiosk->screen == SCREEN_ATTRACT && (kiosk->visit || kiosk->handover))
    kiosk_rest(kiosk);
  else
    kiosk_show(kiosk);
}
