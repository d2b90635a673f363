/* Whose numbers go together. The chain of a device as one database has it is the beginning of another's, the same, or goes on where that one
 * ends; else two kiosks bear one name, and what each of them has of it would make the other's ledger look broken. */
#include "merge.h"

#include <string.h>

/* More than any database counts, and few enough that those of a thousand are a number together. */
#define NUMBER_MAX (INT64_C(1) << 53)

static bool can_be(const MergeChain *chain) {
  return chain->first >= 1 && chain->last >= chain->first - 1 && chain->last <= NUMBER_MAX && chain->completed >= 0 &&
         chain->completed <= NUMBER_MAX;
}

/* Where chain is NULL, and in the database merged into, there is nothing to leave out. */
static Status leave_out(Merge *merge, const MergeDb *db, MergeChain *chain, Str device, Err *err) {
  if (chain == NULL || db->ix == 0)
    return err_set(err, STATUS_WORLD, "db-corrupt",
                   "device " STR_FMT " has numbers in the database %s that no kiosk counts; take a backup of it instead",
                   STR_ARG(device), db->path);
  if (!chain->left_out)
    merge_conflict(merge,
                   "device " STR_FMT ": it has numbers in %s that no kiosk counts, and what that has of this device is left out;"
                   " kioskctl verify may say what else is wrong there. Merge a backup of it instead",
                   STR_ARG(device), db->path);
  chain->left_out = true;
  return STATUS_OK;
}

static Status note_chain(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err) {
  enum { NAME, FIRST, BEFORE, COMPLETED, LAST, HEAD };
  MergeDevice *device = merge_device(merge, column_view(row, NAME));
  MergeChain *chain = ARENA_NEW(merge->arena, MergeChain), **end = &device->chains;
  *chain = (MergeChain){.db = db,
                        .device = device,
                        .first = sqlite3_column_int64(row, FIRST),
                        .last = sqlite3_column_int64(row, LAST),
                        .completed = sqlite3_column_int64(row, COMPLETED),
                        .has_before = sqlite3_column_type(row, BEFORE) != SQLITE_NULL,
                        .has_head = sqlite3_column_type(row, HEAD) != SQLITE_NULL};
  Str before = column_blob_view(row, BEFORE), head = column_blob_view(row, HEAD);
  if (before.len > 0) memcpy(chain->before.bytes, before.ptr, before.len < DIGEST_BYTES ? before.len : DIGEST_BYTES);
  if (head.len > 0) memcpy(chain->head.bytes, head.ptr, head.len < DIGEST_BYTES ? head.len : DIGEST_BYTES);
  while (*end != NULL)
    end = &(*end)->next;
  *end = chain;
  return can_be(chain) ? STATUS_OK : leave_out(merge, db, chain, device->name, err);
}

/* The logs of purges whose sums cannot be: they are counted together with those numbers. */
static Status note_log(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err) {
  Str device = column_view(row, 0);
  return leave_out(merge, db, merge_chain_of(merge, db, device), device, err);
}

static Status note_logs(Merge *merge, Err *err) {
  const char *sql = arena_printf(merge->arena,
                                 "SELECT device FROM purge GROUP BY device HAVING min(numbered) < 0 OR min(waiting) < 0 OR"
                                 " min(other) < 0 OR total(numbered) + total(waiting) + total(other) > %lld",
                                 (long long)NUMBER_MAX)
                        .ptr;
  return merge_walk_each(merge, sql, note_log, err);
}

typedef struct Dispute { /* between two databases */
  MergeChain *a, *b;     /* a of the earlier database */
  int64_t number;        /* the first of which they disagree */
  const struct Dispute *next;
} Dispute;

typedef struct Court {
  Merge *merge;
  const Dispute *disputes;
} Court;

static bool *dispute_of(const Court *court, const MergeChain *a, const MergeChain *b) {
  MergeDevice *device = a->device;
  size_t count = court->merge->db_count;
  if (device->disputed == NULL) device->disputed = ARENA_ARRAY(court->merge->arena, bool, count *count);
  size_t lesser = a->db->ix < b->db->ix ? a->db->ix : b->db->ix, greater = a->db->ix < b->db->ix ? b->db->ix : a->db->ix;
  return &device->disputed[lesser * count + greater];
}

static void note_dispute(Court *court, MergeChain *a, MergeChain *b, int64_t number) {
  bool *is_noted = dispute_of(court, a, b);
  if (*is_noted) return;
  *is_noted = true;
  Dispute *dispute = ARENA_NEW(court->merge->arena, Dispute);
  *dispute = (Dispute){a->db->ix < b->db->ix ? a : b, a->db->ix < b->db->ix ? b : a, number, court->disputes};
  court->disputes = dispute;
}

