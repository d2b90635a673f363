/* A deletion by hand may look like one on time: then the log of purges tells of something that nobody promised, or that was not due. */
#include "verify.h"

typedef struct Purged { /* what the log tells of one form, kind and day */
  Str device, form_id, day;
  bool is_free_text, is_due;
  int64_t count;
} Purged;

typedef struct Promises {
  Verification *verification;
  Arena *arena;
  Status status;
  Err *err;
} Promises;

/* A version that this program cannot read may have promised anything. */
static Status judge_version(Promises *promises, Purged *purged, Str version) {
  const Form *form;
  Value day;
  Status status = form_version_read(promises->verification->store, promises->arena, purged->form_id, version, &form, promises->err);
  if (status != STATUS_OK) return status;
  const Retention none = {0};
  Retention retention = form == NULL ? none : purged->is_free_text ? form->kiosk.keep_free_text : form->kiosk.keep_responses;
  bool is_day = value_from_iso(purged->day, &day) && day.kind == VALUE_DATE;
  purged->is_due |= form == NULL || (is_day && form_retention_reach(retention, (int64_t)day.days) != INT64_MIN);
  return STATUS_OK;
}

static Status judge_versions(Promises *promises, Purged *purged) {
  const Store *store = promises->verification->store;
  sqlite3_stmt *versions = statement_once(store, "SELECT version FROM form_version WHERE form_id = ?1", promises->err);
  if (versions == NULL) return STATUS_WORLD;
  bind_text(versions, 1, purged->form_id);
  Status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && !purged->is_due && (code = sqlite3_step(versions)) == SQLITE_ROW)
    status = judge_version(promises, purged, column_view(versions, 0));
  if (status == STATUS_OK && code != SQLITE_ROW && code != SQLITE_DONE) status = store_fail(store, "read", promises->err);
  sqlite3_finalize(versions);
  return status;
}

static bool check_purge(void *context, sqlite3_stmt *row) {
  Promises *promises = context;
  arena_rewind(promises->arena);
  Purged purged = {.device = column_view(row, 0), .form_id = column_view(row, 1), .day = column_view(row, 3)};
  purged.is_free_text = str_is(column_view(row, 2), "free_text");
  purged.count = sqlite3_column_int64(row, 4);
  promises->status = judge_versions(promises, &purged);
  if (promises->status == STATUS_OK && !purged.is_due)
    verify_fault(promises->verification, verify_tally(promises->verification, purged.device),
                 "the log of purges tells of %s of the form " STR_FMT " on " STR_FMT
                 ", %lld in all; that form did not promise to delete any by then",
                 purged.is_free_text ? "free text" : "responses", STR_ARG(purged.form_id), STR_ARG(purged.day),
                 (long long)purged.count);
  return promises->status == STATUS_OK;
}

static Status verify_purges(Verification *verification, Err *err) {
  sqlite3_stmt *statement = statement_once(verification->store,
                                           "SELECT device, form_id, what, day, sum(numbered + waiting) AS n FROM purge"
                                           " GROUP BY device, form_id, what, day HAVING n <> 0",
                                           err);
  if (statement == NULL) return STATUS_WORLD;
  Promises promises = {.verification = verification, .arena = arena_new(0), .err = err};
  Status status = statement_walk(verification->store, statement, check_purge, &promises, err);
  arena_free(promises.arena);
  return status == STATUS_OK ? promises.status : status;
}

static bool say_unknown(void *context, sqlite3_stmt *row) {
  verify_tally(context, column_view(row, 0)); /* which will be said to be unknown */
  return true;
}

Status verify_promises(Verification *verification, Err *err) {
  Status status = verify_purges(verification, err);
  if (status != STATUS_OK) return status;
  sqlite3_stmt *statement = statement_once(
      verification->store, "SELECT DISTINCT device FROM event_log WHERE device NOT IN (SELECT name FROM device)", err);
  return statement ? statement_walk(verification->store, statement, say_unknown, verification, err) : STATUS_WORLD;
}
