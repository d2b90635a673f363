/* What a kiosk does for its database while nobody is in a visit: a second copy, and deleting what is due. */
#ifndef UPKEEP_H
#define UPKEEP_H

#include "backup.h"
#include "base.h"
#include "storage.h"

typedef struct UpkeepSetup { /* all borrowed */
  Storage *storage;
  const Clock *clock;
  const char *program;   /* kioskctl, which makes backups */
  const char *backup_to; /* NULL: none are made */
  int backup_every;
} UpkeepSetup;

typedef struct Upkeep Upkeep;

Upkeep *upkeep_new(const UpkeepSetup *setup);
void upkeep_free(Upkeep *upkeep); /* NULL is ignored */
/* From now on nobody is in a visit. What is due today is deleted when that has lasted a while, once a day. */
void upkeep_rest(Upkeep *upkeep);
/* To be called at upkeep_deadline_ms; resting: nobody is in a visit. True: what staff are shown has changed. */
bool upkeep_tick(Upkeep *upkeep, bool resting);
int64_t upkeep_deadline_ms(const Upkeep *upkeep, bool resting);
/* The kiosk is about to end: a last copy, for which it waits a bounded time. */
void upkeep_close(Upkeep *upkeep);
/* The beginning of the last day on which the clock was believed, which is over if the clock goes right; INT64_MIN: there was none. */
int64_t upkeep_day_ms(Upkeep *upkeep);
StaffBackup upkeep_backup(const Upkeep *upkeep, int64_t *wall_ms); /* as backup_state */

#endif
