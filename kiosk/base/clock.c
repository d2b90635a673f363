#include "base.h"

#include <time.h>

static int64_t read_ms(clockid_t id) {
  struct timespec t;
  if (clock_gettime(id, &t) != 0) BUG("the system has no clock");
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t system_monotonic_ms(const Clock *clock) {
  (void)clock;
  return read_ms(CLOCK_BOOTTIME); /* goes on while the machine sleeps: a visit does not outlive the night */
}

static int64_t system_wall_ms(const Clock *clock) {
  (void)clock;
  return read_ms(CLOCK_REALTIME);
}

static int64_t manual_monotonic_ms(const Clock *clock) {
  return ((const ManualClock *)clock)->now_ms;
}

static int64_t manual_wall_ms(const Clock *clock) {
  const ManualClock *manual = (const ManualClock *)clock;
  return manual->epoch_ms + manual->now_ms;
}

const Clock *clock_system(void) {
  static const Clock clock = {.monotonic_ms = system_monotonic_ms, .wall_ms = system_wall_ms};
  return &clock;
}

ManualClock clock_manual(int64_t wall_ms) {
  return (ManualClock){.clock = {.monotonic_ms = manual_monotonic_ms, .wall_ms = manual_wall_ms}, .epoch_ms = wall_ms};
}
