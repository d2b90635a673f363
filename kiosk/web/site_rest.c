/* What is done between two requests: visits that were left are put to rest, and what the last ones left in memory is wiped. */
#include "site_clock.h"

enum { SWEEP_EVERY_MS = 60 * 1000, FORGET_AFTER_MS = 5 * 1000, FORGET_EVERY_MS = 60 * 1000 };

void site_rest(void *context) {
  Site *site = context;
  int64_t now_ms = site_monotonic_ms(site);
  Err err = {0};
  if (site->store_lost) return;
  if (!site->swept || now_ms - site->swept_ms >= SWEEP_EVERY_MS) {
    site->swept = true;
    site->swept_ms = now_ms;
    bool may;
    Status status = clock_may_sweep(site, &may, &err);
    if (status == STATUS_OK && may) status = store_rest_drafts(site->store, site_now_min(site), &err);
    if (status != STATUS_OK) site_note_failure(site, &err);
    site->knows_waiting = false;
  }
  bool is_quiet = now_ms - site->posted_ms >= FORGET_AFTER_MS;
  if (site->forget_due && (is_quiet || now_ms - site->forgotten_ms >= FORGET_EVERY_MS)) {
    site->forgotten_ms = now_ms;
    site->forget_due = !store_forget(site->store);
    memory_wipe_stack();
  }
}
