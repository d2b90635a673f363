/* Is anybody there? A pure machine over instants of a monotonic clock: awake, then warning, then gone. */
#ifndef IDLE_H
#define IDLE_H

#include "base.h"

typedef enum IdlePhase { IDLE_AWAKE, IDLE_WARNING, IDLE_GONE } IdlePhase;

typedef struct Idle {
  int64_t after_ms, warn_ms;
  int64_t touched_ms; /* the last input */
} Idle;

Idle idle_start(int after_s, int warn_s, int64_t now_ms);
void idle_touch(Idle *idle, int64_t now_ms); /* any input, whatever it means */
IdlePhase idle_phase(const Idle *idle, int64_t now_ms);
/* What the countdown says: whole seconds, rounded up, so that it ends as 1 goes out. */
int idle_seconds_left(const Idle *idle, int64_t now_ms);
/* When phase or countdown changes next. */
int64_t idle_deadline_ms(const Idle *idle, int64_t now_ms);

#endif
