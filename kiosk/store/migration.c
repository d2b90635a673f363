/* What is stored, brought into the shape of a newer schema. A form that this version cannot read any more leaves its rows and its view as
 * they are. */
#include "connection.h"

typedef struct FormName {
  Str form_id, version;
  const struct FormName *next;
} FormName;

typedef struct FormList {
  Arena *arena;
  const FormName *first;
} FormList;

static bool add_name(void *context, sqlite3_stmt *row) {
  FormList *list = context;
  FormName *name = ARENA_NEW(list->arena, FormName);
  *name = (FormName){arena_str(list->arena, column_view(row, 0)), arena_str(list->arena, column_view(row, 1)), list->first};
  list->first = name;
  return true;
}

static Status list_forms(Store *store, FormList *list, Err *err) {
  sqlite3_stmt *statement = statement_once(store, "SELECT form_id, version FROM form_version", err);
  return statement ? statement_walk(store, statement, add_name, list, err) : STATUS_WORLD;
}

typedef struct Halving { /* answers as a function of SQL sees them */
  const FormRule *rule;
  Arena *arena;
  Str rest, free_text;
} Halving;

static bool halve(Halving *halving, sqlite3_value *value) {
  arena_rewind(halving->arena);
  const char *text = (const char *)sqlite3_value_text(value);
  Str answers = {text, (size_t)sqlite3_value_bytes(value)};
  return rule_split(halving->rule, halving->arena, answers, &halving->rest, &halving->free_text);
}

static void give_rest(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Halving *halving = sqlite3_user_data(context);
  if (halve(halving, values[0]))
    sqlite3_result_text64(context, halving->rest.ptr, halving->rest.len, SQLITE_TRANSIENT, SQLITE_UTF8);
  else
    sqlite3_result_value(context, values[0]); /* damaged: it stays as it is */
}

static void give_free_text(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Halving *halving = sqlite3_user_data(context);
  if (halve(halving, values[0]) && halving->free_text.len > 0)
    sqlite3_result_text64(context, halving->free_text.ptr, halving->free_text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static Status update_rows(const Store *store, const FormRule *rule, Err *err) {
  sqlite3_stmt *statement =
      statement_once(store,
                     "UPDATE response SET answers = answers_rest(answers), free_text = answers_words(answers)"
                     " WHERE form_id = ?1 AND form_version = ?2 AND answers IS NOT NULL AND status <> 'discarded'",
                     err);
  if (statement == NULL) return STATUS_WORLD;
  bind_text(statement, 1, rule->form_id);
  bind_text(statement, 2, rule->version);
  Status status = statement_run(store, statement, err);
  sqlite3_finalize(statement);
  return status;
}

static Status offer(const Store *store, const char *name, void (*function)(sqlite3_context *, int, sqlite3_value **),
                    Halving *halving, Err *err) {
  int code = sqlite3_create_function_v2(store->db, name, 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, halving, function, NULL, NULL, NULL);
  return code == SQLITE_OK ? STATUS_OK : store_fail(store, "set up", err);
}

static void withdraw(const Store *store, const char *name) {
  sqlite3_create_function_v2(store->db, name, 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
}

static Status split_rows(const Store *store, const FormRule *rule, Err *err) {
  Halving halving = {.rule = rule, .arena = arena_new_locked(0)};
  Status status = offer(store, "answers_rest", give_rest, &halving, err);
  if (status == STATUS_OK) status = offer(store, "answers_words", give_free_text, &halving, err);
  if (status == STATUS_OK) status = update_rows(store, rule, err);
  withdraw(store, "answers_rest");
  withdraw(store, "answers_words");
  arena_free(halving.arena);
  return status;
}

static Status renew_form(Store *store, Arena *arena, const FormName *name, Err *err) {
  const Form *form;
  Status status = form_version_read(store, arena, name->form_id, name->version, &form, err);
  if (status != STATUS_OK || form == NULL) return status;
  FormRule rule = rule_of(arena, form);
  if (rule.own_word_count > 0) status = split_rows(store, &rule, err);
  if (status == STATUS_OK) status = view_drop(store, form, err);
  return status == STATUS_OK ? view_make(store, form, err) : status;
}

typedef struct Completed { /* of one device and form */
  Str device, form_id;
  const struct Completed *next;
} Completed;

typedef struct Enrolment {
  Store *store;
  Arena *arena;
  const Completed *kinds;
  Status status;
  Err *err;
} Enrolment;

/* Rows come sorted by device and form. */
static bool enrol_one(void *context, sqlite3_stmt *row) {
  Enrolment *enrolment = context;
  Str device = column_view(row, 1), form_id = column_view(row, 2);
  const Completed *last = enrolment->kinds;
  if (last == NULL || !str_equal(last->device, device) || !str_equal(last->form_id, form_id)) {
    Completed *kind = ARENA_NEW(enrolment->arena, Completed);
    *kind = (Completed){arena_str(enrolment->arena, device), arena_str(enrolment->arena, form_id), last};
    enrolment->kinds = kind;
  }
  enrolment->status = ledger_wait(enrolment->store, column_view(row, 0), device, form_id, enrolment->err);
  return enrolment->status == STATUS_OK;
}

static Status enrol_completed(Store *store, Arena *arena, Err *err) {
  sqlite3_stmt *statement = statement_once(store,
                                           "SELECT uuid, device, form_id FROM response WHERE status = 'complete' AND trial = 0"
                                           " ORDER BY device, form_id",
                                           err);
  if (statement == NULL) return STATUS_WORLD;
  Enrolment enrolment = {.store = store, .arena = arena, .err = err};
  Status status = statement_walk(store, statement, enrol_one, &enrolment, err);
  if (status == STATUS_OK) status = enrolment.status;
  for (const Completed *kind = enrolment.kinds; kind != NULL && status == STATUS_OK; kind = kind->next)
    status = ledger_number_waiting(store, kind->device, kind->form_id, err);
  return status;
}

Status migration_to_2(Store *store, Err *err) {
  FormList list = {.arena = arena_new(0)};
  Status status = list_forms(store, &list, err);
  for (const FormName *name = list.first; name != NULL && status == STATUS_OK; name = name->next)
    status = renew_form(store, list.arena, name, err);
  if (status == STATUS_OK) status = enrol_completed(store, list.arena, err);
  arena_free(list.arena);
  return status;
}
