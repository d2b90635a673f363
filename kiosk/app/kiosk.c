#include "kiosk.h"
#include "idle.h"
#include "picture.h"

#include <stdlib.h>

enum {
  LOCKOUT_MS = 5000, /* after a submission, so that a double tap on its button does not begin the next visit */
  RETRY_MS = 5000    /* between attempts at a write that failed */
};

struct Kiosk {
  KioskSetup setup;
  Arena *session, *scratch;
  Screen screen;
  Scene scene; /* what the interface was last shown */
  PictureSource pictures;
  int form_ix, language_ix;
  Visit *visit; /* question, idle, thanks and fault; in the session arena */
  Idle idle;    /* question and idle */
  int64_t thanks_until_ms, retry_at_ms, lockout_until_ms;
  bool swallowing; /* the finger that dismissed a warning is still down */
  int64_t swallowed_pointer;
};

static int64_t now_ms(const Kiosk *kiosk) {
  return kiosk->setup.clock->monotonic_ms(kiosk->setup.clock);
}

static const Form *current_form(const Kiosk *kiosk) {
  return kiosk->setup.forms.items[kiosk->form_ix];
}

static const FormLanguages *current_languages(const Kiosk *kiosk) {
  return &kiosk->setup.languages[kiosk->form_ix];
}

/* The day and no more: when exactly the kiosk was used is nobody's business. */
static void log_event(Kiosk *kiosk, const char *kind, Str detail) {
  CivilTime t = civil_from_wall_ms(kiosk->setup.clock->wall_ms(kiosk->setup.clock));
  Str day = arena_printf(kiosk->scratch, "%04d-%02d-%02d", t.year, t.month, t.day);
  Err err = {0};
  if (store_log(kiosk->setup.store, kiosk->setup.station->device, str_from(kind), detail, day, &err) != STATUS_OK)
    log_line(LOG_WARN, "app", "the event %s was not noted: %s", kind, err.sentence);
  arena_rewind(kiosk->scratch);
}

static void show(Kiosk *kiosk) {
  const QrCode *code = kiosk->screen == SCREEN_THANKS ? visit_code(kiosk->visit) : NULL;
  bool in_survey = kiosk->screen == SCREEN_QUESTION || kiosk->screen == SCREEN_IDLE;
  int64_t now = now_ms(kiosk);
  const Form *form = kiosk->screen == SCREEN_CHOOSER ? NULL : current_form(kiosk);
  kiosk->pictures = (PictureSource){kiosk->setup.platform, form};
  kiosk->scene = (Scene){
      .screen = kiosk->screen,
      .form = form,
      .language_ix = kiosk->language_ix,
      .offered = current_languages(kiosk)->offered,
      .offered_count = current_languages(kiosk)->offered_count,
      .survey = in_survey ? visit_survey(kiosk->visit) : NULL,
      .forms = kiosk->setup.forms.items,
      .form_count = kiosk->setup.forms.count,
      .trial = kiosk->setup.station->trial,
      .idle_seconds_left = kiosk->screen == SCREEN_IDLE ? idle_seconds_left(&kiosk->idle, now) : 0,
      .qr_modules = code ? code->modules : NULL,
      .qr_side = code ? code->side : 0,
      .images = kiosk->setup.platform ? picture_images(&kiosk->pictures) : (UiImages){0},
      .now_wall_ms = kiosk->setup.clock->wall_ms(kiosk->setup.clock),
  };
  ui_show(kiosk->setup.ui, &kiosk->scene, now);
}

/* The boundary between two visitors. The interface is turned away from the visit before its memory goes. */
static void wipe_visit(Kiosk *kiosk) {
  kiosk->visit = NULL;
  show(kiosk);
  ui_wipe(kiosk->setup.ui);
  arena_rewind(kiosk->session);
  arena_rewind(kiosk->scratch);
  if (kiosk->setup.wipe_pictures) kiosk->setup.wipe_pictures(kiosk->setup.wipe_context);
}

static void go_to_attract(Kiosk *kiosk) {
  kiosk->screen = SCREEN_ATTRACT;
  kiosk->language_ix = current_languages(kiosk)->start;
  if (kiosk->visit)
    wipe_visit(kiosk);
  else
    show(kiosk);
}

static void go_to_fault(Kiosk *kiosk, const Err *err) {
  log_line(LOG_ERROR, "app", "an answer could not be stored (%s): %s", err->code, err->sentence);
  kiosk->screen = SCREEN_FAULT;
  kiosk->retry_at_ms = now_ms(kiosk) + RETRY_MS;
}

static void go_to_thanks(Kiosk *kiosk) {
  int64_t now = now_ms(kiosk);
  kiosk->screen = SCREEN_THANKS;
  kiosk->thanks_until_ms = now + current_form(kiosk)->kiosk.thanks_show_s * (int64_t)1000;
  kiosk->lockout_until_ms = now + LOCKOUT_MS;
}