enum { ENTRY_DEVICE, ENTRY_NUMBER, ENTRY_HASH, ENTRY_TEXT_DIGEST = 4, ENTRY_RESPONSE, ENTRY_TEXT_SALT };
static const char entries_sql[] =
    "SELECT device, number, hash, digest, text_digest, response IS NULL, text_salt IS NULL FROM ledger ORDER BY device, number";

static void count_entry(Merge *merge, const MergeCursor *cursor) {
  MergeChain *chain = merge_chain_of(merge, cursor->db, cursor->key);
  if (chain == NULL) return;
  bool is_bare = sqlite3_column_int(cursor->row, ENTRY_RESPONSE) != 0;
  chain->bare += is_bare;
  chain->wordless += !is_bare && sqlite3_column_int(cursor->row, ENTRY_TEXT_SALT) != 0;
}

static bool is_same_entry(const MergeCursor *a, const MergeCursor *b) {
  return merge_same_columns(a->row, b->row, ENTRY_HASH, ENTRY_TEXT_DIGEST + 1);
}

static void compare_pair(Court *court, const MergeCursor *a, const MergeCursor *b) {
  MergeChain *chain_a = merge_chain_of(court->merge, a->db, a->key), *chain_b = merge_chain_of(court->merge, b->db, b->key);
  if (chain_a == NULL || chain_b == NULL || chain_a->left_out || chain_b->left_out) return;
  if (*dispute_of(court, chain_a, chain_b) || is_same_entry(a, b)) return;
  note_dispute(court, chain_a, chain_b, b->number);
}

/* Mostly all of them are the same; and where a hundred kiosks bear one name, no two are compared again that are known to disagree. */
static void compare_group(Court *court, const MergeRows *rows) {
  bool agree = true;
  for (size_t i = 0; i < rows->count; i++) {
    count_entry(court->merge, rows->group[i]);
    agree = agree && (i == 0 || is_same_entry(rows->group[0], rows->group[i]));
  }
  for (size_t i = 0; i < rows->count && !agree; i++)
    for (size_t k = 0; k < i; k++)
      compare_pair(court, rows->group[k], rows->group[i]);
}

static Status compare_entries(Court *court, Err *err) {
  MergeRows rows;
  Arena *arena = arena_new(0);
  Status status = merge_rows_open(&rows, court->merge, arena, entries_sql, true, err);
  while (status == STATUS_OK && (status = merge_rows_next(&rows, err)) == STATUS_OK && rows.count > 0)
    compare_group(court, &rows);
  merge_rows_close(&rows);
  arena_free(arena);
  return status;
}

static bool is_empty(const MergeChain *chain) {
  return chain->last < chain->first;
}

/* Nothing was numbered yet, neither in this file nor in one before: it goes with everything. */
static bool is_blank(const MergeChain *chain) {
  return is_empty(chain) && !chain->has_before;
}

/* What a chain begins on has to be what the other has under that number. */
static Status compare_start(Court *court, MergeChain *later, MergeChain *earlier, Err *err) {
  int64_t number = later->first - 1;
  if (!later->has_before || number < earlier->first || number > earlier->last) return STATUS_OK;
  const Store *store = earlier->db->store;
  sqlite3_stmt *entry = statement_once(store, "SELECT hash FROM ledger WHERE device = ?1 AND number = ?2", err);
  if (entry == NULL) return STATUS_WORLD;
  bind_text(entry, 1, later->device->name);
  sqlite3_bind_int64(entry, 2, number);
  if (sqlite3_step(entry) == SQLITE_ROW) {
    Str hash = column_blob_view(entry, 0);
    if (hash.len != DIGEST_BYTES || memcmp(hash.ptr, later->before.bytes, DIGEST_BYTES) != 0)
      note_dispute(court, later, earlier, number);
  }
  sqlite3_finalize(entry);
  return STATUS_OK;
}

static Status compare_starts(Court *court, const MergeDevice *device, Err *err) {
  Status status = STATUS_OK;
  for (MergeChain *later = device->chains; later != NULL; later = later->next)
    for (MergeChain *earlier = device->chains; earlier != NULL && status == STATUS_OK; earlier = earlier->next)
      if (!later->left_out && !earlier->left_out && later->first > earlier->first)
        status = compare_start(court, later, earlier, err);
  return status;
}

