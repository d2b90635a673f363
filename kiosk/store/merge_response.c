#include "merge.h"

#include <string.h>

enum { TELL_EVERY = 1024 }; /* responses */

typedef enum ResponseSql {
  SQL_PUT,
  SQL_CHANGE,
  SQL_DROP,
  SQL_PUT_ATTACHMENT,
  SQL_DROP_ATTACHMENTS,
  SQL_PUT_LINK,
  SQL_DROP_LINKS,
  SQL_DROP_DRAFTS,
  SQL_DROP_WORDS,
  SQL_EMPTY_ENTRY,
  SQL_DROP_WAITING,
  SQL_EMPTY_WORDS,
  SQL_EMPTY_WAITING_WORDS,
  SQL_ENTRY,
  SQL_COUNT
} ResponseSql;

static const char *const response_sql[] = {
    [SQL_PUT] =
        "INSERT INTO response (uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
        " token_hash, answers, sealed, seal_key, free_text, sealed_text)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    [SQL_CHANGE] =
        "UPDATE response SET (device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
        " token_hash, answers, sealed, seal_key, free_text, sealed_text)"
        " = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) WHERE uuid = ?1",
    [SQL_DROP] = "DELETE FROM response WHERE uuid = ?1",
    [SQL_PUT_ATTACHMENT] = ("INSERT INTO attachment (" DIGEST_ATTACHMENT_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
    [SQL_DROP_ATTACHMENTS] = "DELETE FROM attachment WHERE response = ?1",
    [SQL_PUT_LINK] =
        "INSERT OR IGNORE INTO link SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM round WHERE name = ?4 AND closed IS NULL",
    [SQL_DROP_LINKS] = "DELETE FROM link WHERE response = ?1",
    [SQL_DROP_DRAFTS] = "DELETE FROM draft WHERE response = ?1",
    [SQL_DROP_WORDS] = "UPDATE response SET free_text = NULL, sealed_text = NULL WHERE uuid = ?1",
    [SQL_EMPTY_ENTRY] = "UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL WHERE response = ?1",
    [SQL_DROP_WAITING] = "DELETE FROM waiting WHERE response = ?1",
    [SQL_EMPTY_WORDS] = "UPDATE ledger SET text_salt = NULL WHERE response = ?1 AND text_salt IS NOT NULL",
    [SQL_EMPTY_WAITING_WORDS] = "UPDATE waiting SET text_salt = NULL WHERE response = ?1 AND text_salt IS NOT NULL",
    [SQL_ENTRY] = "SELECT digest, text_digest, salt, text_salt FROM ledger WHERE response = ?1 UNION ALL"
                  " SELECT digest, text_digest, salt, text_salt FROM waiting WHERE response = ?1",
};
_Static_assert(COUNT_OF(response_sql) == SQL_COUNT, "every statement has its text");

typedef struct Visit { /* what is known of one response */
  Str uuid;
  MergeState *states;
  size_t count;
  const MergeState *there; /* the one of the database merged into; NULL: it has none */
  bool is_told;            /* does any other have it? */
  bool is_gone, words_gone, words_gone_anew;
  bool is_disputed; /* by those who would vouch for it */
} Visit;

typedef struct Pass {
  Merge *merge;
  MergeRows rows;
  Arena *arena; /* of one response */
  sqlite3_stmt *statements[SQL_COUNT];
  size_t done, total, told;
} Pass;

/* *changed: how many rows; may be NULL. */
static Status run(const Pass *pass, ResponseSql sql, Str uuid, int *changed, Err *err) {
  bind_text(pass->statements[sql], 1, uuid);
  Status status = statement_run(pass->merge->target, pass->statements[sql], err);
  if (changed != NULL) *changed = sqlite3_changes(pass->merge->target->db);
  return status;
}

/* --- What is known of it --- */

static bool stands_in(const MergeRows *rows, const MergeDb *db) {
  for (size_t i = 0; i < rows->count; i++)
    if (rows->group[i]->db == db) return true;
  return false;
}

static Status has_words_in(const Visit *visit, const MergeDb *db, bool *has, Err *err) {
  *has = false;
  for (size_t i = 0; i < visit->count; i++)
    if (visit->states[i].db == db) return merge_has_words(&visit->states[i], has, err);
  return STATUS_OK;
}

/* What a log says is gone and stands beside it is not gone. */
static Status learn_reach(const Pass *pass, Visit *visit, const MergeReach *reach, Str time, Err *err) {
  Status status = STATUS_OK;
  if (str_compare(time, reach->whole) >= 0 && str_compare(time, reach->words) >= 0) return STATUS_OK;
  for (const MergeReach *one = reach->each; one != NULL && status == STATUS_OK; one = one->each) {
    visit->is_gone |= str_compare(time, one->whole) < 0 && !stands_in(&pass->rows, one->db);
    if (visit->words_gone_anew || str_compare(time, one->words) >= 0) continue;
    bool stands;
    status = has_words_in(visit, one->db, &stands, err);
    visit->words_gone_anew = !stands;
  }
  return status;
}

static Status learn_dues(const Pass *pass, Visit *visit, const MergeState *state, Err *err) {
  Merge *merge = pass->merge;
  MergeDevice *device = state->chain ? state->chain->device : merge_device(merge, column_view(state->row, DIGEST_DEVICE));
  if (device->dues == NULL) return STATUS_OK;
  const MergeVersion *version =
      merge_version_of(merge, state->db, column_view(state->row, DIGEST_FORM_ID), column_view(state->row, DIGEST_FORM_VERSION));
  return learn_reach(pass, visit, merge_reach(merge, device, version), column_view(state->row, MERGE_TIME), err);
}

static void learn_state(Pass *pass, Visit *visit, const MergeCursor *cursor) {
  Merge *merge = pass->merge;
  const MergeVersion *version =
      merge_version_of(merge, cursor->db, column_view(cursor->row, DIGEST_FORM_ID), column_view(cursor->row, DIGEST_FORM_VERSION));
  const MergeChain *chain = merge_chain_of(merge, cursor->db, column_view(cursor->row, DIGEST_DEVICE));
  visit->is_told |= cursor->db->ix > 0;
  if (version == NULL || (chain != NULL && chain->left_out)) return;
  MergeState *state = &visit->states[visit->count++];
  *state = (MergeState){cursor->db, cursor->row, chain};
  if (cursor->db->ix == 0) visit->there = state;
}

static Status learn(Pass *pass, Visit *visit, Err *err) {
  for (size_t i = 0; i < pass->rows.count; i++)
    learn_state(pass, visit, pass->rows.group[i]);
  for (size_t i = 0; i < visit->count; i++) {
    Status status = learn_dues(pass, visit, &visit->states[i], err);
    if (status != STATUS_OK) return status;
  }
  visit->is_gone |= merge_marks_have(&pass->merge->gone, visit->uuid);
  visit->words_gone = merge_marks_have(&pass->merge->wordless, visit->uuid);
  const MergeWaiting *waiting = pass->merge->waiting_count > 0 ? merge_waiting_find(pass->merge, visit->uuid) : NULL;
  visit->is_gone |= waiting != NULL && waiting->is_gone;
  visit->is_disputed = waiting != NULL && waiting->is_disputed && !waiting->is_numbered;
  bool has_words = waiting != NULL && !waiting->has_text_salt;
  visit->words_gone_anew |= has_words;
  for (size_t i = 0; i < visit->count && visit->words_gone_anew && !has_words; i++) {
    Status status = merge_has_words(&visit->states[i], &has_words, err);
    if (status != STATUS_OK) return status;
  }
  visit->words_gone_anew &= has_words; /* else there was nothing to be deleted */
  visit->words_gone |= visit->words_gone_anew;
  return STATUS_OK;
}

/* --- What goes --- */

/* By itself: a merge has no foreign keys. */
static Status drop_parts(const Pass *pass, const Visit *visit, Err *err) {
  Status status = run(pass, SQL_DROP_ATTACHMENTS, visit->uuid, NULL, err);
  return status == STATUS_OK ? run(pass, SQL_DROP_LINKS, visit->uuid, NULL, err) : status;
}

/* That counts it, or would: of one that went on elsewhere, the later. */
static MergeDevice *device_of(Merge *merge, const Visit *visit) {
  const MergeState *latest = &visit->states[0];
  for (size_t i = 1; i < visit->count; i++)
    if (str_is(column_view(visit->states[i].row, MERGE_CHANNEL), "web")) latest = &visit->states[i];
  return merge_device(merge, column_view(latest->row, DIGEST_DEVICE));
}

static Status remove_it(Pass *pass, const Visit *visit, Err *err) {
  Merge *merge = pass->merge;
  MergeDevice *device = device_of(merge, visit);
  int emptied, dropped, wordless, waited_wordless;
  Status status = run(pass, SQL_EMPTY_WORDS, visit->uuid, &wordless, err); /* tells whether it had been without words before */
  if (status == STATUS_OK) status = run(pass, SQL_EMPTY_WAITING_WORDS, visit->uuid, &waited_wordless, err);
  if (status == STATUS_OK) status = run(pass, SQL_EMPTY_ENTRY, visit->uuid, &emptied, err);
  if (status == STATUS_OK) status = run(pass, SQL_DROP_WAITING, visit->uuid, &dropped, err);
  if (status != STATUS_OK) return status;
  device->bare_count += emptied;
  device->waiting_count -= dropped;
  device->dropped_count += dropped;
  device->wordless_count -= (emptied - wordless) + (dropped - waited_wordless);
  if (visit->there == NULL) return STATUS_OK;
  status = drop_parts(pass, visit, err);
  if (status == STATUS_OK) status = run(pass, SQL_DROP_DRAFTS, visit->uuid, NULL, err);
  if (status == STATUS_OK) status = run(pass, SQL_DROP, visit->uuid, NULL, err);
  merge->report->removed++;
  merge->erases = true;
  return status;
}

/* As a purge does: the salt goes of what had words. */
static Status forget_words(Pass *pass, const Visit *visit, Err *err) {
  MergeDevice *device = device_of(pass->merge, visit);
  int numbered, waiting;
  Status status = run(pass, SQL_EMPTY_WORDS, visit->uuid, &numbered, err);
  if (status == STATUS_OK) status = run(pass, SQL_EMPTY_WAITING_WORDS, visit->uuid, &waiting, err);
  if (status == STATUS_OK) device->wordless_count += numbered + waiting;
  return status;
}

static Status remove_words(Pass *pass, const Visit *visit, Err *err) {
  bool has_words;
  Status status = merge_has_words(visit->there, &has_words, err);
  if (status != STATUS_OK || !has_words) return status;
  status = run(pass, SQL_DROP_WORDS, visit->uuid, NULL, err);
  if (status == STATUS_OK) status = run(pass, SQL_DROP_ATTACHMENTS, visit->uuid, NULL, err);
  pass->merge->report->removed++;
  pass->merge->erases = true;
  return status;
}

/* --- What comes --- */

/* Rows of the state's database, which are let go of, into the target. */
static Status copy_rows(const Pass *pass, const MergeState *state, sqlite3_stmt *rows, ResponseSql sql, Err *err) {
  sqlite3_stmt *put = pass->statements[sql];
  if (rows == NULL) return STATUS_WORLD;
  Status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(rows); i++)
      merge_bind_column(put, i + 1, rows, i);
    status = statement_run(pass->merge->target, put, err);
  }
  if (status == STATUS_OK && code != SQLITE_DONE) status = store_fail(state->db->store, "read", err);
  statement_release(rows);
  return status;
}

