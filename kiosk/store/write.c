#include "connection.h"

#include <string.h>

enum { LOG_PAGES = 1000 }; /* as SQLite would have it */
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

/* The file's own name for the device it stands on. */
static Status own_device(Store *store, Arena *arena, Str *out, Err *err) {
  Status status = store_get_setting(store, STR("device"), arena, out, err);
  if (status != STATUS_OK || out->len > 0) return status;
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&store->random, uuid);
  *out = arena_printf(arena, "kiosk-%.8s", uuid);
  return store_set_setting(store, STR("device"), *out, err);
}

Status write_known_device(Store *store, Str name, Arena *arena, Str *out, Err *err) {
  Status status = STATUS_OK;
  if (name.len > 0)
    *out = arena_str(arena, name);
  else
    status = own_device(store, arena, out, err);
  return status == STATUS_OK ? add_device(store, *out, err) : status;
}

Status store_device(Store *store, Str name, Arena *arena, Str *out, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, write_known_device(store, name, arena, out, err), err) : status;
}

Status write_refuse(const Store *store, Err *err) {
  return err_set(
      err, STATUS_WORLD, "db-constraint",
      "cannot write to the database %s; a response that is final, or of another visit, has the same key there and may not be"
      " changed: please report this",
      sqlite3_db_filename(store->db, "main"));
}

typedef struct Content { /* the columns that answers go into */
  Str answers, free_text, sealed, sealed_text, seal_key;
} Content;

static Status part_answers(Store *store, const Response *response, Content *out, Err *err) {
  static const FormRule no_rule = {0};
  const FormRule *rule;
  Status status = form_rule_find(store, response->form_id, response->form_version, &rule, err);
  if (status != STATUS_OK) return status;
  if (!rule_split(rule ? rule : &no_rule, store->scratch, response->answers, &out->answers, &out->free_text))
    return err_set(err, STATUS_WORLD, "db-constraint",
                   "cannot write to the database %s; what is to be stored is no JSON object of answers: please report this",
                   sqlite3_db_filename(store->db, "main"));
  return STATUS_OK;
}

/* Another visit, another pair of keys: no row of one can be told to be of the same hand as one of another, and what this process holds
 * opens none but the visit's that is going on. */
static void begin_boxes(Store *store, Str uuid) {
  if (store->of_one_hand || str_is(uuid, store->sealed_uuid)) return;
  sealer_forget(store->sealer);
  snprintf(store->sealed_uuid, sizeof store->sealed_uuid, STR_FMT, STR_ARG(uuid));
}

/* Whether there is free text shows in no sealed row. */
static void seal_content(Store *store, Str uuid, Content *content) {
  begin_boxes(store, uuid);
  Str free_text = content->free_text.len > 0 ? content->free_text : STR("{}");
  *content = (Content){.sealed = sealed_close(store, uuid, "answers", content->answers),
                       .sealed_text = sealed_close(store, uuid, "free_text", free_text),
                       .seal_key = str_from(store->seal_id)};
}

static Status make_content(Store *store, const Response *response, Content *out, Err *err) {
  *out = (Content){.answers = STR("{}")};
  if (response->status == RESPONSE_DISCARDED) return STATUS_OK;
  Status status = sealed_check(store, err);
  if (status == STATUS_OK) status = part_answers(store, response, out, err);
  if (status == STATUS_OK && store->seals) seal_content(store, response->uuid, out);
  return status;
}

static void bind_row(sqlite3_stmt *statement, const Response *response, const Content *content) {
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
  bind_text_or_null(statement, 13, response->status == RESPONSE_DISCARDED ? (Str){0} : response->token_hash);
  bind_text_or_null(statement, 14, content->answers);
  bind_text_or_null(statement, 15, content->free_text);
  bind_blob_or_null(statement, 16, content->sealed);
  bind_blob_or_null(statement, 17, content->sealed_text);
  bind_text_or_null(statement, 18, content->seal_key);
}

/* *written: false when a row stands there that may not change. */
static Status put_row(Store *store, const Response *response, const Content *content, bool *written, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_PUT, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_row(statement, response, content);
  Status status = statement_run(store, statement, err);
  *written = sqlite3_changes(store->db) > 0;
  return status;
}

/* Apart, because a statement that may set it writes its index anew each time. */
static Status put_token(Store *store, const Response *response, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_PUT_TOKEN, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, response->uuid);
  bind_text_or_null(statement, 2, response->status == RESPONSE_DISCARDED ? (Str){0} : response->token_hash);
  return statement_run(store, statement, err);
}

/* A write whose success could not be told is tried again: what is final may be put as it is. Of what is sealed only the size can be
 * compared: the same answers are never sealed to the same bytes. */
