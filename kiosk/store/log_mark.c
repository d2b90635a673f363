#include "log_mark.h"
#include "connection.h"
#include "lock.h"
#include "raw_page.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCHEMA_DEPTH_MAX = 8, SALTS_AT = 16, ASIDES_MAX = 1000 };
/* Long enough for whoever is folding the log in, or beginning a new one. */
enum { LOOKS = 25, BETWEEN_LOOKS_MS = 20 };

typedef struct Search { /* in a file read without SQLite: with the log, or without it */
  const RawFile *raw;
  Arena *arena;
} Search;

static bool read_page(const Search *search, uint32_t number, RawPage *page) {
  unsigned char *bytes = arena_alloc(search->arena, search->raw->page_bytes);
  return raw_read_page(search->raw, number, bytes) && raw_page_parse(search->raw, number, bytes, page);
}

static bool read_row(const Search *search, const RawPage *page, uint32_t ix, RawCell *cell, RawRecord *row) {
  return raw_page_cell(search->raw, page, ix, search->arena, cell) && cell->has_payload && raw_record_parse(cell->payload, row);
}

static uint32_t root_in(const Search *search, uint32_t number, int depth) {
  enum { NAME = 1, ROOT = 3, SCHEMA_COLUMNS = 5 };
  RawPage page;
  uint32_t found = 0;
  if (depth > SCHEMA_DEPTH_MAX || !read_page(search, number, &page)) return 0;
  for (uint32_t i = 0; i < page.cell_count && found == 0; i++) {
    RawCell cell = {0};
    RawRecord row;
    if (read_row(search, &page, i, &cell, &row) && row.count == SCHEMA_COLUMNS && str_is(row.values[NAME].bytes, "setting"))
      found = (uint32_t)row.values[ROOT].integer;
    else if (cell.child > 0)
      found = root_in(search, cell.child, depth + 1);
  }
  return found == 0 && page.right_child > 0 ? root_in(search, page.right_child, depth + 1) : found;
}

static LogMark parse(Str value) {
  LogMark mark = {0};
  Str rest = value, now = str_next_word(&rest), before = str_next_word(&rest);
  if (now.len == LOG_MARK_LEN) memcpy(mark.now, now.ptr, LOG_MARK_LEN);
  if (before.len == LOG_MARK_LEN) memcpy(mark.before, before.ptr, LOG_MARK_LEN);
  return mark;
}

/* False: it cannot be read. A file without a mark has an empty one. */
static bool find_mark(const Search *search, LogMark *out) {
  RawPage page;
  *out = (LogMark){0};
  uint32_t root = root_in(search, 1, 0);
  if (root == 0 || !read_page(search, root, &page)) return false;
  for (uint32_t i = 0; i < page.cell_count; i++) {
    RawCell cell;
    RawRecord row;
    if (!read_row(search, &page, i, &cell, &row)) return false;
    if (row.count == 2 && str_is(row.values[0].bytes, LOG_MARK_SETTING)) *out = parse(row.values[1].bytes);
  }
  return page.kind == RAW_INDEX_LEAF; /* settings are few */
}

static bool mark_of(const RawFile *raw, LogMark *out) {
  Arena *arena = arena_new(0);
  bool found = find_mark(&(Search){raw, arena}, out);
  arena_free(arena);
  return found;
}

static bool belongs(const LogMark *of_file, const LogMark *of_log) {
  return strcmp(of_file->now, of_log->now) == 0 || strcmp(of_file->now, of_log->before) == 0;
}

/* The file is read, and then the log: while others write, it may be that the two do not fit as they were read. */
static bool fits_now(const char *path) {
  Arena *arena = arena_new(0);
  LogMark of_file, of_log;
  RawFile raw;
  bool fits = true;
  if (raw_open(arena, path, &raw, NULL) == STATUS_OK) {
    RawFile alone = raw;
    alone.frame_of = NULL;
    fits = !mark_of(&alone, &of_file) || !mark_of(&raw, &of_log) || belongs(&of_file, &of_log);
    raw_close(&raw);
  }
  arena_free(arena);
  return fits;
}

