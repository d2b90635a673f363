/* What was deleted on time. A log of purges has sums only: of a device, a form and a day. Two databases that deleted the same each have it in
 * their logs, under keys of their own. So the logs are joined as what they say was gone by a day: the most that any of them says, and
 * each row gets a key made of what it is about. Whoever joins them, in whatever order, comes to the same rows.
 *
 * What was not numbered yet leaves no trace of itself when it is deleted. But what a purge deleted was due by its day, and whatever else of
 * that device and form was due by then has to go likewise. Not so where the log is wrong: of a day that is yet to come, or about what still
 * stands in the same database. */
#include "merge.h"
#include "purge_step.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERED, WAITING, OTHER, SUM_COUNT };

typedef struct LogRow {
  const MergeDevice *device;
  Str form_id, day;
  bool is_words;
  size_t db_ix;
  int64_t sums[SUM_COUNT];
} LogRow;

typedef struct Log {
  Arena *arena;
  LogRow **rows;
  size_t count, capacity;
} Log;

/* --- What is due --- */

static void note_due(Merge *merge, const MergeDb *db, MergeDevice *device, Str form_id, bool is_words, Str day) {
  MergeDue *due = device->dues;
  while (due != NULL && !(due->db == db && due->is_words == is_words && str_equal(due->form_id, form_id)))
    due = due->next;
  if (due == NULL) {
    due = ARENA_NEW(merge->arena, MergeDue);
    *due = (MergeDue){.db = db, .form_id = arena_str(merge->arena, form_id), .is_words = is_words, .next = device->dues};
    device->dues = due;
  }
  if (str_compare(day, due->day) > 0) due->day = arena_str(merge->arena, day);
}

enum { ROW_DEVICE, ROW_FORM_ID, ROW_WHAT, ROW_DAY, ROW_SUMS };
static const char rows_sql[] = "SELECT device, form_id, what, day, numbered, waiting, other FROM purge";

static bool is_ahead(const Merge *merge, Str day) {
  return merge->watch != NULL && merge->watch->today.len > 0 && str_compare(day, merge->watch->today) > 0;
}

static void note_ahead(Merge *merge, const MergeDb *db, MergeChain *chain, Str device, Str day) {
  if (chain != NULL && chain->is_ahead) return;
  if (chain != NULL) chain->is_ahead = chain->doubt_is_told = true;
  merge_conflict(merge,
                 "device " STR_FMT ": %s has a purge of " STR_FMT ", a day that is yet to come, as when the clock was wrong there;"
                 " what it deleted of this device is not deleted where others have it. Set the clock of that machine",
                 STR_ARG(device), db->path, STR_ARG(day));
}

static Status note_row(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err) {
  (void)err;
  if (!merge_takes_device(merge, db, column_view(row, ROW_DEVICE))) return STATUS_OK;
  bool is_words = str_is(column_view(row, ROW_WHAT), "free_text");
  int64_t numbered = sqlite3_column_int64(row, ROW_SUMS), waiting = sqlite3_column_int64(row, ROW_SUMS + 1);
  MergeChain *chain = merge_chain_of(merge, db, column_view(row, ROW_DEVICE));
  if (chain != NULL && is_words) {
    chain->logged_words += numbered + waiting;
  } else if (chain != NULL) {
    chain->logged += numbered;
    chain->logged_waiting += waiting;
  }
  Str device = column_view(row, ROW_DEVICE), day = column_view(row, ROW_DAY);
  if (is_ahead(merge, day))
    note_ahead(merge, db, chain, device, day);
  else
    note_due(merge, db, merge_device(merge, device), column_view(row, ROW_FORM_ID), is_words, day);
  return STATUS_OK;
}

Status merge_purge_read(Merge *merge, Err *err) {
  return merge_walk_each(merge, rows_sql, note_row, err);
}

static Str reach_on(const Merge *merge, Str day, Retention retention) {
  Value today;
  if (day.len == 0 || !value_from_iso(day, &today) || today.kind != VALUE_DATE) return (Str){0};
  return purge_due_before(merge->arena, retention, (int64_t)today.days);
}

const MergeReach *merge_reach(Merge *merge, MergeDevice *device, const MergeVersion *version) {
  for (const MergeReach *known = device->reaches; known != NULL; known = known->next)
    if (known->version == version) return known;
  MergeReach *reach = ARENA_NEW(merge->arena, MergeReach);
  *reach = (MergeReach){.version = version, .next = device->reaches};
  for (const MergeDue *due = device->dues; due != NULL && version->is_readable; due = due->next) {
    if (!str_equal(due->form_id, version->form_id)) continue;
    MergeReach *one = ARENA_NEW(merge->arena, MergeReach);
    *one = (MergeReach){.version = version, .db = due->db, .each = reach->each};
    Str *own = due->is_words ? &one->words : &one->whole, *latest = due->is_words ? &reach->words : &reach->whole;
    *own = reach_on(merge, due->day, due->is_words ? version->keep_free_text : version->keep_responses);
    if (str_compare(*own, *latest) > 0) *latest = *own;
    reach->each = one;
  }
  device->reaches = reach;
  return reach;
}

