#include "storage.h"

#include <stdlib.h>
#include <string.h>

struct Storage {
  StorageSetup setup;
  Arena *own;
  Arena *scratch;
  Store *store; /* NULL: it could not be opened */
  Str device;
  unsigned openings;
  uint64_t puts, complete;
  bool reopen;      /* before anything else is done with it */
  bool forget_due;  /* store_forget could not do all of it yet */
  bool put_failed;  /* the last one */
  int damage_found; /* how often a call came upon damage that opening had not found */
  char told[32];    /* the code of the failure that was logged last */
  Troubles troubles;
};

/* A second look with fresh memory said the same, be it of a part that no answer needs: nothing is written beside damage. */
enum { DAMAGE_BELIEVED = 2, MS_PER_MINUTE = 60000 };

static Str today(const Storage *storage, Arena *arena) {
  return civil_day_to_str(arena, civil_day_of_wall_ms(storage->setup.clock->wall_ms(storage->setup.clock)));
}

/* What may pass by itself while the file stays open: for anything else the connection is no longer trusted. */
static bool may_pass(const char *code) {
  return strcmp(code, "db-full") == 0 || strcmp(code, "db-busy") == 0;
}

/* Every failure passes here once, on its way to the caller. It is logged when it is another than before: attempts go on for hours. */
static Status fail(Storage *storage, const Err *own, Err *err) {
  troubles_note(&storage->troubles, trouble_of_store(own->code), storage->setup.clock->wall_ms(storage->setup.clock));
  if (strcmp(own->code, storage->told) != 0) log_line(LOG_ERROR, "app", "the database fails (%s): %s", own->code, own->sentence);
  memcpy(storage->told, own->code, sizeof storage->told);
  if (strcmp(own->code, "db-corrupt") == 0) storage->damage_found++;
  if (!may_pass(own->code)) storage->reopen = true;
  return err_set(err, own->status, own->code, "%s", own->sentence);
}

/* Something was written: what went wrong is over. */
static void succeed(Storage *storage) {
  if (storage->forget_due) storage->forget_due = !store_forget(storage->store);
  if (storage->put_failed) return; /* what befell answers is over when answers are taken */
  storage->told[0] = '\0';
  troubles_end_of_store(&storage->troubles);
}

static void take_apart(Storage *storage) {
  store_close(storage->store);
  storage->store = NULL;
}

static Status replace_damaged(Storage *storage, Err *err) {
  const StorageSetup *setup = &storage->setup;
  StoreReplacement report;
  Status status = store_replace_damaged(setup->path, setup->backup, today(storage, storage->scratch), setup->random,
                                        storage->scratch, &report, &storage->store, err);
  if (status != STATUS_OK) return status;
  log_line(LOG_ERROR, "app",
           "the database was damaged; it is kept as " STR_FMT ", and a new one goes on, %s %lld; kioskctl recover gets out what "
           "can be got",
           STR_ARG(report.aside), report.goes_on ? "with number" : "whose numbers begin beyond those it had, at",
           (long long)report.next_number);
  troubles_note(&storage->troubles, STAFF_FAULT_DAMAGED, setup->clock->wall_ms(setup->clock));
  troubles_end(&storage->troubles, STAFF_FAULT_DAMAGED);
  storage->damage_found = 0;
  return STATUS_OK;
}

static Status open_file(Storage *storage, Err *err) {
  if (storage->damage_found >= DAMAGE_BELIEVED) return replace_damaged(storage, err);
  Err found = {0};
  Status status = store_open(storage->setup.path, storage->setup.random, &storage->store, &found);
  if (status == STATUS_OK) return status;
  if (strcmp(found.code, "db-corrupt") == 0) return replace_damaged(storage, err);
  return err_set(err, found.status, found.code, "%s", found.sentence);
}

static Status make_known(Storage *storage, Err *err) {
  const StorageSetup *setup = &storage->setup;
  Str device;
  Str name =
      storage->device.len > 0 ? storage->device : setup->device; /* a new file goes on under the name that the old one gave */
  Status status = store_device(storage->store, name, storage->own, &device, err);
  if (status == STATUS_OK) storage->device = device;
  for (size_t i = 0; status == STATUS_OK && i < setup->forms.count; i++)
    status = store_add_form(storage->store, setup->forms.items[i], err);
  return status;
}

static Status open_anew(Storage *storage, Err *err) {
  take_apart(storage);
  Status status = open_file(storage, err);
  if (status == STATUS_OK) status = store_claim(storage->store, STORE_KIOSK, err);
  if (status == STATUS_OK) status = store_seal_with(storage->store, storage->setup.seal, err);
  if (status == STATUS_OK) status = make_known(storage, err);
  arena_rewind(storage->scratch);
  if (status != STATUS_OK)
    take_apart(storage);
  else
    storage->openings++;
  return status;
}

