#include "connection.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MAX = 40 }; /* as the system has it */

static const char sqlite_magic[16] = "SQLite format 3";

Str path_folder(Arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return STR(".");
  if (slash == path) return STR("/");
  return arena_str(arena, (Str){path, (size_t)(slash - path)});
}

static Status examine_absent(Arena *arena, const char *path, Err *err) {
  Str folder = path_folder(arena, path);
  struct stat info;
  if (stat(folder.ptr, &info) != 0)
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot make the database %s: the folder " STR_FMT " does not exist; create it or choose another path", path,
                   STR_ARG(folder));
  if (!S_ISDIR(info.st_mode))
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot make the database %s: " STR_FMT " is a file, not a folder; choose another path", path, STR_ARG(folder));
  return STATUS_OK;
}

static Status not_ours(const char *path, Err *err) {
  return err_set(err, STATUS_INPUT, "db-foreign", "%s is not an Innspill database; choose another path", path);
}

static Status examine_content(Arena *arena, const char *path, PathState *state, Err *err) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot read the database %s: %s; give this user permission or choose another path", path, strerror(errno));
  char head[sizeof sqlite_magic];
  ssize_t got = read(file, head, sizeof head);
  int reason = errno;
  close(file);
  if (got < 0)
    return err_set(err, STATUS_WORLD, "db-io", "cannot read the database %s: %s; check the disk", path, strerror(reason));
  *state = got == 0 ? PATH_ABSENT : PATH_FILLED;
  if (got == 0 || (got == (ssize_t)sizeof head && memcmp(head, sqlite_magic, sizeof head) == 0)) return STATUS_OK;
  return recognize(arena, path) ? fault_damaged(path, "open", STR("its head is gone"), err) : not_ours(path, err);
}

/* Where path leads, whether or not anything is there: SQLite keeps the log of a link beside what the link names. */
Str path_target(Arena *arena, Str path) {
  char target[PATH_MAX];
  for (int hops = 0; hops < LINKS_MAX; hops++) {
    ssize_t length = readlink(path.ptr, target, sizeof target);
    if (length <= 0 || length == (ssize_t)sizeof target) break;
    Str folder = target[0] == '/' ? STR("") : path_folder(arena, path.ptr);
    path = arena_printf(arena, STR_FMT "%s%.*s", STR_ARG(folder), folder.len > 0 ? "/" : "", (int)length, target);
  }
  return path;
}

/* The power may go while a database is being made: then it has some of its pages, in any order. Its journal says that it had none before, and
 * SQLite takes it back to that as soon as it is opened for writing. https://www.sqlite.org/fileformat2.html#the_rollback_journal */
static bool was_being_made(Arena *arena, const char *path) {
  static const unsigned char journal_magic[8] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
  enum { PAGES_BEFORE_AT = 16, PAGES_BEFORE_BYTES = 4 };
  Str journal = arena_printf(arena, STR_FMT "-journal", STR_ARG(path_target(arena, str_from(path))));
  int file = open(journal.ptr, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  unsigned char head[PAGES_BEFORE_AT + PAGES_BEFORE_BYTES];
  static const unsigned char none[PAGES_BEFORE_BYTES];
  ssize_t got = read(file, head, sizeof head);
  close(file);
  return got == (ssize_t)sizeof head && memcmp(head, journal_magic, sizeof journal_magic) == 0 &&
         memcmp(head + PAGES_BEFORE_AT, none, sizeof none) == 0;
}

Status path_examine(Arena *arena, const char *path, PathState *state, Err *err) {
  *state = PATH_ABSENT;
  if (path[0] == '\0')
    return err_set(err, STATUS_WORLD, "db-path", "the path of the database is empty; name a file, such as answers.db");
  struct stat info;
  if (stat(path, &info) != 0) {
    int reason = errno;
    if (reason == ENOENT || reason == ENOTDIR) return examine_absent(arena, path, err);
    return err_set(err, STATUS_WORLD, "db-path", "cannot open the database %s: %s; choose another path", path, strerror(reason));
  }
  if (S_ISDIR(info.st_mode))
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot open the database %s: it is a folder; name a file in it, such as %s/answers.db", path, path);
  if (!S_ISREG(info.st_mode))
    return err_set(err, STATUS_WORLD, "db-path", "cannot open the database %s: it is not an ordinary file; choose another path",
                   path);
  if (was_being_made(arena, path)) return STATUS_OK;
  return examine_content(arena, path, state, err);
}

Status path_must_exist(const char *path, PathState state, Err *err) {
  if (state == PATH_FILLED) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "db-path", "there is no database %s; check the path", path);
}

Status path_check_writable(Arena *arena, const char *path, Err *err) {
  Str folder = path_folder(arena, path);
  if (access(path, W_OK) != 0)
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot write to the database %s: %s; give this user write permission to it or choose another path", path,
                   strerror(errno));
  if (access(folder.ptr, W_OK | X_OK) != 0)
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot write in the folder " STR_FMT
                   " of the database: %s; give this user write permission to it or choose another path",
                   STR_ARG(folder), strerror(errno));
  return STATUS_OK;
}

Status path_make(Arena *arena, const char *path, Err *err) {
  Str folder = path_folder(arena, path);
  int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP);
  if (file < 0)
    return err_set(err, STATUS_WORLD, errno == ENOSPC ? "db-full" : "db-path",
                   "cannot make the database %s: %s; make the folder " STR_FMT " writable for this user or choose another path",
                   path, strerror(errno), STR_ARG(folder));
  close(file);
  return STATUS_OK;
}

Str path_plain(Arena *arena, const char *path) {
  return arena_printf(arena, "%s%s", path[0] == '/' ? "" : "./", path);
}

Str path_immutable_uri(Arena *arena, const char *path) {
  Str plain = path_plain(arena, path);
  Buffer buffer = buffer_new(arena);
  Sink uri = sink_to_buffer(&buffer);
  sink_z(&uri, "file:");
  for (size_t i = 0; i < plain.len; i++) {
    bool special = strchr("?#%", plain.ptr[i]) != NULL;
    sink_printf(&uri, special ? "%%%02X" : "%c", (unsigned char)plain.ptr[i]);
  }
  sink_z(&uri, "?immutable=1");
  return buffer_view(&buffer);
}

Str path_log(Arena *arena, const char *path) {
  return arena_printf(arena, STR_FMT "-wal", STR_ARG(path_target(arena, str_from(path))));
}

bool path_was_left_open(Arena *arena, const char *path) {
  struct stat info;
  return stat(path_log(arena, path).ptr, &info) == 0;
}

bool path_has_wal(Arena *arena, const char *path) {
  struct stat info;
  return stat(path_log(arena, path).ptr, &info) == 0 && info.st_size > 0;
}

Status path_check_no_wal_alone(Arena *arena, const char *path, Err *err) {
  if (!path_has_wal(arena, path)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "db-wal-alone",
                 STR_FMT " still holds answers of a database that is not there; put that database back beside it, or move the -wal"
                         " file away",
                 STR_ARG(path_log(arena, path)));
}

bool path_sync(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  int code = fsync(file), reason = errno;
  close(file);
  errno = reason;
  return code == 0;
}

void path_remove(Arena *arena, const char *path) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < COUNT_OF(endings); i++)
    unlink(arena_printf(arena, "%s%s", path, endings[i]).ptr);
}
