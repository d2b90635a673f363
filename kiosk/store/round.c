/* A round's key makes its tokens and hashes, and knows them again: as long as it is there, whoever has the file can tell which responses belong
 * together. Closing destroys it first, in one step, and then the links, which are many and go a few at a time. */
#include "connection.h"

#include <string.h>

enum { STEP_RESPONSES = 500, PAUSE_MS = 10 }; /* between steps, for who waits to write */

static StoreRound round_at(sqlite3_stmt *row, Arena *arena) {
  StoreRound round = {
      .name = arena_str(arena, column_view(row, 0)),
      .opened = arena_str(arena, column_view(row, 1)),
      .closed = arena_str(arena, column_view(row, 2)),
      .links = (size_t)sqlite3_column_int64(row, 4),
  };
  Str key = column_blob_view(row, 3);
  if (key.len == sizeof round.key) memcpy(round.key, key.ptr, sizeof round.key);
  return round;
}

Status round_find(Store *store, Str name, Arena *arena, StoreRound *out, bool *found, Err *err) {
  *out = (StoreRound){.name = arena_str(arena, name)};
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_GET_ROUND, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  int code = sqlite3_step(statement);
  *found = code == SQLITE_ROW;
  if (*found) *out = round_at(statement, arena);
  Status status = *found || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  statement_release(statement);
  return status;
}

static Status refuse_closed(const StoreRound *round, Err *err) {
  return err_set(err, STATUS_INPUT, "round-closed",
                 "round \"" STR_FMT "\" was closed on " STR_FMT ", and its key destroyed: nothing can be joined in it any more;"
                 " begin another round",
                 STR_ARG(round->name), STR_ARG(round->closed));
}

/* key: NULL for a new one. */
static Status add_round(Store *store, Str name, const unsigned char *key, Str day, Err *err) {
  unsigned char bytes[STORE_ROUND_KEY_BYTES];
  if (key != NULL)
    memcpy(bytes, key, sizeof bytes);
  else
    store->random.fill(store->random.context, bytes, sizeof bytes);
  sqlite3_stmt *statement = statement_once(store, "INSERT INTO round (name, opened, key) VALUES (?1, ?2, ?3)", err);
  Status status = STATUS_WORLD;
  if (statement != NULL) {
    bind_text(statement, 1, name);
    bind_text(statement, 2, day);
    bind_blob_or_null(statement, 3, (Str){(const char *)bytes, sizeof bytes});
    status = statement_run(store, statement, err);
    sqlite3_finalize(statement);
  }
  memory_wipe(bytes, sizeof bytes);
  return status;
}

/* Under the lock: another program may have made it just now. */
static Status find_or_add(Store *store, Str name, const unsigned char *key, Str day, Arena *arena, StoreRound *out, Err *err) {
  bool found;
  Status status = round_find(store, name, arena, out, &found, err);
  if (status != STATUS_OK || found) return status;
  status = add_round(store, name, key, day, err);
  return status == STATUS_OK ? round_find(store, name, arena, out, &found, err) : status;
}

static Status make_round(Store *store, Str name, const unsigned char *key, Str day, Arena *arena, StoreRound *out, Err *err) {
  BUG_UNLESS(store->writable);
  bool found;
  Status status = round_find(store, name, arena, out, &found, err);
  if (status != STATUS_OK || found) return status;
  status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, find_or_add(store, name, key, day, arena, out, err), err) : status;
}

Status store_round(Store *store, Str name, Str day, Arena *arena, StoreRound *out, Err *err) {
  Status status = make_round(store, name, NULL, day, arena, out, err);
  return status == STATUS_OK && out->closed.len > 0 ? refuse_closed(out, err) : status;
}

Status store_give_round_key(Store *store, Str name, const unsigned char key[STORE_ROUND_KEY_BYTES], Str day, Err *err) {
  Arena *arena = arena_new_locked(0);
  StoreRound round;
  Status status = make_round(store, name, key, day, arena, &round, err);
  if (status == STATUS_OK && round.closed.len > 0) status = refuse_closed(&round, err);
  if (status == STATUS_OK && memcmp(round.key, key, sizeof round.key) != 0)
    status = err_set(err, STATUS_INPUT, "round-key",
                     "round \"" STR_FMT "\" has a key of its own in %s already, which %zu response%s joined by; use that one"
                     " everywhere (kioskctl round --show), or give this round another name",
                     STR_ARG(name), sqlite3_db_filename(store->db, "main"), round.links, round.links == 1 ? " is" : "s are");
  memory_wipe(&round, sizeof round);
  arena_free(arena);
  return status;
}

typedef struct Rounds {
  Arena *arena;
  StoreRound *items;
  size_t count, capacity;
} Rounds;

static bool add_item(void *context, sqlite3_stmt *row) {
  Rounds *rounds = context;
  if (rounds->count == rounds->capacity) {
    rounds->capacity = rounds->capacity ? 2 * rounds->capacity : 8;
    StoreRound *more = ARENA_ARRAY(rounds->arena, StoreRound, rounds->capacity);
    if (rounds->count > 0) memcpy(more, rounds->items, rounds->count * sizeof *more);
    rounds->items = more;
  }
  rounds->items[rounds->count++] = round_at(row, rounds->arena);
  return true;
}

static Status list_rounds(Store *store, const char *sql, Arena *arena, const StoreRound **out, size_t *count, Err *err) {
  sqlite3_stmt *statement = statement_once(store, sql, err);
  Rounds rounds = {.arena = arena};
  Status status = statement ? statement_walk(store, statement, add_item, &rounds, err) : STATUS_WORLD;
  *out = rounds.items;
  *count = rounds.count;
  return status;
}

