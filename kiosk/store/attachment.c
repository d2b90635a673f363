#include "connection.h"

/* Takes a list of names for json_each(). */
static Status drop_others(Store *store, Str uuid, Str names, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_DROP_ATTACHMENTS, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  bind_text(statement, 2, names);
  return statement_run(store, statement, err);
}

static Status keep_named(Store *store, const Response *response, Err *err) {
  Arena *arena = arena_new(0);
  Buffer names = buffer_new(arena);
  Sink sink = sink_to_buffer(&names);
  sink_z(&sink, "[");
  for (size_t i = 0; i < response->attachment_count; i++) {
    if (i > 0) sink_z(&sink, ",");
    sink_json_str(&sink, response->attachments[i].name);
  }
  sink_z(&sink, "]");
  Status status = drop_others(store, response->uuid, buffer_view(&names), err);
  arena_free(arena);
  return status;
}

static Status put_one(Store *store, Str uuid, const StoreAttachment *attachment, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_PUT_ATTACHMENT, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  bind_text(statement, 2, attachment->name);
  const char *bytes = attachment->bytes.ptr ? attachment->bytes.ptr : "";
  sqlite3_bind_blob64(statement, 3, bytes, attachment->bytes.len, SQLITE_STATIC);
  return statement_run(store, statement, err);
}

Status attachments_drop(Store *store, Str uuid, Err *err) {
  return drop_others(store, uuid, STR("[]"), err);
}

Status attachments_put(Store *store, const Response *response, bool *changed, Err *err) {
  sqlite3_int64 before = sqlite3_total_changes64(store->db);
  Status status = keep_named(store, response, err);
  for (size_t i = 0; i < response->attachment_count && status == STATUS_OK; i++)
    status = put_one(store, response->uuid, &response->attachments[i], err);
  *changed = sqlite3_total_changes64(store->db) != before;
  return status;
}

static StoreAttachment attachment_at(sqlite3_stmt *statement) {
  const char *bytes = sqlite3_column_blob(statement, 2);
  return (StoreAttachment){.name = column_view(statement, 1), .bytes = {bytes, (size_t)sqlite3_column_bytes(statement, 2)}};
}

Status store_each_attachment(Store *store, Str form_id, bool with_trials,
                             bool (*visit)(void *context, Str uuid, const StoreAttachment *attachment), void *context, Err *err) {
  /* CROSS JOIN: the walk is over the attachments, which stand in the order that is promised. */
  sqlite3_stmt *statement =
      statement_once(store,
                     "SELECT a.response, a.path, a.content FROM attachment a CROSS JOIN response r ON r.uuid = a.response"
                     " WHERE r.form_id = ?1 AND (r.trial = 0 OR ?2) AND r.status <> 'discarded' AND a.content IS NOT NULL"
                     " ORDER BY a.response, a.path",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  sqlite3_bind_int(statement, 2, with_trials);
  bool more = true;
  int code = SQLITE_DONE;
  while (more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    StoreAttachment attachment = attachment_at(statement);
    more = visit(context, column_view(statement, 0), &attachment);
  }
  Status status = !more || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}
