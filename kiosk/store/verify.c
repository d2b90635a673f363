#include "verify.h"
#include "form_digest.h"

#include <string.h>

Tally *verify_tally(Verification *verification, Str device) {
  if (verification->latest && str_equal(verification->latest->report.device, device)) return verification->latest;
  Tally **at = &verification->tallies; /* in the order of their names */
  while (*at && str_compare((*at)->report.device, device) < 0)
    at = &(*at)->next;
  if (*at == NULL || !str_equal((*at)->report.device, device)) {
    Tally *tally = ARENA_NEW(verification->arena, Tally);
    *tally = (Tally){.report.device = arena_str(verification->arena, device), .first = 1, .next = *at};
    *at = tally;
    verification->device_count++;
  }
  return verification->latest = *at;
}

void verify_fault(Verification *verification, Tally *tally, const char *format, ...) {
  if (tally)
    tally->report.faults++;
  else
    verification->damage++;
  if (verification->fault == NULL) return;
  char text[512];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (length < 0) BUG("a format cannot be printed");
  Arena *arena = arena_new(0);
  Str sentence = tally ? arena_printf(arena, "device " STR_FMT ": %s", STR_ARG(tally->report.device), text) : str_from(text);
  verification->fault(verification->context, sentence);
  arena_free(arena);
}

void verify_copy(sqlite3_stmt *row, int column, unsigned char *out, size_t bytes) {
  Str stored = column_blob_view(row, column);
  if (stored.len > 0) memcpy(out, stored.ptr, stored.len < bytes ? stored.len : bytes);
}

static bool note_device(void *context, sqlite3_stmt *row) {
  Tally *tally = verify_tally(context, column_view(row, 0));
  tally->is_known = true;
  tally->first = sqlite3_column_int64(row, 1);
  tally->has_before = sqlite3_column_type(row, 2) != SQLITE_NULL;
  verify_copy(row, 2, tally->before.bytes, DIGEST_BYTES);
  tally->completed = sqlite3_column_int64(row, 3);
  tally->last = sqlite3_column_int64(row, 4);
  tally->has_head = sqlite3_column_type(row, 5) != SQLITE_NULL;
  verify_copy(row, 5, tally->head.bytes, DIGEST_BYTES);
  return true;
}

static bool note_purge(void *context, sqlite3_stmt *row) {
  Tally *tally = verify_tally(context, column_view(row, 0));
  tally->purged = sqlite3_column_int64(row, 1);
  tally->purged_waiting = sqlite3_column_int64(row, 2);
  tally->purged_words = sqlite3_column_int64(row, 3);
  return true;
}

static bool note_waiting(void *context, sqlite3_stmt *row) {
  Tally *tally = verify_tally(context, column_view(row, 0));
  tally->waiting_rows = (size_t)sqlite3_column_int64(row, 1);
  tally->wordless += (size_t)sqlite3_column_int64(row, 2);
  return true;
}

static bool report_lost_entry(void *context, sqlite3_stmt *row) {
  Verification *verification = context;
  Tally *tally = verify_tally(verification, column_view(row, 0));
  tally->report.missing++;
  Str uuid = column_view(row, 2);
  if (sqlite3_column_type(row, 1) == SQLITE_NULL)
    verify_fault(verification, tally, "response " STR_FMT ", which waited to be numbered, is missing", STR_ARG(uuid));
  else
    verify_fault(verification, tally, "number %lld, response " STR_FMT ", is missing", (long long)sqlite3_column_int64(row, 1),
                 STR_ARG(uuid));
  return true;
}

static Status walk(Verification *verification, const char *sql, bool (*visit)(void *context, sqlite3_stmt *row), Err *err) {
  sqlite3_stmt *statement = statement_once(verification->store, sql, err);
  return statement ? statement_walk(verification->store, statement, visit, verification, err) : STATUS_WORLD;
}

static Status verify_devices(Verification *verification, Err *err) {
  Status status = walk(verification, "SELECT name, first, before, completed, last, head FROM device", note_device, err);
  if (status == STATUS_OK)
    status = walk(verification,
                  "SELECT device, sum(numbered) FILTER (WHERE what = 'response'), sum(waiting) FILTER (WHERE what = 'response'),"
                  " sum(numbered + waiting) FILTER (WHERE what = 'free_text') FROM purge GROUP BY device",
                  note_purge, err);
  if (status != STATUS_OK) return status;
  return walk(verification, "SELECT device, count(*), sum(text_salt IS NULL) FROM waiting GROUP BY device", note_waiting, err);
}

/* Looked for only when there are some: it takes as long as all the rest. */
static Status verify_lost(Verification *verification, Err *err) {
  bool lost = false;
  for (const Tally *tally = verification->tallies; tally; tally = tally->next)
    lost = lost || tally->entries != tally->entries_met || tally->waiting_rows != tally->waiting_met;
  if (!lost) return STATUS_OK;
  return walk(verification,
              "SELECT device, number, response FROM ledger"
              " WHERE response IS NOT NULL AND response NOT IN (SELECT uuid FROM response) UNION ALL"
              " SELECT device, NULL, response FROM waiting WHERE response NOT IN (SELECT uuid FROM response)",
              report_lost_entry, err);
}

