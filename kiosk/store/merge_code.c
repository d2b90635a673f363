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
    const Form *form = form_parse_stored(coding->arena, forms[i].source, "the stored form", &diags);
    if (form == NULL) continue;
    Form settled = *form;
    settled.lists = without_contradictions(coding, form);
    status = choice_codes_add(&coding->model, &settled, err);
  }
  arena_free(texts);
  return status;
}

/* --- What it means for those who have the codes that were given before --- */

typedef struct Shift {       /* of a list: its codes in the first database that had others, and how many databases had */
  Str form_id, list, choice; /* the first one; in the merge's arena */
  int64_t before, now;
  const MergeDb *db, *latest_db;
  size_t choices, dbs;
  struct Shift *next;
} Shift;

typedef struct Comparison { /* of all databases' codes with those that are given now */
  Coding *coding;
  const MergeDb *db;
  Shift *shifts, **end;
} Comparison;

static Shift *find_shift(const Comparison *comparison, Str form_id, Str list) {
  Shift *shift = comparison->shifts;
  while (shift != NULL && !(str_equal(shift->form_id, form_id) && str_equal(shift->list, list)))
    shift = shift->next;
  return shift;
}

static void note_shift(Comparison *comparison, sqlite3_stmt *row, int64_t before, int64_t now) {
  Arena *arena = comparison->coding->merge->arena;
  Shift *shift = find_shift(comparison, column_view(row, 0), column_view(row, 1));
  if (shift == NULL) {
    shift = ARENA_NEW(arena, Shift);
    *shift = (Shift){.form_id = arena_str(arena, column_view(row, 0)),
                     .list = arena_str(arena, column_view(row, 1)),
                     .choice = arena_str(arena, column_view(row, 2)),
                     .before = before,
                     .now = now,
                     .db = comparison->db};
    *comparison->end = shift;
    comparison->end = &shift->next;
  }
  shift->choices += shift->db == comparison->db;
  shift->dbs += shift->latest_db != comparison->db;
  shift->latest_db = comparison->db;
}

static bool compare_code(void *context, sqlite3_stmt *row) {
  Comparison *comparison = context;
  Coding *coding = comparison->coding;
  for (int i = 0; i < 3; i++)
    bind_text(coding->by_choice, i + 1, column_view(row, i));
  int64_t now = 0, before = sqlite3_column_int64(row, 3);
  bool found = sqlite3_step(coding->by_choice) == SQLITE_ROW;
  if (found) now = sqlite3_column_int64(coding->by_choice, 0);
  statement_release(coding->by_choice);
  if (found && now != before) note_shift(comparison, row, before, now);
  return true;
}

static Str tell_others(Arena *arena, size_t dbs) {
  return dbs < 2 ? (Str){0} : arena_printf(arena, " and %zu more database%s", dbs - 1, dbs == 2 ? "" : "s");
}

static Str tell_shift(const Merge *merge, const Shift *shift) {
  return arena_printf(merge->arena,
                      "form " STR_FMT ", list " STR_FMT ": %zu %s in %s" STR_FMT ", such as " STR_FMT
                      ", which was %lld and is %lld in %s now. Data sets for SPSS or Stata that were exported with the other codes"
                      " do not go together with new ones; export them anew from %s",
                      STR_ARG(shift->form_id), STR_ARG(shift->list), shift->choices,
                      shift->choices == 1 ? "choice had another code" : "choices had other codes", shift->db->path,
                      STR_ARG(tell_others(merge->arena, shift->dbs)), STR_ARG(shift->choice), (long long)shift->before,
                      (long long)shift->now, merge->path, merge->path);
}

static const char codes_sql[] = "SELECT form_id, list, choice, code FROM choice_code ORDER BY form_id, list, code";

static Status compare_codes(Coding *coding, Err *err) {
  Merge *merge = coding->merge;
  Comparison comparison = {.coding = coding};
  comparison.end = &comparison.shifts;
  Status status = STATUS_OK;
  for (size_t i = 0; i < merge->db_count && status == STATUS_OK; i++) {
    comparison.db = &merge->dbs[i];
    if (comparison.db->store == NULL) continue;
    sqlite3_stmt *codes = statement_once(comparison.db->store, codes_sql, err);
    status = codes ? statement_walk(comparison.db->store, codes, compare_code, &comparison, err) : STATUS_WORLD;
  }
  for (const Shift *shift = comparison.shifts; shift != NULL; shift = shift->next) {
    merge->moves_codes |= shift->db->ix == 0;
    merge_note(merge, tell_shift(merge, shift));
  }
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
  if (status == STATUS_OK) status = compare_codes(coding, err);
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
