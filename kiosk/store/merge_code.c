/* A choice's code depends on which versions of its form there are, and on nothing else: they are given as a kiosk gives them that meets the
 * versions one after the other, the oldest first. A database that met them in another order has given others. */
#include "merge.h"

#include <string.h>

typedef struct Coding {
  Merge *merge;
  Store model; /* in memory: where the codes are given */
  sqlite3_stmt *by_choice, *by_code;
  Arena *arena; /* of one form */
} Coding;

static bool look_up(sqlite3_stmt *statement, const Form *form, const ChoiceList *list, int64_t *code) {
  bind_text(statement, 1, form->form_id);
  bind_text(statement, 2, list->name);
  bool found = sqlite3_step(statement) == SQLITE_ROW;
  if (found && code != NULL) *code = sqlite3_column_int64(statement, 0);
  statement_release(statement);
  return found;
}

/* Could a code that the form gives itself stand beside those of its older versions? */
static bool fits(const Coding *coding, const Form *form, const ChoiceList *list, const Choice *choice) {
  int64_t code;
  bind_text(coding->by_choice, 3, choice->name);
  if (look_up(coding->by_choice, form, list, &code)) return code == choice->code;
  sqlite3_bind_int64(coding->by_code, 3, choice->code);
  return !look_up(coding->by_code, form, list, NULL);
}

/* A version that contradicts an older one was taken where that one was not known. */
static const ChoiceList *without_contradictions(const Coding *coding, const Form *form) {
  ChoiceList *lists = ARENA_ARRAY(coding->arena, ChoiceList, form->list_count);
  for (size_t i = 0; i < form->list_count; i++) {
    lists[i] = form->lists[i];
    Choice *choices = ARENA_ARRAY(coding->arena, Choice, lists[i].count);
    if (lists[i].count > 0) memcpy(choices, lists[i].choices, lists[i].count * sizeof *choices);
    lists[i].choices = choices;
    for (size_t k = 0; k < lists[i].count; k++) {
      if (choices[k].code < 0 || fits(coding, form, &lists[i], &choices[k])) continue;
      merge_conflict(coding->merge,
                     "form " STR_FMT ", version " STR_FMT ": choice " STR_FMT " of list " STR_FMT
                     " is given the code %d, which contradicts an older version; the older version's codes stay",
                     STR_ARG(form->form_id), STR_ARG(form->version), STR_ARG(choices[k].name), STR_ARG(lists[i].name),
                     choices[k].code);
      choices[k].code = -1;
    }
  }
  return lists;
}

static Status give_codes(Coding *coding, Err *err) {
  Arena *texts = arena_new(0);
  const StoreForm *forms;
  size_t count;
  Status status = store_forms(coding->merge->target, texts, &forms, &count, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    arena_rewind(coding->arena);
    Diags diags = diags_new(coding->arena);
    const Form *form = form_parse_yaml(coding->arena, forms[i].source, "the stored form", &diags);
    if (form == NULL) continue;
    Form settled = *form;
    settled.lists = without_contradictions(coding, form);
    status = choice_codes_add(&coding->model, &settled, err);
  }
  arena_free(texts);
  return status;
}

typedef struct Comparison { /* of a database's codes with those that are given now */
  Coding *coding;
  const MergeDb *db;
  Str form_id, list, choice; /* the first that differs; in the merge's arena */
  int64_t there, here;
  size_t differing; /* of the form */
} Comparison;

static void tell_difference(Comparison *comparison) {
  const Merge *merge = comparison->coding->merge;
  if (comparison->differing == 0) return;
  const char *was = comparison->db->ix == 0 ? "before" : "there";
  merge_conflict(comparison->coding->merge,
                 "form " STR_FMT ": %zu choice%s had another code in %s, such as " STR_FMT " of list " STR_FMT
                 ": %lld %s, %lld in %s now. Data sets for SPSS or Stata that were exported with those codes do not go together"
                 " with new ones; export them anew",
                 STR_ARG(comparison->form_id), comparison->differing, comparison->differing == 1 ? "" : "s", comparison->db->path,
                 STR_ARG(comparison->choice), STR_ARG(comparison->list), (long long)comparison->there, was,
                 (long long)comparison->here, merge->path);
  comparison->differing = 0;
}

static bool compare_code(void *context, sqlite3_stmt *row) {
  Comparison *comparison = context;
  Coding *coding = comparison->coding;
  if (!str_equal(comparison->form_id, column_view(row, 0))) {
    tell_difference(comparison);
    comparison->form_id = arena_str(coding->merge->arena, column_view(row, 0));
  }
  for (int i = 0; i < 3; i++)
    bind_text(coding->by_choice, i + 1, column_view(row, i));
  int64_t here = 0, there = sqlite3_column_int64(row, 3);
  bool found = sqlite3_step(coding->by_choice) == SQLITE_ROW;
  if (found) here = sqlite3_column_int64(coding->by_choice, 0);
  statement_release(coding->by_choice);
  if (!found || here == there || comparison->differing++ > 0) return true;
  comparison->list = arena_str(coding->merge->arena, column_view(row, 1));
  comparison->choice = arena_str(coding->merge->arena, column_view(row, 2));
  comparison->there = there;
  comparison->here = here;
  return true;
}

