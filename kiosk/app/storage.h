/* The database of a running kiosk: opened and held at the start, and opened anew by itself after whatever befell it.
 *
 * What a call fails with is the world's failure, to be tried again some seconds later with the same call; each attempt does what the
 * failure before it asks for. What was promised is in the file that was open then; so after it was opened anew, storage_openings is another
 * number, and a visit that is going on has to be written whole. */
#ifndef STORAGE_H
#define STORAGE_H

#include "assets.h"
#include "base.h"
#include "seal.h"
#include "store.h"
#include "troubles.h"

typedef struct StorageSetup { /* all borrowed for the storage's life */
  const char *path;
  const char *backup;     /* what else tells how far the numbering came, should the file be damaged; NULL: nothing */
  const SealPublic *seal; /* NULL: answers are stored open */
  Str device;             /* may be empty: the file has a name for it */
  Forms forms;
  const Clock *clock;
  const Random *random;
} StorageSetup;

typedef struct Storage Storage;

Storage *storage_new(const StorageSetup *setup); /* opens nothing yet */
void storage_free(Storage *storage);             /* closes; NULL is ignored */

/* Makes sure that the file is open, held in the kiosk's role, sealing as it has to, and knows device and forms; opens it anew when a call
 * has failed since in a way that asks for it. One that is damaged is set aside, and a new one goes on. Failures: as store_open,
 * store_claim, store_seal_with, store_device, store_add_form and store_replace_damaged. */
Status storage_ready(Storage *storage, Err *err);
unsigned storage_openings(const Storage *storage); /* how often it was opened */
Str storage_device(const Storage *storage);        /* the same from the first opening on */
const char *storage_path(const Storage *storage);
bool storage_is_sealed(const Storage *storage);
uint64_t storage_puts(const Storage *storage);     /* how often a response was written: another number, another content */
uint64_t storage_complete(const Storage *storage); /* as storage_puts, of complete ones */

/* The store's calls of the same name, when storage_ready. */
Status storage_put(Storage *storage, const Response *response, Err *err);
/* Both or neither: a visit's response, NULL where nothing is to be written of it, and what of it waits for a phone. */
Status storage_put_waiting(Storage *storage, const Response *response, const StoreDraft *draft, Err *err);
/* A round as store_round gives it, opened today if it is new. STATUS_INPUT, round-closed, is no failure of the database. */
Status storage_round(Storage *storage, Str name, Arena *arena, StoreRound *out, Err *err);
/* Does a server run on the same database now? A look at a lock: cheap, but not for every frame. */
bool storage_server_runs(const Storage *storage);
Status storage_get_setting(Storage *storage, Str name, Arena *arena, Str *out, Err *err);
Status storage_set_setting(Storage *storage, Str name, Str value, Err *err);
Status storage_facts(Storage *storage, Arena *arena, StoreFacts *out, Err *err); /* of today */
Status storage_purge(Storage *storage, Arena *arena, const PurgeCount **out, size_t *count, Err *err);
void storage_forget(Storage *storage); /* nothing where no file is open */
/* Into the event log, with the day and no more: when exactly the kiosk was used is nobody's business. What fails is logged. */
void storage_note(Storage *storage, const char *kind, Str detail);

/* What befell it, and whatever else those who look after it add. Valid for the storage's life. */
Troubles *storage_troubles(Storage *storage);

#endif
