#include "out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_TRIED_MAX = 100 };

static const char *name_of(const OutFile *file) {
  return strcmp(file->path, "-") == 0 ? "standard output" : file->path;
}

static Status write_failed(const OutFile *file, Err *err) {
  return err_set(err, STATUS_WORLD, "out-path", "cannot write %s: %s; choose another %s, or make space or permission there",
                 name_of(file), strerror(errno), file->option);
}

static Status is_database(const OutFile *file, Err *err) {
  return err_set(err, STATUS_USAGE, "out-is-database",
                 "%s is a database, a part of one, or what is read here, and would be lost; name another file to write to with %s",
                 name_of(file), file->option);
}

static bool is_same_file(const struct stat *a, const char *path) {
  struct stat b;
  return stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

/* Not for db and its parts: closing a file that SQLite has open, on whatever descriptor, drops its locks. */
static Status check_content(const OutFile *file, Err *err) {
  static const char magic[] = "SQLite format 3";
  char head[sizeof magic] = "";
  int descriptor = open(file->path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return write_failed(file, err);
  ssize_t got = read(descriptor, head, sizeof head);
  close(descriptor);
  return got == (ssize_t)sizeof head && memcmp(head, magic, sizeof magic) == 0 ? is_database(file, err) : STATUS_OK;
}

static const char *const database_parts[] = {"", "-wal", "-shm", "-journal"};

static bool is_part_of(const struct stat *info, Arena *arena, const char *db) {
  for (size_t i = 0; i < COUNT_OF(database_parts); i++)
    if (is_same_file(info, arena_printf(arena, "%s%s", db, database_parts[i]).ptr)) return true;
  return false;
}

/* A part that is not there now: a file under its name would be taken for it later. */
static bool has_name_of_part(Arena *arena, const char *target, const char *db) {
  const char *slash = strrchr(target, '/');
  const char *name = slash ? slash + 1 : target;
  const char *db_slash = strrchr(db, '/');
  BUG_UNLESS(db_slash != NULL);
  struct stat folder;
  Str folder_path = slash ? arena_str(arena, (Str){target, (size_t)(name - target)}) : STR(".");
  Str db_folder = arena_str(arena, (Str){db, (size_t)(db_slash + 1 - db)});
  if (stat(folder_path.ptr, &folder) != 0 || !is_same_file(&folder, db_folder.ptr)) return false;
  for (size_t i = 0; i < COUNT_OF(database_parts); i++)
    if (str_is(arena_printf(arena, "%s%s", db_slash + 1, database_parts[i]), name)) return true;
  return false;
}

/* No signal comes between the file and the handler's knowing of it. */
static int make_unfinished(OutFile *file, const char *beside, const char *line, mode_t mode) {
  sigset_t before = interrupt_hold();
  int descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  int reason = errno;
  if (descriptor >= 0) {
    file->beside = beside;
    file->unfinished = (Unfinished){.path = beside, .line = line};
    interrupt_add(&file->unfinished);
  }
  interrupt_release(&before);
  errno = reason;
  return descriptor;
}

bool out_file_take_over_mode(int descriptor, const struct stat *replaced) {
  mode_t mode = replaced->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  bool same_group =
      fchown(descriptor, replaced->st_uid, replaced->st_gid) == 0 || fchown(descriptor, (uid_t)-1, replaced->st_gid) == 0;
  if (!same_group) mode &= (mode_t)~S_IRWXG;
  return fchmod(descriptor, mode) == 0;
}

static Status open_stream(int descriptor, OutFile *file, Err *err) {
  file->stream = fdopen(descriptor, "w");
  if (file->stream != NULL) return STATUS_OK;
  close(descriptor);
  return write_failed(file, err);
}

static Status open_beside(Arena *arena, const char *target, const struct stat *replaced, OutFile *file, Err *err) {
  const char *beside = out_file_name_beside(arena, target, "part");
  mode_t mode = replaced ? S_IRUSR | S_IWUSR : S_IRUSR | S_IWUSR | S_IRGRP;
  const char *line = arena_printf(arena, "interrupted, and nothing was written to %s\n", file->path).ptr;
  int descriptor = make_unfinished(file, beside, line, mode);
  if (descriptor < 0) return write_failed(file, err);
  file->target = target;
  file->before = out_file_name_beside(arena, target, "before");
  Status status = replaced && !out_file_take_over_mode(descriptor, replaced) ? write_failed(file, err) : STATUS_OK;
  if (status == STATUS_OK) return open_stream(descriptor, file, err);
  close(descriptor);
  return status;
}

/* A device or a pipe is written to as it is: renaming over it would replace it. */
static Status open_special(OutFile *file, Err *err) {
  int descriptor = open(file->path, O_WRONLY | O_CLOEXEC);
  return descriptor < 0 ? write_failed(file, err) : open_stream(descriptor, file, err);
}

static Status open_existing(Arena *arena, const struct stat *info, const char *db, OutFile *file, Err *err) {
  if (S_ISDIR(info->st_mode))
    return err_set(err, STATUS_WORLD, "out-path", "cannot write %s: it is a folder; name a file in it", file->path);
  if (!S_ISREG(info->st_mode)) return open_special(file, err);
  if (db != NULL && is_part_of(info, arena, db)) return is_database(file, err);
  Status status = check_content(file, err);
  if (status != STATUS_OK) return status;
  char *real = realpath(file->path, NULL);
  if (real == NULL) return write_failed(file, err);
  const char *target = arena_str(arena, str_from(real)).ptr;
  free(real);
  return open_beside(arena, target, info, file, err);
}

static Status open_path(Arena *arena, const char *path, const char *db, OutFile *file, Err *err) {
  struct stat info;
  if (strcmp(path, "-") == 0) {
    file->stream = stdout;
    return db != NULL && fstat(STDOUT_FILENO, &info) == 0 && is_part_of(&info, arena, db) ? is_database(file, err) : STATUS_OK;
  }
  if (stat(path, &info) == 0) return open_existing(arena, &info, db, file, err);
  if (lstat(path, &info) == 0)
    return err_set(err, STATUS_WORLD, "out-path", "cannot write %s: it is a link that leads nowhere; name a file", path);
  if (db != NULL && has_name_of_part(arena, path, db)) return is_database(file, err);
  return open_beside(arena, path, NULL, file, err);
}

static Status close_stream(OutFile *file, Status status, Err *err) {
  if (file->stream == NULL) return status;
  /* What could not be written earlier is lost, even if there is room again now. */
  if (status == STATUS_OK && (fflush(file->stream) != 0 || ferror(file->stream) != 0)) status = write_failed(file, err);
  if (status == STATUS_OK && file->target != NULL && fsync(fileno(file->stream)) != 0) status = write_failed(file, err);
  if (file->stream != stdout && fclose(file->stream) != 0 && status == STATUS_OK) status = write_failed(file, err);
  file->stream = NULL;
  return status;
}

/* A second name for what stands there keeps it for the step back. Not every file system has second names. */
static void keep_before(OutFile *file) {
  file->was_there = access(file->target, F_OK) == 0;
  if (!file->was_there || link(file->target, file->before) != 0) file->before = NULL;
}

static void step_back(const OutFile *file) {
  if (!file->was_there)
    unlink(file->target);
  else if (file->before != NULL)
    rename(file->before, file->target);
}

static Status place_one(const OutFile *file, Err *err) {
  return rename(file->beside, file->target) == 0 ? STATUS_OK : write_failed(file, err);
}

static Status place_all(OutFile *const *files, size_t count, Err *err) {
  Status status = STATUS_OK;
  size_t placed = 0;
  for (; placed < count && status == STATUS_OK; placed++) {
    if (files[placed]->beside == NULL) continue;
    if (count > 1) keep_before(files[placed]);
    status = place_one(files[placed], err);
  }
  for (size_t i = 0; i < placed && count > 1; i++) {
    if (files[i]->beside == NULL) continue;
    if (status != STATUS_OK && i + 1 < placed) step_back(files[i]);
    if (files[i]->before != NULL) unlink(files[i]->before);
  }
  return status;
}

Status out_files_close(OutFile *const *files, size_t count, Status status, Err *err) {
  for (size_t i = 0; i < count; i++)
    status = close_stream(files[i], status, err);
  return status;
}

Status out_files_finish(OutFile *const *files, size_t count, Status status, Err *err) {
  status = out_files_close(files, count, status, err);
  sigset_t before = interrupt_hold();
  if (status == STATUS_OK) status = place_all(files, count, err);
  for (size_t i = 0; i < count; i++) {
    if (files[i]->beside == NULL) continue;
    if (status != STATUS_OK) unlink(files[i]->beside);
    interrupt_forget(&files[i]->unfinished);
    files[i]->beside = NULL;
  }
  interrupt_release(&before);
  return status;
}

Status out_file_finish(OutFile *file, Status status, Err *err) {
  return out_files_finish(&file, 1, status, err);
}

Status out_file_open(Arena *arena, const char *option, const char *path, const char *db, OutFile *out, Err *err) {
  *out = (OutFile){.option = option, .path = path};
  char *real_db = db != NULL ? realpath(db, NULL) : NULL; /* its other parts stand beside what a link leads to */
  if (db != NULL && real_db == NULL) return write_failed(out, err);
  Status status = open_path(arena, path, real_db, out, err);
  free(real_db);
  return status == STATUS_OK ? STATUS_OK : out_file_finish(out, status, err);
}

const char *out_file_name_beside(Arena *arena, const char *path, const char *ending) {
  struct stat info;
  const char *name = arena_printf(arena, "%s.%ld.%s", path, (long)getpid(), ending).ptr;
  for (int again = 2; again <= NAMES_TRIED_MAX && lstat(name, &info) == 0; again++)
    name = arena_printf(arena, "%s.%ld-%d.%s", path, (long)getpid(), again, ending).ptr;
  return name;
}