static void tell_dispute(Court *court, const Dispute *dispute) {
  Str name = dispute->a->device->name;
  bool known = dispute->a->db->ix == 0;
  const char *there = dispute->a->db->path, *other = dispute->b->db->path;
  merge_conflict(
      court->merge,
      "device " STR_FMT ": number %lld in %s is not the response that it is in %s, as when two kiosks have the same name;"
      " what %s%s%s has of this device is left out. Give each kiosk a `device` of its own in its configuration, and merge"
      " what was left out into a database of its own",
      STR_ARG(name), (long long)dispute->number, other, there, known ? "" : there, known ? "" : ", and what ", other);
}

/* First those that disagree with what is there already, then those among the rest that disagree with each other. Of each that is left out
 * one thing is told, however many it disagrees with. */
static void judge_disputes(Court *court) {
  for (const Dispute *dispute = court->disputes; dispute != NULL; dispute = dispute->next) {
    if (dispute->a->db->ix > 0) continue;
    dispute->b->left_out = dispute->b->is_against_old = true;
    tell_dispute(court, dispute);
  }
  for (const Dispute *dispute = court->disputes; dispute != NULL; dispute = dispute->next) {
    MergeChain *a = dispute->a, *b = dispute->b;
    if (a->db->ix == 0 || a->is_against_old || b->is_against_old) continue;
    a->left_out = b->left_out = true;
    if (!a->is_told || !b->is_told) tell_dispute(court, dispute);
    a->is_told = b->is_told = true;
  }
}

/* Adds what touches the range, until nothing does. */
static void grow_range(const MergeDevice *device, int64_t *first, int64_t *last) {
  for (bool grew = true; grew;) {
    grew = false;
    for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next) {
      if (chain->left_out || is_blank(chain) || chain->first > *last + 1 || chain->last + 1 < *first) continue;
      grew |= chain->first < *first || chain->last > *last;
      if (chain->first < *first) *first = chain->first;
      if (chain->last > *last) *last = chain->last;
    }
  }
}

/* Between numbers that do not touch there were others, which are in none of the databases. */
static void judge_gaps(Court *court, MergeDevice *device, const MergeChain *start) {
  bool has_gap = false;
  for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next)
    has_gap |= !chain->left_out && !is_blank(chain) && (chain->first > device->last + 1 || chain->last + 1 < device->first);
  if (!has_gap) return;
  bool start_stays = start->db->ix == 0;
  for (MergeChain *chain = device->chains; chain != NULL; chain = chain->next) {
    if (chain->left_out || is_blank(chain)) continue;
    bool apart = chain->first > device->last + 1 || chain->last + 1 < device->first;
    if (start_stays && !apart) continue;
    chain->left_out = true;
    merge_conflict(court->merge,
                   "device " STR_FMT
                   ": its numbers in %s, %lld to %lld, do not go on from those elsewhere, and none of the databases"
                   " has what is between; what %s has of this device is left out. Merge it together with the missing database, or"
                   " into a database of its own",
                   STR_ARG(device->name), chain->db->path, (long long)chain->first, (long long)chain->last, chain->db->path);
  }
}

static const MergeChain *first_numbered(const MergeDevice *device) {
  const MergeChain *chain = device->chains;
  while (chain != NULL && (chain->left_out || is_blank(chain)))
    chain = chain->next;
  return chain;
}

static void join_blank(MergeDevice *device) {
  device->first = 1;
  for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next)
    if (!chain->left_out && chain->first > device->first) device->first = chain->first;
  device->last = device->first - 1;
}

static void join_chains(Court *court, MergeDevice *device) {
  const MergeChain *start = first_numbered(device);
  if (start != NULL) {
    device->first = start->first;
    device->last = start->last;
    grow_range(device, &device->first, &device->last);
    judge_gaps(court, device, start);
  }
  if (first_numbered(device) == NULL) join_blank(device);
}

Status merge_chains(Merge *merge, Err *err) {
  Court court = {.merge = merge};
  Status status =
      merge_walk_each(merge, "SELECT name, first, before, completed, last, head FROM device ORDER BY name", note_chain, err);
  if (status == STATUS_OK) status = note_logs(merge, err);
  if (status == STATUS_OK) status = compare_entries(&court, err);
  for (size_t i = 0; i < merge->device_count && status == STATUS_OK; i++)
    status = compare_starts(&court, merge->devices[i], err);
  if (status != STATUS_OK) return status;
  judge_disputes(&court);
  for (size_t i = 0; i < merge->device_count; i++)
    join_chains(&court, merge->devices[i]);
  return STATUS_OK;
}
