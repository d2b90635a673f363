#include "merge.h"

#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

void merge_conflict(Merge *merge, const char *format, ...) {
  merge->report->conflicts++;
  if (merge->watch == NULL || merge->watch->conflict == NULL) return;
  char text[2048];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (length < 0) BUG("a format cannot be printed");
  merge->watch->conflict(merge->watch->context, str_from(text));
}

void merge_note(Merge *merge, Str sentence) {
  MergeNote **end = &merge->notes;
  while (*end != NULL)
    end = &(*end)->next;
  *end = ARENA_NEW(merge->arena, MergeNote);
  (*end)->sentence = sentence;
}

sqlite3_stmt *merge_prepare(const Merge *merge, const char *sql, Err *err) {
  return statement_once(merge->target, sql, err);
}

void merge_bind_column(sqlite3_stmt *statement, int place, sqlite3_stmt *row, int column) {
  switch (sqlite3_column_type(row, column)) {
  case SQLITE_INTEGER:
    sqlite3_bind_int64(statement, place, sqlite3_column_int64(row, column));
    return;
  case SQLITE_TEXT:
    bind_text(statement, place, column_view(row, column));
    return;
  case SQLITE_NULL:
    sqlite3_bind_null(statement, place);
    return;
  case SQLITE_BLOB: {
    Str bytes = column_blob_view(row, column);
    sqlite3_bind_blob64(statement, place, bytes.ptr ? bytes.ptr : "", bytes.len, SQLITE_STATIC);
    return;
  }
  default:
    sqlite3_bind_value(statement, place, sqlite3_column_value(row, column));
  }
}

static bool is_same_column(sqlite3_stmt *a, sqlite3_stmt *b, int column) {
  int type = sqlite3_column_type(a, column);
  if (type != sqlite3_column_type(b, column)) return false;
  switch (type) {
  case SQLITE_NULL:
    return true;
  case SQLITE_INTEGER:
    return sqlite3_column_int64(a, column) == sqlite3_column_int64(b, column);
  case SQLITE_TEXT:
    return str_equal(column_view(a, column), column_view(b, column));
  default:
    return str_equal(column_blob_view(a, column), column_blob_view(b, column));
  }
}

bool merge_same_columns(sqlite3_stmt *a, sqlite3_stmt *b, int from, int to) {
  for (int i = from; i < to; i++)
    if (!is_same_column(a, b, i)) return false;
  return true;
}

typedef struct Walk {
  Merge *merge;
  MergeDb *db;
  Status (*visit)(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err);
  Status status;
  Err *err;
} Walk;

static bool visit_row(void *context, sqlite3_stmt *row) {
  Walk *walk = context;
  walk->status = walk->visit(walk->merge, walk->db, row, walk->err);
  return walk->status == STATUS_OK;
}

Status merge_walk_each(Merge *merge, const char *sql, Status (*visit)(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err),
                       Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK; i++) {
    Walk walk = {merge, &merge->dbs[i], visit, STATUS_OK, err};
    if (walk.db->store == NULL) continue;
    sqlite3_stmt *rows = statement_once(walk.db->store, sql, err);
    status = rows ? statement_walk(walk.db->store, rows, visit_row, &walk, err) : STATUS_WORLD;
    if (status == STATUS_OK) status = walk.status;
  }
  return status;
}

typedef struct FileId { /* all zero: there is none */
  dev_t device;
  ino_t inode;
} FileId;

static FileId file_id(const char *path) {
  struct stat found;
  return stat(path, &found) == 0 ? (FileId){found.st_dev, found.st_ino} : (FileId){0};
}

static bool is_same_file(FileId a, FileId b) {
  return a.inode != 0 && a.inode == b.inode && a.device == b.device;
}

