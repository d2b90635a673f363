/* What joins a response with those of other waves: beside its row, and in no proof, so that it can go when its round closes. Only a complete
 * response has one: a code that was left half way would stand in the way of the same person's second try. */
#include "connection.h"

#include <string.h>

enum { HASH_LEN = 64 };

static const char *const kind_names[] = {
    [STORE_LINK_TOKEN] = "token",
    [STORE_LINK_CODE] = "code",
};
_Static_assert(COUNT_OF(kind_names) == STORE_LINK_KIND_COUNT, "every kind has its name");

Status links_drop(Store *store, Str uuid, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_DROP_LINKS, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, uuid);
  return statement_run(store, statement, err);
}

/* sealed: in the place of hash. */
static Status put_part(Store *store, const Response *response, size_t part, Str hash, Str sealed, Err *err) {
  const StoreLink *link = response->link;
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_PUT_LINK, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, response->uuid);
  sqlite3_bind_int64(statement, 2, (int64_t)part);
  bind_text(statement, 3, str_from(kind_names[link->kind]));
  bind_text(statement, 4, link->round);
  bind_text(statement, 5, response->form_id);
  bind_text_or_null(statement, 6, hash);
  bind_blob_or_null(statement, 7, sealed);
  bind_text_or_null(statement, 8, sealed.ptr ? str_from(store->seal_id) : (Str){0});
  return statement_run(store, statement, err);
}

/* All hashes, one after the other. */
static Status put_sealed(Store *store, const Response *response, Err *err) {
  const StoreLink *link = response->link;
  char *plain = arena_alloc(store->scratch, link->count * HASH_LEN);
  for (size_t i = 0; i < link->count; i++)
    memcpy(plain + i * HASH_LEN, link->hashes[i].ptr, HASH_LEN);
  Str box = sealed_close(store, response->uuid, "link", (Str){plain, link->count * HASH_LEN});
  return put_part(store, response, 0, (Str){0}, box, err);
}

static Status put_plain(Store *store, const Response *response, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < response->link->count && status == STATUS_OK; i++)
    status = put_part(store, response, i, response->link->hashes[i], (Str){0}, err);
  return status;
}

static Status is_spent(Store *store, Str form_id, Str hash, Str by_others_than, bool trials, bool *out, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, STATEMENT_LINK_SPENT, err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  bind_text(statement, 2, hash);
  bind_text(statement, 3, by_others_than);
  sqlite3_bind_int(statement, 4, trials);
  int code = sqlite3_step(statement);
  *out = code == SQLITE_ROW;
  statement_release(statement);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
}

static Status spend(Store *store, const Response *response, Err *err) {
  bool spent;
  Status status = is_spent(store, response->form_id, response->link->hashes[0], response->uuid, false, &spent, err);
  if (status != STATUS_OK || !spent) return status;
  return err_set(err, STATUS_INPUT, "link-spent",
                 "another answer to the form \"" STR_FMT "\" has been given with this token already", STR_ARG(response->form_id));
}

/* A round that was closed meanwhile, or is not there, joins nothing; but no answer is lost for that. */
static Status is_open(Store *store, Str name, bool *open, Err *err) {
  StoreRound round;
  Status status = round_find(store, name, store->scratch, &round, open, err);
  *open = *open && round.closed.len == 0;
  memory_wipe(&round, sizeof round);
  return status;
}

static void check(const StoreLink *link) {
  BUG_UNLESS(link->count > 0 && (link->kind == STORE_LINK_CODE || link->count == 1));
  for (size_t i = 0; i < link->count; i++)
    BUG_UNLESS(link->hashes[i].len == HASH_LEN);
}

Status links_put(Store *store, const Response *response, Err *err) {
  const StoreLink *link = response->link;
  if (link == NULL || response->status != RESPONSE_COMPLETE) return STATUS_OK;
  check(link);
  bool open;
  Status status = is_open(store, link->round, &open, err);
  if (status == STATUS_OK && link->kind == STORE_LINK_TOKEN && !response->trial) status = spend(store, response, err);
  if (status != STATUS_OK || !open) return status;
  status = links_drop(store, response->uuid, err);
  if (status != STATUS_OK) return status;
  return store->seals && link->kind == STORE_LINK_CODE ? put_sealed(store, response, err) : put_plain(store, response, err);
}

typedef struct Comparison {
  const StoreLink *link;
  bool same;
} Comparison;

static bool compare_one(void *context, sqlite3_stmt *row) {
  Comparison *comparison = context;
  int64_t part = sqlite3_column_int64(row, 0);
  Str hash = column_view(row, 1);
  bool is_sealed = hash.len == 0;
  comparison->same &=
      is_sealed || (part >= 0 && (uint64_t)part < comparison->link->count && str_equal(hash, comparison->link->hashes[part]));
  return true;
}

/* There are none left when the round was closed meanwhile. */
Status links_compare(Store *store, const Response *response, Err *err) {
  if (response->link == NULL) return STATUS_OK;
  sqlite3_stmt *statement = statement_once(store, "SELECT part, hash FROM link WHERE response = ?1", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, response->uuid);
  Comparison comparison = {response->link, true};
  Status status = statement_walk(store, statement, compare_one, &comparison, err);
  return status == STATUS_OK && !comparison.same ? write_refuse(store, err) : status;
}

Status store_link_is_spent(Store *store, Str form_id, Str hash, bool *out, Err *err) {
  return is_spent(store, form_id, hash, STR(""), false, out, err);
}

Status store_link_was_tried(Store *store, Str form_id, Str hash, bool *out, Err *err) {
  return is_spent(store, form_id, hash, STR(""), true, out, err);
}
