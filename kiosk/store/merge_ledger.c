/* The entries of all databases that agree on a device, and what waits to be numbered. What one of them has deleted is deleted: an entry that
 * lost its response or the salt of its words loses them everywhere. What waited in an earlier state may be numbered in a later one, and
 * deleted by then; its digest tells, which it keeps. Only a log of purges makes it believed: what it does not account for was not deleted
 * on time, and others keep what they have. */
#include "merge.h"

#include <stdlib.h>
#include <string.h>

/* --- What waits --- */

typedef struct WaitingRow {
  MergeWaiting waiting;
  struct WaitingRow *next;
} WaitingRow;

typedef struct Waiters {
  Merge *merge;
  MergeDb *db;
  WaitingRow *first;
  size_t count;
  MergeWaiting **by_digest;
} Waiters;

enum { WAITING_UUID, WAITING_DEVICE, WAITING_FORM_ID, WAITING_DIGEST, WAITING_TEXT_DIGEST, WAITING_SALT, WAITING_TEXT_SALT };
static const char waiting_sql[] = "SELECT response, device, form_id, digest, text_digest, salt, text_salt FROM waiting";

static void copy_column(sqlite3_stmt *row, int column, unsigned char *out, size_t bytes) {
  Str stored = column_blob_view(row, column);
  if (stored.len > 0) memcpy(out, stored.ptr, stored.len < bytes ? stored.len : bytes);
}

static bool note_waiting(void *context, sqlite3_stmt *row) {
  Waiters *waiters = context;
  Merge *merge = waiters->merge;
  Str device = column_view(row, WAITING_DEVICE);
  if (!merge_takes_device(merge, waiters->db, device)) return true;
  WaitingRow *item = ARENA_NEW(merge->arena, WaitingRow);
  MergeWaiting *waiting = &item->waiting;
  waiting->uuid = arena_str(merge->arena, column_view(row, WAITING_UUID));
  waiting->device = merge_device(merge, device);
  waiting->form_id = arena_str(merge->arena, column_view(row, WAITING_FORM_ID));
  waiting->is_there = waiters->db->ix == 0;
  waiting->has_text_salt = sqlite3_column_type(row, WAITING_TEXT_SALT) != SQLITE_NULL;
  copy_column(row, WAITING_DIGEST, waiting->digest.bytes, DIGEST_BYTES);
  copy_column(row, WAITING_TEXT_DIGEST, waiting->text_digest.bytes, DIGEST_BYTES);
  copy_column(row, WAITING_SALT, waiting->salt, SALT_BYTES);
  copy_column(row, WAITING_TEXT_SALT, waiting->text_salt, SALT_BYTES);
  MergeChain *chain = merge_chain_of(merge, waiters->db, device);
  if (chain != NULL) chain->waiting++;
  if (chain != NULL) chain->wordless += !waiting->has_text_salt;
  item->next = waiters->first;
  waiters->first = item;
  waiters->count++;
  return true;
}

static int compare_uuids(const void *a, const void *b) {
  const MergeWaiting *left = *(MergeWaiting *const *)a, *right = *(MergeWaiting *const *)b;
  int order = str_compare(left->uuid, right->uuid);
  if (order == 0) order = right->is_there - left->is_there;
  return order != 0 ? order : memcmp(left->digest.bytes, right->digest.bytes, DIGEST_BYTES);
}

static int compare_digests(const void *a, const void *b) {
  return memcmp((*(MergeWaiting *const *)a)->digest.bytes, (*(MergeWaiting *const *)b)->digest.bytes, DIGEST_BYTES);
}

/* One for each response: that of the database merged into, else the first by its digest; without its words if any has none. */
static void make_one_each(Waiters *waiters) {
  Merge *merge = waiters->merge;
  merge->waiting = ARENA_ARRAY(merge->arena, MergeWaiting *, waiters->count);
  size_t all = 0;
  for (WaitingRow *item = waiters->first; item != NULL; item = item->next)
    merge->waiting[all++] = &item->waiting;
  if (all > 0) qsort(merge->waiting, all, sizeof *merge->waiting, compare_uuids);
  for (size_t i = 0; i < all; i++) {
    MergeWaiting *last = merge->waiting_count > 0 ? merge->waiting[merge->waiting_count - 1] : NULL;
    if (last == NULL || !str_equal(last->uuid, merge->waiting[i]->uuid)) {
      merge->waiting[merge->waiting_count++] = merge->waiting[i];
      continue;
    }
    last->has_text_salt &= merge->waiting[i]->has_text_salt;
    last->is_disputed |= memcmp(last->digest.bytes, merge->waiting[i]->digest.bytes, DIGEST_BYTES) != 0;
  }
  waiters->by_digest = ARENA_ARRAY(merge->arena, MergeWaiting *, merge->waiting_count);
  if (merge->waiting_count == 0) return;
  memcpy(waiters->by_digest, merge->waiting, merge->waiting_count * sizeof *merge->waiting);
  qsort(waiters->by_digest, merge->waiting_count, sizeof *waiters->by_digest, compare_digests);
}