/* A file that is named twice is read once. */
static Status list_sources(Merge *merge, const char *const *sources, size_t count, Err *err) {
  FileId *ids = ARENA_ARRAY(merge->arena, FileId, count + 1);
  merge->dbs = ARENA_ARRAY(merge->arena, MergeDb, count + 1);
  merge->dbs[0].path = merge->path;
  merge->db_count = 1;
  ids[0] = file_id(merge->path);
  for (size_t i = 0; i < count; i++) {
    FileId id = file_id(sources[i]);
    if (is_same_file(id, ids[0]))
      return err_set(err, STATUS_INPUT, "merge-itself", "%s cannot be merged into itself; name only the other databases",
                     sources[i]);
    bool is_listed = false;
    for (size_t k = 1; k < merge->db_count && !is_listed; k++)
      is_listed = is_same_file(id, ids[k]);
    if (is_listed) continue;
    ids[merge->db_count] = id;
    merge->dbs[merge->db_count] = (MergeDb){.path = sources[i], .ix = merge->db_count};
    merge->db_count++;
  }
  return STATUS_OK;
}

/* One state of it, whatever a kiosk writes meanwhile. Its rows are read one after the other: a small cache does. */
static Status begin_reading(MergeDb *db, Err *err) {
  int64_t has_attachments = 0;
  Status status = store_execute(db->store, "PRAGMA cache_size = -256; BEGIN", err);
  if (status == STATUS_OK) status = schema_number(db->store, "SELECT EXISTS (SELECT 1 FROM attachment)", &has_attachments, err);
  db->has_attachments = has_attachments != 0;
  int64_t has_links = 0;
  if (status == STATUS_OK) status = schema_number(db->store, "SELECT EXISTS (SELECT 1 FROM link)", &has_links, err);
  db->has_links = has_links != 0;
  return status;
}

static Status open_sources(const Merge *merge, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 1; i < merge->db_count && status == STATUS_OK; i++) {
    status = store_open_readonly(merge->dbs[i].path, &merge->dbs[i].store, err);
    if (status == STATUS_OK) status = begin_reading(&merge->dbs[i], err);
  }
  return status;
}

static Status join(Merge *merge, Err *err) {
  static Status (*const passes[])(Merge *, Err *) = {
      merge_versions,  merge_codes,  merge_chains, merge_purge_read, merge_ledger,      merge_rounds,
      merge_responses, merge_tokens, merge_mingle, merge_events,     merge_purge_write, merge_devices_write,
  };
  Status status = merge->dbs[0].store ? begin_reading(&merge->dbs[0], err) : STATUS_OK;
  for (size_t i = 0; i < COUNT_OF(passes) && status == STATUS_OK; i++)
    status = passes[i](merge, err);
  return status;
}

static Status run(Merge *merge, const Random *random, Err *err) {
  MergeTarget target;
  Status status = open_sources(merge, err);
  if (status != STATUS_OK) return status;
  status = merge_target_open(&target, merge, random, err);
  if (status == STATUS_OK) status = join(merge, err);
  return merge_target_close(&target, status, err);
}

static bool changes_anything(const Merge *merge) {
  const MergeReport *report = merge->report;
  return report->added + report->advanced + report->removed + report->forms + report->devices > 0 || merge->moves_codes ||
         merge->changes_rounds;
}

static void tell_notes(const Merge *merge) {
  if (merge->watch == NULL || merge->watch->note == NULL || !changes_anything(merge)) return;
  for (const MergeNote *note = merge->notes; note != NULL; note = note->next)
    merge->watch->note(merge->watch->context, note->sentence);
}

Status store_merge(const char *path, const char *const *sources, size_t count, const Random *random, const MergeWatch *watch,
                   MergeReport *report, Err *err) {
  *report = (MergeReport){0};
  Merge merge = {.arena = arena_new(0), .path = path, .watch = watch, .report = report};
  Status status = seal_init(err);
  if (status == STATUS_OK) status = list_sources(&merge, sources, count, err);
  Err found = {0};
  if (status == STATUS_OK) status = run(&merge, random, &found);
  if (status != STATUS_OK && found.status != STATUS_OK)
    err_set(err, status, found.code, "%s%s", report->is_done ? "all was merged, but: " : "nothing was merged: ", found.sentence);
  if (report->is_done) tell_notes(&merge);
  for (size_t i = 1; i < merge.db_count; i++)
    store_close(merge.dbs[i].store);
  arena_free(merge.arena);
  return status;
}
