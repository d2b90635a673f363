#include "kiosk_state.h"

#include <stdlib.h>

static void abandon(Kiosk *kiosk) {
  kiosk_note(kiosk, "idle", STR(""));
  kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_ABANDON});
  if (kiosk->screen == SCREEN_FAULT)
    kiosk_show(kiosk);
  else
    kiosk_rest(kiosk);
}

static void question_tick(Kiosk *kiosk, int64_t now) {
  IdlePhase phase = idle_phase(&kiosk->idle, now);
  if (phase == IDLE_AWAKE) return;
  if (phase == IDLE_GONE) { /* the machine slept through the warning */
    abandon(kiosk);
    return;
  }
  kiosk->screen = SCREEN_IDLE;
  kiosk_show(kiosk);
}

static void idle_tick(Kiosk *kiosk, int64_t now) {
  if (idle_phase(&kiosk->idle, now) == IDLE_GONE)
    abandon(kiosk);
  else if (idle_seconds_left(&kiosk->idle, now) != kiosk->scene.idle_seconds_left)
    kiosk_show(kiosk);
}

static void thanks_tick(Kiosk *kiosk, int64_t now) {
  if (now >= kiosk->thanks_until_ms) kiosk_rest(kiosk);
}

/* The visit that could not be stored is over for the visitor; as soon as the disk takes it, what it had is kept or erased, as the form
 * says of visits that end early. True: it is. */
static bool mend(Kiosk *kiosk, int64_t now) {
  Err err = {0};
  Visit *visit = kiosk->visit; /* NULL: none began at all */
  kiosk->retry_at_ms = now + RETRY_MS;
  if (visit ? !visit_retry(visit, &err) : storage_ready(kiosk->setup.storage, &err) != STATUS_OK) return false;
  if (visit && !survey_is_over(visit_survey(visit))) {
    unsigned effects;
    if (!visit_step(visit, &(SurveyEvent){.kind = SURVEY_ABANDON}, &effects, &err)) return false;
  }
  kiosk->faulty = false;
  log_line(LOG_INFO, "app", "the database takes answers again");
  kiosk_note(kiosk, "fault", STR("store"));
  return true;
}

static void fault_tick(Kiosk *kiosk, int64_t now) {
  if (now >= kiosk->retry_at_ms && mend(kiosk, now)) kiosk_rest(kiosk);
}

static void resting_tick(Kiosk *kiosk, int64_t now) {
  if (now >= kiosk->opening.look_at_ms) kiosk_keep_hours(kiosk);
  if (kiosk->screen == SCREEN_ATTRACT && kiosk_look_at_phones(kiosk, false)) kiosk_show(kiosk);
}

static void desk_tick(Kiosk *kiosk, int64_t now) {
  if (kiosk->faulty && now >= kiosk->retry_at_ms && mend(kiosk, now)) kiosk_wipe_visit(kiosk);
  staff_tick(kiosk, now);
}

static void (*const ticks[])(Kiosk *kiosk, int64_t now) = {
    [SCREEN_CHOOSER] = resting_tick, [SCREEN_ATTRACT] = resting_tick, [SCREEN_QUESTION] = question_tick,
    [SCREEN_THANKS] = thanks_tick,   [SCREEN_IDLE] = idle_tick,       [SCREEN_FAULT] = fault_tick,
    [SCREEN_CLOSED] = resting_tick,  [SCREEN_STAFF] = desk_tick,      [SCREEN_HANDOVER] = thanks_tick,
};
_Static_assert(COUNT_OF(ticks) == SCREEN_COUNT, "time passes on every screen");

/* A space bar types as well: what comes of the press that dismissed the warning, however long it is held. */
static bool is_rest_of_space(const Input *input) {
  bool types = input->kind == INPUT_TEXT && str_is(input->text, " ");
  return types || (input->kind == INPUT_KEY && input->key == KEY_SPACE && input->repeated);
}

/* The touch that says "I am here" must not press what lies under the warning, so all of it is swallowed, down to the lift of the
 * finger or of the key. */
static bool swallow(Kiosk *kiosk, const Input *input, bool was_idle) {
  bool is_pointer = input->kind <= INPUT_POINTER_CANCEL;
  if (was_idle && input->kind == INPUT_POINTER_DOWN) {
    kiosk->swallowing = true;
    kiosk->swallowed_pointer = input->pointer;
  }
  bool space = input->kind == INPUT_KEY && input->key == KEY_SPACE;
  kiosk->swallowing_space = was_idle ? space : kiosk->swallowing_space && is_rest_of_space(input);
  if (was_idle || kiosk->swallowing_space) return true;
  if (!kiosk->swallowing || !is_pointer || input->pointer != kiosk->swallowed_pointer) return false;
  if (input->kind == INPUT_POINTER_UP || input->kind == INPUT_POINTER_CANCEL) kiosk->swallowing = false;
  return true;
}

static bool begins(const Input *input) {
  return input->kind == INPUT_POINTER_DOWN || input->kind == INPUT_KEY;
}

static int64_t sooner_ms(int64_t a, int64_t b) {
  return a < b ? a : b;
}

static int64_t desk_deadline_ms(const Kiosk *kiosk, int64_t now) {
  int64_t of_staff = staff_deadline_ms(kiosk, now);
  return kiosk->faulty ? sooner_ms(kiosk->retry_at_ms, of_staff) : of_staff;
}

