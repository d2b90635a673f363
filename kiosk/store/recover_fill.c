#include "connection.h"
#include "lock.h"
#include "recover.h"

typedef struct Filling {
  Store *target;
  Arena *arena; /* of the insert's text */
  const RecoverTable *table;
  size_t columns;
  sqlite3_stmt *insert; /* into table, of so many columns: rows of a kind come one after the other */
  size_t refused;
  Status status;
  Err *err;
} Filling;

static bool prepare(Filling *filling, const RecoverTable *table, size_t columns) {
  if (filling->insert != NULL && filling->table == table && filling->columns == columns) return true;
  sqlite3_finalize(filling->insert);
  filling->table = table;
  filling->columns = columns;
  arena_rewind(filling->arena);
  filling->insert = statement_once(filling->target, recover_table_insert(filling->arena, table, columns).ptr, filling->err);
  return filling->insert != NULL;
}

static void bind_value(sqlite3_stmt *statement, int place, const RawValue *value) {
  if (value->kind == RAW_INTEGER) sqlite3_bind_int64(statement, place, value->integer);
  if (value->kind == RAW_TEXT) bind_text(statement, place, value->bytes);
  if (value->kind == RAW_BLOB)
    sqlite3_bind_blob64(statement, place, value->bytes.ptr ? value->bytes.ptr : "", value->bytes.len, SQLITE_STATIC);
}

/* What breaks a rule of its table is damaged. A row that is there already is an old copy: those in their trees come first. */
static bool insert_row(void *context, const RecoverTable *table, const RawRecord *row) {
  Filling *filling = context;
  if (str_is(str_from(table->name), "setting") && str_is(row->values[0].bytes, LOG_MARK_SETTING)) return true;
  if (!prepare(filling, table, row->count)) {
    filling->status = STATUS_WORLD;
    return false;
  }
  for (size_t i = 0; i < row->count; i++)
    bind_value(filling->insert, (int)i + 1, &row->values[i]);
  int code = sqlite3_step(filling->insert);
  bool broke_rule = (code & 0xff) == SQLITE_CONSTRAINT;
  if (broke_rule && code != SQLITE_CONSTRAINT_PRIMARYKEY) filling->refused++;
  if (code != SQLITE_DONE && !broke_rule) filling->status = store_fail(filling->target, "write to", filling->err);
  statement_release(filling->insert);
  return filling->status == STATUS_OK;
}

static Status insert_rows(Store *target, RecoverWalk *walk, size_t *refused, Err *err) {
  Filling filling = {.target = target, .arena = arena_new(0), .err = err};
  walk->take = insert_row;
  walk->context = &filling;
  recover_walk_run(walk);
  walk->context = NULL;
  sqlite3_finalize(filling.insert);
  arena_free(filling.arena);
  *refused = filling.refused;
  return filling.status;
}

/* A device whose row is gone is told by its entries as far as they go. */
static const char add_devices[] =
    "INSERT INTO device (name, first, last, head, completed)"
    " SELECT d.device, coalesce(l.first, 1), coalesce(l.last, 0),"
    " (SELECT hash FROM ledger WHERE device = d.device AND number = l.last),"
    " coalesce(l.last - l.first + 1, 0) + (SELECT count(*) FROM waiting w WHERE w.device = d.device)"
    " FROM (SELECT device FROM response UNION SELECT device FROM ledger UNION SELECT device FROM waiting UNION SELECT device FROM "
    "purge"
    " UNION SELECT device FROM event_log) d"
    " LEFT JOIN (SELECT device, min(number) AS first, max(number) AS last FROM ledger GROUP BY device) l ON l.device = d.device"
    " WHERE d.device NOT IN (SELECT name FROM device)";

static const char add_devices_1[] =
    "INSERT INTO device (name) SELECT device FROM response UNION SELECT device FROM event_log EXCEPT SELECT name FROM device";

