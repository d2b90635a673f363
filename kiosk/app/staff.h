/* Who looks after the kiosk: the PIN, how things stand, and what may be done about it. Never an answer.
 *
 * The screen opens where nobody is in a visit, and over a fault, which goes on being mended under it. */
#ifndef STAFF_H
#define STAFF_H

#include "base.h"
#include "pin_guard.h"
#include "store.h"
#include "ui.h"

typedef struct StaffDesk {
  Arena *arena; /* of the texts below */
  Staff shown;  /* what the scene has */
  Arena *facts_arena;
  StoreFacts facts; /* as they were when they were looked up, */
  int64_t facts_ms; /* then */
  bool has_facts;
  PinGuard guard; /* counted in the database, too, while that can be written */
  bool counted;   /* the count is known from there */
  Screen before;  /* where it was entered from; in a pause, before that */
  int64_t started_ms, touched_ms;
} StaffDesk;

typedef struct Kiosk Kiosk;

bool staff_exists(const Kiosk *kiosk);
/* May it be entered from the screen that is shown? */
bool staff_may_enter(const Kiosk *kiosk);
/* Reads how often a wrong PIN was tried; the wait of the last one begins again. */
void staff_start(Kiosk *kiosk);
void staff_touch(Kiosk *kiosk, int64_t now_ms);
/* How things stand now; nothing where the screen is not open. */
void staff_look(Kiosk *kiosk);
/* Time passes on its screen. */
void staff_tick(Kiosk *kiosk, int64_t now_ms);
int64_t staff_deadline_ms(const Kiosk *kiosk, int64_t now_ms);

/* What the interface asks for; each does nothing where it has no business. */
void staff_enter_action(Kiosk *kiosk, const UiAction *action);
void staff_pin_action(Kiosk *kiosk, const UiAction *action);
void staff_pause_action(Kiosk *kiosk, const UiAction *action);
void staff_forms_action(Kiosk *kiosk, const UiAction *action);
void staff_quit_action(Kiosk *kiosk, const UiAction *action);
void staff_leave(Kiosk *kiosk);

#endif
