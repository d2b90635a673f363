/* Rounds become one by their names. A closed one wins: whoever closed it promised that nothing joins its waves any more, and here that holds for
 * what others have of it, too. */
#include "merge.h"

#include <string.h>

enum { KEY, OPENED, CLOSED, ROUND_KEY, NAME };

/* A letter before the name: there is one that is empty. */
static const char rounds_sql[] = "SELECT 'r' || name, opened, closed, key, name FROM round ORDER BY name";

static bool is_closed(const MergeCursor *cursor) {
  return sqlite3_column_type(cursor->row, CLOSED) != SQLITE_NULL;
}

typedef struct Joined {
  const MergeCursor *there; /* the one of the database merged into; NULL: it has none */
  const MergeCursor *kept;  /* whose key is; NULL: it is closed */
  const MergeCursor *rival; /* one with another key; or NULL */
  const MergeCursor *closed_by;
  Str opened, closed; /* the earliest of all */
} Joined;

static void keep_earlier(Str *day, Str other) {
  if (other.len > 0 && (day->len == 0 || str_compare(other, *day) < 0)) *day = other;
}

/* Where there is none yet, the one that was made first: in whatever order the databases come. */
static bool is_kept_before(const MergeCursor *a, const MergeCursor *b) {
  if (a->db->ix == 0 || b->db->ix == 0) return a->db->ix == 0;
  int order = str_compare(column_view(a->row, OPENED), column_view(b->row, OPENED));
  if (order == 0) order = str_compare(column_blob_view(a->row, ROUND_KEY), column_blob_view(b->row, ROUND_KEY));
  return order < 0;
}

static Joined join(const MergeRows *rows) {
  Joined joined = {0};
  for (size_t i = 0; i < rows->count; i++) {
    const MergeCursor *cursor = rows->group[i];
    if (cursor->db->ix == 0) joined.there = cursor;
    keep_earlier(&joined.opened, column_view(cursor->row, OPENED));
    keep_earlier(&joined.closed, column_view(cursor->row, CLOSED));
    if (is_closed(cursor))
      joined.closed_by = cursor;
    else if (joined.kept == NULL || is_kept_before(cursor, joined.kept))
      joined.kept = cursor;
  }
  for (size_t i = 0; i < rows->count && joined.kept != NULL && joined.rival == NULL; i++)
    if (!is_closed(rows->group[i]) && !merge_same_columns(rows->group[i]->row, joined.kept->row, ROUND_KEY, ROUND_KEY + 1))
      joined.rival = rows->group[i];
  if (joined.closed_by != NULL) joined.kept = NULL;
  return joined;
}

static void tell_rival(Merge *merge, const Joined *joined) {
  Str name = column_view(joined->rival->row, NAME);
  if (joined->kept == NULL) return;
  merge_conflict(
      merge,
      "round \"" STR_FMT "\" has one key in %s and another in %s: what was answered under the one cannot be joined with what"
      " was under the other, and from now on tokens of %s only are known. Give all kiosks and servers of a round the same key"
      " (kioskctl round)",
      STR_ARG(name), joined->kept->db->path, joined->rival->db->path, joined->kept->db->path);
}

static Status drop_links(Merge *merge, const Joined *joined, Err *err) {
  sqlite3_stmt *drop = merge_prepare(merge, "DELETE FROM link WHERE round = ?1", err);
  if (drop == NULL) return STATUS_WORLD;
  Str name = column_view(joined->closed_by->row, NAME);
  bind_text(drop, 1, name);
  Status status = statement_run(merge->target, drop, err);
  sqlite3_finalize(drop);
  merge->erases = true; /* the key is gone in any case */
  merge_note(merge, arena_printf(merge->arena,
                                 "round \"" STR_FMT "\" was closed on " STR_FMT " by what %s says: its key and all its links are"
                                 " destroyed in %s, too",
                                 STR_ARG(name), STR_ARG(joined->closed), joined->closed_by->db->path, merge->path));
  return status;
}

static bool is_as_it_was(const Joined *joined) {
  if (joined->there == NULL) return false;
  bool same_days = str_equal(column_view(joined->there->row, OPENED), joined->opened) &&
                   str_equal(column_view(joined->there->row, CLOSED), joined->closed);
  return same_days && (joined->kept == NULL || joined->kept == joined->there);
}

static Status write_round(Merge *merge, const Joined *joined, const MergeCursor *any, sqlite3_stmt *put, Err *err) {
  if (is_as_it_was(joined)) return STATUS_OK;
  merge_bind_column(put, 1, any->row, NAME);
  bind_text(put, 2, joined->opened);
  bind_text_or_null(put, 3, joined->closed);
  if (joined->kept != NULL) merge_bind_column(put, 4, joined->kept->row, ROUND_KEY);
  merge->changes_rounds = true;
  Status status = statement_run(merge->target, put, err);
  bool closes = joined->there != NULL && !is_closed(joined->there) && joined->closed_by != NULL;
  return status == STATUS_OK && closes ? drop_links(merge, joined, err) : status;
}

Status merge_rounds(Merge *merge, Err *err) {
  MergeRows rows;
  Arena *arena = arena_new_locked(0);
  sqlite3_stmt *put =
      merge_prepare(merge,
                    "INSERT INTO round (name, opened, closed, key) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE"
                    " SET opened = excluded.opened, closed = excluded.closed, key = excluded.key",
                    err);
  Status status = merge_rows_open(&rows, merge, arena, rounds_sql, false, err);
  if (put == NULL) status = STATUS_WORLD;
  while (status == STATUS_OK && (status = merge_rows_next(&rows, err)) == STATUS_OK && rows.count > 0) {
    Joined joined = join(&rows);
    if (joined.rival != NULL) tell_rival(merge, &joined);
    status = write_round(merge, &joined, rows.group[0], put, err);
  }
  merge_rows_close(&rows);
  sqlite3_finalize(put);
  arena_free(arena);
  return status;
}

static bool tell_twice(void *context, sqlite3_stmt *row) {
  merge_conflict(context,
                 "responses " STR_FMT " and " STR_FMT " to the form " STR_FMT
                 " were given with the same token, at two servers that did"
                 " not know of each other: both stay, and neither is joined with other waves",
                 STR_ARG(column_view(row, 0)), STR_ARG(column_view(row, 1)), STR_ARG(column_view(row, 2)));
  return true;
}

Status merge_tokens(Merge *merge, Err *err) {
  sqlite3_stmt *twice = merge_prepare(merge,
                                      "SELECT min(response), max(response), form_id FROM link WHERE kind = 'token' AND part = 0"
                                      " GROUP BY form_id, hash HAVING count(*) > 1 ORDER BY 1",
                                      err);
  return twice ? statement_walk(merge->target, twice, tell_twice, merge, err) : STATUS_WORLD;
}