static const char codes_sql[] = "SELECT form_id, list, choice, code FROM choice_code ORDER BY form_id, list, code";

static Status compare_codes(Coding *coding, const MergeDb *db, Err *err) {
  Comparison comparison = {.coding = coding, .db = db};
  sqlite3_stmt *codes = statement_once(db->store, codes_sql, err);
  if (codes == NULL) return STATUS_WORLD;
  Status status = statement_walk(db->store, codes, compare_code, &comparison, err);
  tell_difference(&comparison);
  return status;
}

typedef struct Writing {
  const Store *target;
  sqlite3_stmt *insert;
  Status status;
  Err *err;
} Writing;

static bool write_code(void *context, sqlite3_stmt *row) {
  Writing *writing = context;
  for (int i = 0; i < 4; i++)
    merge_bind_column(writing->insert, i + 1, row, i);
  writing->status = statement_run(writing->target, writing->insert, writing->err);
  return writing->status == STATUS_OK;
}

/* A choice of a version that this program cannot read keeps the code that it has, where that is free. */
static Status keep_unread(Coding *coding, const MergeDb *db, Err *err) {
  Writing writing = {.target = &coding->model, .err = err};
  writing.insert = statement_once(&coding->model,
                                  "INSERT INTO choice_code (form_id, list, choice, code) VALUES (?1, ?2, ?3, ?4)"
                                  " ON CONFLICT DO NOTHING",
                                  err);
  sqlite3_stmt *codes = writing.insert ? statement_once(db->store, codes_sql, err) : NULL;
  Status status = codes ? statement_walk(db->store, codes, write_code, &writing, err) : STATUS_WORLD;
  sqlite3_finalize(writing.insert);
  return status == STATUS_OK ? writing.status : status;
}

static bool has_unread(const Merge *merge) {
  for (const MergeVersion *version = merge->versions; version != NULL; version = version->next)
    if (version->is_taken && !version->is_readable) return true;
  return false;
}

static Status write_codes(Coding *coding, Err *err) {
  Writing writing = {.target = coding->merge->target, .err = err};
  Status status = store_execute(writing.target, "DELETE FROM choice_code", err);
  if (status != STATUS_OK) return status;
  writing.insert =
      merge_prepare(coding->merge, "INSERT INTO choice_code (form_id, list, choice, code) VALUES (?1, ?2, ?3, ?4)", err);
  sqlite3_stmt *codes = writing.insert ? statement_once(&coding->model, codes_sql, err) : NULL;
  status = codes ? statement_walk(&coding->model, codes, write_code, &writing, err) : STATUS_WORLD;
  sqlite3_finalize(writing.insert);
  return status == STATUS_OK ? writing.status : status;
}

static Status open_model(Coding *coding, Err *err) {
  Store *model = &coding->model;
  Status status = connection_open(model, STR(":memory:"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
  if (status == STATUS_OK) status = schema_make(model, err);
  if (status != STATUS_OK) return status;
  coding->by_choice = statement_once(model, "SELECT code FROM choice_code WHERE form_id = ?1 AND list = ?2 AND choice = ?3", err);
  coding->by_code = statement_once(model, "SELECT 1 FROM choice_code WHERE form_id = ?1 AND list = ?2 AND code = ?3", err);
  return coding->by_choice && coding->by_code ? STATUS_OK : STATUS_WORLD;
}

static Status code_all(Coding *coding, Err *err) {
  Merge *merge = coding->merge;
  Status status = give_codes(coding, err);
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK && has_unread(merge); i++)
    if (merge->dbs[i].store != NULL) status = keep_unread(coding, &merge->dbs[i], err);
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK; i++)
    if (merge->dbs[i].store != NULL) status = compare_codes(coding, &merge->dbs[i], err);
  return status == STATUS_OK ? write_codes(coding, err) : status;
}

Status merge_codes(Merge *merge, Err *err) {
  Coding coding = {.merge = merge, .model.lock_file = -1, .arena = arena_new(0)};
  Status status = open_model(&coding, err);
  if (status == STATUS_OK) status = code_all(&coding, err);
  sqlite3_finalize(coding.by_choice);
  sqlite3_finalize(coding.by_code);
  connection_close(&coding.model);
  arena_free(coding.arena);
  return status;
}