/* --- The joined log --- */

typedef struct Gathering {
  Merge *merge;
  MergeDb *db;
  Log *log;
} Gathering;

static bool gather_row(void *context, sqlite3_stmt *row) {
  const Gathering *gathering = context;
  Log *log = gathering->log;
  if (!merge_takes_device(gathering->merge, gathering->db, column_view(row, ROW_DEVICE))) return true;
  if (log->count == log->capacity) {
    log->capacity = log->capacity ? 2 * log->capacity : 64;
    LogRow **more = ARENA_ARRAY(log->arena, LogRow *, log->capacity);
    if (log->count > 0) memcpy(more, log->rows, log->count * sizeof *more);
    log->rows = more;
  }
  LogRow *item = ARENA_NEW(log->arena, LogRow);
  *item = (LogRow){.device = merge_device(gathering->merge, column_view(row, ROW_DEVICE)),
                   .form_id = arena_str(log->arena, column_view(row, ROW_FORM_ID)),
                   .day = arena_str(log->arena, column_view(row, ROW_DAY)),
                   .is_words = str_is(column_view(row, ROW_WHAT), "free_text"),
                   .db_ix = gathering->db->ix};
  for (int i = 0; i < SUM_COUNT; i++)
    item->sums[i] = sqlite3_column_int64(row, ROW_SUMS + i);
  log->rows[log->count++] = item;
  return true;
}

static Status gather(Merge *merge, Log *log, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK; i++) {
    Gathering gathering = {merge, &merge->dbs[i], log};
    if (gathering.db->store == NULL) continue;
    sqlite3_stmt *rows = statement_once(gathering.db->store, rows_sql, err);
    status = rows ? statement_walk(gathering.db->store, rows, gather_row, &gathering, err) : STATUS_WORLD;
  }
  return status;
}

/* By device, form and kind; then by day. */
static int compare_kinds(const LogRow *a, const LogRow *b) {
  int order = str_compare(a->device->name, b->device->name);
  if (order == 0) order = a->is_words - b->is_words;
  return order != 0 ? order : str_compare(a->form_id, b->form_id);
}

static int compare_rows(const void *a, const void *b) {
  const LogRow *left = *(LogRow *const *)a, *right = *(LogRow *const *)b;
  int order = compare_kinds(left, right);
  if (order == 0) order = str_compare(left->day, right->day);
  return order != 0 ? order : left->db_ix < right->db_ix ? -1 : left->db_ix > right->db_ix;
}

/* Rows of one kind become one a day, each with what went beyond the day before. Returns how many stay, at the front. */
static size_t join_kind(Merge *merge, Log *log, size_t from, size_t to, size_t kept) {
  int64_t(*by_db)[SUM_COUNT] = arena_alloc_array(log->arena, merge->db_count, sizeof *by_db);
  int64_t before[SUM_COUNT] = {0};
  for (size_t at = from; at < to;) {
    LogRow *row = log->rows[at];
    for (; at < to && str_equal(log->rows[at]->day, row->day); at++)
      for (int i = 0; i < SUM_COUNT; i++)
        by_db[log->rows[at]->db_ix][i] += log->rows[at]->sums[i];
    for (int i = 0; i < SUM_COUNT; i++) {
      int64_t most = before[i];
      for (size_t db_ix = 0; db_ix < merge->db_count; db_ix++)
        if (by_db[db_ix][i] > most) most = by_db[db_ix][i];
      row->sums[i] = most - before[i];
      before[i] = most;
    }
    log->rows[kept++] = row;
  }
  return kept;
}

static void join_rows(Merge *merge, Log *log) {
  size_t kept = 0;
  if (log->count > 0) qsort(log->rows, log->count, sizeof(LogRow *), compare_rows);
  for (size_t from = 0, to; from < log->count; from = to) {
    const LogRow *first = log->rows[from];
    for (to = from + 1; to < log->count && compare_kinds(first, log->rows[to]) == 0;)
      to++;
    kept = join_kind(merge, log, from, to, kept);
  }
  log->count = kept;
}

/* --- The log and the ledger --- */

/* By how much a device's log is to tell of less than is gone from the ledger: as in the database where that is worst. */
static int64_t gap_of(const MergeDevice *device, bool is_words) {
  int64_t worst = 0;
  for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next) {
    int64_t settled = is_words ? chain->settled_words : chain->settled;
    int64_t gap = (is_words ? chain->wordless - chain->logged_words : chain->bare - chain->logged) - settled;
    if (gap < 0 && settled > 0) gap = 0; /* logged, and not deleted after all */
    if (is_words && gap < 0) gap = 0;    /* the words of a response that is gone whole by now */
    if (!chain->left_out && llabs(gap) > llabs(worst)) worst = gap;
  }
  return worst;
}

static int64_t take(int64_t *from, int64_t most) {
  int64_t taken = *from < most ? *from : most;
  *from -= taken;
  return taken;
}

