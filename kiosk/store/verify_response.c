/* Two cursors in the order of the responses' keys: the responses, each with its entry, and their attachments. */
#include "form_digest.h"
#include "verify.h"

#include <string.h>

enum { /* columns after those of the response */
       ENTRY_DEVICE,
       ENTRY_NUMBER,
       ENTRY_FORM_ID,
       ENTRY_DIGEST,
       ENTRY_TEXT_DIGEST,
       ENTRY_SALT,
       ENTRY_TEXT_SALT,
       ENTRY_COLUMN_COUNT
};

enum { LEDGER_AT = DIGEST_COLUMN_COUNT, WAITING_AT = LEDGER_AT + ENTRY_COLUMN_COUNT };

static const char responses_sql[] =
    "SELECT " DIGEST_RESPONSE_COLUMNS ", l.device, l.number, NULL, l.digest, l.text_digest, l.salt, l.text_salt,"
    " w.device, NULL, w.form_id, w.digest, w.text_digest, w.salt, w.text_salt"
    " FROM response r LEFT JOIN ledger l ON l.response = r.uuid LEFT JOIN waiting w ON w.response = r.uuid ORDER BY r.uuid";

typedef struct Reading {
  Verification *verification;
  sqlite3_stmt *attachments; /* stands on one, while has_attachment */
  bool has_attachment;
  Status status; /* of the attachments' cursor */
  Err *err;
} Reading;

static void next_attachment(Reading *reading) {
  int code = sqlite3_step(reading->attachments);
  reading->has_attachment = code == SQLITE_ROW;
  if (code != SQLITE_ROW && code != SQLITE_DONE) reading->status = store_fail(reading->verification->store, "read", reading->err);
}

/* Takes the attachments of a response; work may be NULL. */
static size_t take_attachments(Reading *reading, Str uuid, DigestWork *work) {
  size_t count = 0;
  for (; reading->has_attachment; next_attachment(reading)) {
    Str owner = column_view(reading->attachments, 0);
    int order = str_compare(owner, uuid);
    if (order > 0) break;
    if (order < 0)
      verify_fault(reading->verification, NULL, "there is an attachment of response " STR_FMT ", and no such response",
                   STR_ARG(owner));
    else if (work)
      digest_text_add(work, reading->attachments);
    count += order == 0;
  }
  return count;
}

/* The digest of its words and attachments, or, when they were deleted on time, the one that was kept. */
static Digest text_digest(Reading *reading, sqlite3_stmt *row, int entry_at, bool *is_bare) {
  Digest text = {0};
  unsigned char salt[SALT_BYTES] = {0};
  Str uuid = column_view(row, DIGEST_UUID);
  *is_bare = true;
  if (sqlite3_column_type(row, entry_at + ENTRY_TEXT_SALT) == SQLITE_NULL) {
    verify_copy(row, entry_at + ENTRY_TEXT_DIGEST, text.bytes, DIGEST_BYTES);
    bool has_words =
        sqlite3_column_type(row, DIGEST_FREE_TEXT) != SQLITE_NULL || sqlite3_column_type(row, DIGEST_SEALED_TEXT) != SQLITE_NULL;
    *is_bare = take_attachments(reading, uuid, NULL) == 0 && !has_words;
    return text;
  }
  verify_copy(row, entry_at + ENTRY_TEXT_SALT, salt, SALT_BYTES);
  DigestWork work;
  digest_text_begin(&work, salt, row);
  take_attachments(reading, uuid, &work);
  digest_text_end(&work, &text);
  return text;
}

static bool is_digest(sqlite3_stmt *row, int column, const Digest *digest) {
  Str stored = column_blob_view(row, column);
  return stored.len == DIGEST_BYTES && memcmp(stored.ptr, digest->bytes, DIGEST_BYTES) == 0;
}

/* What is wrong with a response that has an entry; NULL: nothing. */
static const char *find_change(Reading *reading, sqlite3_stmt *row, int entry_at) {
  bool is_bare;
  unsigned char salt[SALT_BYTES] = {0};
  Digest text = text_digest(reading, row, entry_at, &is_bare), kept = {0}, form = {0};
  verify_copy(row, entry_at + ENTRY_SALT, salt, SALT_BYTES);
  verify_copy(row, entry_at + ENTRY_TEXT_DIGEST, kept.bytes, DIGEST_BYTES);
  if (reading->status == STATUS_OK)
    reading->status = form_digest_find(reading->verification->store, column_view(row, DIGEST_FORM_ID),
                                       column_view(row, DIGEST_FORM_VERSION), &form, reading->err);
  Digest whole = digest_response(salt, row, &kept, &form);
  if (!is_digest(row, entry_at + ENTRY_DIGEST, &whole)) return "is not as it was when it was completed, or its form is not";
  if (memcmp(text.bytes, kept.bytes, DIGEST_BYTES) != 0) return "has other free text or attachments than when it was completed";
  return is_bare ? NULL : "has free text or attachments again, which had been deleted";
}

