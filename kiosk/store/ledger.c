/* A complete response waits until so many of its form wait that their numbers, given in a random order, say nothing about who came when.
 * Everything here runs within the transaction that completes the response. */
#include "connection.h"
#include "form_digest.h"
#include "ledger_digest.h"

#include <string.h>

enum {
  MIN_GROUP_DEFAULT = 5, /* of a form that cannot be read any more */
  MIN_GROUP_LEAST = 3,   /* of any form */
};

static Status read_row(const Store *store, sqlite3_stmt *statement, Err *err) {
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return STATUS_OK;
  if (code != SQLITE_DONE) return store_fail(store, "read", err);
  return err_set(err, STATUS_WORLD, "db-constraint",
                 "cannot write to the database %s; a row that has to be there is not: please report this",
                 sqlite3_db_filename(store->db, "main"));
}

/* Attachments of the response that stands in work already. */
static Status add_attachments(Store *store, Str uuid, DigestWork *work, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_LEDGER_ATTACHMENTS, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    digest_text_add(work, statement);
  Status status = code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  statement_release(statement);
  return status;
}

typedef struct Entry {
  Str response; /* in an arena; empty: it was taken away by hand, and an entry without it tells so */
  Digest digest, text_digest;
  unsigned char salt[SALT_BYTES], text_salt[SALT_BYTES];
  bool has_text_salt;
} Entry;

/* Of the row as it stands in the file, so that what is vouched for is what can be read again. */
static Status make_entry(Store *store, Str uuid, Entry *out, Err *err) {
  sqlite3_stmt *row = statement_kept(store, STATEMENT_LEDGER_RESPONSE, err);
  if (row == NULL) return STATUS_WORLD;
  *out = (Entry){.response = uuid, .has_text_salt = true};
  store->random.fill(store->random.context, out->salt, sizeof out->salt);
  store->random.fill(store->random.context, out->text_salt, sizeof out->text_salt);
  bind_text(row, 1, uuid);
  Status status = read_row(store, row, err);
  if (status == STATUS_OK) {
    DigestWork work;
    Digest form;
    digest_text_begin(&work, out->text_salt, row);
    status = add_attachments(store, uuid, &work, err);
    digest_text_end(&work, &out->text_digest);
    if (status == STATUS_OK)
      status = form_digest_find(store, column_view(row, DIGEST_FORM_ID), column_view(row, DIGEST_FORM_VERSION), &form, err);
    if (status == STATUS_OK) out->digest = digest_response(out->salt, row, &out->text_digest, &form);
  }
  statement_release(row);
  return status;
}

static void bind_bytes(sqlite3_stmt *statement, int place, const unsigned char *bytes, size_t count) {
  sqlite3_bind_blob64(statement, place, bytes, count, SQLITE_STATIC);
}

/* The columns that waiting and ledger have in common. */
static void bind_entry(sqlite3_stmt *statement, const Entry *entry) {
  bind_text_or_null(statement, 1, entry->response);
  bind_bytes(statement, 2, entry->digest.bytes, DIGEST_BYTES);
  bind_bytes(statement, 3, entry->text_digest.bytes, DIGEST_BYTES);
  if (entry->response.len > 0) bind_bytes(statement, 4, entry->salt, SALT_BYTES);
  if (entry->response.len > 0 && entry->has_text_salt) bind_bytes(statement, 5, entry->text_salt, SALT_BYTES);
}

static Status insert_waiting(Store *store, const Entry *entry, Str device, Str form_id, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_LEDGER_WAIT, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_entry(statement, entry);
  bind_text(statement, 6, device);
  bind_text(statement, 7, form_id);
  return statement_run(store, statement, err);
}

static Status count_completed(Store *store, Str device, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_LEDGER_COMPLETED, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, device);
  return statement_run(store, statement, err);
}

Status ledger_wait(Store *store, Str uuid, Str device, Str form_id, Err *err) {
  Entry entry;
  Status status = make_entry(store, uuid, &entry, err);
  if (status == STATUS_OK) status = insert_waiting(store, &entry, device, form_id, err);
  return status == STATUS_OK ? count_completed(store, device, err) : status;
}