static void check_end(Verification *verification, Tally *tally) {
  bool has_entries = tally->entries + tally->bare > 0;
  int64_t highest = has_entries ? tally->highest : tally->first - 1;
  bool same_head = has_entries
                       ? tally->has_head && memcmp(tally->head.bytes, tally->end.bytes, DIGEST_BYTES) == 0
                       : tally->has_head == tally->has_before && memcmp(tally->head.bytes, tally->before.bytes, DIGEST_BYTES) == 0;
  if (highest < tally->last) {
    tally->report.missing += (size_t)(tally->last - highest);
    verify_fault(verification, tally, "numbers are missing at the end, from %lld on; the last was %lld", (long long)highest + 1,
                 (long long)tally->last);
  } else if (highest > tally->last) {
    verify_fault(verification, tally, "its last number is said to be %lld, and there are entries up to %lld",
                 (long long)tally->last, (long long)highest);
  } else if (!same_head) {
    verify_fault(verification, tally, "the fingerprint kept of it is not that of its last entry");
  }
}

static void check_purges(Verification *verification, Tally *tally) {
  size_t logged = tally->purged > 0 ? (size_t)tally->purged : 0;
  tally->report.purged = tally->bare < logged ? tally->bare : logged;
  if (tally->bare > logged) {
    tally->report.missing += tally->bare - logged;
    verify_fault(verification, tally, "responses gone from the ledger: %zu; the log of purges knows of %zu", tally->bare, logged);
  } else if (tally->bare < logged) {
    verify_fault(verification, tally, "responses that the log of purges tells of: %zu; only %zu are gone from the ledger", logged,
                 tally->bare);
  }
  if (tally->wordless > (size_t)tally->purged_words)
    verify_fault(verification, tally, "responses whose free text is gone: %zu; the log of purges knows of %lld", tally->wordless,
                 (long long)tally->purged_words);
}

static void check_completed(Verification *verification, Tally *tally) {
  int64_t there = tally->last - tally->first + 1 + (int64_t)tally->waiting_rows + tally->purged_waiting;
  if (tally->completed > there) {
    tally->report.missing += (size_t)(tally->completed - there);
    verify_fault(verification, tally, "completed responses that are neither numbered nor waiting any more: %lld",
                 (long long)(tally->completed - there));
  } else if (tally->completed < there) {
    verify_fault(verification, tally, "completed responses: %lld; numbered or waiting: %lld", (long long)tally->completed,
                 (long long)there);
  }
}

static void check_sums(Verification *verification) {
  for (Tally *tally = verification->tallies; tally; tally = tally->next) {
    if (!tally->is_known) {
      tally->last = tally->highest;
      verify_fault(verification, tally, "it is not among the devices that this database knows");
    } else {
      check_end(verification, tally);
      check_completed(verification, tally);
    }
    check_purges(verification, tally);
  }
}

static const LedgerReport *make_reports(Verification *verification) {
  LedgerReport *reports = ARENA_ARRAY(verification->arena, LedgerReport, verification->device_count);
  size_t count = 0;
  for (const Tally *tally = verification->tallies; tally; tally = tally->next) {
    LedgerReport *report = &reports[count++];
    *report = tally->report;
    report->first = tally->first;
    report->last = tally->last > tally->highest ? tally->last : tally->highest;
    report->faults += verification->damage;
    if (tally->has_head && report->last >= report->first) report->head = ledger_fingerprint(verification->arena, tally->head.bytes);
  }
  return reports;
}

static Status run_passes(Verification *verification, Err *err) {
  bool sound;
  Status status = verify_schema(verification, &sound, err);
  if (status != STATUS_OK || !sound) return status;
  form_digest_forget(verification->store);
  status = verify_devices(verification, err);
  if (status == STATUS_OK) status = verify_promises(verification, err);
  if (status == STATUS_OK) status = verify_chain(verification, err);
  if (status == STATUS_OK) status = verify_responses(verification, err);
  if (status == STATUS_OK) status = verify_lost(verification, err);
  if (status == STATUS_OK) check_sums(verification);
  return status;
}

/* A file whose pages cannot be read is found out, too: that is no failure of the verification. */
static Status take_damage(Verification *verification, const Err *found, Err *err) {
  if (strcmp(found->code, "db-corrupt") != 0) return err_set(err, found->status, found->code, "%s", found->sentence);
  verify_fault(verification, NULL,
               "the file is damaged, and not all of it could be read; kioskctl recover gets out what can be got");
  return STATUS_OK;
}

Status store_verify(Store *store, Arena *arena, void (*fault)(void *context, Str sentence), void *context, const LedgerReport **out,
                    size_t *count, Err *err) {
  Verification verification = {.store = store, .arena = arena, .fault = fault, .context = context};
  *out = NULL;
  *count = 0;
  Status status = seal_init(err);
  if (status != STATUS_OK) return status;
  Err found = {0};
  status = store_execute(store, "BEGIN", &found);
  if (status == STATUS_OK) status = run_passes(&verification, &found);
  sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
  if (status != STATUS_OK) status = take_damage(&verification, &found, err);
  if (verification.damage > 0 && verification.device_count == 0) verify_tally(&verification, STR("")); /* somebody has to bear it */
  *out = make_reports(&verification);
  *count = verification.device_count;
  return status;
}