static void check_numbered(Reading *reading, Tally *tally, sqlite3_stmt *row, Str uuid) {
  Tally *entry_tally = verify_tally(reading->verification, column_view(row, LEDGER_AT + ENTRY_DEVICE));
  entry_tally->entries_met++;
  const char *change = find_change(reading, row, LEDGER_AT);
  if (change == NULL)
    tally->report.whole++;
  else
    verify_fault(reading->verification, entry_tally, "number %lld, response " STR_FMT ", %s",
                 (long long)sqlite3_column_int64(row, LEDGER_AT + ENTRY_NUMBER), STR_ARG(uuid), change);
}

static void check_waiting(Reading *reading, Tally *tally, sqlite3_stmt *row, Str uuid) {
  verify_tally(reading->verification, column_view(row, WAITING_AT + ENTRY_DEVICE))->waiting_met++;
  bool is_placed = str_equal(column_view(row, WAITING_AT + ENTRY_DEVICE), column_view(row, DIGEST_DEVICE)) &&
                   str_equal(column_view(row, WAITING_AT + ENTRY_FORM_ID), column_view(row, DIGEST_FORM_ID));
  const char *change = find_change(reading, row, WAITING_AT);
  if (change == NULL && !is_placed) change = "waits under another device or form";
  if (change == NULL)
    tally->report.waiting++;
  else
    verify_fault(reading->verification, tally, "response " STR_FMT ", which waits to be numbered, %s", STR_ARG(uuid), change);
}

static void check_unentered(Reading *reading, Tally *tally, sqlite3_stmt *row, Str uuid) {
  bool is_complete = str_is(column_view(row, DIGEST_STATUS), response_status_names[RESPONSE_COMPLETE]);
  if (is_complete && sqlite3_column_int(row, DIGEST_TRIAL) == 0)
    verify_fault(reading->verification, tally,
                 "response " STR_FMT " is complete, but neither numbered nor waiting to be: it was added by hand, or its entry was"
                 " deleted",
                 STR_ARG(uuid));
  take_attachments(reading, uuid, NULL);
}

static void count_others(Tally *tally, sqlite3_stmt *row) {
  bool is_partial = str_is(column_view(row, DIGEST_STATUS), response_status_names[RESPONSE_PARTIAL]);
  if (sqlite3_column_int(row, DIGEST_TRIAL) != 0)
    tally->report.trial++;
  else if (is_partial)
    tally->report.partial++;
}

static bool check_response(void *context, sqlite3_stmt *row) {
  Reading *reading = context;
  Str uuid = column_view(row, DIGEST_UUID);
  Tally *tally = verify_tally(reading->verification, column_view(row, DIGEST_DEVICE));
  bool is_numbered = sqlite3_column_type(row, LEDGER_AT + ENTRY_NUMBER) != SQLITE_NULL;
  bool waits = sqlite3_column_type(row, WAITING_AT + ENTRY_DEVICE) != SQLITE_NULL;
  count_others(tally, row);
  if (is_numbered) check_numbered(reading, tally, row, uuid);
  if (is_numbered && waits) {
    verify_tally(reading->verification, column_view(row, WAITING_AT + ENTRY_DEVICE))->waiting_met++;
    verify_fault(reading->verification, tally, "response " STR_FMT " is numbered, and waits to be numbered again", STR_ARG(uuid));
  } else if (waits) {
    check_waiting(reading, tally, row, uuid);
  } else if (!is_numbered) {
    check_unentered(reading, tally, row, uuid);
  }
  return reading->status == STATUS_OK;
}

static Status walk_both(Reading *reading, Err *err) {
  Store *store = reading->verification->store;
  sqlite3_stmt *responses = statement_once(store, responses_sql, err);
  if (responses == NULL) return STATUS_WORLD;
  next_attachment(reading);
  Status status = statement_walk(store, responses, check_response, reading, err);
  if (status == STATUS_OK) status = reading->status;
  if (status == STATUS_OK) take_attachments(reading, STR("\xff"), NULL); /* those beyond the last response */
  return status == STATUS_OK ? reading->status : status;
}

Status verify_responses(Verification *verification, Err *err) {
  Reading reading = {.verification = verification, .err = err};
  reading.attachments =
      statement_once(verification->store, "SELECT " DIGEST_ATTACHMENT_COLUMNS " FROM attachment ORDER BY response, path", err);
  if (reading.attachments == NULL) return STATUS_WORLD;
  Status status = walk_both(&reading, err);
  sqlite3_finalize(reading.attachments);
  return status;
}