static Status write_attachments(const Pass *pass, const MergeState *state, Err *err) {
  if (!state->db->has_attachments) return STATUS_OK;
  return copy_rows(pass, state, merge_attachments_of(state, err), SQL_PUT_ATTACHMENT, err);
}

static Status write_links(const Pass *pass, const MergeState *state, Err *err) {
  if (!state->db->has_links) return STATUS_OK;
  sqlite3_stmt *links = statement_kept(state->db->store, STATEMENT_MINGLE_KEEP_LINKS, err);
  if (links != NULL) bind_text(links, 1, column_view(state->row, DIGEST_UUID));
  return copy_rows(pass, state, links, SQL_PUT_LINK, err);
}

/* *taken: false for a row that is against a rule of its table, which only one changed by hand is. */
static Status write_row(const Pass *pass, const Visit *visit, const MergeState *state, bool *taken, Err *err) {
  sqlite3_stmt *put = pass->statements[visit->there ? SQL_CHANGE : SQL_PUT];
  for (int i = 0; i < DIGEST_COLUMN_COUNT; i++) {
    bool goes = visit->words_gone && (i == DIGEST_FREE_TEXT || i == DIGEST_SEALED_TEXT);
    if (goes)
      sqlite3_bind_null(put, i + 1);
    else
      merge_bind_column(put, i + 1, state->row, i);
  }
  int code = sqlite3_step(put);
  statement_release(put);
  *taken = code == SQLITE_DONE;
  return *taken || (code & 0xff) == SQLITE_CONSTRAINT ? STATUS_OK : store_fail(pass->merge->target, "write to", err);
}

