/* What each form version promised, and when that is due. */
#include "purge_step.h"

typedef struct Version {
  Str form_id, version;
} Version;

typedef struct Versions { /* in the caller's arena */
  Arena *arena;
  Version *items;
  size_t count, capacity;
} Versions;

typedef struct Purge {
  Store *store;
  Str day;
  int64_t today;
  bool dry;
  Arena *arena; /* of one version */
} Purge;

static bool add_version(void *context, sqlite3_stmt *row) {
  Versions *versions = context;
  if (versions->count == versions->capacity) return false;
  versions->items[versions->count++] =
      (Version){arena_str(versions->arena, column_view(row, 0)), arena_str(versions->arena, column_view(row, 1))};
  return true;
}

static Status list_versions(const Store *store, Versions *versions, Err *err) {
  int64_t count = 0;
  Status status = schema_number(store, "SELECT count(*) FROM form_version", &count, err);
  if (status != STATUS_OK) return status;
  versions->capacity = (size_t)count;
  versions->items = ARENA_ARRAY(versions->arena, Version, versions->capacity);
  sqlite3_stmt *statement = statement_once(store, "SELECT form_id, version FROM form_version ORDER BY form_id, version", err);
  return statement ? statement_walk(store, statement, add_version, versions, err) : STATUS_WORLD;
}

Str purge_due_before(Arena *arena, Retention retention, int64_t today) {
  int64_t reach = form_retention_reach(retention, today);
  if (reach == INT64_MIN) return (Str){0};
  if (reach == INT64_MAX) return STR("9999-99");
  return civil_day_to_str(arena, reach + 1);
}

/* Those whose time is not before from are counted only: what goes whole does not go twice. */
static Status purge_or_count(const Purge *purge, const PurgeSpan *span, Str from, size_t *count, Err *err) {
  if (span->before.len == 0) return STATUS_OK;
  return purge->dry ? purge_count(purge->store, span, from, count, err) : purge_span(purge->store, span, purge->day, count, err);
}

static Status purge_version(const Purge *purge, const Version *version, PurgeCount *count, Err *err) {
  const Form *form;
  Status status = form_version_read(purge->store, purge->arena, version->form_id, version->version, &form, err);
  if (status != STATUS_OK) return status;
  PurgeSpan all = {version->form_id, version->version, STR("9999-99"), PURGE_RESPONSE}, whole = all, text = all;
  if (form == NULL) return purge_count(purge->store, &all, STR(""), &count->unread, err);
  const KioskSettings *kiosk = &form->kiosk;
  count->promised |= kiosk->keep_responses.kind != RETENTION_NONE || kiosk->keep_free_text.kind != RETENTION_NONE;
  whole.before = purge_due_before(purge->arena, kiosk->keep_responses, purge->today);
  text.before = purge_due_before(purge->arena, kiosk->keep_free_text, purge->today);
  text.what = PURGE_FREE_TEXT;
  status = purge_or_count(purge, &whole, STR(""), &count->responses, err);
  return status == STATUS_OK ? purge_or_count(purge, &text, whole.before, &count->free_texts, err) : status;
}

static Status purge_all(Purge *purge, const Versions *versions, PurgeCount *counts, size_t *count, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < versions->count && status == STATUS_OK; i++) {
    const Version *version = &versions->items[i];
    if (*count == 0 || !str_equal(counts[*count - 1].form_id, version->form_id))
      counts[(*count)++] = (PurgeCount){.form_id = version->form_id};
    status = purge_version(purge, version, &counts[*count - 1], err);
    arena_rewind(purge->arena);
  }
  return status;
}

Status store_purge(Store *store, Str day, bool dry, Arena *arena, const PurgeCount **out, size_t *count, Err *err) {
  Value today;
  BUG_UNLESS(dry || (store->writable && !store->in_batch));
  BUG_UNLESS(value_from_iso(day, &today) && today.kind == VALUE_DATE);
  *out = NULL;
  *count = 0;
  Versions versions = {.arena = arena};
  Status status = list_versions(store, &versions, err);
  if (status != STATUS_OK) return status;
  Purge purge = {store, day, (int64_t)today.days, dry, arena_new(0)};
  PurgeCount *counts = ARENA_ARRAY(arena, PurgeCount, versions.count);
  status = purge_all(&purge, &versions, counts, count, err);
  arena_free(purge.arena);
  *out = counts;
  Status erased = dry ? STATUS_OK : scrub_what_is_due(store, status == STATUS_OK ? err : NULL);
  sqlite3_db_release_memory(store->db); /* and with it the pages that were looked at */
  return status == STATUS_OK ? erased : status;
}
