#include "idle.h"

static int64_t warning_at(const Idle *idle) {
  return idle->touched_ms + idle->after_ms;
}

static int64_t gone_at(const Idle *idle) {
  return warning_at(idle) + idle->warn_ms;
}

Idle idle_start(int after_s, int warn_s, int64_t now_ms) {
  return (Idle){.after_ms = after_s * (int64_t)1000, .warn_ms = warn_s * (int64_t)1000, .touched_ms = now_ms};
}

void idle_touch(Idle *idle, int64_t now_ms) {
  idle->touched_ms = now_ms;
}

IdlePhase idle_phase(const Idle *idle, int64_t now_ms) {
  if (now_ms < warning_at(idle)) return IDLE_AWAKE;
  return now_ms < gone_at(idle) ? IDLE_WARNING : IDLE_GONE;
}

int idle_seconds_left(const Idle *idle, int64_t now_ms) {
  int64_t left_ms = gone_at(idle) - now_ms;
  return left_ms <= 0 ? 0 : (int)((left_ms + 999) / 1000);
}

int64_t idle_deadline_ms(const Idle *idle, int64_t now_ms) {
  if (now_ms < warning_at(idle)) return warning_at(idle);
  int seconds = idle_seconds_left(idle, now_ms);
  return seconds == 0 ? now_ms : gone_at(idle) - (seconds - 1) * (int64_t)1000;
}
