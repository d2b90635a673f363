/* The second copy of the database: made by kioskctl in a process of its own, so that no visit ever waits for a slow stick. */
#ifndef BACKUP_H
#define BACKUP_H

#include "base.h"
#include "storage.h"
#include "ui.h"

typedef struct BackupSetup { /* all borrowed */
  Storage *storage;
  const Clock *clock;
  const char *program; /* kioskctl */
  const char *to;
  int every; /* completed responses */
} BackupSetup;

typedef struct Backup Backup;

Backup *backup_new(const BackupSetup *setup);
void backup_free(Backup *backup); /* one that runs goes on by itself; NULL is ignored */
/* Begins one when so many responses have become complete: to be called when nobody is in a visit. After one that failed, the next response
 * is enough; after a kiosk that came to no good end, none is needed. */
void backup_rest(Backup *backup);
/* Has the one that runs come to its end? To be called at backup_deadline_ms; true: something has changed. */
bool backup_tick(Backup *backup);
int64_t backup_deadline_ms(const Backup *backup); /* INT64_MAX: none runs */
/* A last one, unless this kiosk made one and nothing was written since; waits for it, at most BACKUP_CLOSE_MS of the machine's own time. */
void backup_close(Backup *backup);
/* When the last good one was begun goes to *wall_ms, 0: never. One that has run for an hour counts as failed. */
StaffBackup backup_state(const Backup *backup, int64_t *wall_ms);

enum { BACKUP_CLOSE_MS = 20000 };

#endif
