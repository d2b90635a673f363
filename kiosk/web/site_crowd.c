#include "site_crowd.h"

enum { VISITS_MAX = 20000, COUNT_AGAIN_MS = 10 * 1000 };

/* Counting goes through all of them: that is done now and then, and what has begun since is added. */
static Status count(Site *site, Err *err) {
  int64_t now_ms = site_monotonic_ms(site);
  if (site->knows_waiting && now_ms - site->counted_ms < COUNT_AGAIN_MS) return STATUS_OK;
  Status status = store_count_drafts(site->store, &site->waiting, err);
  site->knows_waiting = status == STATUS_OK;
  site->counted_ms = now_ms;
  return status;
}

Status crowd_has_room(Site *site, bool *out, Err *err) {
  size_t most = site->setup->limits.visits > 0 ? (size_t)site->setup->limits.visits : VISITS_MAX;
  Status status = count(site, err);
  *out = site->waiting < most;
  return status;
}

void crowd_note_begun(Site *site) {
  site->waiting++;
}
