#include "form_digest.h"
#include "merge.h"

#include <string.h>

static bool is_final(const MergeState *state) {
  return !str_is(column_view(state->row, DIGEST_STATUS), response_status_names[RESPONSE_PARTIAL]);
}

sqlite3_stmt *merge_attachments_of(const MergeState *state, Err *err) {
  sqlite3_stmt *attachments = statement_kept(state->db->store, STATEMENT_LEDGER_ATTACHMENTS, err);
  if (attachments != NULL) bind_text(attachments, 1, column_view(state->row, DIGEST_UUID));
  return attachments;
}

static Status digest_words(const MergeState *state, const void *salt, Digest *out, Err *err) {
  DigestWork work;
  digest_text_begin(&work, salt, state->row);
  Status status = STATUS_OK;
  if (state->db->has_attachments) {
    sqlite3_stmt *attachments = merge_attachments_of(state, err);
    if (attachments == NULL) return STATUS_WORLD;
    int code;
    while ((code = sqlite3_step(attachments)) == SQLITE_ROW)
      digest_text_add(&work, attachments);
    if (code != SQLITE_DONE) status = store_fail(state->db->store, "read", err);
    statement_release(attachments);
  }
  digest_text_end(&work, out);
  return status;
}

Status merge_has_words(const MergeState *state, bool *has, Err *err) {
  *has = sqlite3_column_type(state->row, DIGEST_FREE_TEXT) != SQLITE_NULL ||
         sqlite3_column_type(state->row, DIGEST_SEALED_TEXT) != SQLITE_NULL;
  if (*has || !state->db->has_attachments) return STATUS_OK;
  sqlite3_stmt *attachments = merge_attachments_of(state, err);
  if (attachments == NULL) return STATUS_WORLD;
  int code = sqlite3_step(attachments);
  *has = code == SQLITE_ROW;
  statement_release(attachments);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(state->db->store, "read", err);
}

Status merge_same_state(const MergeChoice *choice, const MergeState *a, const MergeState *b, bool *same, Err *err) {
  static const unsigned char no_salt[SALT_BYTES] = {0};
  *same = a == b || merge_same_columns(a->row, b->row, DIGEST_DEVICE, DIGEST_FREE_TEXT);
  if (a == b || !*same || choice->words_gone) return STATUS_OK;
  *same = merge_same_columns(a->row, b->row, DIGEST_FREE_TEXT, DIGEST_COLUMN_COUNT);
  if (!*same || (!a->db->has_attachments && !b->db->has_attachments)) return STATUS_OK;
  Digest words_a, words_b;
  Status status = digest_words(a, no_salt, &words_a, err);
  if (status == STATUS_OK) status = digest_words(b, no_salt, &words_b, err);
  if (status == STATUS_OK) *same = memcmp(words_a.bytes, words_b.bytes, DIGEST_BYTES) == 0;
  return status;
}

/* A visit that began at a kiosk and went on on a phone. */
static bool is_taken_over(const MergeState *before, const MergeState *after) {
  return !is_final(before) && str_is(column_view(before->row, MERGE_CHANNEL), "kiosk") &&
         str_is(column_view(after->row, MERGE_CHANNEL), "web");
}

/* What no state of a visit ever changes, but for its device and channel when it goes on elsewhere. */
static bool is_same_visit(const MergeState *before, const MergeState *after) {
  static const int columns[] = {DIGEST_FORM_ID, DIGEST_FORM_VERSION, DIGEST_TRIAL, MERGE_TIME, DIGEST_DEVICE, MERGE_CHANNEL};
  size_t count = is_taken_over(before, after) ? COUNT_OF(columns) - 2 : COUNT_OF(columns);
  for (size_t i = 0; i < count; i++)
    if (!merge_same_columns(before->row, after->row, columns[i], columns[i] + 1)) return false;
  return true;
}

/* --- Proof: the ledger knows what a completed response was --- */

static bool is_digest(sqlite3_stmt *row, int column, const Digest *digest) {
  Str stored = column_blob_view(row, column);
  return stored.len == DIGEST_BYTES && memcmp(stored.ptr, digest->bytes, DIGEST_BYTES) == 0;
}

static Status is_vouched_for(const MergeChoice *choice, const MergeState *state, bool *vouched, Err *err) {
  enum { ENTRY_DIGEST, ENTRY_TEXT_DIGEST, ENTRY_SALT, ENTRY_TEXT_SALT };
  sqlite3_stmt *entry = choice->entry;
  Digest text = {0}, form, words;
  *vouched = false;
  Str kept = column_blob_view(entry, ENTRY_TEXT_DIGEST), salt = column_blob_view(entry, ENTRY_SALT),
      text_salt = column_blob_view(entry, ENTRY_TEXT_SALT);
  if (kept.len != DIGEST_BYTES || salt.len != SALT_BYTES) return STATUS_OK;
  memcpy(text.bytes, kept.ptr, DIGEST_BYTES);
  Status status = form_digest_find(choice->merge->target, column_view(state->row, DIGEST_FORM_ID),
                                   column_view(state->row, DIGEST_FORM_VERSION), &form, err);
  if (status != STATUS_OK) return status;
  Digest whole = digest_response(salt.ptr, state->row, &text, &form);
  *vouched = is_digest(entry, ENTRY_DIGEST, &whole);
  if (!*vouched || choice->words_gone) return STATUS_OK;
  if (text_salt.len != SALT_BYTES) { /* its words are deleted, and it must not have any */
    status = merge_has_words(state, vouched, err);
    *vouched = !*vouched;
    return status;
  }
  status = digest_words(state, text_salt.ptr, &words, err);
  *vouched = memcmp(words.bytes, text.bytes, DIGEST_BYTES) == 0;
  return status;
}

