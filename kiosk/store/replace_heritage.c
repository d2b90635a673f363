#include "connection.h"
#include "ledger_digest.h"
#include "replace.h"

#include <string.h>

static const int64_t number_most = INT64_C(1) << 53; /* beyond it is damage, not a count */

typedef struct Reading {
  Arena *arena;
  ReplaceHeritage *out;
  bool sane;
} Reading;

/* The ledger's own last entry counts when it is further on than the device's row. */
static bool take_chain(void *context, sqlite3_stmt *row) {
  enum { NAME, LAST, HEAD, ENTRY, ENTRY_HASH };
  Reading *reading = context;
  bool by_entry = sqlite3_column_int64(row, ENTRY) > sqlite3_column_int64(row, LAST);
  int64_t last = sqlite3_column_int64(row, by_entry ? ENTRY : LAST);
  Str name = column_view(row, NAME), head = column_blob_view(row, by_entry ? ENTRY_HASH : HEAD);
  if (last < 0 || last > number_most || name.len == 0 || !str_is_utf8(name) || (head.len > 0 && head.len != DIGEST_BYTES)) {
    reading->sane = false;
    return true;
  }
  ReplaceChain *chain = ARENA_NEW(reading->arena, ReplaceChain);
  *chain = (ReplaceChain){arena_str(reading->arena, name), last, arena_str(reading->arena, head), reading->out->chains};
  reading->out->chains = chain;
  return true;
}

/* What is about this very file is not handed on. */
static bool take_setting(void *context, sqlite3_stmt *row) {
  Reading *reading = context;
  ReplaceSetting *setting = ARENA_NEW(reading->arena, ReplaceSetting);
  *setting = (ReplaceSetting){arena_str(reading->arena, column_view(row, 0)), arena_str(reading->arena, column_view(row, 1)),
                              reading->out->settings};
  reading->out->settings = setting;
  return true;
}

static bool take_round(void *context, sqlite3_stmt *row) {
  Reading *reading = context;
  Str name = column_view(row, 0), opened = column_view(row, 1), closed = column_view(row, 2), key = column_blob_view(row, 3);
  Value day;
  bool is_open = closed.len == 0 && key.len == STORE_ROUND_KEY_BYTES, is_closed = closed.len > 0 && key.len == 0;
  if (!str_is_utf8(name) || !value_from_iso(opened, &day) || !(is_open || (is_closed && value_from_iso(closed, &day)))) return true;
  Arena *arena = reading->arena;
  ReplaceRound *round = ARENA_NEW(arena, ReplaceRound);
  *round = (ReplaceRound){arena_str(arena, name), arena_str(arena, opened), arena_str(arena, closed), arena_str(arena, key),
                          reading->out->rounds};
  reading->out->rounds = round;
  return true;
}

static bool take_closing(void *context, sqlite3_stmt *row) {
  Reading *reading = context;
  Str name = column_view(row, 0), day = column_view(row, 1);
  Value read;
  if (!str_is_utf8(name) || !value_from_iso(day, &read)) return true;
  ReplaceRound *round = ARENA_NEW(reading->arena, ReplaceRound);
  day = arena_str(reading->arena, day);
  *round = (ReplaceRound){arena_str(reading->arena, name), day, day, (Str){0}, reading->out->rounds};
  reading->out->rounds = round;
  return true;
}

static bool walk(const Store *store, const char *sql, bool (*take)(void *context, sqlite3_stmt *row), Reading *reading) {
  sqlite3_stmt *statement = statement_once(store, sql, NULL);
  return statement != NULL && statement_walk(store, statement, take, reading, NULL) == STATUS_OK;
}

static void read_all(const Store *store, Reading *reading) {
  static const char with_entries[] =
      "SELECT d.name, d.last, d.head, l.number, l.hash FROM device d LEFT JOIN ledger l ON l.device = d.name AND"
      " l.number = (SELECT max(number) FROM ledger m WHERE m.device = d.name)";
  static const char without_entries[] = "SELECT name, last, head, 0, NULL FROM device";
  static const char settings[] =
      "SELECT name, value FROM setting WHERE name NOT IN ('" LOG_MARK_SETTING "', '" SCRUB_DUE_SETTING "')";
  ReplaceHeritage *out = reading->out;
  out->goes_on = walk(store, with_entries, take_chain, reading);
  if (!out->goes_on) {
    out->chains = NULL;
    out->goes_on = walk(store, without_entries, take_chain, reading);
  }
  out->goes_on = out->goes_on && reading->sane && out->chains != NULL;
  bool has_settings = walk(store, settings, take_setting, reading);
  walk(store, "SELECT name, opened, closed, key FROM round", take_round, reading); /* an older file has none */
  walk(store, "SELECT detail, day FROM event_log WHERE kind = 'close-round'", take_closing, reading);
  out->is_known = out->chains != NULL && has_settings;
}

