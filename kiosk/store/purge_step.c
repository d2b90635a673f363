/* A step erases the rows of a span between two keys, as many as are quickly done, in a transaction of its own: a kiosk that takes answers
 * meanwhile waits for one step at most. The ledger keeps its entries without what led to the response. */
#include "purge_step.h"

#include <string.h>

enum {
  STEP_ROWS = 500,
  STEP_ATTACHMENT_BYTES = 4 * 1024 * 1024, /* or a single row's, however large */
  PAUSE_MS = 10,                           /* between steps, for who waits to write */
};

/* of a form version, before a time, and behind a key; UP_TO: up to and with another key. */
#define DUE   "form_id = ?1 AND form_version = ?2 AND time < ?3 AND uuid > ?4"
#define UP_TO " AND uuid <= ?5"
#define HAS_TEXT                                                                                                                   \
  " AND (free_text IS NOT NULL OR sealed_text IS NOT NULL OR EXISTS (SELECT 1 FROM attachment WHERE response = uuid))"
#define KEYS(of) "(SELECT uuid FROM response WHERE " DUE UP_TO of ")"
/* Nobody goes on with a visit of which something is deleted. */
#define DROP_DRAFTS "DELETE FROM draft WHERE response IN " KEYS("")

typedef struct PurgeKind {
  const char *name;      /* purge.what */
  const char *count_sql; /* ?4: not before this time */
  const char *next_sql;  /* keys and bytes of attachments, in the order of the keys */
  const char *sums_sql;  /* by device: numbered, waiting, other */
  const char *erase_sql[6];
} PurgeKind;

#define COUNT_SQL(of)                                                                                                              \
  "SELECT count(*) FROM response WHERE form_id = ?1 AND form_version = ?2 AND time < ?3 AND time >= ?4 AND status <> "             \
  "'discarded'" of
#define NEXT_SQL(of)                                                                                                               \
  "SELECT uuid, (SELECT total(length(content)) + total(length(sealed)) FROM attachment WHERE response = uuid) FROM response"       \
  " WHERE " DUE of " ORDER BY uuid"
#define SUMS_SQL(of)                                                                                                               \
  "SELECT due.device, count(ledger.response), count(waiting.response),"                                                            \
  " total(due.status <> 'discarded' AND ledger.response IS NULL AND waiting.response IS NULL)"                                     \
  " FROM (SELECT uuid, device, status FROM response WHERE " DUE UP_TO of ") AS due"                                                \
  " LEFT JOIN ledger ON ledger.response = due.uuid LEFT JOIN waiting ON waiting.response = due.uuid GROUP BY due.device"

static const PurgeKind kinds[] = {
    [PURGE_RESPONSE] = {"response",
                        COUNT_SQL(""),
                        NEXT_SQL(""),
                        SUMS_SQL(""),
                        {"UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL WHERE response IN " KEYS(""),
                         "DELETE FROM waiting WHERE response IN " KEYS(""), DROP_DRAFTS, "DELETE FROM response WHERE " DUE UP_TO}},
    [PURGE_FREE_TEXT] = {"free_text",
                         COUNT_SQL(HAS_TEXT),
                         NEXT_SQL(HAS_TEXT),
                         SUMS_SQL(HAS_TEXT),
                         {"UPDATE ledger SET text_salt = NULL WHERE response IN " KEYS(HAS_TEXT),
                          "UPDATE waiting SET text_salt = NULL WHERE response IN " KEYS(HAS_TEXT),
                          "UPDATE response SET free_text = NULL, sealed_text = NULL WHERE " DUE UP_TO
                          " AND (free_text IS NOT NULL OR sealed_text IS NOT NULL)",
                          "DELETE FROM attachment WHERE response IN " KEYS(""), DROP_DRAFTS}},
};
_Static_assert(COUNT_OF(kinds) == PURGE_WHAT_COUNT, "every kind of purge has its record");

typedef struct Step {
  char after[STORE_UUID_LEN + 1], last[STORE_UUID_LEN + 1]; /* keys: those beyond after, up to and with last */
  size_t row_count;
  int64_t attachment_bytes;
} Step;

static sqlite3_stmt *prepare(const Store *store, const char *sql, const PurgeSpan *span, const Step *step, Err *err) {
  sqlite3_stmt *statement = statement_once(store, sql, err);
  if (statement == NULL) return NULL;
  bind_text(statement, 1, span->form_id);
  bind_text(statement, 2, span->version);
  bind_text(statement, 3, span->before);
  bind_text(statement, 4, str_from(step->after));
  if (sqlite3_bind_parameter_count(statement) >= 5) bind_text(statement, 5, str_from(step->last));
  return statement;
}

static bool add_row(void *context, sqlite3_stmt *row) {
  Step *step = context;
  int64_t bytes = sqlite3_column_int64(row, 1);
  if (step->row_count > 0 && step->attachment_bytes + bytes > STEP_ATTACHMENT_BYTES) return false;
  snprintf(step->last, sizeof step->last, "%s", column_view(row, 0).ptr);
  step->attachment_bytes += bytes;
  return ++step->row_count < STEP_ROWS;
}