static LogRow *last_row(const Log *log, const MergeDevice *device, bool is_words) {
  LogRow *last = NULL;
  for (size_t i = 0; i < log->count; i++) {
    LogRow *row = log->rows[i];
    if (row->device == device && row->is_words == is_words && (last == NULL || str_compare(row->day, last->day) >= 0)) last = row;
  }
  return last;
}

static int64_t sum_of(const Log *log, const MergeDevice *device, bool is_words, int sum) {
  int64_t total = 0;
  for (size_t i = 0; i < log->count; i++)
    if (log->rows[i]->device == device && log->rows[i]->is_words == is_words) total += log->rows[i]->sums[sum];
  return total;
}

static void lower(const Log *log, const MergeDevice *device, int64_t excess) {
  for (size_t i = log->count; i > 0 && excess > 0; i--)
    if (log->rows[i - 1]->device == device && !log->rows[i - 1]->is_words)
      excess -= take(&log->rows[i - 1]->sums[NUMBERED], excess);
}

/* Where databases deleted different responses by the same day, no sum tells how many that were together; the ledger does. The
 * latest rows take the difference. */
static void settle_responses(const Log *log, const MergeDevice *device) {
  LogRow *last = last_row(log, device, false);
  int64_t wanted = device->bare_count - gap_of(device, false), told = sum_of(log, device, false, NUMBERED);
  if (last == NULL) return;
  if (told < wanted) last->sums[NUMBERED] += wanted - told;
  if (told > wanted) lower(log, device, told - wanted);
  int64_t missing = merge_missing(device, sum_of(log, device, false, WAITING));
  last->sums[WAITING] += missing < device->dropped_count ? missing : device->dropped_count;
}

/* It may tell of more: of responses that are gone whole by now. */
static void settle_words(const Log *log, const MergeDevice *device) {
  LogRow *last = last_row(log, device, true);
  int64_t told = sum_of(log, device, true, NUMBERED) + sum_of(log, device, true, WAITING);
  int64_t wanted = device->wordless_count - gap_of(device, true);
  if (last != NULL && told < wanted) last->sums[NUMBERED] += wanted - told;
}

/* --- Writing --- */

static void fill_from_digest(void *context, void *out, size_t bytes) {
  memcpy(out, context, bytes < DIGEST_BYTES ? bytes : DIGEST_BYTES);
}

static void name_row(const LogRow *row, const char *what, Arena *arena, char uuid[STORE_UUID_LEN + 1]) {
  Str text = arena_printf(arena, "purge\n" STR_FMT "\n" STR_FMT "\n%s\n" STR_FMT, STR_ARG(row->device->name), STR_ARG(row->form_id),
                          what, STR_ARG(row->day));
  Digest digest = digest_form(text);
  store_uuid(&(Random){fill_from_digest, &digest}, uuid);
}

static Status write_row(const Merge *merge, const LogRow *row, sqlite3_stmt *insert, Arena *arena, Err *err) {
  const char *what = row->is_words ? "free_text" : "response";
  char uuid[STORE_UUID_LEN + 1];
  name_row(row, what, arena, uuid);
  bind_text(insert, 1, str_from(uuid));
  bind_text(insert, 2, row->device->name);
  bind_text(insert, 3, row->form_id);
  bind_text(insert, 4, str_from(what));
  bind_text(insert, 5, row->day);
  for (int i = 0; i < SUM_COUNT; i++)
    sqlite3_bind_int64(insert, 6 + i, row->sums[i]);
  return statement_run(merge->target, insert, err);
}

static bool is_of_nothing(const LogRow *row) {
  return row->sums[NUMBERED] == 0 && row->sums[WAITING] == 0 && row->sums[OTHER] == 0;
}

static Status write_rows(const Merge *merge, const Log *log, Err *err) {
  Status status = store_execute(merge->target, "DELETE FROM purge", err);
  if (status != STATUS_OK) return status;
  sqlite3_stmt *insert = merge_prepare(merge,
                                       "INSERT INTO purge (uuid, device, form_id, what, day, numbered, waiting, other)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                       err);
  if (insert == NULL) return STATUS_WORLD;
  for (size_t i = 0; i < log->count && status == STATUS_OK; i++)
    if (!is_ahead(merge, log->rows[i]->day) || !is_of_nothing(log->rows[i]))
      status = write_row(merge, log->rows[i], insert, log->arena, err);
  sqlite3_finalize(insert);
  return status;
}

Status merge_purge_write(Merge *merge, Err *err) {
  Log log = {.arena = arena_new(0)};
  Status status = gather(merge, &log, err);
  if (status == STATUS_OK) {
    join_rows(merge, &log);
    for (size_t i = 0; i < merge->device_count; i++) {
      settle_responses(&log, merge->devices[i]);
      settle_words(&log, merge->devices[i]);
    }
    status = write_rows(merge, &log, err);
  }
  arena_free(log.arena);
  return status;
}