typedef struct Batch {
  Store *store;
  Arena *arena;
  Str device, form_id;
  Entry *entries;
  size_t count, capacity;
  int min_group; /* the greatest that one of those that wait was promised */
  Status status; /* of what is done for a row */
  Err *err;
} Batch;

static Status count_waiting(Batch *batch, Err *err) {
  sqlite3_stmt *statement = statement_kept(batch->store, STATEMENT_LEDGER_COUNT_WAITING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, batch->device);
  bind_text(statement, 2, batch->form_id);
  Status status = read_row(batch->store, statement, err);
  if (status == STATUS_OK) batch->capacity = (size_t)sqlite3_column_int64(statement, 0);
  statement_release(statement);
  return status;
}

static bool note_min_group(void *context, sqlite3_stmt *row) {
  Batch *batch = context;
  const FormRule *rule;
  batch->status = form_rule_find(batch->store, batch->form_id, column_view(row, 0), &rule, batch->err);
  if (batch->status != STATUS_OK) return false;
  int min_group = rule && rule->min_group > 0 ? rule->min_group : MIN_GROUP_DEFAULT;
  if (min_group > batch->min_group) batch->min_group = min_group;
  return true;
}

static Status find_min_group(Batch *batch, Err *err) {
  sqlite3_stmt *statement =
      statement_once(batch->store,
                     "SELECT DISTINCT r.form_version FROM waiting w CROSS JOIN response r ON r.uuid = w.response"
                     " WHERE w.device = ?1 AND w.form_id = ?2",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, batch->device);
  bind_text(statement, 2, batch->form_id);
  Status status = statement_walk(batch->store, statement, note_min_group, batch, err);
  return status == STATUS_OK ? batch->status : status;
}

/* Of a file that was tampered with, what there is. */
static void copy_bytes(sqlite3_stmt *row, int column, unsigned char *out, size_t bytes) {
  Str stored = column_blob_view(row, column);
  if (stored.len > 0) memcpy(out, stored.ptr, stored.len < bytes ? stored.len : bytes);
}

static bool take_waiting(void *context, sqlite3_stmt *row) {
  Batch *batch = context;
  Entry *entry = &batch->entries[batch->count++];
  entry->response = arena_str(batch->arena, column_view(row, 0));
  copy_bytes(row, 1, entry->digest.bytes, DIGEST_BYTES);
  copy_bytes(row, 2, entry->text_digest.bytes, DIGEST_BYTES);
  copy_bytes(row, 3, entry->salt, SALT_BYTES);
  entry->has_text_salt = sqlite3_column_type(row, 4) != SQLITE_NULL;
  copy_bytes(row, 4, entry->text_salt, SALT_BYTES);
  return batch->count < batch->capacity;
}

static Status read_waiting(Batch *batch, Err *err) {
  sqlite3_stmt *statement = statement_once(batch->store,
                                           "SELECT (SELECT uuid FROM response WHERE uuid = w.response AND"
                                           "  NOT EXISTS (SELECT 1 FROM ledger l WHERE l.response = w.response)),"
                                           " digest, text_digest, salt, text_salt FROM waiting w"
                                           " WHERE device = ?1 AND form_id = ?2",
                                           err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, batch->device);
  bind_text(statement, 2, batch->form_id);
  batch->entries = ARENA_ARRAY(batch->arena, Entry, batch->capacity);
  return statement_walk(batch->store, statement, take_waiting, batch, err);
}

static void shuffle(const Random *random, Entry *entries, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t other = random_below(random, (uint32_t)i);
    Entry entry = entries[i - 1];
    entries[i - 1] = entries[other];
    entries[other] = entry;
  }
}

typedef struct ChainEnd {
  int64_t number;
  bool has_head;
  Digest head;
} ChainEnd;

static Status read_end(Store *store, Str device, ChainEnd *end, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT last, head FROM device WHERE name = ?1", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, device);
  Status status = read_row(store, statement, err);
  *end = (ChainEnd){0};
  if (status == STATUS_OK) {
    end->number = sqlite3_column_int64(statement, 0);
    end->has_head = sqlite3_column_type(statement, 1) != SQLITE_NULL;
    copy_bytes(statement, 1, end->head.bytes, DIGEST_BYTES);
  }
  sqlite3_finalize(statement);
  return status;
}

