/* How soon a PIN may be tried again: a pure machine over instants of a monotonic clock. Whoever guesses waits, longer each time. */
#ifndef PIN_GUARD_H
#define PIN_GUARD_H

#include "base.h"

enum { PIN_GUARD_FREE_TRIES = 3, PIN_GUARD_FIRST_WAIT_S = 30, PIN_GUARD_LONGEST_WAIT_S = 3600 };

typedef struct PinGuard {
  int wrong;        /* tries in a row */
  int64_t until_ms; /* no PIN is looked at before */
} PinGuard;

/* With so many wrong tries behind it, the wait of the last one begins again: taking the power away gains nothing. */
PinGuard pin_guard_start(int wrong, int64_t now_ms);
/* Whole seconds, rounded up; 0: a PIN may be tried. */
int pin_guard_wait_s(const PinGuard *guard, int64_t now_ms);
void pin_guard_right(PinGuard *guard);

#endif
