#include "upkeep.h"

#include <stdlib.h>

enum {
  REST_MS = 60000, /* the next visitor may be about to begin */
  DAY_MINUTES = 24 * 60,
  LOOK_MINUTE = 3 * 60, /* of the night, if nobody is there all day */
  MS_PER_MINUTE = 60000
};

static const char day_setting[] = "upkeep_day";

struct Upkeep {
  UpkeepSetup setup;
  Backup *backup; /* NULL: none are made */
  Arena *scratch;
  int64_t look_at_ms, looked_day; /* when to look whether anything is due, and the day it was last looked on */
};

static CivilTime now(const Upkeep *upkeep) {
  return civil_from_wall_ms(upkeep->setup.clock->wall_ms(upkeep->setup.clock));
}

static int64_t now_ms(const Upkeep *upkeep) {
  return upkeep->setup.clock->monotonic_ms(upkeep->setup.clock);
}

static int64_t day_of(CivilTime t) {
  return civil_to_days(t.year, t.month, t.day);
}

static int64_t begin_ms(int64_t day) {
  CivilTime t = civil_from_days((double)day);
  return (day * DAY_MINUTES - civil_local_offset_minutes(t)) * MS_PER_MINUTE;
}

static int64_t until_next_night_ms(CivilTime t) {
  int minutes = (LOOK_MINUTE - t.hour * 60 - t.minute + DAY_MINUTES) % DAY_MINUTES;
  return (minutes > 0 ? minutes : DAY_MINUTES) * (int64_t)MS_PER_MINUTE;
}

static bool purge(Upkeep *upkeep) {
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  if (storage_purge(upkeep->setup.storage, upkeep->scratch, &counts, &count, &err) != STATUS_OK) return false;
  for (size_t i = 0; i < count; i++)
    if (counts[i].responses + counts[i].free_texts > 0)
      log_line(LOG_INFO, "app", "of " STR_FMT ", %zu responses and the words of %zu were due and are deleted",
               STR_ARG(counts[i].form_id), counts[i].responses, counts[i].free_texts);
  return true;
}

/* Whether the clock is believed is for staff to know as long as it is not. */
static void tell_of_clock(Upkeep *upkeep, PurgeWord word, CivilTime t) {
  Troubles *troubles = storage_troubles(upkeep->setup.storage);
  if (word != PURGE_DOUBT) {
    troubles_end(troubles, STAFF_FAULT_CLOCK);
    return;
  }
  log_line(LOG_WARN, "app",
           "the clock jumped to %04d-%02d-%02d, so nothing is deleted for now; if it is right, kioskctl purge does", t.year,
           t.month, t.day);
  troubles_note(troubles, STAFF_FAULT_CLOCK, upkeep->setup.clock->wall_ms(upkeep->setup.clock));
}

static void look(Upkeep *upkeep, CivilTime t) {
  Storage *storage = upkeep->setup.storage;
  Str remembered, remember;
  Err err = {0};
  Str name = str_from(day_setting);
  if (storage_get_setting(storage, name, upkeep->scratch, &remembered, &err) != STATUS_OK) return;
  PurgeWord word = purge_day_judge(upkeep->scratch, remembered, day_of(t), &remember);
  tell_of_clock(upkeep, word, t);
  bool obeyed = word != PURGE_NOW || purge(upkeep);
  if (obeyed && !str_equal(remembered, remember)) storage_set_setting(storage, name, remember, &err);
}

Upkeep *upkeep_new(const UpkeepSetup *setup) {
  Upkeep *upkeep = calloc(1, sizeof *upkeep);
  BUG_UNLESS(upkeep != NULL);
  upkeep->setup = *setup;
  upkeep->scratch = arena_new(0);
  if (setup->backup_to)
    upkeep->backup =
        backup_new(&(BackupSetup){setup->storage, setup->clock, setup->program, setup->backup_to, setup->backup_every});
  return upkeep;
}

void upkeep_free(Upkeep *upkeep) {
  if (upkeep == NULL) return;
  backup_free(upkeep->backup);
  arena_free(upkeep->scratch);
  free(upkeep);
}

void upkeep_rest(Upkeep *upkeep) {
  int64_t soonest = now_ms(upkeep) + REST_MS;
  if (upkeep->look_at_ms < soonest || upkeep->looked_day != day_of(now(upkeep))) upkeep->look_at_ms = soonest;
  if (upkeep->backup) backup_rest(upkeep->backup);
}

bool upkeep_tick(Upkeep *upkeep, bool resting) {
  if (resting && now_ms(upkeep) >= upkeep->look_at_ms) {
    CivilTime t = now(upkeep);
    look(upkeep, t);
    arena_rewind(upkeep->scratch);
    upkeep->looked_day = day_of(t);
    upkeep->look_at_ms = now_ms(upkeep) + until_next_night_ms(t);
  }
  return upkeep->backup && backup_tick(upkeep->backup);
}

int64_t upkeep_deadline_ms(const Upkeep *upkeep, bool resting) {
  int64_t of_backup = upkeep->backup ? backup_deadline_ms(upkeep->backup) : INT64_MAX;
  return resting && upkeep->look_at_ms < of_backup ? upkeep->look_at_ms : of_backup;
}

void upkeep_close(Upkeep *upkeep) {
  if (upkeep->backup) backup_close(upkeep->backup);
}

int64_t upkeep_day_ms(Upkeep *upkeep) {
  Str remembered;
  int64_t day, ms = INT64_MIN;
  Err err = {0};
  Status status = storage_get_setting(upkeep->setup.storage, str_from(day_setting), upkeep->scratch, &remembered, &err);
  if (status == STATUS_OK && purge_day_last(remembered, &day)) ms = begin_ms(day);
  arena_rewind(upkeep->scratch);
  return ms;
}

StaffBackup upkeep_backup(const Upkeep *upkeep, int64_t *wall_ms) {
  *wall_ms = 0;
  return upkeep->backup ? backup_state(upkeep->backup, wall_ms) : STAFF_BACKUP_NONE;
}
