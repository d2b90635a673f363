#include "pin_guard.h"

enum { MS_PER_S = 1000 };

static int wait_after_s(int wrong) {
  if (wrong < PIN_GUARD_FREE_TRIES) return 0;
  int wait_s = PIN_GUARD_FIRST_WAIT_S;
  for (int i = PIN_GUARD_FREE_TRIES; i < wrong && wait_s < PIN_GUARD_LONGEST_WAIT_S; i++)
    wait_s *= 2;
  return wait_s < PIN_GUARD_LONGEST_WAIT_S ? wait_s : PIN_GUARD_LONGEST_WAIT_S;
}

PinGuard pin_guard_start(int wrong, int64_t now_ms) {
  return (PinGuard){.wrong = wrong, .until_ms = now_ms + wait_after_s(wrong) * (int64_t)MS_PER_S};
}

int pin_guard_wait_s(const PinGuard *guard, int64_t now_ms) {
  int64_t left_ms = guard->until_ms - now_ms;
  return left_ms > 0 ? (int)((left_ms + MS_PER_S - 1) / MS_PER_S) : 0;
}

void pin_guard_right(PinGuard *guard) {
  *guard = (PinGuard){.wrong = 0};
}
