/* A copy is made beside the place where it will stand and read back from its disk before it takes that place: until then, and whatever
 * happens meanwhile, the copy that was there before stays whole. */
#include "backup_other.h"
#include "connection.h"
#include "lock.h"
#include "raw_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Backup {
  Arena *arena;
  const char *source; /* where links lead */
  const char *to;     /* as named */
  const char *target; /* where links lead */
  const char *part;   /* written until then */
  int part_lock;
} Backup;

static Status refuse(const Backup *backup, const char *why, const char *remedy, Err *err) {
  return err_set(err, STATUS_WORLD, "backup-path", "no backup was written to %s: %s; %s", backup->to, why, remedy);
}

enum { HEADER_BYTES = 100, WRITE_VERSION_AT = 18, APPLICATION_AT = 68, VERSION_WAL = 2 };

/* A copy of ours says in its header that it has no log, which a database in use never does. */
static Status check_replaced(const Backup *backup, Err *err) {
  static const char other[] = "name another file for the backup";
  unsigned char header[HEADER_BYTES];
  int file = open(backup->target, O_RDONLY | O_CLOEXEC);
  if (file < 0) return refuse(backup, strerror(errno), "give this user permission, or choose another path", err);
  ssize_t got = read(file, header, sizeof header);
  close(file);
  if (got == 0) return STATUS_OK;
  bool ours = got == (ssize_t)sizeof header && memcmp(header, "SQLite format 3", 16) == 0 &&
              raw_be32(header + APPLICATION_AT) == SCHEMA_APPLICATION_ID;
  if (!ours) return refuse(backup, "another file stands there", other, err);
  if (header[WRITE_VERSION_AT] == VERSION_WAL || path_has_wal(backup->arena, backup->target))
    return refuse(backup, "a database stands there that was used since, and no backup", other, err);
  return STATUS_OK;
}

/* By whatever name: the database, or what SQLite keeps beside it. */
static bool is_of_source(const Backup *backup, const char *path) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  struct stat there, ours;
  if (stat(path, &there) != 0) return false;
  for (size_t i = 0; i < COUNT_OF(endings); i++)
    if (stat(arena_printf(backup->arena, "%s%s", backup->source, endings[i]).ptr, &ours) == 0 && ours.st_ino == there.st_ino &&
        ours.st_dev == there.st_dev)
      return true;
  return false;
}

static Status check_target(const Backup *backup, Err *err) {
  struct stat info;
  if (stat(backup->target, &info) != 0)
    return errno == ENOENT || errno == ENOTDIR ? STATUS_OK : refuse(backup, strerror(errno), "choose another path", err);
  if (S_ISDIR(info.st_mode)) return refuse(backup, "it is a folder", "name a file in it", err);
  if (!S_ISREG(info.st_mode)) return refuse(backup, "it is not an ordinary file", "choose another path", err);
  if (is_of_source(backup, backup->target))
    return refuse(backup, "it is the database itself", "choose another path, on another disk", err);
  return check_replaced(backup, err);
}

static Status fail_with(const Backup *backup, int reason, Err *err) {
  if (reason == ENOSPC || reason == EDQUOT)
    return err_set(err, STATUS_WORLD, "backup-full", "no backup was written to %s: the disk is full; free some space on it",
                   backup->to);
  if (reason == ENOENT || reason == ENOTDIR)
    return refuse(backup, "its folder is not there", "put the stick in, or create the folder", err);
  if (reason == EROFS) return refuse(backup, "the disk may only be read", "take its write protection off, or use another", err);
  return refuse(backup, strerror(reason), "check the disk, and that this user may write in the folder", err);
}

static Status fail_sqlite(const Backup *backup, sqlite3 *copy, Err *err) {
  int code = sqlite3_extended_errcode(copy);
  if ((code & 0xff) == SQLITE_FULL) return fail_with(backup, ENOSPC, err);
  return err_set(err, STATUS_WORLD, "backup-damaged",
                 "no backup was written to %s: writing failed; check the disk and its cable (%s)", backup->to,
                 sqlite3_errmsg(copy));
}

static Status refuse_writing(const Backup *backup, Err *err) {
  return refuse(backup, "another backup is being written there", "wait for it", err);
}

/* What an interrupted backup leaves is an ordinary file with no other name: what a link leads to is somebody's. */
static Status check_leftover(const Backup *backup, const struct stat *info, Err *err) {
  if (S_ISREG(info->st_mode) && info->st_nlink <= 1 && !is_of_source(backup, backup->part)) return STATUS_OK;
  return refuse(backup,
                arena_printf(backup->arena, "%s stands in its way, and is nothing that a backup left there", backup->part).ptr,
                "move it away, or choose another path", err);
}

