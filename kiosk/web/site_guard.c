#include "site_guard.h"

static void refill(Guard *guard, int64_t now_ms) {
  int64_t due = (now_ms - guard->since_ms) / GUARD_REFILL_MS;
  if (guard->spent == 0 || due >= guard->spent) {
    *guard = (Guard){0, now_ms};
  } else if (due > 0) {
    guard->spent -= (int)due;
    guard->since_ms += due * GUARD_REFILL_MS;
  }
}

void guard_note_wrong(Guard *guard, int64_t now_ms) {
  refill(guard, now_ms);
  if (guard->spent < GUARD_WRONG_MAX) guard->spent++;
}

int guard_wait_s(Guard *guard, int64_t now_ms) {
  refill(guard, now_ms);
  if (guard->spent < GUARD_WRONG_MAX) return 0;
  return (int)((guard->since_ms + GUARD_REFILL_MS - now_ms + 999) / 1000);
}
