#include "connection.h"
#include "ledger_digest.h"

static Status count_visits(Store *store, Str device, Str day, StoreFacts *out, Err *err) {
  /* Times begin with their day, and a tilde comes after whatever follows it. */
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT count(*) FILTER (WHERE status = 'complete'), count(*) FILTER (WHERE status = 'partial'),"
                     " count(*) FILTER (WHERE status = 'discarded') FROM response"
                     " WHERE device = ?1 AND trial = 0 AND time >= ?2 AND time < ?2 || '~'",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, device);
  bind_text(statement, 2, day);
  Status status = sqlite3_step(statement) == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  out->complete = (size_t)sqlite3_column_int64(statement, 0);
  out->partial = (size_t)sqlite3_column_int64(statement, 1);
  out->discarded = (size_t)sqlite3_column_int64(statement, 2);
  sqlite3_finalize(statement);
  return status;
}

static Status read_ledger(Store *store, Str device, Arena *arena, StoreFacts *out, Err *err) {
  /* Where numbers go on from a file that could not be read, the one before the first is nobody's. */
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT CASE WHEN last >= first OR head NOT NULL THEN last ELSE 0 END, head,"
                     " (SELECT count(*) FROM waiting w WHERE w.device = d.name) FROM device d WHERE name = ?1",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, device);
  int code = sqlite3_step(statement);
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  if (code == SQLITE_ROW) {
    Str head = column_blob_view(statement, 1);
    out->numbered = sqlite3_column_int64(statement, 0);
    if (head.len >= DIGEST_BYTES) out->head = ledger_fingerprint(arena, head.ptr);
    out->waiting = (size_t)sqlite3_column_int64(statement, 2);
  }
  sqlite3_finalize(statement);
  return status;
}

Status store_facts(Store *store, Str device, Str day, Arena *arena, StoreFacts *out, Err *err) {
  *out = (StoreFacts){0};
  Status status = count_visits(store, device, day, out, err);
  return status == STATUS_OK ? read_ledger(store, device, arena, out, err) : status;
}