Storage *storage_new(const StorageSetup *setup) {
  Storage *storage = calloc(1, sizeof *storage);
  BUG_UNLESS(storage != NULL);
  storage->setup = *setup;
  storage->own = arena_new(0);
  storage->scratch = arena_new(0);
  return storage;
}

void storage_free(Storage *storage) {
  if (storage == NULL) return;
  take_apart(storage);
  arena_free(storage->own);
  arena_free(storage->scratch);
  free(storage);
}

Status storage_ready(Storage *storage, Err *err) {
  if (storage->store != NULL && !storage->reopen) return STATUS_OK;
  Err own = {0};
  bool first = storage->openings == 0;
  Status status = open_anew(storage, &own);
  if (status != STATUS_OK && first) return err_set(err, own.status, own.code, "%s", own.sentence); /* nobody is waiting yet */
  if (status != STATUS_OK) return fail(storage, &own, err);
  storage->reopen = false;
  if (!first) log_line(LOG_INFO, "app", "the database was opened anew");
  return STATUS_OK;
}

unsigned storage_openings(const Storage *storage) {
  return storage->openings;
}

Str storage_device(const Storage *storage) {
  return storage->device;
}

const char *storage_path(const Storage *storage) {
  return storage->setup.path;
}

bool storage_is_sealed(const Storage *storage) {
  return storage->setup.seal != NULL;
}

uint64_t storage_puts(const Storage *storage) {
  return storage->puts;
}

uint64_t storage_complete(const Storage *storage) {
  return storage->complete;
}

static Status end_put(Storage *storage, Status status, const Response *response, const Err *own, Err *err) {
  storage->put_failed = status != STATUS_OK;
  if (status != STATUS_OK) return fail(storage, own, err);
  if (response) storage->puts++;
  if (response && response->status == RESPONSE_COMPLETE) storage->complete++;
  succeed(storage);
  return STATUS_OK;
}

Status storage_put(Storage *storage, const Response *response, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  Status status = store_put(storage->store, response, &own);
  return end_put(storage, status, response, &own, err);
}

/* Both or neither. */
Status storage_put_waiting(Storage *storage, const Response *response, const StoreDraft *draft, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  Status status = store_batch_begin(storage->store, &own);
  if (status == STATUS_OK) {
    if (response) status = store_put(storage->store, response, &own);
    if (status == STATUS_OK) status = store_put_draft(storage->store, draft, &own);
    status = store_batch_end_if(storage->store, status, &own);
  }
  return end_put(storage, status, response, &own, err);
}

Status storage_round(Storage *storage, Str name, Arena *arena, StoreRound *out, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  Status status = store_round(storage->store, name, today(storage, arena), arena, out, &own);
  if (status == STATUS_OK) return STATUS_OK;
  if (status == STATUS_INPUT) return err_set(err, status, own.code, "%s", own.sentence);
  return fail(storage, &own, err);
}

bool storage_server_runs(const Storage *storage) {
  return storage->store != NULL && store_is_claimed(storage->store, STORE_SERVER);
}

Status storage_get_setting(Storage *storage, Str name, Arena *arena, Str *out, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  if (store_get_setting(storage->store, name, arena, out, &own) == STATUS_OK) return STATUS_OK;
  return fail(storage, &own, err);
}

Status storage_set_setting(Storage *storage, Str name, Str value, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  if (store_set_setting(storage->store, name, value, &own) != STATUS_OK) return fail(storage, &own, err);
  succeed(storage);
  return STATUS_OK;
}

Status storage_facts(Storage *storage, Arena *arena, StoreFacts *out, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  if (store_facts(storage->store, storage->device, today(storage, arena), arena, out, &own) == STATUS_OK) return STATUS_OK;
  return fail(storage, &own, err);
}

Status storage_purge(Storage *storage, Arena *arena, const PurgeCount **out, size_t *count, Err *err) {
  Err own = {0};
  if (storage_ready(storage, err) != STATUS_OK) return STATUS_WORLD;
  Status status = store_rest_drafts(storage->store, storage->setup.clock->wall_ms(storage->setup.clock) / MS_PER_MINUTE, &own);
  if (status == STATUS_OK) status = store_purge(storage->store, today(storage, arena), false, arena, out, count, &own);
  if (status == STATUS_OK) return STATUS_OK;
  return fail(storage, &own, err);
}

void storage_forget(Storage *storage) {
  storage->forget_due = storage->store && !store_forget(storage->store);
  if (storage->forget_due) log_line(LOG_WARN, "app", "what the last visit left in memory is wiped with the next write");
}

void storage_note(Storage *storage, const char *kind, Str detail) {
  Err own = {0}, unheard = {0};
  if (storage_ready(storage, &unheard) != STATUS_OK) return;
  if (store_log(storage->store, storage->device, str_from(kind), detail, today(storage, storage->scratch), &own) == STATUS_OK)
    succeed(storage);
  else
    fail(storage, &own, &unheard);
  arena_rewind(storage->scratch);
}

Troubles *storage_troubles(Storage *storage) {
  return &storage->troubles;
}