static bool erases(const MergeState *state) {
  return str_is(column_view(state->row, DIGEST_STATUS), response_status_names[RESPONSE_DISCARDED]);
}

static Status write_state(Pass *pass, const Visit *visit, const MergeState *state, Err *err) {
  Merge *merge = pass->merge;
  bool taken;
  Status status = write_row(pass, visit, state, &taken, err);
  if (status != STATUS_OK) return status;
  if (!taken) {
    merge_conflict(
        merge, "response " STR_FMT " in %s is not as a kiosk writes it and is left out: kioskctl verify says what is wrong there",
        STR_ARG(visit->uuid), state->db->path);
    return STATUS_OK;
  }
  merge->report->added += visit->there == NULL;
  merge->report->advanced += visit->there != NULL;
  if (visit->there != NULL) {
    status = drop_parts(pass, visit, err);
    if (status == STATUS_OK && erases(state)) status = run(pass, SQL_DROP_DRAFTS, visit->uuid, NULL, err);
    merge->erases |= erases(state) || visit->words_gone;
  }
  if (status == STATUS_OK) status = write_links(pass, state, err);
  return status == STATUS_OK && !visit->words_gone ? write_attachments(pass, state, err) : status;
}

static void tell_disagreement(Pass *pass, const Visit *visit, const MergeState *a, const MergeState *b) {
  const char *left = visit->there ? "as it was" : "out";
  merge_conflict(pass->merge,
                 "response " STR_FMT
                 ": %s and %s have different states of it, and neither the ledger nor the answers tell which is the"
                 " later one; it is left %s",
                 STR_ARG(visit->uuid), a->db->path, b->db->path, left);
}

