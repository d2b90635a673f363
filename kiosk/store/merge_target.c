/* A database that is there already is changed in one transaction: whoever reads it meanwhile sees it as it was, and a kill leaves it so. A new
 * one is made beside its place, without a journal, and takes the place when it is whole. */
#include "lock.h"
#include "merge.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Keys of the ledger are scattered over their index: as much memory as keeps a million of them from being read again and again. */
#define WRITING_CACHE "PRAGMA cache_size = -49152;"

/* Rows are only as whole as in the databases that they come from. A ledger that names a response that is lost goes on saying so, and one that
 * was changed by hand against a rule of its table is for store_verify to tell here as there. */
#define AS_THEY_ARE "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"

static Status in_use(const MergeTarget *target, const char *by, Err *err) {
  return err_set(err, STATUS_WORLD, "db-in-use", "the database %s is in use by %s; close that one, or merge into a new database",
                 target->merge->path, by);
}

/* --- Into one that is there --- */

static Status hold_roles(const MergeTarget *target, Err *err) {
  static const char *const users[] = {[STORE_KIOSK] = "a kiosk or another merge", [STORE_SERVER] = "a server"};
  for (size_t role = 0; role < STORE_ROLE_COUNT; role++) {
    Err held = {0};
    if (store_claim(target->store, (StoreRole)role, &held) == STATUS_OK) continue;
    if (strcmp(held.code, "db-in-use") == 0) return in_use(target, users[role], err);
    return err_set(err, held.status, held.code, "%s", held.sentence);
  }
  return STATUS_OK;
}

/* What is to be settled has to be before the transaction. */
static Status open_there(MergeTarget *target, Err *err) {
  Status status = store_open(target->path, target->random, &target->store, err);
  if (status == STATUS_OK) status = hold_roles(target, err);
  if (status == STATUS_OK) status = store_execute(target->store, WRITING_CACHE AS_THEY_ARE, err);
  if (status == STATUS_OK) status = transaction_begin(target->store, err);
  /* Only now: nobody changes it any more. */
  return status == STATUS_OK ? store_open_readonly(target->path, &target->merge->dbs[0].store, err) : status;
}

static Status close_there(MergeTarget *target, Status status, Err *err) {
  Store *store = target->store;
  bool is_begun = store != NULL && store->db != NULL && !sqlite3_get_autocommit(store->db);
  if (status == STATUS_OK && target->merge->erases) status = scrub_note_due(store, err);
  if (is_begun) status = transaction_end(store, status, err);
  target->merge->report->is_done = status == STATUS_OK;
  if (status == STATUS_OK) status = scrub_what_is_due(store, err); /* also what an earlier merge could not do */
  store_close(store);
  return status;
}

/* --- Into a new one --- */

static bool hold_file(MergeTarget *target) {
  int file = lock_open(target->part);
  if (file != LOCK_NO_FILE && lock_take_role(file, STORE_KIOSK) != LOCK_OF_OTHERS && lock_is_of(file, target->part)) {
    target->part_lock = file;
    return true;
  }
  lock_close(file);
  return false;
}

/* What an earlier merge left that did not come to its end goes, unless that one is still at it. */
static Status hold_part(MergeTarget *target, Err *err) {
  int left = lock_open(target->part);
  bool is_held = left != LOCK_NO_FILE && lock_take_role(left, STORE_KIOSK) == LOCK_OF_OTHERS;
  if (!is_held) path_remove(target->arena, target->part);
  lock_close(left);
  Status status = is_held ? in_use(target, "another merge", err) : path_make(target->arena, target->part, err);
  if (status != STATUS_OK) return status;
  return hold_file(target) ? STATUS_OK : in_use(target, "another merge", err);
}

static Status open_new(MergeTarget *target, Err *err) {
  if (replace_is_under_way(target->arena, target->path))
    return fault_damaged(target->path, "open", STR("it was being set aside"), err);
  Status status = path_check_no_wal_alone(target->arena, target->path, err);
  if (status == STATUS_OK) status = hold_part(target, err);
  if (status != STATUS_OK) return status;
  Store *store = calloc(1, sizeof *store);
  BUG_UNLESS(store != NULL);
  *store = (Store){.writable = true, .lock_file = LOCK_NO_FILE, .random = *target->random};
  target->store = store;
  status = connection_open(store, path_plain(target->arena, target->part), SQLITE_OPEN_READWRITE, err);
  if (status == STATUS_OK)
    status = store_execute(
        store, WRITING_CACHE AS_THEY_ARE "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY", err);
  if (status == STATUS_OK) status = schema_migrate(store, err);
  return status == STATUS_OK ? transaction_begin(store, err) : status;
}

/* A kiosk may have been started on that path meanwhile. */
static Status check_place(const MergeTarget *target, Err *err) {
  PathState state;
  Status status = path_examine(target->arena, target->path, &state, err);
  if (status == STATUS_OK && state == PATH_FILLED) return in_use(target, "another program, which just made it", err);
  return status == STATUS_OK ? path_check_no_wal_alone(target->arena, target->path, err) : status;
}

static Status put_in_place(const MergeTarget *target, Err *err) {
  Status status = check_place(target, err);
  if (status != STATUS_OK) return status;
  if (!path_sync(target->part) || rename(target->part, target->path) != 0)
    return err_set(err, STATUS_WORLD, errno == ENOSPC ? "db-full" : "db-path",
                   "cannot make the database %s: %s; free some space there, or choose another path", target->path, strerror(errno));
  target->merge->report->is_done = true;
  if (path_sync(path_folder(target->arena, target->path).ptr)) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "db-io", "the disk does not say whether it keeps %s: %s; check it, and merge again",
                 target->path, strerror(errno));
}

static Status close_new(MergeTarget *target, Status status, Err *err) {
  Store *store = target->store;
  if (status == STATUS_OK) status = log_mark_copy(store, err);
  if (store != NULL && store->db != NULL) {
    if (!sqlite3_get_autocommit(store->db)) status = transaction_end(store, status, err);
    connection_close(store);
    arena_free(store->form_arena);
  }
  free(store);
  if (status == STATUS_OK) status = put_in_place(target, err);
  if (status != STATUS_OK && target->part_lock != LOCK_NO_FILE) path_remove(target->arena, target->part);
  lock_close(target->part_lock);
  return status;
}

/* --- */

Status merge_target_open(MergeTarget *target, Merge *merge, const Random *random, Err *err) {
  *target = (MergeTarget){.merge = merge, .random = random, .arena = arena_new(0), .part_lock = LOCK_NO_FILE};
  target->path = path_target(target->arena, arena_str(target->arena, str_from(merge->path))).ptr;
  PathState state;
  Status status = path_examine(target->arena, target->path, &state, err);
  if (status != STATUS_OK) return status;
  if (state == PATH_ABSENT) target->part = arena_printf(target->arena, "%s.part", target->path).ptr;
  status = target->part ? open_new(target, err) : open_there(target, err);
  merge->target = target->store;
  return status;
}

Status merge_target_close(MergeTarget *target, Status status, Err *err) {
  MergeDb *there = &target->merge->dbs[0];
  store_close(there->store); /* a reader would keep the log from being folded in */
  there->store = NULL;
  status = target->part ? close_new(target, status, err) : close_there(target, status, err);
  arena_free(target->arena);
  return status;
}
