/* The text of a form, as entries of the ledger vouch for it: worked out once, because it is the same for all its responses. */
#include "form_digest.h"

static Status read_digest(Store *store, KnownText *known, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT source FROM form_version WHERE form_id = ?1 AND version = ?2", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, known->form_id);
  bind_text(statement, 2, known->version);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) known->digest = digest_form(column_view(statement, 0));
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

Status form_digest_find(Store *store, Str form_id, Str version, Digest *out, Err *err) {
  for (const KnownText *known = store->texts; known != NULL; known = known->next) {
    *out = known->digest;
    if (str_equal(known->form_id, form_id) && str_equal(known->version, version)) return STATUS_OK;
  }
  if (store->form_arena == NULL) store->form_arena = arena_new(0);
  KnownText *known = ARENA_NEW(store->form_arena, KnownText);
  *known = (KnownText){arena_str(store->form_arena, form_id), arena_str(store->form_arena, version), {{0}}, store->texts};
  Status status = read_digest(store, known, err);
  if (status == STATUS_OK) store->texts = known;
  *out = known->digest;
  return status;
}

void form_digest_forget(Store *store) {
  store->texts = NULL;
}