static Status join_states(Pass *pass, const Visit *visit, Err *err) {
  MergeChoice choice = {.merge = pass->merge,
                        .arena = pass->arena,
                        .states = visit->states,
                        .count = visit->count,
                        .words_gone = visit->words_gone,
                        .is_disputed = visit->is_disputed,
                        .entry = pass->statements[SQL_ENTRY]};
  const MergeState *chosen, *a, *b;
  bool same = false;
  Status status = merge_choose(&choice, &chosen, &a, &b, err);
  if (status != STATUS_OK) return status;
  if (chosen == NULL) tell_disagreement(pass, visit, a, b);
  if (chosen != NULL && visit->there != NULL) status = merge_same_state(&choice, chosen, visit->there, &same, err);
  if (status == STATUS_OK && chosen != NULL && !same) return write_state(pass, visit, chosen, err);
  pass->merge->report->known += same && visit->is_told;
  return status == STATUS_OK && visit->there != NULL && visit->words_gone ? remove_words(pass, visit, err) : status;
}

static Status join_response(Pass *pass, Err *err) {
  Visit visit = {.uuid = pass->rows.group[0]->key, .states = ARENA_ARRAY(pass->arena, MergeState, pass->rows.count)};
  Status status = learn(pass, &visit, err);
  if (status != STATUS_OK || visit.count == 0) return status;
  bool stands = pass->rows.group[0]->db->ix == 0;
  if (stands && visit.there == NULL) return STATUS_OK; /* a row that no form of its own goes with: nothing else takes its place */
  if (visit.is_gone) return remove_it(pass, &visit, err);
  if (visit.words_gone_anew) status = forget_words(pass, &visit, err);
  return status == STATUS_OK ? join_states(pass, &visit, err) : status;
}

/* --- The pass --- */

static void tell_progress(Pass *pass, bool is_last) {
  const MergeWatch *watch = pass->merge->watch;
  if (watch == NULL || watch->progress == NULL || (!is_last && pass->done - pass->told < TELL_EVERY)) return;
  pass->told = pass->done;
  watch->progress(watch->context, pass->done, pass->total);
}

static Status join_all(Pass *pass, Err *err) {
  Status status = STATUS_OK;
  while (status == STATUS_OK && (status = merge_rows_next(&pass->rows, err)) == STATUS_OK && pass->rows.count > 0) {
    pass->done += pass->rows.count;
    status = join_response(pass, err);
    arena_rewind(pass->arena);
    tell_progress(pass, false);
  }
  return status;
}

static Status prepare(Pass *pass, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < SQL_COUNT && status == STATUS_OK; i++) {
    pass->statements[i] = merge_prepare(pass->merge, response_sql[i], err);
    if (pass->statements[i] == NULL) status = STATUS_WORLD;
  }
  for (size_t i = 0; i < pass->merge->db_count && status == STATUS_OK; i++) {
    int64_t count = 0;
    if (pass->merge->dbs[i].store == NULL) continue;
    status = schema_number(pass->merge->dbs[i].store, "SELECT count(*) FROM response", &count, err);
    pass->total += (size_t)count;
  }
  return status;
}

Status merge_responses(Merge *merge, Err *err) {
  Pass pass = {.merge = merge, .arena = arena_new_locked(0)};
  Arena *arena = arena_new(0);
  Status status = prepare(&pass, err);
  if (status == STATUS_OK)
    status =
        merge_rows_open(&pass.rows, merge, arena, "SELECT " DIGEST_RESPONSE_COLUMNS " FROM response r ORDER BY r.uuid", false, err);
  if (status == STATUS_OK) tell_progress(&pass, true);
  if (status == STATUS_OK) status = join_all(&pass, err);
  if (status == STATUS_OK) tell_progress(&pass, true);
  merge_rows_close(&pass.rows);
  for (size_t i = 0; i < SQL_COUNT; i++)
    sqlite3_finalize(pass.statements[i]);
  arena_free(arena);
  arena_free(pass.arena);
  return status;
}
