#include "connection.h"

#include <string.h>

const char *const response_status_names[RESPONSE_STATUS_COUNT] = {
    [RESPONSE_PARTIAL] = "partial",
    [RESPONSE_COMPLETE] = "complete",
    [RESPONSE_DISCARDED] = "discarded",
};

void store_uuid(const Random *random, char out[STORE_UUID_LEN + 1]) {
  unsigned char bytes[16];
  random->fill(random->context, bytes, sizeof bytes);
  bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40); /* version 4 */
  bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80); /* the variant of RFC 9562 */
  static const char digits[] = "0123456789abcdef";
  char *at = out;
  for (size_t i = 0; i < sizeof bytes; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *at++ = '-';
    *at++ = digits[bytes[i] >> 4];
    *at++ = digits[bytes[i] & 0x0f];
  }
  *at = '\0';
}

static Status add_device(Store *store, Str name, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_ADD_DEVICE, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  return statement_run(store, statement, err);
}

/* Empty when there is no such setting. */
Status store_get_setting(Store *store, Str name, Arena *arena, Str *out, Err *err) {
  *out = (Str){0};
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_GET_SETTING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *out = arena_str(arena, column_view(statement, 0));
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  statement_release(statement);
  return status;
}

Status store_set_setting(Store *store, Str name, Str value, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_SET_SETTING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, name);
  bind_text(statement, 2, value);
  return statement_run(store, statement, err);
}

/* The file's own name for the device it stands on. */
static Status own_device(Store *store, Arena *arena, Str *out, Err *err) {
  Status status = store_get_setting(store, STR("device"), arena, out, err);
  if (status != STATUS_OK || out->len > 0) return status;
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&store->random, uuid);
  *out = arena_printf(arena, "kiosk-%.8s", uuid);
  return store_set_setting(store, STR("device"), *out, err);
}

Status store_device(Store *store, Str name, Arena *arena, Str *out, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  if (status != STATUS_OK) return status;
  if (name.len > 0)
    *out = arena_str(arena, name);
  else
    status = own_device(store, arena, out, err);
  if (status == STATUS_OK) status = add_device(store, *out, err);
  return transaction_end(store, status, err);
}

static Status refuse_change(const Store *store, Err *err) {
  return err_set(
      err, STATUS_WORLD, "db-constraint",
      "cannot write to the database %s; a response that is final, or of another visit, has the same key there and may not be"
      " changed: please report this",
      sqlite3_db_filename(store->db, "main"));
}

static Status put_row(Store *store, const Response *response, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_PUT, err);
  if (statement == NULL) return STATUS_WORLD;
  bool erased = response->status == RESPONSE_DISCARDED;
  bind_text(statement, 1, response->uuid);
  bind_text(statement, 2, response->device);
  bind_text(statement, 3, response->form_id);
  bind_text(statement, 4, response->form_version);
  bind_text(statement, 5, response->language);
  bind_text(statement, 6, response->channel);
  bind_text_or_null(statement, 7, response->round);
  bind_text_or_null(statement, 8, response->event);
  bind_text_or_null(statement, 9, response->place);
  bind_text(statement, 10, str_from(response_status_names[response->status]));
  sqlite3_bind_int(statement, 11, response->trial);
  bind_text(statement, 12, response->time);
  bind_text_or_null(statement, 13, erased ? (Str){0} : response->token_hash);
  bind_text(statement, 14, erased ? STR("{}") : response->answers);
  Status status = statement_run(store, statement, err);
  if (status == STATUS_OK && sqlite3_changes(store->db) == 0) return refuse_change(store, err);
  return status;
}

/* Is the row there already, and not to be changed any more? */
static Status find_final(Store *store, Str uuid, bool *is_final, Err *err) {
  *is_final = false;
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_GET_STATUS, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *is_final = !str_is(column_view(statement, 0), response_status_names[RESPONSE_PARTIAL]);
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  statement_release(statement);
  return status;
}

static Status put_with_attachments(Store *store, const Response *response, Err *err) {
  bool was_final, changed = false;
  Status status = find_final(store, response->uuid, &was_final, err);
  if (status == STATUS_OK) status = put_row(store, response, err);
  if (status == STATUS_OK) status = attachments_put(store, response, &changed, err);
  return status == STATUS_OK && was_final && changed ? refuse_change(store, err) : status;
}

static Status put_and_drop_attachments(Store *store, const Response *response, Err *err) {
  Status status = put_row(store, response, err);
  return status == STATUS_OK ? attachments_drop(store, response->uuid, err) : status;
}

/* SQLite puts a row together in a buffer that it keeps as long as the connection. A row of the greatest length that stays whole in a
 * page, taken back at once, covers what was in it. */
static Status cover_row_buffer(Store *store, Err *err) {
  char cover[994];
  memset(cover, '0', sizeof cover);
  Status status = store_execute(store, "SAVEPOINT cover", err);
  if (status == STATUS_OK) status = store_set_setting(store, STR("wipe"), (Str){cover, sizeof cover}, err);
  return status == STATUS_OK ? store_execute(store, "ROLLBACK TO cover; RELEASE cover", err) : status;
}

static Status put_in_transaction(Store *store, const Response *response, Err *err) {
  Status status;
  if (response->status == RESPONSE_DISCARDED)
    status = put_and_drop_attachments(store, response, err);
  else
    status = response->attachments ? put_with_attachments(store, response, err) : put_row(store, response, err);
  return status == STATUS_OK ? cover_row_buffer(store, err) : status;
}

void write_clean_up(Store *store) {
  /* Another program that is reading can hold this up: then it is tried again at the next write and at the end. */
  if (store->erase_due) store->erase_due = !scrub_erased(store);
  /* The cache's pages go back to the wiping allocator: no answer stays in memory between two taps. */
  sqlite3_db_release_memory(store->db);
}

Status store_put(Store *store, const Response *response, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  if (status == STATUS_OK) status = transaction_end(store, put_in_transaction(store, response, err), err);
  if (status == STATUS_OK && response->status == RESPONSE_DISCARDED) store->erase_due = true;
  if (!store->in_batch) write_clean_up(store);
  return status;
}

static Status add_event(Store *store, Str device, Str kind, Str detail, Str day, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_LOG, err);
  if (statement == NULL) return STATUS_WORLD;
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&store->random, uuid);
  bind_text(statement, 1, str_from(uuid));
  bind_text(statement, 2, device);
  bind_text(statement, 3, kind);
  bind_text_or_null(statement, 4, detail);
  bind_text(statement, 5, day);
  return statement_run(store, statement, err);
}

Status store_log(Store *store, Str device, Str kind, Str detail, Str day, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, add_event(store, device, kind, detail, day, err), err) : status;
}
