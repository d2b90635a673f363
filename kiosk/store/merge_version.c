/* Form versions are kept by their names and never change. Where one name stands for two texts, answers to the one must not pass for answers
 * to the other. */
#include "merge.h"

#include <string.h>

static MergeVersion *find_version(const Merge *merge, Str form_id, Str version) {
  MergeVersion *known = merge->versions;
  while (known != NULL && !(str_equal(known->form_id, form_id) && str_equal(known->version, version)))
    known = known->next;
  return known;
}

static Status note_text(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err) {
  (void)err;
  MergeVersion *version = find_version(merge, column_view(row, 0), column_view(row, 1));
  if (version == NULL) {
    version = ARENA_NEW(merge->arena, MergeVersion);
    *version = (MergeVersion){.form_id = arena_str(merge->arena, column_view(row, 0)),
                              .version = arena_str(merge->arena, column_view(row, 1)),
                              .is_new = db->ix > 0,
                              .next = merge->versions};
    if (version->is_new) version->source = arena_str(merge->arena, column_view(row, 2));
    merge->versions = version;
  }
  MergeText *text = ARENA_NEW(merge->arena, MergeText), **end = &version->texts;
  *text = (MergeText){.db = db, .digest = digest_form(column_view(row, 2))};
  while (*end != NULL)
    end = &(*end)->next;
  *end = text;
  return STATUS_OK;
}

static bool same_text(const MergeText *a, const MergeText *b) {
  return memcmp(a->digest.bytes, b->digest.bytes, DIGEST_BYTES) == 0;
}

/* Against the text that is there already. */
static void judge_known(Merge *merge, const MergeVersion *version) {
  for (MergeText *text = version->texts->next; text != NULL; text = text->next) {
    if (same_text(text, version->texts)) continue;
    text->left_out = true;
    merge_conflict(merge,
                   "form " STR_FMT ", version " STR_FMT ": its text in %s is not the one in %s; the responses to it in %s are left"
                   " out, and count as missing. Each text of a form needs a version of its own",
                   STR_ARG(version->form_id), STR_ARG(version->version), text->db->path, merge->path, text->db->path);
  }
}

/* None of several new ones is guessed to be the right one. */
static void judge_new(Merge *merge, MergeVersion *version) {
  const MergeText *other = version->texts;
  while (other != NULL && same_text(other, version->texts))
    other = other->next;
  version->is_taken = other == NULL;
  if (version->is_taken) return;
  for (MergeText *text = version->texts; text != NULL; text = text->next)
    text->left_out = true;
  merge_conflict(merge,
                 "form " STR_FMT ", version " STR_FMT ": its text in %s is not the one in %s; the responses to it in all databases"
                 " are left out, and count as missing. Each text of a form needs a version of its own",
                 STR_ARG(version->form_id), STR_ARG(version->version), other->db->path, version->texts->db->path);
}

static Status insert_new(const Merge *merge, Err *err) {
  sqlite3_stmt *insert = merge_prepare(merge, "INSERT INTO form_version (form_id, version, source) VALUES (?1, ?2, ?3)", err);
  if (insert == NULL) return STATUS_WORLD;
  Status status = STATUS_OK;
  for (const MergeVersion *version = merge->versions; version != NULL && status == STATUS_OK; version = version->next) {
    if (!version->is_taken || !version->is_new) continue;
    bind_text(insert, 1, version->form_id);
    bind_text(insert, 2, version->version);
    bind_text(insert, 3, version->source);
    status = statement_run(merge->target, insert, err);
    merge->report->forms++;
  }
  sqlite3_finalize(insert);
  return status;
}

typedef struct Reader { /* of the texts that are in the target now, oldest version first */
  Merge *merge;
  Arena *texts, *form;
  const StoreForm *forms;
  size_t count;
} Reader;

static const Form *parse(Reader *reader, size_t form_ix) {
  Diags diags = diags_new(reader->form);
  return form_parse_stored(reader->form, reader->forms[form_ix].source, "the stored form", &diags);
}

static Status learn_promises(Reader *reader, bool drops_views, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < reader->count && status == STATUS_OK; i++) {
    MergeVersion *version = find_version(reader->merge, reader->forms[i].form_id, reader->forms[i].version);
    arena_rewind(reader->form);
    const Form *form = parse(reader, i);
    version->is_readable = form != NULL;
    if (form == NULL) continue;
    version->min_group = form->kiosk.min_group;
    version->keep_responses = form->kiosk.keep_responses;
    version->keep_free_text = form->kiosk.keep_free_text;
    if (drops_views) status = view_drop(reader->merge->target, form, err);
  }
  return status;
}

/* All anew, in one order: the name of a view can depend on which others are there. */
static Status make_views(Reader *reader, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < reader->count && status == STATUS_OK; i++) {
    arena_rewind(reader->form);
    const Form *form = parse(reader, i);
    if (form != NULL) status = view_make(reader->merge->target, form, err);
  }
  return status;
}

static Status read_stored(Merge *merge, Err *err) {
  Reader reader = {.merge = merge, .texts = arena_new(0), .form = arena_new(0)};
  bool has_new = merge->report->forms > 0;
  Status status = store_forms(merge->target, reader.texts, &reader.forms, &reader.count, err);
  if (status == STATUS_OK) status = learn_promises(&reader, has_new, err);
  if (status == STATUS_OK && has_new) status = make_views(&reader, err);
  arena_free(reader.texts);
  arena_free(reader.form);
  return status;
}

Status merge_versions(Merge *merge, Err *err) {
  Status status =
      merge_walk_each(merge, "SELECT form_id, version, source FROM form_version ORDER BY form_id, version", note_text, err);
  if (status != STATUS_OK) return status;
  for (MergeVersion *version = merge->versions; version != NULL; version = version->next) {
    version->is_taken = !version->is_new;
    if (version->is_new)
      judge_new(merge, version);
    else
      judge_known(merge, version);
  }
  status = insert_new(merge, err);
  return status == STATUS_OK ? read_stored(merge, err) : status;
}

const MergeVersion *merge_version_of(const Merge *merge, MergeDb *db, Str form_id, Str version) {
  const MergeVersion *known = db->latest_version;
  if (known == NULL || !str_equal(known->form_id, form_id) || !str_equal(known->version, version))
    known = find_version(merge, form_id, version);
  if (known == NULL) return NULL; /* of a row that was changed by hand */
  db->latest_version = known;
  for (const MergeText *text = known->texts; text != NULL; text = text->next)
    if (text->db == db) return text->left_out ? NULL : known;
  return NULL;
}
