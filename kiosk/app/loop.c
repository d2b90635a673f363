#include "loop.h"

#include <limits.h>

enum { BATCH_MAX = 64 };

static int sleep_ms(const Kiosk *kiosk, const Clock *clock) {
  int64_t deadline = kiosk_deadline_ms(kiosk);
  if (deadline == INT64_MAX) return -1;
  int64_t left = deadline - clock->monotonic_ms(clock);
  if (left <= 0) return 0;
  return left < INT_MAX ? (int)left : INT_MAX;
}

/* Returns false when it is time to stop. */
static bool take_event(Platform *platform, Kiosk *kiosk, const PlatformEvent *event) {
  if (event->kind == PLATFORM_QUIT) return false;
  if (event->kind == PLATFORM_INPUT) kiosk_input(kiosk, &event->input);
  if (event->kind == PLATFORM_RESIZED) kiosk_resize(kiosk, platform_display(platform));
  return true;
}

void loop_run(Platform *platform, Kiosk *kiosk, const Clock *clock) {
  kiosk_start(kiosk);
  for (;;) {
    platform_paint(platform, kiosk_picture(kiosk));
    PlatformEvent event = platform_wait(platform, sleep_ms(kiosk, clock));
    /* A burst of moves is one picture. */
    for (int i = 0; event.kind != PLATFORM_TIMEOUT && i < BATCH_MAX; i++) {
      if (!take_event(platform, kiosk, &event)) return;
      event = platform_wait(platform, 0);
    }
    if (event.kind != PLATFORM_TIMEOUT && !take_event(platform, kiosk, &event)) return;
    if (kiosk_deadline_ms(kiosk) <= clock->monotonic_ms(clock)) kiosk_tick(kiosk);
    if (kiosk_is_over(kiosk)) return;
  }
}