static void begin_visit(Kiosk *kiosk, int language_ix) {
  const KioskSetup *setup = &kiosk->setup;
  VisitSetup visit_setup = {kiosk->session, kiosk->scratch, setup->store, setup->station,
                            setup->clock,   setup->random,  setup->chance};
  const Form *form = current_form(kiosk);
  kiosk->visit = visit_begin(&visit_setup, form, language_ix);
  kiosk->language_ix = language_ix;
  kiosk->idle = idle_start(form->kiosk.idle_after_s, form->kiosk.idle_warn_s, now_ms(kiosk));
  kiosk->screen = SCREEN_QUESTION;
}

/* An event of the survey, its writes, and the screen that follows. Nothing is shown yet. */
static void step(Kiosk *kiosk, const SurveyEvent *event) {
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

static void start_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen == SCREEN_ATTRACT && now_ms(kiosk) >= kiosk->lockout_until_ms) begin_visit(kiosk, action->language_ix);
}

static void choose_form_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen != SCREEN_CHOOSER) return;
  kiosk->form_ix = action->form_ix;
  kiosk->language_ix = current_languages(kiosk)->start;
  kiosk->screen = SCREEN_ATTRACT;
}

static void answer_action(Kiosk *kiosk, const UiAction *action) {
  SurveyEvent event = {.kind = SURVEY_ANSWER, .cell = action->cell, .value = action->value};
  if (kiosk->screen == SCREEN_QUESTION) step(kiosk, &event);
}

static void next_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) step(kiosk, &(SurveyEvent){.kind = SURVEY_NEXT});
}

static void back_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION)
    step(kiosk, &(SurveyEvent){.kind = SURVEY_BACK});
  else if (kiosk->screen == SCREEN_ATTRACT && kiosk->setup.forms.count > 1)
    kiosk->screen = SCREEN_CHOOSER;
}

static void language_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen == SCREEN_QUESTION)
    step(kiosk, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = action->language_ix});
  else
    kiosk->language_ix = action->language_ix;
}

static void add_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) step(kiosk, &(SurveyEvent){.kind = SURVEY_ADD});
}

static void remove_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_QUESTION) step(kiosk, &(SurveyEvent){.kind = SURVEY_REMOVE});
}

static void still_here_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_IDLE) kiosk->screen = SCREEN_QUESTION;
}

static void done_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (kiosk->screen == SCREEN_THANKS) kiosk->screen = SCREEN_ATTRACT;
}

static void go_action(Kiosk *kiosk, const UiAction *action) {
  if (kiosk->screen == SCREEN_QUESTION) step(kiosk, &(SurveyEvent){.kind = SURVEY_GO, .cell = action->cell});
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
};

/* All actions first, then one new scene: an action's value is borrowed until the interface is called again. */
static void carry_out(Kiosk *kiosk, const UiActions *actions) {
  if (actions->count == 0) return;
  for (size_t i = 0; i < actions->count; i++)
    handlers[actions->items[i].kind](kiosk, &actions->items[i]);
  if (kiosk->screen == SCREEN_ATTRACT && kiosk->visit)
    go_to_attract(kiosk);
  else
    show(kiosk);
}

static void abandon(Kiosk *kiosk) {
  log_event(kiosk, "idle", STR(""));
  step(kiosk, &(SurveyEvent){.kind = SURVEY_ABANDON});
  if (kiosk->screen == SCREEN_FAULT)
    show(kiosk);
  else
    go_to_attract(kiosk);
}

static void question_tick(Kiosk *kiosk, int64_t now) {
  IdlePhase phase = idle_phase(&kiosk->idle, now);
  if (phase == IDLE_AWAKE) return;
  if (phase == IDLE_GONE) { /* the machine slept through the warning */
    abandon(kiosk);
    return;
  }
  kiosk->screen = SCREEN_IDLE;
  show(kiosk);
}

static void idle_tick(Kiosk *kiosk, int64_t now) {
  if (idle_phase(&kiosk->idle, now) == IDLE_GONE)
    abandon(kiosk);
  else if (idle_seconds_left(&kiosk->idle, now) != kiosk->scene.idle_seconds_left)
    show(kiosk);
}

static void thanks_tick(Kiosk *kiosk, int64_t now) {
  if (now >= kiosk->thanks_until_ms) go_to_attract(kiosk);
}

/* The visit that could not be stored is over for the visitor; as soon as the disk takes it, what it had is kept or erased, as the form
 * says of visits that end early. */
static void fault_tick(Kiosk *kiosk, int64_t now) {
  if (now < kiosk->retry_at_ms) return;
  Err err = {0};
  if (!visit_retry(kiosk->visit, &err)) {
    kiosk->retry_at_ms = now + RETRY_MS;
    return;
  }
  log_line(LOG_INFO, "app", "the database takes answers again");
  log_event(kiosk, "fault", STR("store"));
  if (!survey_is_over(visit_survey(kiosk->visit))) step(kiosk, &(SurveyEvent){.kind = SURVEY_ABANDON});
  if (kiosk->retry_at_ms <= now) go_to_attract(kiosk); /* else it failed again */
}

static void no_tick(Kiosk *kiosk, int64_t now) {
  (void)kiosk;
  (void)now;
}