/* A round whose key is gone: what it joined stays joined, and can be closed. */
static const char add_rounds[] =
    "INSERT INTO round (name, opened, key) SELECT l.round, coalesce(min(substr(r.time, 1, 10)), '1970-01-01'), randomblob(32)"
    " FROM link l LEFT JOIN response r ON r.uuid = l.response WHERE l.round NOT IN (SELECT name FROM round) GROUP BY l.round";

/* What the log says was closed stays closed, whatever an old copy of its row says. */
static const char close_rounds[] =
    "INSERT INTO round (name, opened, closed) SELECT coalesce(detail, ''), min(day), min(day) FROM event_log"
    " WHERE kind = 'close-round' GROUP BY 1"
    " ON CONFLICT (name) DO UPDATE SET closed = excluded.closed, key = NULL WHERE closed IS NULL";

typedef struct FormNames {
  Arena *arena;
  Str (*names)[2];
  size_t count, capacity;
} FormNames;

static bool add_name(void *context, sqlite3_stmt *row) {
  FormNames *forms = context;
  if (forms->count == forms->capacity) return false;
  for (int i = 0; i < 2; i++)
    forms->names[forms->count][i] = arena_str(forms->arena, column_view(row, i));
  forms->count++;
  return true;
}

static Status list_forms(Store *target, FormNames *forms, Err *err) {
  int64_t count = 0;
  Status status = schema_number(target, "SELECT count(*) FROM form_version", &count, err);
  if (status != STATUS_OK) return status;
  forms->capacity = (size_t)count;
  forms->names = arena_alloc_array(forms->arena, forms->capacity, sizeof *forms->names);
  sqlite3_stmt *statement = statement_once(target, "SELECT form_id, version FROM form_version", err);
  return statement ? statement_walk(target, statement, add_name, forms, err) : STATUS_WORLD;
}

/* A form that this version cannot read has none. */
static Status make_views(Store *target, Err *err) {
  FormNames forms = {.arena = arena_new(0)};
  Status status = list_forms(target, &forms, err);
  for (size_t i = 0; i < forms.count && status == STATUS_OK; i++) {
    const Form *form;
    status = form_version_read(target, forms.arena, forms.names[i][0], forms.names[i][1], &form, err);
    if (status == STATUS_OK && form != NULL) status = view_make(target, form, err);
  }
  arena_free(forms.arena);
  return status;
}

static Status fill(Store *target, RecoverWalk *walk, size_t *refused, Err *err) {
  bool is_first = walk->schema_version < 2; /* then opening it makes the views */
  Status status = schema_migrate_to(target, walk->schema_version, err);
  if (status == STATUS_OK) status = store_execute(target, "BEGIN", err);
  if (status == STATUS_OK) status = insert_rows(target, walk, refused, err);
  if (status == STATUS_OK) status = store_execute(target, is_first ? add_devices_1 : add_devices, err);
  if (status == STATUS_OK && walk->schema_version >= 3) status = store_execute(target, add_rounds, err);
  if (status == STATUS_OK && walk->schema_version >= 3) status = store_execute(target, close_rounds, err);
  if (status == STATUS_OK && !is_first) status = make_views(target, err);
  return status == STATUS_OK ? store_execute(target, "COMMIT", err) : status;
}

/* Nobody waits for it and nobody knows of it yet: it may be made without the care that keeps a live one whole. What points to a row that
 * is gone stays, since it tells that there was one. */
Status recover_fill(const char *path, RecoverWalk *walk, size_t *refused, Err *err) {
  Arena *arena = arena_new(0);
  Store target = {.writable = true, .lock_file = LOCK_NO_FILE};
  Status status = path_make(arena, path, err);
  if (status == STATUS_OK) {
    status = connection_open(&target, path_plain(arena, path), SQLITE_OPEN_READWRITE, err);
    if (status == STATUS_OK)
      status = store_execute(&target,
                             "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;"
                             "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON",
                             err);
    if (status == STATUS_OK) status = fill(&target, walk, refused, err);
    connection_close(&target);
  }
  arena_free(arena);
  return status;
}