/* The one that the ledger vouches for; NULL: none. */
static Status find_proven(const MergeChoice *choice, const MergeState **out, Err *err) {
  *out = NULL;
  bind_text(choice->entry, 1, column_view(choice->states[0].row, DIGEST_UUID));
  int code = sqlite3_step(choice->entry);
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(choice->merge->target, "read", err);
  for (size_t i = 0; code == SQLITE_ROW && i < choice->count && status == STATUS_OK && *out == NULL; i++) {
    bool vouched = false;
    if (is_final(&choice->states[i])) status = is_vouched_for(choice, &choice->states[i], &vouched, err);
    if (vouched) *out = &choice->states[i];
  }
  statement_release(choice->entry);
  return status;
}

/* --- Which of two partial states is the earlier? --- */

static const Answer *find_answer(const Answer *answers, size_t count, Str path) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(answers[i].path, path)) return &answers[i];
  return NULL;
}

static bool is_part_of(Arena *arena, Str part, Str whole) {
  const Answer *few, *many;
  size_t few_count, many_count;
  if (part.len == 0) return true;
  if (!answers_parse(arena, part, &few, &few_count)) return false;
  if (whole.len == 0) return few_count == 0;
  if (!answers_parse(arena, whole, &many, &many_count)) return false;
  for (size_t i = 0; i < few_count; i++) {
    const Answer *same = find_answer(many, many_count, few[i].path);
    if (same == NULL || !str_equal(same->written, few[i].written)) return false;
  }
  return true;
}

/* Of what is sealed nothing can be told. */
static bool is_earlier(const MergeChoice *choice, const MergeState *a, const MergeState *b) {
  if (sqlite3_column_type(a->row, MERGE_SEALED) != SQLITE_NULL || sqlite3_column_type(b->row, MERGE_SEALED) != SQLITE_NULL)
    return false;
  Str answers_a = column_view(a->row, MERGE_ANSWERS), answers_b = column_view(b->row, MERGE_ANSWERS);
  Str words_a = column_view(a->row, DIGEST_FREE_TEXT), words_b = column_view(b->row, DIGEST_FREE_TEXT);
  if (choice->words_gone) words_a = words_b = (Str){0};
  bool same = str_equal(answers_a, answers_b) && str_equal(words_a, words_b);
  return !same && is_part_of(choice->arena, answers_a, answers_b) && is_part_of(choice->arena, words_a, words_b);
}

/* --- The choice --- */

static int64_t last_of(const MergeState *state) {
  return state->chain ? state->chain->last : 0;
}

/* A final state is later than any that is not; of those that are not, one that went on elsewhere; then the one of a database whose ledger
 * went on further. */
static bool is_later(const MergeState *a, const MergeState *b) {
  if (is_final(a) != is_final(b)) return is_final(a);
  if (is_taken_over(b, a) || is_taken_over(a, b)) return is_taken_over(b, a);
  return !is_final(a) && last_of(a) > last_of(b);
}

static const MergeState *find_latest(const MergeChoice *choice) {
  const MergeState *latest = &choice->states[0];
  for (size_t i = 1; i < choice->count; i++)
    if (is_later(&choice->states[i], latest)) latest = &choice->states[i];
  return latest;
}

/* Among those that are as late as *best, the one that all others are a part of; *rival: one that is not, or NULL. */
static Status find_fullest(const MergeChoice *choice, const MergeState **best, const MergeState **rival, Err *err) {
  const MergeState *latest = *best;
  for (size_t i = 0; i < choice->count; i++)
    if (!is_later(latest, &choice->states[i]) && !is_final(latest) && is_earlier(choice, *best, &choice->states[i]))
      *best = &choice->states[i];
  *rival = NULL;
  for (size_t i = 0; i < choice->count && *rival == NULL; i++) {
    const MergeState *other = &choice->states[i];
    bool fits = is_later(latest, other) || (!is_final(latest) && is_earlier(choice, other, *best));
    Status status = fits ? STATUS_OK : merge_same_state(choice, other, *best, &fits, err);
    if (status != STATUS_OK) return status;
    if (!fits || !is_same_visit(other, *best)) *rival = other;
  }
  return STATUS_OK;
}

Status merge_choose(const MergeChoice *choice, const MergeState **out, const MergeState **a, const MergeState **b, Err *err) {
  const MergeState *best = find_latest(choice), *rival = NULL;
  Status status = choice->count > 1 ? find_fullest(choice, &best, &rival, err) : STATUS_OK;
  *a = best;
  *b = rival;
  *out = rival == NULL ? best : NULL;
  return status == STATUS_OK && rival != NULL && !choice->is_disputed ? find_proven(choice, out, err) : status;
}