static Status compare_row(Store *store, const Response *response, const Content *content, Err *err) {
  static const char sql[] =
      "SELECT 1 FROM response WHERE uuid = ?1 AND (device, form_id, form_version, language, channel, round, event, place, status,"
      " trial, time, token_hash, answers, free_text) IS (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
      " AND (length(sealed), length(sealed_text)) IS (length(?16), length(?17)) AND (seal_key IS NULL) = (?18 IS NULL)";
  sqlite3_stmt *statement = statement_once(store, sql, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_row(statement, response, content);
  int code = sqlite3_step(statement);
  Status status = code == SQLITE_ROW ? STATUS_OK : code == SQLITE_DONE ? write_refuse(store, err) : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

/* Into the ledger, or on its way there. */
static Status enter(Store *store, const Response *response, Err *err) {
  Status status = ledger_wait(store, response->uuid, response->device, response->form_id, err);
  return status == STATUS_OK ? ledger_number_waiting(store, response->device, response->form_id, err) : status;
}

static Status drop_parts(Store *store, Str uuid, Err *err) {
  Status status = attachments_drop(store, uuid, err);
  if (status == STATUS_OK) status = links_drop(store, uuid, err);
  return status == STATUS_OK ? drafts_drop(store, uuid, err) : status;
}

static Status put_parts(Store *store, const Response *response, Err *err) {
  Content content;
  bool written;
  Status status = make_content(store, response, &content, err);
  if (status == STATUS_OK) status = put_row(store, response, &content, &written, err);
  if (status != STATUS_OK) return status;
  if (!written) {
    status = compare_row(store, response, &content, err);
    if (status == STATUS_OK) status = attachments_compare(store, response, err);
    return status == STATUS_OK ? links_compare(store, response, err) : status;
  }
  status = put_token(store, response, err);
  if (status != STATUS_OK) return status;
  if (response->status == RESPONSE_DISCARDED) return drop_parts(store, response->uuid, err);
  status = attachments_put(store, response, err);
  if (status == STATUS_OK) status = links_put(store, response, err);
  return status == STATUS_OK && response->status == RESPONSE_COMPLETE && !response->trial ? enter(store, response, err) : status;
}

static Status put_cover(Store *store, Err *err) {
  char cover[994];
  memset(cover, '0', sizeof cover);
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_SET_SETTING, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, STR("wipe"));
  bind_text(statement, 2, (Str){cover, sizeof cover});
  return statement_run(store, statement, err);
}

/* SQLite puts a row together in a buffer that it keeps as long as the connection. A row of the greatest length that stays whole in a
 * page, taken back at once, covers what was in it. Its table is so small that no other row is moved for it. */
Status write_cover_row_buffer(Store *store, Err *err) {
  Status status = statement_run_kept(store, STATEMENT_COVER_BEGIN, err);
  if (status == STATUS_OK) status = put_cover(store, err);
  if (status == STATUS_OK) status = statement_run_kept(store, STATEMENT_COVER_UNDO, err);
  return status == STATUS_OK ? statement_run_kept(store, STATEMENT_COVER_END, err) : status;
}

static Status put_in_transaction(Store *store, const Response *response, Err *err) {
  Status status = put_parts(store, response, err);
  arena_rewind(store->scratch);
  return status;
}

/* A log has rows in the order in which they came. */
static bool fold_log(const Store *store, int how) {
  return sqlite3_wal_checkpoint_v2(store->db, NULL, how, NULL, NULL) == SQLITE_OK;
}

int write_note_log(void *context, sqlite3 *db, const char *name, int page_count) {
  (void)db, (void)name;
  Store *store = context;
  if (page_count >= LOG_PAGES) store->log_is_long = true;
  return SQLITE_OK;
}

/* Another program that is reading can hold all this up, and no visitor waits for it: it is tried again at the next write and at the end. */
static void clean_files(Store *store) {
  if (!store->erase_due && !store->log_tells && !store->log_is_long) return;
  if (store->damaged || store->presence != PRESENCE_WHOLE) return;
  if (store->erase_due) store->erase_due = !scrub_erased(store);
  sqlite3_busy_timeout(store->db, 0);
  if (store->log_is_long) fold_log(store, SQLITE_CHECKPOINT_PASSIVE);
  store->log_is_long = false;
  if (store->log_tells) store->log_tells = !fold_log(store, SQLITE_CHECKPOINT_TRUNCATE);
  sqlite3_busy_timeout(store->db, STORE_BUSY_TIMEOUT_MS);
}

void write_clean_up(Store *store) {
  clean_files(store);
  memory_wipe_stack();
}

/* Covers the buffer for rows, and the one through which a checkpoint takes pages, as what is taken back goes through it too. */
static bool cover_buffers(Store *store) {
  if (transaction_begin(store, NULL) != STATUS_OK) return false;
  Status status = write_cover_row_buffer(store, NULL);
  transaction_end(store, STATUS_WORLD, NULL); /* nothing is to be written */
  return status == STATUS_OK;
}

bool store_forget(Store *store) {
  BUG_UNLESS(store->writable && !store->in_batch);
  if (store->seals) sealer_forget(store->sealer);
  memory_wipe(store->sealed_uuid, sizeof store->sealed_uuid);
  bool done = cover_buffers(store);
  /* The cache's pages go back to the wiping allocator. */
  sqlite3_db_release_memory(store->db);
  memory_wipe_stack();
  return done;
}

Status store_put(Store *store, const Response *response, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  if (status == STATUS_OK) status = transaction_end(store, put_in_transaction(store, response, err), err);
  if (status == STATUS_OK && response->status == RESPONSE_DISCARDED) store->erase_due = true;
  if (!store->in_batch) write_clean_up(store);
  return status;
}

Status write_event(Store *store, Str device, Str kind, Str detail, Str day, Err *err) {
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
  return status == STATUS_OK ? transaction_end(store, write_event(store, device, kind, detail, day, err), err) : status;
}
