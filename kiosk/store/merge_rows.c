#include "merge.h"

enum { ASK_EVERY = 1024 }; /* groups */

static int compare_cursors(const MergeCursor *a, const MergeCursor *b) {
  int order = str_compare(a->key, b->key);
  if (order != 0) return order;
  if (a->number != b->number) return a->number < b->number ? -1 : 1;
  return a->db->ix < b->db->ix ? -1 : 1;
}

static void sift_down(MergeRows *rows, size_t at) {
  for (;;) {
    size_t least = at;
    for (size_t child = 2 * at + 1; child <= 2 * at + 2; child++)
      if (child < rows->heap_count && compare_cursors(rows->heap[child], rows->heap[least]) < 0) least = child;
    if (least == at) return;
    MergeCursor *cursor = rows->heap[at];
    rows->heap[at] = rows->heap[least];
    rows->heap[least] = cursor;
    at = least;
  }
}

static void push(MergeRows *rows, MergeCursor *cursor) {
  size_t at = rows->heap_count++;
  for (; at > 0 && compare_cursors(cursor, rows->heap[(at - 1) / 2]) < 0; at = (at - 1) / 2)
    rows->heap[at] = rows->heap[(at - 1) / 2];
  rows->heap[at] = cursor;
}

static MergeCursor *pop(MergeRows *rows) {
  MergeCursor *least = rows->heap[0];
  rows->heap[0] = rows->heap[--rows->heap_count];
  sift_down(rows, 0);
  return least;
}

static Status advance(MergeRows *rows, MergeCursor *cursor, Err *err) {
  int code = sqlite3_step(cursor->row);
  if (code == SQLITE_DONE) return STATUS_OK;
  if (code != SQLITE_ROW) return store_fail(cursor->db->store, "read", err);
  cursor->key = column_view(cursor->row, 0);
  cursor->number = rows->has_number ? sqlite3_column_int64(cursor->row, 1) : 0;
  push(rows, cursor);
  return STATUS_OK;
}

Status merge_rows_open(MergeRows *rows, Merge *merge, Arena *arena, const char *sql, bool has_number, Err *err) {
  *rows = (MergeRows){.merge = merge, .has_number = has_number, .last_key = buffer_new(arena)};
  rows->cursors = ARENA_ARRAY(arena, MergeCursor, merge->db_count);
  rows->heap = ARENA_ARRAY(arena, MergeCursor *, merge->db_count);
  rows->group = ARENA_ARRAY(arena, MergeCursor *, merge->db_count);
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK; i++) {
    MergeDb *db = &merge->dbs[i];
    if (db->store == NULL) continue;
    MergeCursor *cursor = &rows->cursors[rows->cursor_count++];
    *cursor = (MergeCursor){.db = db, .row = statement_once(db->store, sql, err)};
    status = cursor->row ? advance(rows, cursor, err) : STATUS_WORLD;
  }
  return status;
}

/* A damaged file may give its rows in no order: nothing could be told from what comes of it. */
static Status check_order(MergeRows *rows, const MergeCursor *cursor, Err *err) {
  int order = str_compare(cursor->key, buffer_view(&rows->last_key));
  bool follows = order > 0 || (order == 0 && rows->has_number && cursor->number > rows->last_number);
  if (!follows) return fault_damaged(cursor->db->path, "read", STR("its rows are not in the order of their keys"), err);
  rows->last_key.count = 0;
  Sink sink = sink_to_buffer(&rows->last_key);
  sink_str(&sink, cursor->key);
  rows->last_number = cursor->number;
  return STATUS_OK;
}

static Status ask_to_go_on(MergeRows *rows, Err *err) {
  const MergeWatch *watch = rows->merge->watch;
  if (watch == NULL || watch->goes_on == NULL || rows->groups++ % ASK_EVERY != 0 || watch->goes_on(watch->context))
    return STATUS_OK;
  return err_set(err, STATUS_WORLD, "merge-stopped", "it was stopped");
}

Status merge_rows_next(MergeRows *rows, Err *err) {
  Status status = ask_to_go_on(rows, err);
  for (size_t i = 0; i < rows->count && status == STATUS_OK; i++)
    status = advance(rows, rows->group[i], err);
  rows->count = 0;
  if (status != STATUS_OK || rows->heap_count == 0) return status;
  MergeCursor *first = pop(rows);
  rows->group[rows->count++] = first;
  while (rows->heap_count > 0 && str_equal(rows->heap[0]->key, first->key) && rows->heap[0]->number == first->number)
    rows->group[rows->count++] = pop(rows);
  return check_order(rows, first, err);
}

void merge_rows_close(MergeRows *rows) {
  for (size_t i = 0; i < rows->cursor_count; i++)
    sqlite3_finalize(rows->cursors[i].row);
  *rows = (MergeRows){0};
}