bool log_mark_fits(const char *path) {
  bool fits = fits_now(path);
  for (int look = 1; look < LOOKS && !fits; look++) {
    sqlite3_sleep(BETWEEN_LOOKS_MS);
    fits = fits_now(path);
  }
  return fits;
}

static bool move_log(Arena *arena, const char *path, Str log) {
  const char *shm = arena_printf(arena, STR_FMT "-shm", STR_ARG(path_target(arena, arena_str(arena, str_from(path))))).ptr;
  struct stat info;
  for (int number = 1; number < ASIDES_MAX; number++) {
    Str count = number > 1 ? arena_printf(arena, "-%d", number) : STR("");
    const char *to = arena_printf(arena, STR_FMT ".other" STR_FMT, STR_ARG(log), STR_ARG(count)).ptr;
    if (lstat(to, &info) == 0) continue;
    if (rename(log.ptr, to) != 0) return false;
    unlink(shm);
    log_line(LOG_WARN, "store",
             STR_FMT " belonged to another database than the one beside it, and is now %s; kioskctl recover gets answers out of it",
             STR_ARG(log), to);
    return true;
  }
  return false;
}

typedef enum Parting {
  PARTING_NOT_NOW, /* somebody has them open */
  PARTING_NEEDLESS,
  PARTING_DONE,
  PARTING_FAILED,
} Parting;

/* Only under the lock do both stand still. */
static Parting part_now(Arena *arena, const char *path) {
  int file = lock_open(path);
  if (file == LOCK_NO_FILE) return PARTING_FAILED;
  Str log = path_log(arena, path);
  LockAnswer answer = lock_take_all(file);
  Parting parting = answer == LOCK_FAILED ? PARTING_FAILED : PARTING_NOT_NOW;
  if (answer == LOCK_HELD && lock_is_of(file, path)) {
    if (fits_now(path))
      parting = PARTING_NEEDLESS;
    else
      parting = move_log(arena, path, log) && path_sync(path_folder(arena, log.ptr).ptr) ? PARTING_DONE : PARTING_FAILED;
  }
  lock_close(file);
  return parting;
}

Status log_mark_part(Arena *arena, const char *path, Err *err) {
  Parting parting = part_now(arena, path);
  for (int look = 1; look < LOOKS && parting == PARTING_NOT_NOW; look++) {
    sqlite3_sleep(BETWEEN_LOOKS_MS);
    parting = fits_now(path) ? PARTING_NEEDLESS : part_now(arena, path);
  }
  return parting == PARTING_NEEDLESS || parting == PARTING_DONE ? STATUS_OK : log_mark_refuse(arena, path, err);
}

Status log_mark_refuse(Arena *arena, const char *path, Err *err) {
  return err_set(
      err, STATUS_INPUT, "db-wal-other",
      STR_FMT " holds answers of another database than the one beside it; close all programs that have it open, and move it away:"
              " kioskctl recover gets those answers out of it",
      STR_ARG(path_log(arena, path)));
}