/* Nothing is written into it: it goes, unless somebody is writing it. */
static Status remove_leftover(const Backup *backup, int *held, Err *err) {
  struct stat info;
  if (lstat(backup->part, &info) != 0) return errno == ENOENT ? STATUS_OK : fail_with(backup, errno, err);
  Status status = check_leftover(backup, &info, err);
  if (status != STATUS_OK) return status;
  *held = open(backup->part, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (*held < 0 || fstat(*held, &info) != 0) return errno == ENOENT ? refuse_writing(backup, err) : fail_with(backup, errno, err);
  status = check_leftover(backup, &info, err);
  if (status != STATUS_OK) return status;
  if (lock_take_role(*held, STORE_KIOSK) == LOCK_OF_OTHERS || !lock_is_of(*held, backup->part)) return refuse_writing(backup, err);
  return unlink(backup->part) == 0 ? STATUS_OK : fail_with(backup, errno, err);
}

/* Always a file that was not there before. Held while it is written, so that two backups do not write into one. */
static Status make_part(Backup *backup, Err *err) {
  int file = open(backup->part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP);
  if (file < 0) return errno == EEXIST ? refuse_writing(backup, err) : fail_with(backup, errno, err);
  backup->part_lock = file;
  if (lock_take_role(file, STORE_KIOSK) == LOCK_OF_OTHERS || !lock_is_of(file, backup->part)) return refuse_writing(backup, err);
  return STATUS_OK;
}

/* SQLite would take up what stands beside the part: a log, or a journal. */
static Status remove_beside_part(const Backup *backup, Err *err) {
  static const char *const endings[] = {"-wal", "-shm", "-journal"};
  for (size_t i = 0; i < COUNT_OF(endings); i++) {
    const char *beside = arena_printf(backup->arena, "%s%s", backup->part, endings[i]).ptr;
    struct stat info;
    if (lstat(beside, &info) != 0) continue;
    if (!S_ISREG(info.st_mode) || info.st_nlink > 1 || is_of_source(backup, beside))
      return refuse(backup, arena_printf(backup->arena, "%s stands in its way", beside).ptr, "move it away, or choose another path",
                    err);
    if (unlink(beside) != 0) return fail_with(backup, errno, err);
  }
  return STATUS_OK;
}

static Status begin_part(Backup *backup, Err *err) {
  int held = LOCK_NO_FILE;
  Status status = remove_leftover(backup, &held, err);
  if (status == STATUS_OK) status = remove_beside_part(backup, err);
  if (status == STATUS_OK) status = make_part(backup, err);
  lock_close(held); /* only now: who waited for it sees that it is gone */
  return status;
}

static Status fail_copying(const Backup *backup, const Store *source, sqlite3 *copy, int code, Err *err) {
  const char *path = sqlite3_db_filename(source->db, "main");
  int kind = code & 0xff;
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) return fault_damaged(path, "copy", str_from(sqlite3_errstr(kind)), err);
  if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ)
    return err_set(err, STATUS_WORLD, "db-io", "cannot read the database %s; reading failed: check the disk and its cable", path);
  return fail_sqlite(backup, copy, err);
}

/* All in one step: one state of the source, beside which the kiosk goes on writing. */
static Status copy_pages(const Backup *backup, const Store *source, Store *copy, Err *err) {
  sqlite3_backup *job = sqlite3_backup_init(copy->db, "main", source->db, "main");
  if (job == NULL) return fail_sqlite(backup, copy->db, err);
  int code = sqlite3_backup_step(job, -1);
  sqlite3_backup_finish(job);
  return code == SQLITE_DONE ? STATUS_OK : fail_copying(backup, source, copy->db, code, err);
}

static Status write_part(const Backup *backup, const Store *source, Err *err) {
  Store copy = {.lock_file = LOCK_NO_FILE};
  Status status = connection_open(&copy, path_plain(backup->arena, backup->part), SQLITE_OPEN_READWRITE, NULL);
  if (status == STATUS_OK) status = store_execute(&copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL);
  if (status == STATUS_OK) status = copy_pages(backup, source, &copy, err);
  if (status == STATUS_OK) status = log_mark_copy(&copy, NULL);
  /* It needs no log, and can be read where nothing may be written. */
  if (status == STATUS_OK) status = store_execute(&copy, "PRAGMA journal_mode = DELETE", NULL);
  if (status != STATUS_OK) fail_sqlite(backup, copy.db, err); /* unless copying said why */
  connection_close(&copy);
  return status;
}

typedef struct Counts {
  int64_t responses, attachments, entries;
} Counts;

static Status count(const Store *store, Counts *out, Err *err) {
  *out = (Counts){0};
  Status status = schema_number(store, "SELECT count(*) FROM response", &out->responses, err);
  if (status == STATUS_OK) status = schema_number(store, "SELECT count(*) FROM attachment", &out->attachments, err);
  if (status == STATUS_OK) status = schema_number(store, "SELECT count(*) FROM ledger", &out->entries, err);
  return status;
}

