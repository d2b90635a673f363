#include "connection.h"

/* Empty when the version is not there. The text stays valid until the statement is finalized. */
static Status find_version(const Store *store, const Form *form, sqlite3_stmt *statement, bool *found, Err *err) {
  bind_text(statement, 1, form->form_id);
  bind_text(statement, 2, form->version);
  int code = sqlite3_step(statement);
  *found = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
}

static Status compare_with_stored(const Store *store, const Form *form, bool *found, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT source FROM form_version WHERE form_id = ?1 AND version = ?2", err);
  if (statement == NULL) return STATUS_WORLD;
  Status status = find_version(store, form, statement, found, err);
  if (status == STATUS_OK && *found && !str_equal(column_view(statement, 0), form->source))
    status =
        err_set(err, STATUS_INPUT, "form-changed",
                "the form \"" STR_FMT "\" has changed, but its version is still \"" STR_FMT
                "\", which is in the database already; raise the version in %s, or, only to try it, use another database (--db)",
                STR_ARG(form->form_id), STR_ARG(form->version), form->file ? form->file : "the form");
  sqlite3_finalize(statement);
  return status;
}

static Status insert_version(const Store *store, const Form *form, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "INSERT INTO form_version (form_id, version, source) VALUES (?1, ?2, ?3)", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form->form_id);
  bind_text(statement, 2, form->version);
  bind_text(statement, 3, form->source);
  Status status = statement_run(store, statement, err);
  sqlite3_finalize(statement);
  return status;
}

static Status add_version(const Store *store, const Form *form, Err *err) {
  bool found = false;
  Status status = compare_with_stored(store, form, &found, err);
  if (status != STATUS_OK || found) return status;
  status = insert_version(store, form, err);
  if (status == STATUS_OK) status = choice_codes_add(store, form, err);
  return status == STATUS_OK ? view_make(store, form, err) : status;
}

static const FormRule *find_known(const Store *store, Str form_id, Str version) {
  for (const KnownForm *known = store->forms; known != NULL; known = known->next)
    if (str_equal(known->rule.form_id, form_id) && str_equal(known->rule.version, version)) return &known->rule;
  return NULL;
}

static const FormRule *know(Store *store, const Form *form) {
  if (store->form_arena == NULL) store->form_arena = arena_new(0);
  KnownForm *known = ARENA_NEW(store->form_arena, KnownForm);
  *known = (KnownForm){store->forms, rule_of(store->form_arena, form)};
  store->forms = known;
  return &known->rule;
}

Status store_add_form(Store *store, const Form *form, Err *err) {
  BUG_UNLESS(store->writable);
  Status status = transaction_begin(store, err);
  if (status == STATUS_OK) status = transaction_end(store, add_version(store, form, err), err);
  if (status == STATUS_OK && find_known(store, form->form_id, form->version) == NULL) know(store, form);
  return status;
}

Status store_check_form(Store *store, const Form *form, Err *err) {
  bool found = false;
  Status status = compare_with_stored(store, form, &found, err);
  return status != STATUS_OK || found ? status : choice_codes_check(store, form, err);
}

static const Form *parse(Arena *arena, Str source) {
  Diags diags = diags_new(arena);
  return form_parse_stored(arena, source, "the stored form", &diags);
}

Status form_version_read(Store *store, Arena *arena, Str form_id, Str version, const Form **out, Err *err) {
  *out = NULL;
  sqlite3_stmt *statement = statement_once(store, "SELECT source FROM form_version WHERE form_id = ?1 AND version = ?2", err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, form_id);
  bind_text(statement, 2, version);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *out = parse(arena, column_view(statement, 0));
  Status status = code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

Status form_rule_find(Store *store, Str form_id, Str version, const FormRule **out, Err *err) {
  *out = find_known(store, form_id, version);
  if (*out != NULL) return STATUS_OK;
  Arena *arena = arena_new(0);
  const Form *form;
  Status status = form_version_read(store, arena, form_id, version, &form, err);
  if (form != NULL) *out = know(store, form);
  arena_free(arena);
  return status;
}
