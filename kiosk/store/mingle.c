/* SQLite puts what comes where there is room: long rows and drawings on pages at the end of the file, a short row into its page from the
 * page's end downwards. So places tell who came when, as well as a clock. Responses that are numbered in a random order are therefore taken
 * out and put back in another one, each into the room that some of them left. */
#include "connection.h"

#include <stdlib.h>
#include <string.h>

enum { MINGLED_AT_ONCE = 64, COLUMNS_MAX = 24 };

typedef struct TakenRow { /* of a table */
  StatementId insert;
  sqlite3_value *values[COLUMNS_MAX]; /* owned; SQLite wipes them when they are freed */
  struct TakenRow *next;
} TakenRow;

typedef struct Mingling {
  Store *store;
  Arena *arena;
  TakenRow *first, **end;
} Mingling;

static void keep_row(Mingling *mingling, sqlite3_stmt *statement, StatementId insert) {
  TakenRow *row = ARENA_NEW(mingling->arena, TakenRow);
  *row = (TakenRow){.insert = insert};
  int count = sqlite3_column_count(statement);
  BUG_UNLESS(count <= COLUMNS_MAX);
  for (int i = 0; i < count; i++)
    row->values[i] = sqlite3_value_dup(sqlite3_column_value(statement, i));
  *mingling->end = row;
  mingling->end = &row->next;
}

static Status keep_rows(Mingling *mingling, StatementId select, StatementId insert, Str uuid, Err *err) {
  sqlite3_stmt *statement = statement_kept(mingling->store, select, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    keep_row(mingling, statement, insert);
  Status status = code == SQLITE_DONE ? STATUS_OK : store_fail(mingling->store, "read", err);
  statement_release(statement);
  return status;
}

static Status delete_response(Store *store, Str uuid, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_MINGLE_DELETE, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  return statement_run(store, statement, err);
}

static Status take_out(Mingling *mingling, const Str *uuids, size_t count, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    status = attachments_drop(mingling->store, uuids[i], err); /* by themselves: a merge has no foreign keys */
    if (status == STATUS_OK) status = links_drop(mingling->store, uuids[i], err);
    if (status == STATUS_OK) status = delete_response(mingling->store, uuids[i], err);
  }
  return status;
}

static Status put_back(const Mingling *mingling, Err *err) {
  Status status = STATUS_OK;
  for (const TakenRow *row = mingling->first; row != NULL && status == STATUS_OK; row = row->next) {
    sqlite3_stmt *statement = statement_kept(mingling->store, row->insert, err);
    if (statement == NULL) return STATUS_WORLD;
    int count = sqlite3_bind_parameter_count(statement);
    for (int i = 0; i < count; i++)
      sqlite3_bind_value(statement, i + 1, row->values[i]);
    status = statement_run(mingling->store, statement, err);
  }
  return status;
}

static void free_rows(const Mingling *mingling) {
  for (const TakenRow *row = mingling->first; row != NULL; row = row->next)
    for (size_t i = 0; i < COLUMNS_MAX; i++)
      sqlite3_value_free(row->values[i]);
}

static int compare_uuids(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

/* They go in the order given and come back in that of their keys: neither has to do with the other. */
static Status mingle_rows(Mingling *mingling, const Str *uuids, size_t count, Err *err) {
  Str *by_key = ARENA_ARRAY(mingling->arena, Str, count);
  memcpy(by_key, uuids, count * sizeof *by_key);
  qsort(by_key, count, sizeof *by_key, compare_uuids);
  Status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    status = keep_rows(mingling, STATEMENT_MINGLE_KEEP, STATEMENT_MINGLE_PUT, by_key[i], err);
    if (status == STATUS_OK)
      status = keep_rows(mingling, STATEMENT_MINGLE_KEEP_ATTACHMENTS, STATEMENT_MINGLE_PUT_ATTACHMENT, by_key[i], err);
    if (status == STATUS_OK) status = keep_rows(mingling, STATEMENT_MINGLE_KEEP_LINKS, STATEMENT_MINGLE_PUT_LINK, by_key[i], err);
  }
  if (status == STATUS_OK) status = take_out(mingling, uuids, count, err);
  return status == STATUS_OK ? put_back(mingling, err) : status;
}

/* What somebody made of a row by hand may be against a rule of its table: then all stay where they are, and the kiosk goes on. */
static Status mingle_some(Store *store, const Str *uuids, size_t count, Err *err) {
  Status status = statement_run_kept(store, STATEMENT_MINGLE_BEGIN, err);
  if (status != STATUS_OK) return status;
  Mingling mingling = {.store = store, .arena = arena_new(0)};
  mingling.end = &mingling.first;
  Err found = {0};
  status = mingle_rows(&mingling, uuids, count, &found);
  free_rows(&mingling);
  arena_free(mingling.arena);
  if (status != STATUS_OK && strcmp(found.code, "db-constraint") == 0)
    status = statement_run_kept(store, STATEMENT_MINGLE_UNDO, err);
  else if (status != STATUS_OK)
    return err_set(err, found.status, found.code, "%s", found.sentence);
  return status == STATUS_OK ? statement_run_kept(store, STATEMENT_MINGLE_END, err) : status;
}

Status mingle(Store *store, const Str *uuids, size_t count, Err *err) {
  Status status = STATUS_OK;
  for (size_t done = 0; done < count && status == STATUS_OK; done += MINGLED_AT_ONCE)
    status = mingle_some(store, uuids + done, count - done < MINGLED_AT_ONCE ? count - done : MINGLED_AT_ONCE, err);
  store->log_tells = true;
  return status;
}
