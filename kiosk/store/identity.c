/* Whose file is it, and is it whole? Asked in a way that leaves it and its folder as they were: what is damaged is not written to. */
#include "connection.h"

#include <sys/stat.h>

enum { CHECKED_WHOLE_BYTES = 16 << 20 }; /* at most: a larger file would hold up the start */

typedef struct Identity {
  int64_t application, version, things;
} Identity;

static Status read_identity(const Store *store, Identity *out, Err *err) {
  Status status = schema_number(store, "PRAGMA application_id", &out->application, err);
  if (status == STATUS_OK) status = schema_number(store, "PRAGMA user_version", &out->version, err);
  if (status == STATUS_OK) status = schema_number(store, "SELECT count(*) FROM sqlite_schema", &out->things, err);
  return status;
}

/* A file that SQLite made and nobody filled is as good as none: a crash while ours was being made leaves one. */
static bool is_blank(const Identity *identity) {
  return identity->application == 0 && identity->version == 0 && identity->things == 0;
}

static bool is_ours(const Identity *identity, IdentityUse use) {
  return identity->application == SCHEMA_APPLICATION_ID || (is_blank(identity) && use == IDENTITY_WRITE);
}

static Status judge_identity(const Identity *identity, const char *path, IdentityUse use, Err *err) {
  if (!is_ours(identity, use))
    return err_set(err, STATUS_INPUT, "db-foreign", "%s is not an Innspill database; choose another path", path);
  if (identity->version > schema_version())
    return err_set(err, STATUS_INPUT, "db-newer", "the database %s was made by a newer version of Innspill; update this program",
                   path);
  if (identity->version < schema_version() && use == IDENTITY_READ)
    return err_set(err, STATUS_INPUT, "db-older",
                   "the database %s was made by an older version of Innspill; open it once with this version's kiosk", path);
  return STATUS_OK;
}

static Status check_part(const Store *store, const char *sql, Err *err) {
  sqlite3_stmt *statement = statement_once(store, sql, err);
  if (statement == NULL) return STATUS_WORLD;
  Status status = STATUS_OK;
  int code = sqlite3_step(statement);
  if (code != SQLITE_ROW)
    status = store_fail(store, "read", err);
  else if (!str_is(column_view(statement, 0), "ok"))
    status = fault_damaged(sqlite3_db_filename(store->db, "main"), "use", column_view(statement, 0), err);
  sqlite3_finalize(statement);
  return status;
}

/* In a large file: the tables that every visit needs and that are small, and both ends of the large ones. */
static Status check_parts(const Store *store, Err *err) {
  static const char *const parts[] = {
      "PRAGMA quick_check (setting)",
      "PRAGMA quick_check (device)",
      "PRAGMA quick_check (form_version)",
      "PRAGMA quick_check (choice_code)",
      "SELECT 'ok', (SELECT uuid FROM response ORDER BY uuid LIMIT 1), (SELECT uuid FROM response ORDER BY uuid DESC LIMIT 1)",
      "SELECT 'ok', (SELECT response FROM attachment ORDER BY response LIMIT 1),"
      " (SELECT response FROM attachment ORDER BY response DESC LIMIT 1)",
      "SELECT 'ok', (SELECT number FROM ledger ORDER BY device, number LIMIT 1),"
      " (SELECT number FROM ledger ORDER BY device DESC, number DESC LIMIT 1)",
  };
  Status status = STATUS_OK;
  for (size_t i = 0; i < COUNT_OF(parts) && status == STATUS_OK; i++)
    status = check_part(store, parts[i], err);
  return status;
}

static bool is_small(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && info.st_size <= CHECKED_WHOLE_BYTES;
}

/* Rules of the tables are not asked for: a row that was changed by hand is for store_verify to find, and no damage of the file's. */
static Status check_whole(const Store *store, const char *path, Err *err) {
  Status status = store_execute(store, "PRAGMA ignore_check_constraints = ON; PRAGMA cell_size_check = ON", err);
  if (status != STATUS_OK) return status;
  return is_small(path) ? check_part(store, "PRAGMA quick_check (1)", err) : check_parts(store, err);
}

/* Is it one of ours whose mark is what was damaged? */
static bool was_ours(Arena *arena, const Store *probe, const char *path) {
  return recognize(arena, path) && check_whole(probe, path, NULL) != STATUS_OK;
}

/* SQLite does not get as far as the mark where the format of the schema is one that does not exist. */
static Status identify(Arena *arena, const Store *probe, const char *path, Identity *out, Err *err) {
  Err unread = {0};
  Status status = read_identity(probe, out, &unread);
  if (status == STATUS_OK) return STATUS_OK;
  if ((sqlite3_extended_errcode(probe->db) & 0xff) == SQLITE_ERROR && recognize(arena, path))
    return fault_damaged(path, "open", str_from(sqlite3_errmsg(probe->db)), err);
  return err_set(err, status, unread.code, "%s", unread.sentence);
}

/* Before SQLite lays it over the file. */
static Status check_log(Arena *arena, const char *path, IdentityUse use, Err *err) {
  if (!path_has_wal(arena, path) || log_mark_fits(path)) return STATUS_OK;
  return use == IDENTITY_WRITE ? log_mark_part(arena, path, err) : log_mark_refuse(arena, path, err);
}

Status identity_check(Arena *arena, const char *path, IdentityUse use, Err *err) {
  Store probe = {0};
  Identity identity;
  Status status = check_log(arena, path, use, err);
  if (status != STATUS_OK) return status;
  status = connection_open_unchanged(&probe, arena, path, err);
  if (status == STATUS_OK) status = identify(arena, &probe, path, &identity, err);
  if (status == STATUS_OK && !is_ours(&identity, use) && was_ours(arena, &probe, path))
    status = fault_damaged(path, "open", STR("its mark is gone"), err);
  if (status == STATUS_OK) status = judge_identity(&identity, path, use, err);
  if (status == STATUS_OK && use == IDENTITY_WRITE && !is_blank(&identity)) status = check_whole(&probe, path, err);
  connection_close(&probe);
  return status;
}