static Status read_waiting(Waiters *waiters, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < waiters->merge->db_count && status == STATUS_OK; i++) {
    waiters->db = &waiters->merge->dbs[i];
    if (waiters->db->store == NULL) continue;
    sqlite3_stmt *rows = statement_once(waiters->db->store, waiting_sql, err);
    status = rows ? statement_walk(waiters->db->store, rows, note_waiting, waiters, err) : STATUS_WORLD;
  }
  make_one_each(waiters);
  return status;
}

MergeWaiting *merge_waiting_find(const Merge *merge, Str uuid) {
  MergeWaiting key = {.uuid = uuid}, *wanted = &key;
  size_t from = 0, to = merge->waiting_count;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    if (str_compare(merge->waiting[middle]->uuid, wanted->uuid) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return from < merge->waiting_count && str_equal(merge->waiting[from]->uuid, uuid) ? merge->waiting[from] : NULL;
}

static MergeWaiting *find_numbered(const Waiters *waiters, sqlite3_stmt *row, int digest_column) {
  MergeWaiting key = {0}, *wanted = &key;
  if (waiters->merge->waiting_count == 0) return NULL;
  copy_column(row, digest_column, key.digest.bytes, DIGEST_BYTES);
  MergeWaiting **found =
      bsearch(&wanted, waiters->by_digest, waiters->merge->waiting_count, sizeof *waiters->by_digest, compare_digests);
  return found ? *found : NULL;
}

/* --- The entries --- */

enum {
  ENTRY_DEVICE,
  ENTRY_NUMBER,
  ENTRY_HASH,
  ENTRY_DIGEST,
  ENTRY_TEXT_DIGEST,
  ENTRY_SALT,
  ENTRY_TEXT_SALT,
  ENTRY_RESPONSE,
  ENTRY_COLUMN_COUNT
};
static const char entries_sql[] =
    "SELECT device, number, hash, digest, text_digest, salt, text_salt, response FROM ledger ORDER BY device, number";

typedef struct Joining {
  Waiters waiters;
  sqlite3_stmt *put;
} Joining;

static void bind_bytes(sqlite3_stmt *statement, int place, const unsigned char *bytes, size_t count) {
  sqlite3_bind_blob64(statement, place, bytes, count, SQLITE_STATIC);
}

static bool is_null(sqlite3_stmt *row, int column) {
  return sqlite3_column_type(row, column) == SQLITE_NULL;
}

typedef struct Entry {          /* what is known of one number */
  sqlite3_stmt *there;          /* as it stands already, or NULL */
  sqlite3_stmt *any;            /* NULL: all that have it are left out */
  sqlite3_stmt *whole, *worded; /* NULL: none has it so */
  bool deleted, words_deleted;  /* as a log of purges accounts for */
  MergeWaiting *waiting;        /* where it was not numbered yet */
  bool is_bare, is_wordless;    /* what becomes of it */
} Entry;

static void learn_entry(Merge *merge, const MergeRows *rows, Entry *entry) {
  *entry = (Entry){0};
  for (size_t i = 0; i < rows->count; i++) {
    const MergeCursor *cursor = rows->group[i];
    if (!merge_takes_device(merge, cursor->db, cursor->key)) continue;
    const MergeChain *chain = merge_chain_of(merge, cursor->db, cursor->key);
    bool is_bare = is_null(cursor->row, ENTRY_RESPONSE), is_wordless = is_null(cursor->row, ENTRY_TEXT_SALT);
    if (cursor->db->ix == 0) entry->there = cursor->row;
    if (entry->any == NULL) entry->any = cursor->row;
    if (entry->whole == NULL && !is_bare) entry->whole = cursor->row;
    if (entry->worded == NULL && !is_bare && !is_wordless) entry->worded = cursor->row;
    entry->deleted |= is_bare && !merge_doubts_bare(chain);
    entry->words_deleted |= !is_bare && is_wordless && !merge_doubts_wordless(chain);
  }
}

static void judge_entry(Entry *entry) {
  bool is_kept = entry->whole != NULL || entry->waiting != NULL;
  bool has_words = entry->worded != NULL || (entry->whole == NULL && entry->waiting != NULL && entry->waiting->has_text_salt);
  entry->is_bare = entry->deleted || !is_kept;
  entry->is_wordless = entry->is_bare || entry->words_deleted || !has_words;
}

static void tell_doubt(Merge *merge, const MergeCursor *cursor, MergeChain *chain) {
  if (chain == NULL || chain->doubt_is_told) return;
  chain->doubt_is_told = true;
  merge_conflict(merge,
                 "device " STR_FMT ": number %lld, and maybe others, was emptied in the ledger of %s as if it had been deleted on"
                 " time, but its log of purges does not account for that; what other databases have of it stays. kioskctl verify"
                 " says what is wrong there",
                 STR_ARG(cursor->key), (long long)cursor->number, cursor->db->path);
}

/* What a database emptied without accounting for it is no gap in its log where it is here again, or another one accounts for it. */
static void settle_doubts(Merge *merge, const MergeRows *rows, const Entry *entry) {
  for (size_t i = 0; i < rows->count; i++) {
    const MergeCursor *cursor = rows->group[i];
    MergeChain *chain = merge_chain_of(merge, cursor->db, cursor->key);
    if (chain == NULL || chain->left_out) continue;
    bool is_bare = is_null(cursor->row, ENTRY_RESPONSE), is_wordless = !is_bare && is_null(cursor->row, ENTRY_TEXT_SALT);
    bool bare_is_doubted = is_bare && merge_doubts_bare(chain), wordless_is_doubted = is_wordless && merge_doubts_wordless(chain);
    chain->settled += bare_is_doubted && (entry->deleted || !entry->is_bare);
    chain->settled_words += wordless_is_doubted && (entry->words_deleted || !entry->is_wordless);
    if ((bare_is_doubted && !entry->is_bare) || (wordless_is_doubted && !entry->is_wordless)) tell_doubt(merge, cursor, chain);
  }
}

/* Of one that is numbered elsewhere, where it was emptied. */
static void bind_waiting(sqlite3_stmt *put, const MergeWaiting *waiting, bool is_wordless) {
  bind_bytes(put, ENTRY_SALT + 1, waiting->salt, SALT_BYTES);
  if (!is_wordless) bind_bytes(put, ENTRY_TEXT_SALT + 1, waiting->text_salt, SALT_BYTES);
  bind_text(put, ENTRY_RESPONSE + 1, waiting->uuid);
}

static Status put_entry(Joining *joining, const Entry *entry, Err *err) {
  sqlite3_stmt *row = entry->is_wordless || entry->worded == NULL ? entry->whole : entry->worded;
  bool is_from_waiting = row == NULL && !entry->is_bare;
  if (row == NULL) row = entry->any;
  for (int i = 0; i < ENTRY_COLUMN_COUNT; i++) {
    bool goes = ((entry->is_bare || is_from_waiting) && i >= ENTRY_SALT) || (entry->is_wordless && i == ENTRY_TEXT_SALT);
    if (goes)
      sqlite3_bind_null(joining->put, i + 1);
    else
      merge_bind_column(joining->put, i + 1, row, i);
  }
  if (is_from_waiting) bind_waiting(joining->put, entry->waiting, entry->is_wordless);
  Merge *merge = joining->waiters.merge;
  int code = sqlite3_step(joining->put);
  statement_release(joining->put);
  if (code == SQLITE_DONE) return STATUS_OK;
  if ((code & 0xff) != SQLITE_CONSTRAINT) return store_fail(merge->target, "write to", err);
  merge_conflict(merge,
                 "device " STR_FMT ": number %lld was changed by hand and is left out: kioskctl verify says what is wrong with the"
                 " database that it is from",
                 STR_ARG(column_view(row, ENTRY_DEVICE)), (long long)sqlite3_column_int64(row, ENTRY_NUMBER));
  return STATUS_OK;
}

/* Who has the entry whole still knows which response it is of. */
static void mark_deleted(Merge *merge, const MergeRows *rows, bool is_bare) {
  for (size_t i = 0; i < rows->count; i++) {
    const MergeCursor *cursor = rows->group[i];
    if (is_null(cursor->row, is_bare ? ENTRY_RESPONSE : ENTRY_TEXT_SALT) || !merge_takes_device(merge, cursor->db, cursor->key))
      continue;
    merge_marks_add(merge, is_bare ? &merge->gone : &merge->wordless, column_view(cursor->row, ENTRY_RESPONSE));
    return;
  }
}

static void note_numbered(const Entry *entry) {
  if (entry->waiting == NULL) return;
  entry->waiting->is_numbered = true;
  entry->waiting->is_gone |= entry->is_bare;
  entry->waiting->has_text_salt &= !entry->is_wordless;
}

static Status join_entry(Joining *joining, const MergeRows *rows, Err *err) {
  Merge *merge = joining->waiters.merge;
  Entry entry;
  learn_entry(merge, rows, &entry);
  if (entry.any == NULL) return STATUS_OK;
  entry.waiting = find_numbered(&joining->waiters, entry.any, ENTRY_DIGEST);
  judge_entry(&entry);
  settle_doubts(merge, rows, &entry);
  MergeDevice *device = merge_device(merge, rows->group[0]->key);
  if (entry.is_wordless) mark_deleted(merge, rows, entry.is_bare);
  device->bare_count += entry.is_bare;
  device->wordless_count += entry.is_wordless && !entry.is_bare;
  note_numbered(&entry);
  bool stays = entry.there != NULL && is_null(entry.there, ENTRY_RESPONSE) == entry.is_bare &&
               is_null(entry.there, ENTRY_TEXT_SALT) == entry.is_wordless;
  return stays ? STATUS_OK : put_entry(joining, &entry, err);
}

static Status join_entries(Joining *joining, Err *err) {
  MergeRows rows;
  Arena *arena = arena_new(0);
  joining->put = merge_prepare(joining->waiters.merge,
                               "INSERT INTO ledger (device, number, hash, digest, text_digest, salt, text_salt, response)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (device, number) DO UPDATE SET"
                               " salt = excluded.salt, text_salt = excluded.text_salt, response = excluded.response",
                               err);
  Status status = merge_rows_open(&rows, joining->waiters.merge, arena, entries_sql, true, err);
  if (joining->put == NULL) status = STATUS_WORLD;
  while (status == STATUS_OK && (status = merge_rows_next(&rows, err)) == STATUS_OK && rows.count > 0)
    status = join_entry(joining, &rows, err);
  merge_marks_sort(&joining->waiters.merge->gone);
  merge_marks_sort(&joining->waiters.merge->wordless);
  merge_rows_close(&rows);
  sqlite3_finalize(joining->put);
  arena_free(arena);
  return status;
}

/* --- What waits still --- */

static Status put_waiting(const Merge *merge, sqlite3_stmt *put, const MergeWaiting *waiting, Err *err) {
  bind_text(put, 1, waiting->uuid);
  bind_text(put, 2, waiting->device->name);
  bind_text(put, 3, waiting->form_id);
  bind_bytes(put, 4, waiting->digest.bytes, DIGEST_BYTES);
  bind_bytes(put, 5, waiting->text_digest.bytes, DIGEST_BYTES);
  bind_bytes(put, 6, waiting->salt, SALT_BYTES);
  if (waiting->has_text_salt) bind_bytes(put, 7, waiting->text_salt, SALT_BYTES);
  return statement_run(merge->target, put, err);
}

static Status write_waiting(Merge *merge, Err *err) {
  Status status = store_execute(merge->target, "DELETE FROM waiting", err);
  if (status != STATUS_OK) return status;
  sqlite3_stmt *put =
      merge_prepare(merge,
                    "INSERT INTO waiting (response, device, form_id, digest, text_digest, salt, text_salt)"
                    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ?1 NOT IN (SELECT response FROM ledger WHERE response = ?1)",
                    err);
  if (put == NULL) return STATUS_WORLD;
  for (size_t i = 0; i < merge->waiting_count && status == STATUS_OK; i++) {
    MergeWaiting *waiting = merge->waiting[i];
    if (waiting->is_numbered) continue;
    status = put_waiting(merge, put, waiting, err);
    waiting->is_numbered = sqlite3_changes(merge->target->db) == 0;
    waiting->device->waiting_count += !waiting->is_numbered;
    waiting->device->wordless_count += !waiting->is_numbered && !waiting->has_text_salt;
  }
  sqlite3_finalize(put);
  return status;
}

Status merge_ledger(Merge *merge, Err *err) {
  Joining joining = {.waiters.merge = merge};
  Status status = read_waiting(&joining.waiters, err);
  if (status == STATUS_OK) status = join_entries(&joining, err);
  return status == STATUS_OK ? write_waiting(merge, err) : status;
}
