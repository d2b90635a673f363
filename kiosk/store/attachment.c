#include "connection.h"
#include "filter.h"

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
  Str content = attachment->bytes.ptr ? attachment->bytes : STR("");
  bind_text(statement, 1, uuid);
  bind_text(statement, 2, attachment->name);
  bind_blob_or_null(statement, 3, store->seals ? (Str){0} : content);
  bind_blob_or_null(statement, 4, store->seals ? sealed_close_attachment(store, uuid, attachment->name, content) : (Str){0});
  bind_text_or_null(statement, 5, store->seals ? str_from(store->seal_id) : (Str){0});
  return statement_run(store, statement, err);
}

Status attachments_drop(Store *store, Str uuid, Err *err) {
  return drop_others(store, uuid, STR("[]"), err);
}

Status attachments_put(Store *store, const Response *response, Err *err) {
  if (response->attachments == NULL) return STATUS_OK;
  Status status = keep_named(store, response, err);
  for (size_t i = 0; i < response->attachment_count && status == STATUS_OK; i++)
    status = put_one(store, response->uuid, &response->attachments[i], err);
  return status;
}

typedef struct Comparison {
  const Response *response;
  size_t same, stored;
} Comparison;

static bool is_put_again(const Response *response, Str name, Str content, bool is_sealed) {
  for (size_t i = 0; i < response->attachment_count; i++)
    if (str_equal(response->attachments[i].name, name)) return is_sealed || str_equal(response->attachments[i].bytes, content);
  return false;
}

static bool compare_one(void *context, sqlite3_stmt *row) {
  Comparison *comparison = context;
  comparison->stored++;
  bool is_sealed = sqlite3_column_type(row, 1) == SQLITE_NULL;
  comparison->same += is_put_again(comparison->response, column_view(row, 0), column_blob_view(row, 1), is_sealed);
  return true;
}

Status attachments_compare(Store *store, const Response *response, Err *err) {
  if (response->attachments == NULL) return STATUS_OK;
  sqlite3_stmt *statement = statement_once(store, "SELECT path, content FROM attachment WHERE response = ?1", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, response->uuid);
  Comparison comparison = {.response = response};
  Status status = statement_walk(store, statement, compare_one, &comparison, err);
  bool all_same = comparison.same == comparison.stored && comparison.stored == response->attachment_count;
  return status == STATUS_OK && !all_same ? write_refuse(store, err) : status;
}

typedef struct Walk {
  Store *store;
  Opener *opener; /* a response's attachments are closed by one pair, so they cost little more than one */
  bool (*visit)(void *context, Str uuid, const StoreAttachment *attachment);
  void *context;
} Walk;

static bool visit_row(void *context, sqlite3_stmt *row) {
  const Walk *walk = context;
  Arena *arena = walk->store->scratch;
  Str uuid = column_view(row, 0), name = column_view(row, 1), key = column_view(row, 3);
  bool is_sealed = key.len > 0;
  Str bytes = is_sealed ? sealed_open_attachment(walk->store->keys, walk->opener, arena, uuid, name, key, column_blob_view(row, 4))
                        : column_blob_view(row, 2);
  bool more = walk->visit(walk->context, uuid, &(StoreAttachment){.name = name, .bytes = bytes});
  arena_rewind(arena);
  return more;
}

Status store_each_attachment(Store *store, Str form_id, const StoreFilter *filter,
                             bool (*visit)(void *context, Str uuid, const StoreAttachment *attachment), void *context, Err *err) {
  /* CROSS JOIN: the walk is over the attachments, which stand in the order that is promised. */
  sqlite3_stmt *statement = statement_once(store,
                                           "SELECT a.response, a.path, a.content, a.seal_key, a.sealed FROM attachment a"
                                           " CROSS JOIN response r ON r.uuid = a.response"
                                           " WHERE " FILTER_CONDITION " ORDER BY a.response, a.path",
                                           err);
  if (statement == NULL) return STATUS_WORLD;
  filter_bind(statement, form_id, filter);
  Walk walk = {.store = store, .visit = visit, .context = context};
  if (store->keys.count > 0) walk.opener = opener_new();
  Status status = statement_walk(store, statement, visit_row, &walk, err);
  opener_free(walk.opener);
  return status;
}
