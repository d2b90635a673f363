#include "staff.h"
#include "kiosk_state.h"

#include <string.h>
#include <sys/statvfs.h>

enum {
  STAFF_AWAY_MS = 60000,
  FACTS_MS = 10000, /* all visits are gone through for them, and a board is touched more often than that */
  DISK_LOW_BYTES = 200 * 1000 * 1000
};

static const char wrong_pins_setting[] = "staff_wrong_pins";

static bool at_desk(const Kiosk *kiosk) {
  return kiosk->screen == SCREEN_STAFF && kiosk->staff.shown.open;
}

/* False: the next start will not know of it. */
static bool remember_wrong(Kiosk *kiosk, int wrong) {
  Err err = {0};
  Str count = arena_printf(kiosk->staff.arena, "%d", wrong);
  return storage_set_setting(kiosk->setup.storage, str_from(wrong_pins_setting), count, &err) == STATUS_OK;
}

static void read_count(Kiosk *kiosk) {
  StaffDesk *desk = &kiosk->staff;
  Str text;
  int64_t wrong = 0;
  Err err = {0};
  if (desk->counted) return;
  Status status = storage_get_setting(kiosk->setup.storage, str_from(wrong_pins_setting), desk->arena, &text, &err);
  if (status != STATUS_OK) return;
  desk->counted = true;
  if (!str_to_int64(text, &wrong) || wrong <= desk->guard.wrong) return;
  desk->guard = pin_guard_start(wrong < INT16_MAX ? (int)wrong : INT16_MAX, kiosk_now_ms(kiosk));
}

static int64_t free_bytes_at(const char *path) {
  struct statvfs disk;
  if (statvfs(path, &disk) != 0) return -1;
  return (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
}

/* The file may be what is missing; its folder is on the same disk. */
static int64_t free_bytes(Kiosk *kiosk) {
  const int64_t *said = kiosk->setup.free_bytes;
  if (said && *said >= 0) return *said;
  const char *path = storage_path(kiosk->setup.storage), *slash = strrchr(path, '/');
  int64_t bytes = free_bytes_at(path);
  if (bytes >= 0) return bytes;
  Str folder = slash == NULL ? STR(".") : slash == path ? STR("/") : (Str){path, (size_t)(slash - path)};
  return free_bytes_at(arena_str(kiosk->staff.arena, folder).ptr);
}

static bool look_up_facts(Kiosk *kiosk) {
  StaffDesk *desk = &kiosk->staff;
  Err err = {0};
  int64_t now = kiosk_now_ms(kiosk);
  if (desk->has_facts && now < desk->facts_ms + FACTS_MS) return true;
  arena_rewind(desk->facts_arena);
  desk->has_facts = storage_facts(kiosk->setup.storage, desk->facts_arena, &desk->facts, &err) == STATUS_OK;
  desk->facts_ms = now;
  return desk->has_facts;
}

static void tell_today(Kiosk *kiosk, Staff *shown) {
  if (!look_up_facts(kiosk)) return;
  const StoreFacts *facts = &kiosk->staff.facts;
  shown->complete = facts->complete;
  shown->partial = facts->partial;
  shown->discarded = facts->discarded;
  shown->numbered = facts->numbered;
  shown->waiting = facts->waiting;
  shown->ledger_head = facts->head;
}

/* What only those may see who knew the PIN. */
static void tell(Kiosk *kiosk, Staff *shown) {
  const KioskSetup *setup = &kiosk->setup;
  const Form *form = kiosk_form(kiosk);
  bool choosing = kiosk->staff.before == SCREEN_CHOOSER;
  shown->form = choosing ? STR("") : text_in(form, form->title, kiosk->language_ix);
  shown->event = setup->station->event;
  shown->place = setup->station->place;
  shown->round = setup->station->round;
  shown->device = setup->station->device;
  tell_today(kiosk, shown);
  shown->free_bytes = free_bytes(kiosk);
  shown->disk_low = shown->free_bytes >= 0 && shown->free_bytes < DISK_LOW_BYTES;
  shown->sealed = storage_is_sealed(setup->storage);
  if (setup->upkeep) shown->backup = upkeep_backup(setup->upkeep, &shown->backup_wall_ms);
  const Troubles *troubles = storage_troubles(setup->storage);
  memcpy(shown->troubles, troubles->items, sizeof shown->troubles);
  shown->trouble_count = troubles->count;
  shown->paused = kiosk->paused;
  shown->may_choose_form = setup->forms.count > 1 && !kiosk->faulty;
}

bool staff_exists(const Kiosk *kiosk) {
  return kiosk->setup.pin_hash.len > 0;
}

bool staff_may_enter(const Kiosk *kiosk) {
  return staff_exists(kiosk) && (kiosk_is_resting(kiosk) || kiosk->screen == SCREEN_FAULT);
}

void staff_start(Kiosk *kiosk) {
  kiosk->staff.started_ms = kiosk_now_ms(kiosk);
  if (staff_exists(kiosk)) read_count(kiosk);
}

void staff_touch(Kiosk *kiosk, int64_t now_ms) {
  kiosk->staff.touched_ms = now_ms;
}

void staff_look(Kiosk *kiosk) {
  StaffDesk *desk = &kiosk->staff;
  if (kiosk->screen != SCREEN_STAFF) return;
  arena_rewind(desk->arena);
  desk->shown = (Staff){.open = desk->shown.open,
                        .wrong_pin = desk->shown.wrong_pin,
                        .wait_s = pin_guard_wait_s(&desk->guard, kiosk_now_ms(kiosk)),
                        .free_bytes = -1};
  if (desk->shown.open) tell(kiosk, &desk->shown);
}

void staff_tick(Kiosk *kiosk, int64_t now_ms) {
  if (now_ms >= kiosk->staff.touched_ms + STAFF_AWAY_MS) {
    staff_leave(kiosk);
    kiosk_show(kiosk);
  } else if (pin_guard_wait_s(&kiosk->staff.guard, now_ms) != kiosk->staff.shown.wait_s) {
    kiosk_show(kiosk);
  }
}

int64_t staff_deadline_ms(const Kiosk *kiosk, int64_t now_ms) {
  const StaffDesk *desk = &kiosk->staff;
  int64_t away = desk->touched_ms + STAFF_AWAY_MS;
  int wait_s = pin_guard_wait_s(&desk->guard, now_ms);
  int64_t next_second = desk->guard.until_ms - (wait_s - 1) * (int64_t)1000;
  return wait_s > 0 && next_second < away ? next_second : away;
}

void staff_enter_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (!staff_may_enter(kiosk)) return;
  kiosk_keep_language(kiosk);
  if (!kiosk->paused) kiosk->staff.before = kiosk->screen;
  kiosk->staff.shown = (Staff){.open = false};
  kiosk->screen = SCREEN_STAFF;
  staff_touch(kiosk, kiosk_now_ms(kiosk));
  read_count(kiosk);
}

