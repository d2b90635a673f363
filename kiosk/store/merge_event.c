/* What happened on the devices, and that answers have to be sealed. Other settings are about the very file that they stand in. */
#include "merge.h"

enum { EVENT_UUID, EVENT_DEVICE, EVENT_COLUMN_COUNT = 5 };
static const char events_sql[] = "SELECT uuid, device, kind, detail, day FROM event_log ORDER BY uuid";

/* NULL: all that have it were left out. */
static const MergeCursor *pick_event(Merge *merge, const MergeRows *rows, bool *same) {
  const MergeCursor *picked = NULL;
  *same = true;
  for (size_t i = 0; i < rows->count; i++) {
    const MergeCursor *cursor = rows->group[i];
    if (!merge_takes_device(merge, cursor->db, column_view(cursor->row, EVENT_DEVICE))) continue;
    if (picked == NULL) picked = cursor;
    *same &= merge_same_columns(picked->row, cursor->row, 0, EVENT_COLUMN_COUNT);
  }
  return picked;
}

static Status join_event(Merge *merge, const MergeRows *rows, sqlite3_stmt *put, Err *err) {
  bool same;
  const MergeCursor *picked = pick_event(merge, rows, &same);
  if (picked == NULL) return STATUS_OK;
  if (!same)
    merge_conflict(
        merge, "event " STR_FMT " of device " STR_FMT " is not the same in all databases: one was changed by hand; it is left %s",
        STR_ARG(picked->key), STR_ARG(column_view(picked->row, EVENT_DEVICE)), picked->db->ix == 0 ? "as it was" : "out");
  if (!same || picked->db->ix == 0) return STATUS_OK;
  for (int i = 0; i < EVENT_COLUMN_COUNT; i++)
    merge_bind_column(put, i + 1, picked->row, i);
  return statement_run(merge->target, put, err);
}

static Status join_settings(Merge *merge, Err *err) {
  static const Str name = STR_INIT("sealed_for");
  Str least = {0};
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK; i++) {
    Str key;
    if (merge->dbs[i].store == NULL) continue;
    status = store_get_setting(merge->dbs[i].store, name, merge->arena, &key, err);
    if (status == STATUS_OK && key.len > 0 && (least.len == 0 || str_compare(key, least) < 0)) least = key;
  }
  return status == STATUS_OK && least.len > 0 ? store_set_setting(merge->target, name, least, err) : status;
}

Status merge_events(Merge *merge, Err *err) {
  MergeRows rows;
  Arena *arena = arena_new(0);
  sqlite3_stmt *put =
      merge_prepare(merge, "INSERT INTO event_log (uuid, device, kind, detail, day) VALUES (?1, ?2, ?3, ?4, ?5)", err);
  Status status = merge_rows_open(&rows, merge, arena, events_sql, false, err);
  if (put == NULL) status = STATUS_WORLD;
  while (status == STATUS_OK && (status = merge_rows_next(&rows, err)) == STATUS_OK && rows.count > 0)
    status = join_event(merge, &rows, put, err);
  merge_rows_close(&rows);
  sqlite3_finalize(put);
  arena_free(arena);
  return status == STATUS_OK ? join_settings(merge, err) : status;
}