void replace_read_heritage(Arena *arena, const char *path, ReplaceHeritage *out) {
  *out = (ReplaceHeritage){0};
  Reading reading = {arena, out, true};
  Store store = {.lock_file = -1};
  if (connection_open_unchanged(&store, arena, path, NULL) == STATUS_OK) read_all(&store, &reading);
  connection_close(&store);
}

typedef struct Making {
  Store *store;
  const ReplaceHeritage *heritage;
  int64_t next;
} Making;

/* Where numbers do not go on, nothing vouches for what was before the first. A damaged file may have a name twice: the one that is further
 * on counts. */
static Status add_chain(Making *making, const ReplaceChain *chain, Err *err) {
  sqlite3_stmt *statement = statement_once(
      making->store,
      "INSERT INTO device (name, first, \"before\", last, head) VALUES (?1, ?2, ?3, ?2 - 1, ?3)"
      " ON CONFLICT (name) DO UPDATE SET first = excluded.first, \"before\" = excluded.\"before\", last = excluded.last,"
      " head = excluded.head WHERE excluded.last > device.last",
      err);
  if (statement == NULL) return STATUS_WORLD;
  bool goes_on = making->heritage->goes_on;
  int64_t next = goes_on || chain->last >= making->heritage->beyond ? chain->last + 1 : making->heritage->beyond;
  bind_text(statement, 1, chain->device);
  sqlite3_bind_int64(statement, 2, next);
  if (goes_on && chain->head.len > 0) sqlite3_bind_blob64(statement, 3, chain->head.ptr, chain->head.len, SQLITE_STATIC);
  Status status = statement_run(making->store, statement, err);
  sqlite3_finalize(statement);
  if (next > making->next) making->next = next;
  return status;
}

/* Closed once is closed for good. */
static Status add_round(const Making *making, const ReplaceRound *round, Err *err) {
  sqlite3_stmt *statement =
      statement_once(making->store,
                     "INSERT INTO round (name, opened, closed, key) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE"
                     " SET opened = min(opened, excluded.opened), closed = coalesce(closed, excluded.closed),"
                     " key = CASE WHEN closed IS NULL AND excluded.closed IS NULL THEN key END",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, round->name);
  bind_text(statement, 2, round->opened);
  bind_text_or_null(statement, 3, round->closed);
  if (round->key.len > 0) bind_blob_or_null(statement, 4, round->key);
  Status status = statement_run(making->store, statement, err);
  sqlite3_finalize(statement);
  return status;
}

static Status fill(Making *making, Arena *arena, Err *err) {
  const ReplaceHeritage *heritage = making->heritage;
  Status status = STATUS_OK;
  for (const ReplaceSetting *setting = heritage->settings; setting != NULL && status == STATUS_OK; setting = setting->next)
    status = store_set_setting(making->store, setting->name, setting->value, err);
  for (const ReplaceChain *chain = heritage->chains; chain != NULL && status == STATUS_OK; chain = chain->next)
    status = add_chain(making, chain, err);
  for (const ReplaceRound *round = heritage->rounds; round != NULL && status == STATUS_OK; round = round->next)
    status = add_round(making, round, err);
  for (const ReplaceRound *round = heritage->older_rounds; round != NULL && status == STATUS_OK; round = round->next)
    status = add_round(making, round, err);
  if (heritage->goes_on || status != STATUS_OK) return status;
  if (making->next < heritage->beyond) making->next = heritage->beyond;
  /* of devices whose names could not be read either */
  return store_set_setting(making->store, STR(NUMBERS_FROM_SETTING), arena_printf(arena, "%lld", (long long)heritage->beyond), err);
}

Status replace_make(Arena *arena, const char *path, const Random *random, const ReplaceHeritage *heritage, int64_t *next,
                    Err *err) {
  Making making = {.heritage = heritage, .next = 1};
  path_remove(arena, path);
  Status status = store_open(path, random, &making.store, err);
  if (status == STATUS_OK) status = store_batch_begin(making.store, err);
  if (status == STATUS_OK) {
    status = fill(&making, arena, err);
    Status ended = store_batch_end(making.store, err);
    if (status == STATUS_OK) status = ended;
  }
  store_close(making.store);
  if (status == STATUS_OK && path_was_left_open(arena, path))
    status = err_set(err, STATUS_WORLD, "db-io", "the new database %s could not be finished; check the disk", path);
  if (status != STATUS_OK) path_remove(arena, path);
  *next = making.next;
  return status;
}
