/* The damaged file, its log and the new file change places one after the other. What is under way stands in a note beside them, so that it
 * can be gone on with from wherever the power went; while the note is there, nobody opens what stands at the path. */
#include "replace.h"
#include "connection.h"
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ASIDES_MAX = 1000 };

typedef struct Replacing {
  Arena *arena;
  const char *path;  /* of the file, where links lead */
  const char *note;  /* tells the name of aside */
  const char *fresh; /* where the new file is made */
  const char *aside; /* where the damaged one goes */
  Str day;
  int lock;
} Replacing;

static bool exists(const char *path) {
  struct stat info;
  return lstat(path, &info) == 0;
}

static Status fail(const Replacing *replacing, const char *doing, Err *err) {
  const char *code = errno == ENOSPC ? "db-full" : "db-path";
  return err_set(err, STATUS_WORLD, code,
                 "the damaged database %s cannot be set aside: %s: %s; make its folder writable for this user, and free some space",
                 replacing->path, doing, strerror(errno));
}

static Status in_use(const Replacing *replacing, Err *err) {
  return err_set(err, STATUS_WORLD, "db-in-use",
                 "the damaged database %s cannot be set aside, because another program has it open; close that program",
                 replacing->path);
}

/* Before a dot of its own: "answers.db" becomes "answers.damaged-2026-11-22.db". */
static Str aside_name(const Replacing *replacing, int number) {
  const char *slash = strrchr(replacing->path, '/');
  const char *dot = strrchr(slash ? slash + 1 : replacing->path, '.');
  size_t stem = dot && dot > (slash ? slash + 1 : replacing->path) ? (size_t)(dot - replacing->path) : strlen(replacing->path);
  Str count = number > 1 ? arena_printf(replacing->arena, "-%d", number) : STR("");
  return arena_printf(replacing->arena, "%.*s.damaged-" STR_FMT STR_FMT "%s", (int)stem, replacing->path, STR_ARG(replacing->day),
                      STR_ARG(count), replacing->path + stem);
}

static bool is_taken(const Replacing *replacing, const char *name) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < COUNT_OF(endings); i++)
    if (exists(arena_printf(replacing->arena, "%s%s", name, endings[i]).ptr)) return true;
  return false;
}

static void choose_aside(Replacing *replacing) {
  for (int number = 1; number < ASIDES_MAX; number++) {
    replacing->aside = aside_name(replacing, number).ptr;
    if (!is_taken(replacing, replacing->aside)) return;
  }
}

/* Numbers that were never given: those of a day stand far beyond any count, and no day comes twice but the number of its damaged files. */
static int64_t number_beyond(const Replacing *replacing) {
  enum { PER_DAY = 1000000, PER_FILE = 100000 };
  int64_t day = 0, files = 0;
  for (size_t i = 0; i < replacing->day.len; i++)
    if (replacing->day.ptr[i] >= '0' && replacing->day.ptr[i] <= '9') day = day * 10 + (replacing->day.ptr[i] - '0');
  for (int number = 1; number < PER_DAY / PER_FILE && exists(aside_name(replacing, number).ptr); number++)
    files++;
  return day * PER_DAY + (files > 0 ? files - 1 : 0) * PER_FILE + 1;
}

static Str folder_of(const Replacing *replacing) {
  return path_folder(replacing->arena, replacing->path);
}

static bool sync_folder(const Replacing *replacing) {
  return path_sync(folder_of(replacing).ptr);
}

static Status write_note(const Replacing *replacing, Err *err) {
  const char *slash = strrchr(replacing->aside, '/'), *name = slash ? slash + 1 : replacing->aside;
  const char *half = arena_printf(replacing->arena, "%s.part", replacing->note).ptr;
  unlink(half); /* what was half written goes, and nothing is written through a link */
  int file = open(half, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP);
  if (file < 0) return fail(replacing, half, err);
  bool written = write(file, name, strlen(name)) == (ssize_t)strlen(name) && fsync(file) == 0;
  close(file);
  if (written && rename(half, replacing->note) == 0 && sync_folder(replacing)) return STATUS_OK;
  return fail(replacing, replacing->note, err);
}

static Status read_note(Replacing *replacing, Err *err) {
  enum { NOTE_BYTES_MAX = 4096 };
  Str name;
  Status status = file_read(replacing->arena, replacing->note, NOTE_BYTES_MAX, &name, err);
  if (status != STATUS_OK) return status;
  if (name.len == 0 || memchr(name.ptr, '/', name.len) != NULL)
    return err_set(err, STATUS_WORLD, "db-path", "%s does not say where a damaged database was to go; delete it", replacing->note);
  replacing->aside = arena_printf(replacing->arena, STR_FMT "/" STR_FMT, STR_ARG(folder_of(replacing)), STR_ARG(name)).ptr;
  return STATUS_OK;
}

static Status hold(Replacing *replacing, const char *path, Err *err) {
  replacing->lock = lock_open(path);
  if (replacing->lock == LOCK_NO_FILE) return fail(replacing, path, err);
  LockAnswer answer = lock_take_all(replacing->lock);
  if (answer == LOCK_FAILED) return fail(replacing, path, err);
  return answer == LOCK_HELD && lock_is_of(replacing->lock, path) ? STATUS_OK : in_use(replacing, err);
}

