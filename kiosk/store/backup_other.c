/* The copy that stands where a backup is to go may be all that is left of a database that was lost, or set aside as damaged: it is
 * replaced only by a later state of the same one. */
#include "backup_other.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEPT_MAX = 1000 };

static bool has_row(sqlite3_stmt *statement) {
  bool found = sqlite3_step(statement) == SQLITE_ROW;
  statement_release(statement);
  return found;
}

typedef struct Comparison {
  sqlite3_stmt *device, *waiting; /* both of the source: what they ask for is there */
  bool fits;
} Comparison;

/* The numbering begins where the copy's does, and what was the last number then has its fingerprint still. */
static void compare_device(Comparison *comparison, sqlite3_stmt *row) {
  for (int column = 0; column < 5; column++)
    sqlite3_bind_value(comparison->device, column + 1, sqlite3_column_value(row, column));
  comparison->fits &= has_row(comparison->device);
}

static void compare_waiting(Comparison *comparison, sqlite3_stmt *row) {
  sqlite3_bind_value(comparison->waiting, 1, sqlite3_column_value(row, 0));
  comparison->fits &= has_row(comparison->waiting);
}

static void compare_each(const Store *copy, const char *sql, Comparison *comparison,
                         void (*compare)(Comparison *comparison, sqlite3_stmt *row)) {
  sqlite3_stmt *rows = statement_once(copy, sql, NULL);
  int code = SQLITE_ERROR;
  while (rows != NULL && comparison->fits && (code = sqlite3_step(rows)) == SQLITE_ROW)
    compare(comparison, rows);
  comparison->fits &= code == SQLITE_DONE;
  sqlite3_finalize(rows);
}

static bool is_earlier_state(const Store *source, const Store *copy) {
  Comparison comparison = {
      .device = statement_once(source,
                               "SELECT 1 FROM device WHERE name = ?1 AND first = ?2 AND before IS ?3 AND (?4 < ?2 OR EXISTS"
                               " (SELECT 1 FROM ledger WHERE device = ?1 AND number = ?4 AND hash IS ?5))",
                               NULL),
      /* What waited then may have been deleted on time since. */
      .waiting = statement_once(source,
                                "SELECT 1 WHERE EXISTS (SELECT 1 FROM response WHERE uuid = ?1)"
                                " OR EXISTS (SELECT 1 FROM purge WHERE what = 'response')",
                                NULL),
  };
  /* A database of before there were numbers has nothing to compare. */
  if (comparison.device == NULL || comparison.waiting == NULL) return true;
  comparison.fits = true;
  compare_each(copy, "SELECT name, first, before, last, head FROM device WHERE completed > 0", &comparison, compare_device);
  compare_each(copy, "SELECT response FROM waiting", &comparison, compare_waiting);
  sqlite3_finalize(comparison.device);
  sqlite3_finalize(comparison.waiting);
  return comparison.fits;
}

/* "samling.db" becomes "samling.kept-1.db", or the next number that is free. False: it could not be moved. */
static bool keep(Arena *arena, const char *path, const char **kept) {
  const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
  size_t stem = dot != NULL && (slash == NULL || dot > slash + 1) ? (size_t)(dot - path) : strlen(path);
  for (int number = 1; number <= KEPT_MAX; number++) {
    *kept = arena_printf(arena, "%.*s.kept-%d%s", (int)stem, path, number, path + stem).ptr;
    if (access(*kept, F_OK) != 0) return rename(path, *kept) == 0;
  }
  return false;
}

bool backup_keep_other(Arena *arena, const Store *source, const char *path, const char **kept) {
  *kept = NULL;
  struct stat info;
  if (stat(path, &info) != 0 || info.st_size == 0) return true;
  Store copy = {.lock_file = LOCK_NO_FILE};
  bool earlier = connection_open_unchanged(&copy, arena, path, NULL) == STATUS_OK && is_earlier_state(source, &copy);
  connection_close(&copy);
  return earlier || keep(arena, path, kept);
}