static void (*const ticks[])(Kiosk *kiosk, int64_t now) = {
    [SCREEN_CHOOSER] = no_tick, [SCREEN_ATTRACT] = no_tick,  [SCREEN_QUESTION] = question_tick, [SCREEN_THANKS] = thanks_tick,
    [SCREEN_IDLE] = idle_tick,  [SCREEN_FAULT] = fault_tick, [SCREEN_CLOSED] = no_tick,
};
_Static_assert(COUNT_OF(ticks) == SCREEN_COUNT, "time passes on every screen");

/* The touch that says "I am here" must not press what lies under the warning, so all of it is swallowed, down to the lift of the
 * finger. */
static bool swallow(Kiosk *kiosk, const Input *input, bool was_idle) {
  bool is_pointer = input->kind <= INPUT_POINTER_CANCEL;
  if (was_idle && input->kind == INPUT_POINTER_DOWN) {
    kiosk->swallowing = true;
    kiosk->swallowed_pointer = input->pointer;
  }
  if (was_idle) return true;
  if (!kiosk->swallowing || !is_pointer || input->pointer != kiosk->swallowed_pointer) return false;
  if (input->kind == INPUT_POINTER_UP || input->kind == INPUT_POINTER_CANCEL) kiosk->swallowing = false;
  return true;
}

static int64_t screen_deadline_ms(const Kiosk *kiosk, int64_t now) {
  if (kiosk->screen == SCREEN_QUESTION || kiosk->screen == SCREEN_IDLE) return idle_deadline_ms(&kiosk->idle, now);
  if (kiosk->screen == SCREEN_THANKS) return kiosk->thanks_until_ms;
  if (kiosk->screen == SCREEN_FAULT) return kiosk->retry_at_ms;
  return INT64_MAX;
}

Kiosk *kiosk_new(const KioskSetup *setup) {
  Kiosk *kiosk = calloc(1, sizeof *kiosk);
  BUG_UNLESS(kiosk != NULL && setup->forms.count > 0);
  kiosk->setup = *setup;
  kiosk->session = arena_new(0);
  kiosk->scratch = arena_new(0);
  return kiosk;
}

void kiosk_free(Kiosk *kiosk) {
  if (kiosk == NULL) return;
  arena_free(kiosk->session);
  arena_free(kiosk->scratch);
  free(kiosk);
}

void kiosk_start(Kiosk *kiosk) {
  log_event(kiosk, "start", STR(""));
  kiosk->language_ix = current_languages(kiosk)->start;
  kiosk->screen = kiosk->setup.forms.count > 1 ? SCREEN_CHOOSER : SCREEN_ATTRACT;
  if (kiosk->setup.start_at_question) begin_visit(kiosk, kiosk->language_ix);
  show(kiosk);
}

void kiosk_stop(Kiosk *kiosk) {
  if (kiosk->visit) {
    step(kiosk, &(SurveyEvent){.kind = SURVEY_ABANDON});
    go_to_attract(kiosk);
  }
  log_event(kiosk, "stop", STR(""));
}

void kiosk_tick(Kiosk *kiosk) {
  int64_t now = now_ms(kiosk);
  UiActions actions = ui_tick(kiosk->setup.ui, now);
  carry_out(kiosk, &actions);
  ticks[kiosk->screen](kiosk, now);
}

int64_t kiosk_deadline_ms(const Kiosk *kiosk) {
  int64_t now = now_ms(kiosk);
  int64_t of_screen = screen_deadline_ms(kiosk, now), of_ui = ui_deadline_ms(kiosk->setup.ui, now);
  return of_screen < of_ui ? of_screen : of_ui;
}

void kiosk_input(Kiosk *kiosk, const Input *input) {
  int64_t now = now_ms(kiosk);
  /* What was due before the touch happens before it: nobody may wake a visit that is over. */
  if (kiosk_deadline_ms(kiosk) <= now) kiosk_tick(kiosk);
  if (kiosk->screen == SCREEN_FAULT) return;
  bool was_idle = kiosk->screen == SCREEN_IDLE;
  idle_touch(&kiosk->idle, now);
  if (was_idle) {
    kiosk->screen = SCREEN_QUESTION;
    show(kiosk);
  }
  if (swallow(kiosk, input, was_idle)) return;
  UiActions actions = ui_input(kiosk->setup.ui, input, now);
  /* Behind the first screen lies the choice of forms; the interface knows of nothing there. */
  if (kiosk->screen == SCREEN_ATTRACT && input->kind == INPUT_KEY && input->key == KEY_ESCAPE && actions.count == 0)
    actions = (UiActions){.items = {{.kind = UI_BACK}}, .count = 1};
  carry_out(kiosk, &actions);
}

void kiosk_resize(Kiosk *kiosk, Display display) {
  ui_resize(kiosk->setup.ui, display);
  show(kiosk);
}

const DrawList *kiosk_picture(Kiosk *kiosk) {
  return ui_draw(kiosk->setup.ui, now_ms(kiosk));
}

const Scene *kiosk_scene(const Kiosk *kiosk) {
  return &kiosk->scene;
}
