#include "key_files.h"
#include "secret_line.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 3 };

static Status exists(const char *path, Err *err) {
  return err_set(err, STATUS_INPUT, "key-exists",
                 "%s is there already, and may be the only key to somebody's answers; name another file", path);
}

Status key_file_check_absent(const char *path, Err *err) {
  struct stat info;
  return lstat(path, &info) == 0 ? exists(path, err) : STATUS_OK;
}

static bool write_all(int file, Str text) {
  while (text.len > 0) {
    ssize_t written = write(file, text.ptr, text.len);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text = (Str){text.ptr + written, text.len - (size_t)written};
  }
  return true;
}

/* So that the name, too, survives a power cut. Where a folder cannot be synced there is nothing more to do. */
static void sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  Arena *arena = arena_new(0);
  size_t length = slash ? (size_t)(slash - path) : 0;
  const char *folder = slash == NULL ? "." : length == 0 ? "/" : arena_str(arena, (Str){path, length}).ptr;
  int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file >= 0) {
    fsync(file);
    close(file);
  }
  arena_free(arena);
}

Status key_file_write(const char *path, Str text, Err *err) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST) return exists(path, err);
  if (file < 0)
    return err_set(err, STATUS_WORLD, "key-write", "cannot make %s: %s; choose another place for it", path, strerror(errno));
  bool written = write_all(file, text) && fsync(file) == 0;
  int why = errno;
  if (close(file) != 0 && written) {
    written = false;
    why = errno;
  }
  if (!written) {
    unlink(path);
    return err_set(err, STATUS_WORLD, "key-write", "cannot write %s: %s; make space there, or choose another place", path,
                   strerror(why));
  }
  sync_folder(path);
  return STATUS_OK;
}

typedef struct KeyGroup { /* the files of one key */
  SealFile file;          /* of the first */
  Str *texts;
  const char **names;
  size_t count;
  bool whole; /* is one of them the whole key? */
} KeyGroup;

static Status read_groups(Arena *arena, const char *const *paths, size_t count, KeyGroup *groups, size_t *group_count, Err *err) {
  *group_count = 0;
  for (size_t i = 0; i < count; i++) {
    Str text;
    SealFile file;
    Status status = file_read(arena, paths[i], KEY_FILE_MAX_BYTES, &text, err);
    if (status == STATUS_OK) status = seal_file_describe(text, paths[i], &file, err);
    if (status != STATUS_OK) return status;
    size_t g = 0;
    while (g < *group_count && strcmp(groups[g].file.id, file.id) != 0)
      g++;
    if (g == *group_count)
      groups[(*group_count)++] =
          (KeyGroup){.file = file, .texts = ARENA_ARRAY(arena, Str, count), .names = ARENA_ARRAY(arena, const char *, count)};
    groups[g].texts[groups[g].count] = text;
    groups[g].names[groups[g].count++] = paths[i];
    groups[g].whole = groups[g].whole || file.share == 0;
  }
  return STATUS_OK;
}

static Status open_group(const KeyGroup *group, Str passphrase, SealSecret **out, Err *err) {
  return seal_file_open(group->texts, group->names, group->count, passphrase, out, err);
}

static bool is_wrong_passphrase(const Err *err) {
  return strcmp(err->code, "key-passphrase") == 0;
}

static Status open_from_file(const KeyGroup *group, Str lines, const char *name, SealSecret **out, Err *err) {
  for (;;) {
    Str passphrase;
    Err wrong = {0};
    Status status = secret_line_take(&lines, name, &passphrase, err);
    if (status != STATUS_OK) return status;
    status = open_group(group, passphrase, out, &wrong);
    if (status == STATUS_OK || !is_wrong_passphrase(&wrong) || lines.len == 0)
      return status == STATUS_OK ? status : err_set(err, wrong.status, wrong.code, "%s", wrong.sentence);
  }
}

static Status open_asking(Arena *arena, const KeyGroup *group, SealSecret **out, Err *err) {
  const char *prompt = arena_printf(arena, "Passphrase of the key %s", group->file.id).ptr;
  for (int tries = isatty(STDIN_FILENO) ? TRIES : 1;; tries--) {
    Str passphrase;
    Err wrong = {0};
    Status status = secret_line_read(arena, prompt, &passphrase, err);
    if (status != STATUS_OK) return status;
    status = open_group(group, passphrase, out, &wrong);
    if (status == STATUS_OK) return status;
    if (!is_wrong_passphrase(&wrong) || tries == 1) return err_set(err, wrong.status, wrong.code, "%s", wrong.sentence);
    fputs("That is not it; once more.\n", stderr);
  }
}

/* Nobody is asked for a passphrase that could not help: with too few shares any will do to be told so. */
static bool is_complete(const KeyGroup *group) {
  return group->whole || group->count >= (size_t)group->file.needed;
}

Status open_keys(Arena *arena, const char *const *paths, size_t count, const char *passphrases, OpenKeys *out, Err *err) {
  KeyGroup *groups = ARENA_ARRAY(arena, KeyGroup, count);
  size_t group_count;
  *out = (OpenKeys){.secrets = ARENA_ARRAY(arena, SealSecret *, count)};
  Status status = read_groups(arena, paths, count, groups, &group_count, err);
  Arena *locked = arena_new_locked(0);
  Str lines = {0};
  if (status == STATUS_OK && passphrases) status = file_read(locked, passphrases, KEY_FILE_MAX_BYTES, &lines, err);
  for (size_t i = 0; i < group_count && status == STATUS_OK; i++) {
    SealSecret **secret = &out->secrets[out->count];
    if (!is_complete(&groups[i]))
      status = open_group(&groups[i], (Str){0}, secret, err);
    else if (passphrases)
      status = open_from_file(&groups[i], lines, passphrases, secret, err);
    else
      status = open_asking(locked, &groups[i], secret, err);
    out->count += status == STATUS_OK;
  }
  arena_free(locked);
  return status;
}

void close_keys(OpenKeys *keys) {
  for (size_t i = 0; i < keys->count; i++)
    seal_secret_free(keys->secrets[i]);
  keys->count = 0;
}
