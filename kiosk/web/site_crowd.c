#include "site_crowd.h"

enum { VISITS_MAX = 20000, COUNT_AGAIN_MS = 10 * 1000, SHARE_DROPPED = 100 };

/* Counting goes through all of them: that is done now and then, and what has begun since is added. */
static Status count(Site *site, Err *err) {
  int64_t now_ms = site_monotonic_ms(site);
  if (site->knows_waiting && now_ms - site->counted_ms < COUNT_AGAIN_MS) return STATUS_OK;
  Status status = store_count_drafts(site->store, &site->waiting, err);
  site->knows_waiting = status == STATUS_OK;
  site->counted_ms = now_ms;
  site->only_answered = false;
  return status;
}

/* Anybody can begin visits, as many as they like; but whoever comes to answer must not wait for those. Some go at a time, since finding them
 * goes through all. */
static Status make_room(Site *site, size_t most, Err *err) {
  size_t wanted = site->waiting - most + 1 + most / SHARE_DROPPED, dropped;
  Status status = store_drop_empty_drafts(site->store, wanted, &dropped, err);
  if (status != STATUS_OK) return status;
  site->waiting -= dropped < site->waiting ? dropped : site->waiting;
  site->only_answered = dropped < wanted;
  return STATUS_OK;
}

Status crowd_has_room(Site *site, bool *out, Err *err) {
  size_t most = site->setup->limits.visits > 0 ? (size_t)site->setup->limits.visits : VISITS_MAX;
  Status status = count(site, err);
  if (status == STATUS_OK && site->waiting >= most && !site->only_answered) status = make_room(site, most, err);
  *out = site->waiting < most;
  return status;
}

void crowd_note_begun(Site *site) {
  site->waiting++;
}