static Status begin(Replacing *replacing, Err *err) {
  if (exists(replacing->note)) {
    if (read_note(replacing, err) != STATUS_OK || replacing->aside == NULL) return STATUS_WORLD;
    return hold(replacing, exists(replacing->aside) ? replacing->aside : replacing->path, err);
  }
  Status status = hold(replacing, replacing->path, err);
  if (status != STATUS_OK) return status;
  choose_aside(replacing);
  return write_note(replacing, err);
}

static bool move_ending(const Replacing *replacing, const char *ending) {
  const char *from = arena_printf(replacing->arena, "%s%s", replacing->path, ending).ptr;
  return !exists(from) || rename(from, arena_printf(replacing->arena, "%s%s", replacing->aside, ending).ptr) == 0;
}

/* The -shm is SQLite's own, made of the log whenever it is needed. */
static Status move_aside(const Replacing *replacing, Err *err) {
  bool moved = exists(replacing->aside) || rename(replacing->path, replacing->aside) == 0;
  moved = moved && move_ending(replacing, "-wal") && move_ending(replacing, "-journal");
  unlink(arena_printf(replacing->arena, "%s-shm", replacing->path).ptr);
  return moved && sync_folder(replacing) ? STATUS_OK : fail(replacing, replacing->aside, err);
}

static void find_heritage(const Replacing *replacing, const char *backup, ReplaceHeritage *out) {
  replace_read_heritage(replacing->arena, replacing->aside, out);
  unlink(arena_printf(replacing->arena, "%s-shm", replacing->aside).ptr);
  if (!out->goes_on && backup != NULL) {
    ReplaceHeritage of_backup;
    replace_read_heritage(replacing->arena, backup, &of_backup);
    of_backup.older_rounds = of_backup.rounds;
    of_backup.rounds = out->rounds;
    if (of_backup.is_known) *out = of_backup;
    out->goes_on = false; /* what came since is not known */
  }
  out->beyond = number_beyond(replacing);
}

static Status make_fresh(const Replacing *replacing, const char *backup, const Random *random, StoreReplacement *report, Err *err) {
  ReplaceHeritage heritage;
  find_heritage(replacing, backup, &heritage);
  Status status = replace_make(replacing->arena, replacing->fresh, random, &heritage, &report->next_number, err);
  if (status != STATUS_OK) return status;
  report->goes_on = heritage.goes_on;
  bool placed = path_sync(replacing->fresh) && rename(replacing->fresh, replacing->path) == 0 && sync_folder(replacing);
  return placed ? STATUS_OK : fail(replacing, replacing->fresh, err);
}

/* After the new file took its place and before the note was taken away. */
static void look_at_fresh(const Replacing *replacing, StoreReplacement *report) {
  ReplaceHeritage heritage;
  replace_read_heritage(replacing->arena, replacing->path, &heritage);
  report->goes_on = true;
  for (const ReplaceSetting *setting = heritage.settings; setting != NULL; setting = setting->next)
    if (str_is(setting->name, NUMBERS_FROM_SETTING)) report->goes_on = false;
  for (const ReplaceChain *chain = heritage.chains; chain != NULL; chain = chain->next)
    if (chain->last >= report->next_number) report->next_number = chain->last + 1;
}

static Status replace(Replacing *replacing, const char *backup, const Random *random, StoreReplacement *report, Err *err) {
  Status status = begin(replacing, err);
  if (status != STATUS_OK) return status;
  bool is_placed = exists(replacing->aside) && exists(replacing->path);
  if (!is_placed) {
    status = move_aside(replacing, err);
    lock_keep_aside(replacing->lock);
    if (status == STATUS_OK) status = make_fresh(replacing, backup, random, report, err);
  } else {
    lock_keep_aside(replacing->lock);
    look_at_fresh(replacing, report);
  }
  if (status == STATUS_OK && (unlink(replacing->note) != 0 || !sync_folder(replacing)))
    status = fail(replacing, replacing->note, err);
  return status;
}

bool replace_is_under_way(Arena *arena, const char *path) {
  return exists(arena_printf(arena, STR_FMT ".replacing", STR_ARG(path_target(arena, arena_str(arena, str_from(path))))).ptr);
}

Status store_replace_damaged(const char *path, const char *backup, Str day, const Random *random, Arena *arena,
                             StoreReplacement *report, Store **out, Err *err) {
  *out = NULL;
  *report = (StoreReplacement){.next_number = 1};
  Replacing replacing = {.arena = arena_new(0), .day = day, .lock = LOCK_NO_FILE};
  Str target = path_target(replacing.arena, arena_str(replacing.arena, str_from(path)));
  replacing.path = path_plain(replacing.arena, target.ptr).ptr;
  replacing.note = arena_printf(replacing.arena, "%s.replacing", replacing.path).ptr;
  replacing.fresh = arena_printf(replacing.arena, "%s.new", replacing.path).ptr;
  Status status = replace(&replacing, backup, random, report, err);
  lock_close(replacing.lock);
  if (status == STATUS_OK) status = store_open(path, random, out, err);
  if (status == STATUS_OK) report->aside = arena_str(arena, str_from(replacing.aside));
  arena_free(replacing.arena);
  return status;
}