static Status damaged(const Backup *backup, const char *what, Err *err) {
  return err_set(err, STATUS_WORLD, "backup-damaged",
                 "no backup was written to %s: what was read back is not what was written; use another stick or disk (%s)",
                 backup->to, what);
}

static Status check_whole(const Backup *backup, const Store *copy, Err *err) {
  sqlite3_stmt *statement = statement_once(copy, "PRAGMA integrity_check (1)", NULL);
  if (statement == NULL) return damaged(backup, sqlite3_errmsg(copy->db), err);
  bool whole = sqlite3_step(statement) == SQLITE_ROW && str_is(column_view(statement, 0), "ok");
  Str what = arena_str(backup->arena, column_view(statement, 0));
  sqlite3_finalize(statement);
  return whole ? STATUS_OK : damaged(backup, what.len > 0 ? what.ptr : sqlite3_errmsg(copy->db), err);
}

static bool same_counts(const Counts *a, const Counts *b) {
  return a->responses == b->responses && a->attachments == b->attachments && a->entries == b->entries;
}

/* The system is told to forget what it knows of the file: what counts is what the disk gives back. */
static Status check_part(const Backup *backup, const Counts *wanted, Err *err) {
  if (fsync(backup->part_lock) != 0) return fail_with(backup, errno, err);
  posix_fadvise(backup->part_lock, 0, 0, POSIX_FADV_DONTNEED);
  Store copy = {.lock_file = LOCK_NO_FILE};
  Counts counts = {0};
  Status status = connection_open_unchanged(&copy, backup->arena, backup->part, NULL);
  if (status == STATUS_OK) status = store_execute(&copy, "PRAGMA ignore_check_constraints = ON", NULL);
  if (status == STATUS_OK) status = count(&copy, &counts, NULL);
  if (status != STATUS_OK) damaged(backup, sqlite3_errmsg(copy.db), err);
  if (status == STATUS_OK) status = check_whole(backup, &copy, err);
  if (status == STATUS_OK && !same_counts(&counts, wanted)) status = damaged(backup, "rows are missing", err);
  connection_close(&copy);
  return status;
}

static Status put_in_place(const Backup *backup, const Store *source, Err *err) {
  const char *kept;
  if (!backup_keep_other(backup->arena, source, backup->target, &kept)) return fail_with(backup, errno, err);
  if (kept)
    log_line(LOG_WARN, "store", "the copy that stood at %s is of another database, or of one that was lost since; it is now %s",
             backup->to, kept);
  if (rename(backup->part, backup->target) == 0 && path_sync(path_folder(backup->arena, backup->target).ptr)) return STATUS_OK;
  return fail_with(backup, errno, err);
}

static Status copy_out(Backup *backup, const Store *source, Err *err) {
  Counts counts;
  Status status = begin_part(backup, err);
  if (status != STATUS_OK) return status;
  status = store_execute(source, "BEGIN", err);
  if (status == STATUS_OK) status = count(source, &counts, err);
  if (status == STATUS_OK) status = write_part(backup, source, err);
  if (status == STATUS_OK) status = check_part(backup, &counts, err);
  if (status == STATUS_OK) status = put_in_place(backup, source, err);
  if (status != STATUS_OK) path_remove(backup->arena, backup->part);
  return status;
}

static Status open_source(Store *source, Arena *arena, const char *path, Err *err) {
  PathState state;
  Status status = path_examine(arena, path, &state, err);
  if (status == STATUS_OK) status = path_must_exist(path, state, err);
  if (status == STATUS_OK) status = identity_check(arena, path, IDENTITY_COPY, err);
  return status == STATUS_OK ? connection_open_to_read(source, arena, path, err) : status;
}

Status store_backup(const char *path, const char *to, Err *err) {
  Backup backup = {.arena = arena_new(0), .to = to, .part_lock = LOCK_NO_FILE};
  Store source = {.lock_file = LOCK_NO_FILE};
  backup.source = path_target(backup.arena, arena_str(backup.arena, str_from(path))).ptr;
  backup.target = path_target(backup.arena, arena_str(backup.arena, str_from(to))).ptr;
  backup.part = arena_printf(backup.arena, "%s.part", backup.target).ptr;
  Status status =
      to[0] == '\0' ? refuse(&backup, "its path is empty", "name a file", err) : open_source(&source, backup.arena, path, err);
  if (status == STATUS_OK) status = check_target(&backup, err);
  if (status == STATUS_OK) status = copy_out(&backup, &source, err);
  if (source.db != NULL) connection_close(&source);
  lock_close(backup.part_lock);
  arena_free(backup.arena);
  return status;
}
