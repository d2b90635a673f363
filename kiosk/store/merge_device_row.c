/* The rows of the devices, when all that they count is known. */
#include "merge.h"

static const MergeChain *chain_with(const MergeDevice *device, bool (*fits)(const MergeDevice *device, const MergeChain *chain)) {
  for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next)
    if (!chain->left_out && fits(device, chain)) return chain;
  return NULL;
}

static bool begins_it(const MergeDevice *device, const MergeChain *chain) {
  return chain->first == device->first;
}

static bool ends_it(const MergeDevice *device, const MergeChain *chain) {
  return chain->last == device->last && (chain->has_head || device->last < device->first);
}

/* Up to which number a database could have counted: a kiosk whose database was replaced goes on in another one. */
static int64_t reach_of(const MergeDevice *device, const MergeChain *chain) {
  int64_t end = device->last;
  for (const MergeChain *other = device->chains; other != NULL; other = other->next)
    if (!other->left_out && other->first > chain->first && other->first - 1 < end) end = other->first - 1;
  return end > chain->last ? end : chain->last;
}

static int64_t count_numbers(const MergeDevice *device) {
  return device->last - device->first + 1;
}

int64_t merge_missing(const MergeDevice *device, int64_t purged_waiting) {
  int64_t missing = 0, waited = device->waiting_count + purged_waiting;
  for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next) {
    if (chain->left_out) continue; /* its numbers may be none */
    int64_t short_of = chain->completed - (reach_of(device, chain) - chain->first + 1 + waited);
    if (short_of > missing) missing = short_of;
  }
  return missing;
}

/* Of completed ones that a database has, and does not count. */
static int64_t count_uncounted(const MergeDevice *device) {
  int64_t uncounted = 0;
  for (const MergeChain *chain = device->chains; chain != NULL; chain = chain->next) {
    if (chain->left_out) continue;
    int64_t beyond = chain->last - chain->first + 1 + chain->waiting + chain->logged_waiting - chain->completed;
    if (beyond > uncounted) uncounted = beyond;
  }
  return uncounted;
}

/* What a database counts and does not have counts as missing until another one has it; what it has and does not count stays uncounted. */
static int64_t completed_of(const MergeDevice *device, int64_t purged_waiting) {
  int64_t there = count_numbers(device) + device->waiting_count + purged_waiting;
  int64_t missing = merge_missing(device, purged_waiting);
  return missing > 0 ? there + missing : there - count_uncounted(device);
}

static void bind_digest(sqlite3_stmt *statement, int place, bool is_there, const Digest *digest) {
  if (is_there)
    sqlite3_bind_blob64(statement, place, digest->bytes, DIGEST_BYTES, SQLITE_STATIC);
  else
    sqlite3_bind_null(statement, place);
}

static Status write_device(Merge *merge, const MergeDevice *device, sqlite3_stmt *insert, int64_t purged_waiting, Err *err) {
  const MergeChain *start = chain_with(device, begins_it), *end = chain_with(device, ends_it);
  if (start == NULL) return STATUS_OK; /* all that have it were left out, or none has */
  merge->report->devices += device->chains->db->ix > 0;
  bind_text(insert, 1, device->name);
  sqlite3_bind_int64(insert, 2, device->first);
  bind_digest(insert, 3, start->has_before, &start->before);
  sqlite3_bind_int64(insert, 4, completed_of(device, purged_waiting));
  sqlite3_bind_int64(insert, 5, device->last);
  bind_digest(insert, 6, end != NULL && end->has_head, end ? &end->head : NULL);
  return statement_run(merge->target, insert, err);
}

static Status read_purged_waiting(const Merge *merge, Str device, int64_t *out, Err *err) {
  sqlite3_stmt *sum =
      statement_once(merge->target, "SELECT total(waiting) FROM purge WHERE device = ?1 AND what = 'response'", err);
  if (sum == NULL) return STATUS_WORLD;
  bind_text(sum, 1, device);
  Status status = sqlite3_step(sum) == SQLITE_ROW ? STATUS_OK : store_fail(merge->target, "read", err);
  if (status == STATUS_OK) *out = sqlite3_column_int64(sum, 0);
  sqlite3_finalize(sum);
  return status;
}

Status merge_devices_write(Merge *merge, Err *err) {
  sqlite3_stmt *insert =
      merge_prepare(merge,
                    "INSERT INTO device (name, first, before, completed, last, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                    " ON CONFLICT (name) DO UPDATE SET first = excluded.first, before = excluded.before,"
                    " completed = excluded.completed, last = excluded.last, head = excluded.head",
                    err);
  if (insert == NULL) return STATUS_WORLD;
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->device_count && status == STATUS_OK; i++) {
    int64_t purged_waiting = 0;
    status = read_purged_waiting(merge, merge->devices[i]->name, &purged_waiting, err);
    if (status == STATUS_OK) status = write_device(merge, merge->devices[i], insert, purged_waiting, err);
  }
  sqlite3_finalize(insert);
  return status;
}