static Status write_end(Store *store, Str device, const ChainEnd *end, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "UPDATE device SET last = ?2, head = ?3 WHERE name = ?1", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, device);
  sqlite3_bind_int64(statement, 2, end->number);
  bind_bytes(statement, 3, end->head.bytes, DIGEST_BYTES);
  Status status = statement_run(store, statement, err);
  sqlite3_finalize(statement);
  return status;
}

static Status append(const Batch *batch, sqlite3_stmt *insert, const Entry *entry, ChainEnd *end, Err *err) {
  end->number++;
  end->head = digest_entry(end->has_head ? end->head.bytes : NULL, batch->device, end->number, &entry->digest);
  end->has_head = true;
  bind_entry(insert, entry);
  bind_text(insert, 6, batch->device);
  sqlite3_bind_int64(insert, 7, end->number);
  bind_bytes(insert, 8, end->head.bytes, DIGEST_BYTES);
  return statement_run(batch->store, insert, err);
}

static Status append_all(Batch *batch, Err *err) {
  ChainEnd end;
  Status status = read_end(batch->store, batch->device, &end, err);
  if (status != STATUS_OK) return status;
  sqlite3_stmt *insert = statement_kept(batch->store, STATEMENT_LEDGER_APPEND, err);
  if (insert == NULL) return STATUS_WORLD;
  for (size_t i = 0; i < batch->count && status == STATUS_OK; i++)
    status = append(batch, insert, &batch->entries[i], &end, err);
  return status == STATUS_OK ? write_end(batch->store, batch->device, &end, err) : status;
}

static Status empty_waiting(Batch *batch, Err *err) {
  sqlite3_stmt *statement = statement_kept(batch->store, STATEMENT_LEDGER_EMPTY_WAITING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, batch->device);
  bind_text(statement, 2, batch->form_id);
  return statement_run(batch->store, statement, err);
}

/* Places would tell what numbers do not. One hand knows the order anyway. */
static Status mingle_all(Batch *batch, Err *err) {
  if (batch->store->of_one_hand) return STATUS_OK;
  Str *uuids = ARENA_ARRAY(batch->arena, Str, batch->count);
  size_t count = 0;
  for (size_t i = 0; i < batch->count; i++)
    if (batch->entries[i].response.len > 0) uuids[count++] = batch->entries[i].response;
  return mingle(batch->store, uuids, count, err);
}

static Status number_all(Batch *batch, Err *err) {
  Status status = read_waiting(batch, err);
  shuffle(&batch->store->random, batch->entries, batch->count);
  if (status == STATUS_OK) status = empty_waiting(batch, err);
  if (status == STATUS_OK) status = mingle_all(batch, err);
  return status == STATUS_OK ? append_all(batch, err) : status;
}

Status ledger_number_waiting(Store *store, Str device, Str form_id, Err *err) {
  Batch batch = {.store = store, .device = device, .form_id = form_id, .err = err};
  Status status = count_waiting(&batch, err);
  if (status != STATUS_OK || batch.capacity < MIN_GROUP_LEAST) return status;
  status = find_min_group(&batch, err);
  if (status != STATUS_OK || batch.capacity < (size_t)batch.min_group) return status;
  batch.arena = arena_new(0);
  status = number_all(&batch, err);
  arena_free(batch.arena);
  return status;
}

Str ledger_fingerprint(Arena *arena, const void *hash) {
  enum { SHOWN_BYTES = 16, GROUP_BYTES = 2 };
  const unsigned char *bytes = hash;
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < SHOWN_BYTES; i++)
    sink_printf(&sink, "%s%02x", i > 0 && i % GROUP_BYTES == 0 ? " " : "", bytes[i]);
  return buffer_view(&buffer);
}

Status store_fingerprint(Store *store, Str device, int64_t number, Arena *arena, Str *out, Err *err) {
  *out = (Str){0};
  sqlite3_stmt *statement = statement_once(store, "SELECT hash FROM ledger WHERE device = ?1 AND number = ?2", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, device);
  sqlite3_bind_int64(statement, 2, number);
  int code = sqlite3_step(statement);
  Digest hash = {0};
  if (code == SQLITE_ROW) {
    copy_bytes(statement, 0, hash.bytes, DIGEST_BYTES);
    *out = ledger_fingerprint(arena, hash.bytes);
  }
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}