/* Looks without holding anybody up. */
static Status find_step(const Store *store, const PurgeSpan *span, Step *step, Err *err) {
  memcpy(step->after, step->last, sizeof step->after);
  step->row_count = 0;
  step->attachment_bytes = 0;
  sqlite3_stmt *statement = prepare(store, kinds[span->what].next_sql, span, step, err);
  return statement ? statement_walk(store, statement, add_row, step, err) : STATUS_WORLD;
}

typedef struct Sums {
  Store *store;
  const PurgeSpan *span;
  Str day;
  size_t total;
  Status status;
  Err *err;
} Sums;

static void bind_sums(sqlite3_stmt *statement, const Sums *sums, sqlite3_stmt *row) {
  bind_text(statement, 1, column_view(row, 0));
  bind_text(statement, 2, sums->span->form_id);
  bind_text(statement, 3, str_from(kinds[sums->span->what].name));
  bind_text(statement, 4, sums->day);
  for (int i = 1; i <= 3; i++)
    sqlite3_bind_int64(statement, 4 + i, sqlite3_column_int64(row, i));
}

static Status run_for_sums(const Sums *sums, const char *sql, sqlite3_stmt *row, Str uuid) {
  sqlite3_stmt *statement = statement_once(sums->store, sql, sums->err);
  if (statement == NULL) return STATUS_WORLD;
  bind_sums(statement, sums, row);
  if (uuid.len > 0) bind_text(statement, 8, uuid);
  Status status = statement_run(sums->store, statement, sums->err);
  sqlite3_finalize(statement);
  return status;
}

/* One row a day, however many steps it takes. */
static Status log_sums(const Sums *sums, sqlite3_stmt *row) {
  Status status = run_for_sums(sums,
                               "UPDATE purge SET numbered = numbered + ?5, waiting = waiting + ?6, other = other + ?7"
                               " WHERE device = ?1 AND form_id = ?2 AND what = ?3 AND day = ?4",
                               row, (Str){0});
  if (status != STATUS_OK || sqlite3_changes(sums->store->db) > 0) return status;
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&sums->store->random, uuid);
  return run_for_sums(sums,
                      "INSERT INTO purge (device, form_id, what, day, numbered, waiting, other, uuid)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                      row, str_from(uuid));
}

static bool add_sums(void *context, sqlite3_stmt *row) {
  Sums *sums = context;
  for (int i = 1; i <= 3; i++)
    sums->total += (size_t)sqlite3_column_int64(row, i);
  sums->status = log_sums(sums, row);
  return sums->status == STATUS_OK;
}

static Status log_step(Sums *sums, const Step *step, Err *err) {
  sqlite3_stmt *statement = prepare(sums->store, kinds[sums->span->what].sums_sql, sums->span, step, err);
  Status status = statement ? statement_walk(sums->store, statement, add_sums, sums, err) : STATUS_WORLD;
  return status == STATUS_OK ? sums->status : status;
}

static Status erase(const Store *store, const char *sql, const PurgeSpan *span, const Step *step, Err *err) {
  sqlite3_stmt *statement = prepare(store, sql, span, step, err);
  if (statement == NULL) return STATUS_WORLD;
  Status status = statement_run(store, statement, err);
  sqlite3_finalize(statement);
  return status;
}

static Status take_step(Store *store, const PurgeSpan *span, Str day, const Step *step, size_t *count, Err *err) {
  Sums sums = {.store = store, .span = span, .day = day, .err = err};
  Status status = transaction_begin(store, err);
  if (status != STATUS_OK) return status;
  status = scrub_note_due(store, err);
  if (status == STATUS_OK) status = log_step(&sums, step, err);
  for (const char *const *sql = kinds[span->what].erase_sql; *sql && status == STATUS_OK; sql++)
    status = erase(store, *sql, span, step, err);
  if (status == STATUS_OK) status = write_cover_row_buffer(store, err);
  status = transaction_end(store, status, err);
  if (status == STATUS_OK) *count += sums.total;
  return status;
}

Status purge_count(const Store *store, const PurgeSpan *span, Str from, size_t *count, Err *err) {
  Step step = {0};
  sqlite3_stmt *statement = prepare(store, kinds[span->what].count_sql, span, &step, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 4, from);
  Status status = sqlite3_step(statement) == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  if (status == STATUS_OK) *count += (size_t)sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return status;
}

Status purge_span(Store *store, const PurgeSpan *span, Str day, size_t *count, Err *err) {
  Step step = {0};
  for (;;) {
    Status status = find_step(store, span, &step, err);
    if (status != STATUS_OK || step.row_count == 0) return status;
    status = take_step(store, span, day, &step, count, err);
    if (status != STATUS_OK) return status;
    sqlite3_sleep(PAUSE_MS);
  }
}
