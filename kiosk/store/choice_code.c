#include "connection.h"

/* A choice's code is what SPSS and Stata keep in its place, so it may never come to mean something else: not by a version that drops,
 * adds or reorders choices, and not by one that gives a code away. */

typedef struct CodeBook { /* of one list */
  const Store *store;
  const Form *form;
  const ChoiceList *list;
  sqlite3_stmt *by_choice, *by_code, *insert; /* insert NULL: it is only checked */
} CodeBook;

static void bind_list(const CodeBook *book, sqlite3_stmt *statement) {
  bind_text(statement, 1, book->form->form_id);
  bind_text(statement, 2, book->list->name);
}

/* The code a choice has in the database, or false. */
static Status stored_code(const CodeBook *book, Str choice, bool *found, int64_t *code, Err *err) {
  bind_list(book, book->by_choice);
  bind_text(book->by_choice, 3, choice);
  int step = sqlite3_step(book->by_choice);
  *found = step == SQLITE_ROW;
  if (*found) *code = sqlite3_column_int64(book->by_choice, 0);
  Status status = step == SQLITE_ROW || step == SQLITE_DONE ? STATUS_OK : store_fail(book->store, "read", err);
  statement_release(book->by_choice);
  return status;
}

static bool is_given_by_form(const CodeBook *book, int64_t code) {
  for (size_t i = 0; i < book->list->count; i++)
    if (book->list->choices[i].code == code) return true;
  return false;
}

static Status is_taken(const CodeBook *book, int64_t code, bool *taken, Err *err) {
  bind_list(book, book->by_code);
  sqlite3_bind_int64(book->by_code, 3, code);
  int step = sqlite3_step(book->by_code);
  *taken = step == SQLITE_ROW;
  Status status = step == SQLITE_ROW || step == SQLITE_DONE ? STATUS_OK : store_fail(book->store, "read", err);
  statement_release(book->by_code);
  return status;
}

static Status insert_code(const CodeBook *book, Str choice, int64_t code, Err *err) {
  bind_list(book, book->insert);
  bind_text(book->insert, 3, choice);
  sqlite3_bind_int64(book->insert, 4, code);
  return statement_run(book->store, book->insert, err);
}

static Status add_given(const CodeBook *book, const Choice *choice, Err *err) {
  bool found, taken;
  int64_t stored;
  Status status = stored_code(book, choice->name, &found, &stored, err);
  if (status != STATUS_OK) return status;
  if (found && stored != choice->code)
    return err_set(err, STATUS_INPUT, "code-changed",
                   "choice \"" STR_FMT "\" of list \"" STR_FMT
                   "\" has the code %lld in the database and %d in the form; give it its old code, or a new name",
                   STR_ARG(choice->name), STR_ARG(book->list->name), (long long)stored, choice->code);
  if (found) return STATUS_OK;
  status = is_taken(book, choice->code, &taken, err);
  if (status == STATUS_OK && taken)
    return err_set(err, STATUS_INPUT, "code-taken",
                   "code %d of choice \"" STR_FMT "\" of list \"" STR_FMT
                   "\" belongs to another choice in the database; give it another code",
                   choice->code, STR_ARG(choice->name), STR_ARG(book->list->name));
  return status == STATUS_OK && book->insert ? insert_code(book, choice->name, choice->code, err) : status;
}

/* 0 to 10 are their own codes: means are taken of them. False: it says no such number. */
static bool code_of_name(Str name, int64_t *code) {
  char canonical[32];
  if (!str_to_int64(name, code) || *code < 0 || *code > FORM_CODE_MAX) return false;
  snprintf(canonical, sizeof canonical, "%lld", (long long)*code);
  return str_is(name, canonical);
}

static Status add_own_number(const CodeBook *book, const Choice *choice, Err *err) {
  bool found, taken = false;
  int64_t stored, code;
  if (!code_of_name(choice->name, &code) || is_given_by_form(book, code)) return STATUS_OK;
  Status status = stored_code(book, choice->name, &found, &stored, err);
  if (status == STATUS_OK && !found) status = is_taken(book, code, &taken, err);
  return status == STATUS_OK && !found && !taken ? insert_code(book, choice->name, code, err) : status;
}

static Status add_next_free(const CodeBook *book, const Choice *choice, int64_t *next, Err *err) {
  bool found, taken;
  int64_t stored;
  Status status = stored_code(book, choice->name, &found, &stored, err);
  if (status != STATUS_OK || found) return status;
  for (;; ++*next) {
    status = is_taken(book, *next, &taken, err);
    if (status != STATUS_OK) return status;
    if (!taken && !is_given_by_form(book, *next)) break;
  }
  return insert_code(book, choice->name, (*next)++, err);
}

static Status add_list(CodeBook *book, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < book->list->count && status == STATUS_OK; i++)
    if (book->list->choices[i].code >= 0) status = add_given(book, &book->list->choices[i], err);
  for (size_t i = 0; i < book->list->count && status == STATUS_OK && book->insert; i++)
    if (book->list->choices[i].code < 0) status = add_own_number(book, &book->list->choices[i], err);
  int64_t next = 1;
  for (size_t i = 0; i < book->list->count && status == STATUS_OK && book->insert; i++)
    if (book->list->choices[i].code < 0) status = add_next_free(book, &book->list->choices[i], &next, err);
  return status;
}

static Status open_book(const Store *store, const Form *form, CodeBook *out, Err *err) {
  *out = (CodeBook){.store = store, .form = form};
  out->by_choice = statement_once(store, "SELECT code FROM choice_code WHERE form_id = ?1 AND list = ?2 AND choice = ?3", err);
  out->by_code = statement_once(store, "SELECT 1 FROM choice_code WHERE form_id = ?1 AND list = ?2 AND code = ?3", err);
  return out->by_choice && out->by_code ? STATUS_OK : STATUS_WORLD;
}

static Status add_lists(CodeBook *book, Status status, Err *err) {
  for (size_t i = 0; i < book->form->list_count && status == STATUS_OK; i++) {
    book->list = &book->form->lists[i];
    status = add_list(book, err);
  }
  sqlite3_finalize(book->by_choice);
  sqlite3_finalize(book->by_code);
  sqlite3_finalize(book->insert);
  return status;
}

Status choice_codes_add(const Store *store, const Form *form, Err *err) {
  CodeBook book;
  Status status = open_book(store, form, &book, err);
  book.insert = statement_once(store, "INSERT INTO choice_code (form_id, list, choice, code) VALUES (?1, ?2, ?3, ?4)", err);
  return add_lists(&book, book.insert ? status : STATUS_WORLD, err);
}

Status choice_codes_check(const Store *store, const Form *form, Err *err) {
  CodeBook book;
  Status status = open_book(store, form, &book, err);
  return add_lists(&book, status, err);
}