static int64_t screen_deadline_ms(const Kiosk *kiosk, int64_t now) {
  if (kiosk->screen == SCREEN_QUESTION || kiosk->screen == SCREEN_IDLE) return idle_deadline_ms(&kiosk->idle, now);
  if (kiosk->screen == SCREEN_THANKS || kiosk->screen == SCREEN_HANDOVER) return kiosk->thanks_until_ms;
  if (kiosk->screen == SCREEN_FAULT) return kiosk->retry_at_ms;
  if (kiosk->screen == SCREEN_STAFF) return desk_deadline_ms(kiosk, now);
  return kiosk->opening.look_at_ms;
}

Kiosk *kiosk_new(const KioskSetup *setup) {
  Kiosk *kiosk = calloc(1, sizeof *kiosk);
  BUG_UNLESS(kiosk != NULL && setup->forms.count > 0);
  kiosk->setup = *setup;
  kiosk->own = arena_new(0);
  kiosk->session = arena_new_locked(0);
  kiosk->scratch = arena_new_locked(0); /* answers pass through it on their way to the disk */
  kiosk->staff.arena = arena_new(0);
  kiosk->staff.facts_arena = arena_new(0);
  kiosk->phones = phones_start(setup->storage, setup->station, setup->clock, setup->base_url);
  kiosk->all = languages_of_all(kiosk->own, &kiosk->setup.forms, setup->languages);
  return kiosk;
}

void kiosk_free(Kiosk *kiosk) {
  if (kiosk == NULL) return;
  phones_end(&kiosk->phones);
  arena_free(kiosk->own);
  arena_free(kiosk->staff.arena);
  arena_free(kiosk->staff.facts_arena);
  arena_free(kiosk->session);
  arena_free(kiosk->scratch);
  free(kiosk);
}

void kiosk_start(Kiosk *kiosk) {
  kiosk_note(kiosk, "start", STR(""));
  kiosk->opening = opening_start(kiosk->setup.hours, kiosk->setup.clock);
  staff_start(kiosk);
  kiosk_open(kiosk);
  if (!kiosk->setup.start_at_question) return;
  kiosk_begin_visit(kiosk, kiosk->language_ix);
  kiosk_show(kiosk);
}

void kiosk_stop(Kiosk *kiosk) {
  if (kiosk->visit) {
    kiosk_step(kiosk, &(SurveyEvent){.kind = SURVEY_ABANDON});
    kiosk_rest(kiosk);
  } else if (kiosk->handover) {
    kiosk_rest(kiosk);
  }
  kiosk_note(kiosk, "stop", STR(""));
}

void kiosk_tick(Kiosk *kiosk) {
  int64_t now = kiosk_now_ms(kiosk);
  UiActions actions = ui_tick(kiosk->setup.ui, now);
  kiosk_carry_out(kiosk, &actions);
  ticks[kiosk->screen](kiosk, now);
  bool changed = kiosk->setup.upkeep && upkeep_tick(kiosk->setup.upkeep, kiosk_is_resting(kiosk));
  if (changed && kiosk->screen == SCREEN_STAFF) kiosk_show(kiosk);
}

int64_t kiosk_deadline_ms(const Kiosk *kiosk) {
  int64_t now = kiosk_now_ms(kiosk);
  int64_t of_screen = screen_deadline_ms(kiosk, now), of_ui = ui_deadline_ms(kiosk->setup.ui, now);
  int64_t of_upkeep = kiosk->setup.upkeep ? upkeep_deadline_ms(kiosk->setup.upkeep, kiosk_is_resting(kiosk)) : INT64_MAX;
  return sooner_ms(of_screen, sooner_ms(of_ui, of_upkeep));
}

void kiosk_input(Kiosk *kiosk, const Input *input) {
  int64_t now = kiosk_now_ms(kiosk);
  /* What was due before the touch happens before it: nobody may wake a visit that is over. */
  if (kiosk_deadline_ms(kiosk) <= now) kiosk_tick(kiosk);
  if (begins(input)) kiosk_keep_hours(kiosk); /* the wall clock may have been set since */
  if (kiosk->screen == SCREEN_FAULT && !staff_exists(kiosk)) return;
  bool was_idle = kiosk->screen == SCREEN_IDLE;
  idle_touch(&kiosk->idle, now);
  staff_touch(kiosk, now);
  if (was_idle) {
    kiosk->screen = SCREEN_QUESTION;
    kiosk_show(kiosk);
  }
  if (swallow(kiosk, input, was_idle)) return;
  UiActions actions = ui_input(kiosk->setup.ui, input, now);
  /* Behind the first screen lies the choice of forms, which is for staff where there are any; the interface knows of nothing there. */
  if (kiosk->screen == SCREEN_ATTRACT && !staff_exists(kiosk) && input->kind == INPUT_KEY && input->key == KEY_ESCAPE &&
      actions.count == 0)
    actions = (UiActions){.items = {{.kind = UI_BACK}}, .count = 1};
  kiosk_carry_out(kiosk, &actions);
}

bool kiosk_is_over(const Kiosk *kiosk) {
  return kiosk->over;
}

void kiosk_resize(Kiosk *kiosk, Display display) {
  ui_resize(kiosk->setup.ui, display);
  kiosk_show(kiosk);
}

const DrawList *kiosk_picture(Kiosk *kiosk) {
  return ui_draw(kiosk->setup.ui, kiosk_now_ms(kiosk));
}

const Scene *kiosk_scene(const Kiosk *kiosk) {
  return &kiosk->scene;
}