/* Texts are borrowed and not to be written to, but this one is given away. */
static void wipe_given(Str text) {
  union {
    const char *borrowed;
    char *given;
  } bytes = {text.ptr};
  if (text.len > 0) memory_wipe(bytes.given, text.len);
}

/* The try is counted on disk before it is judged: whoever pulls the plug upon a wrong one has not got it for nothing. While nothing can be
 * written, pulling it costs the first wait. */
static bool count_try(Kiosk *kiosk, int64_t now) {
  StaffDesk *desk = &kiosk->staff;
  read_count(kiosk);
  if (pin_guard_wait_s(&desk->guard, now) > 0) return false;
  int wrong = desk->guard.wrong + 1;
  int64_t soonest = desk->started_ms + PIN_GUARD_FIRST_WAIT_S * (int64_t)1000;
  bool counted = desk->counted && remember_wrong(kiosk, wrong);
  if (!counted && now < soonest) {
    desk->guard.until_ms = soonest;
    return false;
  }
  desk->guard = pin_guard_start(wrong, now);
  return true;
}

void staff_pin_action(Kiosk *kiosk, const UiAction *action) {
  StaffDesk *desk = &kiosk->staff;
  Str pin = action->value.kind == VALUE_TEXT ? action->value.text : STR("");
  if (kiosk->screen == SCREEN_STAFF && !desk->shown.open && count_try(kiosk, kiosk_now_ms(kiosk))) {
    desk->shown.open = seal_pin_matches(kiosk->setup.pin_hash, pin);
    desk->shown.wrong_pin = !desk->shown.open;
    if (desk->shown.open) {
      pin_guard_right(&desk->guard);
      remember_wrong(kiosk, 0);
    }
  }
  wipe_given(pin);
}

void staff_pause_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (!at_desk(kiosk)) return;
  kiosk->paused = !kiosk->paused;
  kiosk_note(kiosk, "pause", kiosk->paused ? STR("begins") : STR("ends"));
  staff_leave(kiosk);
}

void staff_forms_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (!at_desk(kiosk) || !kiosk->staff.shown.may_choose_form) return;
  if (kiosk->paused) kiosk_note(kiosk, "pause", STR("ends"));
  kiosk->paused = false;
  staff_leave(kiosk);
  if (kiosk->screen == SCREEN_ATTRACT) kiosk->screen = SCREEN_CHOOSER;
}

void staff_quit_action(Kiosk *kiosk, const UiAction *action) {
  (void)action;
  if (at_desk(kiosk)) kiosk->over = true;
}

/* Has anybody chosen the form at hand since the kiosk opened? */
static bool form_is_chosen(const Kiosk *kiosk) {
  return kiosk->setup.forms.count == 1 || kiosk->staff.before == SCREEN_ATTRACT || kiosk->staff.before == SCREEN_FAULT;
}

void staff_leave(Kiosk *kiosk) {
  if (kiosk->screen != SCREEN_STAFF) return;
  kiosk->staff.shown = (Staff){.open = false};
  kiosk->staff.has_facts = false;
  arena_rewind(kiosk->staff.arena);
  kiosk->screen = kiosk->faulty ? SCREEN_FAULT : kiosk_resting_screen(kiosk);
  if (kiosk->screen == SCREEN_ATTRACT && !form_is_chosen(kiosk)) kiosk->screen = SCREEN_CHOOSER;
  if (kiosk->faulty) return;
  kiosk->language_ix = kiosk_languages(kiosk)->start;
  if (kiosk->setup.upkeep) upkeep_rest(kiosk->setup.upkeep); /* a visit may have ended under the desk */
}