Status log_mark_copy(const Store *copy, Err *err) {
  return store_execute(copy,
                       "INSERT INTO setting (name, value) VALUES ('" LOG_MARK_SETTING "', lower(hex(randomblob(8))))"
                       " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                       err);
}

/* --- Of the open file --- */

static const char *path_of(const Store *store) {
  return sqlite3_db_filename(store->db, "main");
}

/* Of the file without its log. */
static bool read_own_mark(const Store *store, LogMark *out) {
  RawFile raw;
  raw_of_open_file(store->lock_file, &raw);
  return mark_of(&raw, out);
}

static bool read_salts(const Store *store, unsigned char *out) {
  sqlite3_file *log = NULL;
  return sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK && log != NULL &&
         log->pMethods != NULL && log->pMethods->xRead(log, out, sizeof store->watch.salts, SALTS_AT) == SQLITE_OK;
}

static void note_file(LogWatch *watch, const struct stat *info) {
  watch->changed = info->st_mtim;
  watch->bytes = info->st_size;
  watch->begun = true;
}

/* As SQLite sees it, with the log: another program may have begun a new one. */
static Status refresh(Store *store, Err *err) {
  Arena *arena = arena_new(0);
  Str value;
  Status status = store_get_setting(store, STR(LOG_MARK_SETTING), arena, &value, err);
  if (status == STATUS_OK) store->watch.mark = parse(value);
  arena_free(arena);
  return status;
}

/* The file itself is only written to when its log is folded in, by whoever does that: then it has one of the log's marks, unless that was
 * cut short; and it never gets smaller. */
static bool is_of_other(Store *store, const struct stat *info) {
  RawFile raw;
  LogMark of_file;
  raw_of_open_file(store->lock_file, &raw);
  if (!raw.has_header || info->st_size < store->watch.bytes) return true;
  if (!mark_of(&raw, &of_file) || belongs(&of_file, &store->watch.mark)) return false;
  return refresh(store, NULL) == STATUS_OK && !belongs(&of_file, &store->watch.mark);
}

bool log_mark_is_overwritten(Store *store) {
  LogWatch *watch = &store->watch;
  struct stat info;
  if (!watch->begun || stat(path_of(store), &info) != 0) return false; /* gone: that is found elsewhere */
  bool same = info.st_size == watch->bytes && info.st_mtim.tv_sec == watch->changed.tv_sec &&
              info.st_mtim.tv_nsec == watch->changed.tv_nsec;
  if (!same && is_of_other(store, &info)) return true;
  note_file(watch, &info);
  return false;
}

static LogMark next_mark(const Store *store) {
  static const char digits[] = "0123456789abcdef";
  unsigned char bytes[LOG_MARK_LEN];
  LogMark mark = {0};
  store->random.fill(store->random.context, bytes, sizeof bytes);
  for (size_t i = 0; i < LOG_MARK_LEN; i++)
    mark.now[i] = digits[bytes[i] & 0x0f];
  memcpy(mark.before, store->watch.mark.now, sizeof mark.before);
  return mark;
}

/* Only while the file has the present mark: then it will have that or the next, whatever happens. A log whose marks the file does not
 * have yet has one in it. */
static Status write_next(Store *store) {
  LogMark of_file;
  Status status = refresh(store, NULL);
  if (status != STATUS_OK || !read_own_mark(store, &of_file) || strcmp(of_file.now, store->watch.mark.now) != 0) return status;
  LogMark mark = next_mark(store);
  char value[2 * LOG_MARK_LEN + 2];
  int length = snprintf(value, sizeof value, "%s %s", mark.now, mark.before);
  status = store_set_setting(store, STR(LOG_MARK_SETTING), (Str){value, (size_t)length}, NULL);
  if (status == STATUS_OK) store->watch.mark = mark;
  return status;
}

void log_mark_keep(Store *store) {
  unsigned char salts[sizeof store->watch.salts];
  if (!store->watch.begun || !read_salts(store, salts) || memcmp(salts, store->watch.salts, sizeof salts) == 0) return;
  memcpy(store->watch.salts, salts, sizeof salts); /* first: renewing comes by here, too */
  if (transaction_begin(store, NULL) != STATUS_OK) return;
  if (transaction_end(store, write_next(store), NULL) != STATUS_OK) refresh(store, NULL);
}

Status log_mark_open(Store *store, Err *err) {
  LogMark of_file;
  struct stat info;
  Status status = refresh(store, err);
  if (status != STATUS_OK || store->lock_file == LOCK_NO_FILE || !lock_is_of(store->lock_file, path_of(store))) return status;
  if (stat(path_of(store), &info) == 0) note_file(&store->watch, &info);
  if (read_own_mark(store, &of_file) && strcmp(of_file.now, store->watch.mark.now) != 0)
    read_salts(store, store->watch.salts); /* the log that is there has the mark */
  return STATUS_OK;
}
