/* Places in a file tell what came earlier (mingle.c says how). What one merge brings stands in the order of its keys; but a response that
 * waited here since an earlier merge stands apart from those that came later, and is numbered together with them. So those that waited
 * change places with all that they wait with, or are numbered with. */
#include "merge.h"

#include <stdlib.h>

enum { MATES_LEAST = 64 }; /* numbers on either side of one: at least so many, or as many as a form's group has */

typedef struct Mates {
  Merge *merge;
  Arena *arena;
  int reach;
  sqlite3_stmt *near; /* by a response: those whose numbers are near its own, and beyond a number */
  Str *uuids;
  size_t count, capacity;
  bool has_new; /* is any of them here for the first time? */
} Mates;

static void add(Mates *mates, Str uuid) {
  if (mates->count == mates->capacity) {
    mates->capacity = mates->capacity ? 2 * mates->capacity : 256;
    Str *more = ARENA_ARRAY(mates->arena, Str, mates->capacity);
    for (size_t i = 0; i < mates->count; i++)
      more[i] = mates->uuids[i];
    mates->uuids = more;
  }
  const MergeWaiting *waiting = merge_waiting_find(mates->merge, uuid);
  mates->has_new |= waiting == NULL || !waiting->is_there;
  mates->uuids[mates->count++] = arena_str(mates->arena, uuid);
}

static Status add_mates(Mates *mates, const MergeWaiting *waiting, Err *err) {
  Merge *merge = mates->merge;
  const MergeChain *before = merge_chain_of(merge, &merge->dbs[0], waiting->device->name);
  bind_text(mates->near, 1, waiting->uuid);
  sqlite3_bind_int(mates->near, 2, mates->reach);
  sqlite3_bind_int64(mates->near, 3, before ? before->last : 0);
  int code;
  while ((code = sqlite3_step(mates->near)) == SQLITE_ROW)
    add(mates, column_view(mates->near, 0));
  Status status = code == SQLITE_DONE ? STATUS_OK : store_fail(merge->target, "read", err);
  statement_release(mates->near);
  return status;
}

static Status gather(Mates *mates, Err *err) {
  const Merge *merge = mates->merge;
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->waiting_count && status == STATUS_OK; i++) {
    const MergeWaiting *waiting = merge->waiting[i];
    if (!waiting->is_gone && (waiting->is_there || !waiting->is_numbered)) add(mates, waiting->uuid);
    if (waiting->is_there && waiting->is_numbered) status = add_mates(mates, waiting, err);
  }
  return status;
}

static int compare_uuids(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

static void keep_one_each(Mates *mates) {
  size_t kept = 0;
  if (mates->count > 0) qsort(mates->uuids, mates->count, sizeof *mates->uuids, compare_uuids);
  for (size_t i = 0; i < mates->count; i++)
    if (kept == 0 || !str_equal(mates->uuids[kept - 1], mates->uuids[i])) mates->uuids[kept++] = mates->uuids[i];
  mates->count = kept;
}

static void shuffle(const Random *random, Str *uuids, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t other = random_below(random, (uint32_t)i);
    Str uuid = uuids[i - 1];
    uuids[i - 1] = uuids[other];
    uuids[other] = uuid;
  }
}

static Status prepare(Mates *mates, Err *err) {
  mates->reach = MATES_LEAST;
  for (const MergeVersion *version = mates->merge->versions; version != NULL; version = version->next)
    if (version->min_group > mates->reach) mates->reach = version->min_group;
  mates->near = merge_prepare(mates->merge,
                              "SELECT m.response FROM ledger e CROSS JOIN ledger m ON m.device = e.device AND m.number > ?3"
                              " AND m.number BETWEEN e.number - ?2 AND e.number + ?2"
                              " WHERE e.response = ?1 AND m.response IS NOT NULL",
                              err);
  return mates->near ? STATUS_OK : STATUS_WORLD;
}

Status merge_mingle(Merge *merge, Err *err) {
  if (merge->dbs[0].store == NULL) return STATUS_OK; /* all of it comes in the order of its keys */
  Mates mates = {.merge = merge, .arena = arena_new(0)};
  Status status = prepare(&mates, err);
  if (status == STATUS_OK) status = gather(&mates, err);
  sqlite3_finalize(mates.near);
  keep_one_each(&mates);
  shuffle(&merge->target->random, mates.uuids, mates.count);
  if (status == STATUS_OK && mates.has_new) status = mingle(merge->target, mates.uuids, mates.count, err);
  arena_free(mates.arena);
  return status;
}
