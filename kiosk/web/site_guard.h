/* A budget of wrong codes for all phones together: whose phone it is, is not known, and is not to be. */
#ifndef WEB_SITE_GUARD_H
#define WEB_SITE_GUARD_H

#include "base.h"

enum { GUARD_WRONG_MAX = 30, GUARD_REFILL_MS = 2000 }; /* 30 at once, then one every two seconds */

typedef struct Guard {
  int spent;
  int64_t since_ms; /* monotonic; up to when what was spent has been given back */
} Guard;

void guard_note_wrong(Guard *guard, int64_t now_ms);
/* Seconds until another code may be tried; 0: now. */
int guard_wait_s(Guard *guard, int64_t now_ms);

#endif