Status store_rounds(Store *store, Arena *arena, const StoreRound **out, size_t *count, Err *err) {
  static const char sql[] = "SELECT name, opened, closed, key, (SELECT count(*) FROM link"
                            " WHERE link.round = round.name AND part = 0) FROM round ORDER BY name";
  return list_rounds(store, sql, arena, out, count, err);
}

Status store_rounds_uncounted(Store *store, Arena *arena, const StoreRound **out, size_t *count, Err *err) {
  return list_rounds(store, "SELECT name, opened, closed, key, 0 FROM round ORDER BY name", arena, out, count, err);
}

/* *changed: how many rows. */
static Status run_for_round(const Store *store, const char *sql, Str name, Str day, int *changed, Err *err) {
  sqlite3_stmt *statement = statement_once(store, sql, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  if (day.len > 0) bind_text(statement, 2, day);
  Status status = statement_run(store, statement, err);
  *changed = sqlite3_changes(store->db);
  sqlite3_finalize(statement);
  return status;
}

/* The file's own device; in a file of others', as of a merge, the first of those. */
static Status find_device(Store *store, Arena *arena, Str *out, Err *err) {
  Status status = store_get_setting(store, STR("device"), arena, out, err);
  if (status != STATUS_OK || out->len > 0) return status;
  sqlite3_stmt *statement = statement_once(store, "SELECT min(name) FROM device", err);
  if (statement == NULL) return STATUS_WORLD;
  if (sqlite3_step(statement) == SQLITE_ROW) *out = arena_str(arena, column_view(statement, 0));
  sqlite3_finalize(statement);
  return STATUS_OK;
}

static Status log_closing(Store *store, Arena *arena, Str device, Str name, Str day, Err *err) {
  Status status = device.len > 0 ? STATUS_OK : find_device(store, arena, &device, err);
  if (status == STATUS_OK) status = write_known_device(store, device, arena, &device, err);
  return status == STATUS_OK ? write_event(store, device, STR("close-round"), name, day, err) : status;
}

static Status destroy_key(Store *store, Arena *arena, Str device, const StoreRound *round, Str day, Err *err) {
  int changed;
  Status status = transaction_begin(store, err);
  if (status != STATUS_OK) return status;
  status = scrub_note_due(store, err);
  if (status == STATUS_OK)
    status = run_for_round(store, "UPDATE round SET closed = ?2, key = NULL WHERE name = ?1 AND closed IS NULL", round->name, day,
                           &changed, err);
  if (status == STATUS_OK && changed > 0) status = log_closing(store, arena, device, round->name, day, err);
  if (status == STATUS_OK) status = write_cover_row_buffer(store, err);
  return transaction_end(store, status, err);
}

static Status drop_some_links(Store *store, Str name, const char *sql, Err *err) {
  int changed;
  Status status = transaction_begin(store, err);
  if (status != STATUS_OK) return status;
  status = scrub_note_due(store, err);
  if (status == STATUS_OK) status = run_for_round(store, sql, name, (Str){0}, &changed, err);
  if (status == STATUS_OK) status = write_cover_row_buffer(store, err);
  return transaction_end(store, status, err);
}

/* None is added meanwhile: the round is closed. */
static Status drop_all_links(Store *store, Str name, size_t count, Err *err) {
  static const char some[] =
      "DELETE FROM link WHERE response IN (SELECT response FROM link WHERE round = ?1 AND part = 0 LIMIT 500)";
  for (size_t left = count; left > STEP_RESPONSES; left -= STEP_RESPONSES) {
    Status status = drop_some_links(store, name, some, err);
    if (status != STATUS_OK) return status;
    sqlite3_sleep(PAUSE_MS);
  }
  return drop_some_links(store, name, "DELETE FROM link WHERE round = ?1", err);
}

/* Of one that is closed: a kill, or a reader, may have kept some of it. */
static Status finish_closing(Store *store, const StoreRound *round, Err *err) {
  Status status = round->links > 0 ? drop_all_links(store, round->name, round->links, err) : STATUS_OK;
  if (status == STATUS_OK) status = scrub_what_is_due(store, err);
  return status == STATUS_OK && round->links == 0 ? refuse_closed(round, err) : status;
}

static Status close_round(Store *store, Arena *arena, Str name, Str device, Str day, size_t *links, Err *err) {
  StoreRound round;
  bool found;
  Status status = round_find(store, name, arena, &round, &found, err);
  if (status != STATUS_OK) return status;
  if (!found)
    return err_set(err, STATUS_INPUT, "round-unknown",
                   "there is no round \"" STR_FMT "\" in %s; kioskctl round lists those there are", STR_ARG(name),
                   sqlite3_db_filename(store->db, "main"));
  *links = round.links;
  if (round.closed.len > 0) return finish_closing(store, &round, err);
  status = destroy_key(store, arena, device, &round, day, err);
  if (status == STATUS_OK) status = drop_all_links(store, name, round.links, err);
  return status == STATUS_OK ? scrub_what_is_due(store, err) : status;
}

Status store_close_round(Store *store, Str name, Str device, Str day, size_t *links, Err *err) {
  BUG_UNLESS(store->writable && !store->in_batch);
  *links = 0;
  Arena *arena = arena_new_locked(0);
  Status status = close_round(store, arena, name, device, day, links, err);
  arena_free(arena);
  return status;
}
