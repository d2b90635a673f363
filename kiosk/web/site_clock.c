#include "site_clock.h"

static const Str day_setting = STR_INIT("web.swept");

static void tell(Site *site, Arena *arena, PurgeWord word, int64_t today) {
  if (word == PURGE_DOUBT && site->believes_clock)
    log_line(LOG_WARN, "web", "the clock jumped to " STR_FMT ", so no visit that was left is cleaned up for now; is it right?",
             STR_ARG(civil_day_to_str(arena, today)));
  site->believes_clock = word != PURGE_DOUBT;
}

/* Once for each day that the clock says. */
static Status judge(Site *site, Arena *arena, Str *remembered, Str *remember, Err *err) {
  int64_t today = site_today(site);
  Status status = store_get_setting(site->store, day_setting, arena, remembered, err);
  if (status != STATUS_OK) return status;
  tell(site, arena, purge_day_judge(arena, *remembered, today, remember), today);
  site->judged_day = today;
  return STATUS_OK;
}

bool clock_is_past(Site *site, int64_t until_min) {
  if (until_min > site_now_min(site)) return false;
  if (site->judged_day != site_today(site)) {
    Arena *arena = arena_new(0);
    Str remembered, remember;
    Err err = {0};
    judge(site, arena, &remembered, &remember, &err); /* what fails here fails for whoever asks next */
    arena_free(arena);
  }
  return site->believes_clock;
}

Status clock_may_sweep(Site *site, bool *out, Err *err) {
  Arena *arena = arena_new(0);
  Str remembered, remember;
  Status status = judge(site, arena, &remembered, &remember, err);
  if (status == STATUS_OK && !str_equal(remembered, remember)) status = store_set_setting(site->store, day_setting, remember, err);
  *out = status == STATUS_OK && site->believes_clock;
  arena_free(arena);
  return status;
}
