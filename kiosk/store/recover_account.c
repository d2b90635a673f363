/* What is missing can only be told by what is left: the ledger's entries name their responses, and each device counts its own. */
#include "connection.h"
#include "recover.h"

#include <stdio.h>

enum { NAMED_MAX = 20 }; /* of what is missing of a kind: more are counted */

void recover_say(const RecoverTell *tell, const char *format, ...) {
  if (tell->sentence == NULL) return;
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  tell->sentence(tell->context, str_from(text));
}

typedef struct Account {
  Store *store;
  const RecoverTell *tell;
  StoreRecovery *report;
  size_t named;
} Account;

static const char *plural(int64_t count) {
  return count == 1 ? "" : "s";
}

static Status each(Account *account, const char *sql, bool (*take)(void *context, sqlite3_stmt *row), Err *err) {
  sqlite3_stmt *statement = statement_once(account->store, sql, err);
  account->named = 0;
  Status status = statement ? statement_walk(account->store, statement, take, account, err) : STATUS_WORLD;
  if (status == STATUS_OK && account->named > NAMED_MAX) recover_say(account->tell, "... and %zu more", account->named - NAMED_MAX);
  return status;
}

static bool take_missing_form(void *context, sqlite3_stmt *row) {
  Account *account = context;
  Str form_id = column_view(row, 0), version = column_view(row, 1);
  int64_t responses = sqlite3_column_int64(row, 2);
  recover_say(account->tell,
              "the text of form \"" STR_FMT "\", version \"" STR_FMT
              "\", is gone, and %lld response%s to it cannot be exported: run the kiosk"
              " once on the new database with that form",
              STR_ARG(form_id), STR_ARG(version), (long long)responses, plural(responses));
  return true;
}

static bool take_missing_response(void *context, sqlite3_stmt *row) {
  Account *account = context;
  Str uuid = column_view(row, 0), device = column_view(row, 1);
  if (account->named++ >= NAMED_MAX) return true;
  if (sqlite3_column_type(row, 2) == SQLITE_NULL)
    recover_say(account->tell, "response " STR_FMT " of " STR_FMT ", which waited for its number, is gone", STR_ARG(uuid),
                STR_ARG(device));
  else
    recover_say(account->tell, "response " STR_FMT ", number %lld of " STR_FMT ", is gone", STR_ARG(uuid),
                (long long)sqlite3_column_int64(row, 2), STR_ARG(device));
  return true;
}

static bool take_device(void *context, sqlite3_stmt *row) {
  enum { NAME, COMPLETED, PURGED, PRESENT, NAMED_MISSING, ENTRIES, SPAN };
  Account *account = context;
  Str name = column_view(row, NAME);
  int64_t completed = sqlite3_column_int64(row, COMPLETED);
  int64_t missing = completed - sqlite3_column_int64(row, PURGED) - sqlite3_column_int64(row, PRESENT);
  int64_t entries_missing = sqlite3_column_int64(row, SPAN) - sqlite3_column_int64(row, ENTRIES);
  if (missing < sqlite3_column_int64(row, NAMED_MISSING)) missing = sqlite3_column_int64(row, NAMED_MISSING);
  if (missing > 0)
    recover_say(account->tell, STR_FMT ": %lld of %lld completed responses are gone", STR_ARG(name), (long long)missing,
                (long long)completed);
  if (entries_missing > 0)
    recover_say(account->tell, STR_FMT ": %lld of %lld entries of the ledger are gone", STR_ARG(name), (long long)entries_missing,
                (long long)sqlite3_column_int64(row, SPAN));
  if (missing > 0) account->report->lost += (size_t)missing;
  return true;
}

static Status drop_attachments_of_none(Account *account, Err *err) {
  Status status = store_execute(account->store, "DELETE FROM attachment WHERE response NOT IN (SELECT uuid FROM response)", err);
  int count = sqlite3_changes(account->store->db);
  if (status == STATUS_OK && count > 0)
    recover_say(account->tell, "%d attachment%s found whose response%s gone", count, count == 1 ? " was" : "s were",
                count == 1 ? " is" : "s are");
  return status;
}

/* An old copy of a page may have what went since. */
static Status drop_links_of_none(Account *account, Err *err) {
  Status status =
      store_execute(account->store, "DELETE FROM link WHERE round IN (SELECT name FROM round WHERE closed IS NOT NULL)", err);
  if (status == STATUS_OK)
    status = store_execute(account->store, "DELETE FROM link WHERE response NOT IN (SELECT uuid FROM response)", err);
  return status;
}

static Status count_into(const Store *store, const char *sql, size_t *out, Err *err) {
  int64_t count = 0;
  Status status = schema_number(store, sql, &count, err);
  *out = (size_t)count;
  return status;
}

static Status count_all(Account *account, Err *err) {
  StoreRecovery *report = account->report;
  Status status = count_into(account->store, "SELECT count(*) FROM response", &report->responses, err);
  if (status == STATUS_OK) status = count_into(account->store, "SELECT count(*) FROM attachment", &report->attachments, err);
  return status == STATUS_OK ? count_into(account->store, "SELECT count(*) FROM form_version", &report->forms, err) : status;
}

Status recover_account(Store *store, const RecoverTell *tell, StoreRecovery *report, Err *err) {
  static const char missing_forms[] =
      "SELECT r.form_id, r.form_version, count(*) FROM response r LEFT JOIN form_version f ON (f.form_id, f.version) ="
      " (r.form_id, r.form_version) WHERE f.form_id IS NULL GROUP BY 1, 2";
  static const char missing_responses[] =
      "SELECT response, device, number FROM ledger WHERE response NOT NULL AND response NOT IN (SELECT uuid FROM response)"
      " UNION ALL SELECT response, device, NULL FROM waiting WHERE response NOT IN (SELECT uuid FROM response)";
  static const char devices[] =
      "SELECT d.name, d.completed,"
      " (SELECT coalesce(sum(numbered + waiting), 0) FROM purge p WHERE p.device = d.name AND p.what = 'response'),"
      " (SELECT count(*) FROM response r WHERE r.device = d.name AND r.status = 'complete' AND r.trial = 0),"
      " (SELECT count(*) FROM ledger l WHERE l.device = d.name AND l.response NOT NULL AND l.response NOT IN"
      "  (SELECT uuid FROM response)) + (SELECT count(*) FROM waiting w WHERE w.device = d.name AND w.response NOT IN"
      "  (SELECT uuid FROM response)),"
      " (SELECT count(*) FROM ledger l WHERE l.device = d.name), max(d.last - d.first + 1, 0) FROM device d";
  Account account = {.store = store, .tell = tell, .report = report};
  Status status = drop_attachments_of_none(&account, err);
  if (status == STATUS_OK) status = drop_links_of_none(&account, err);
  if (status == STATUS_OK) status = each(&account, missing_forms, take_missing_form, err);
  if (status == STATUS_OK) status = each(&account, missing_responses, take_missing_response, err);
  if (status == STATUS_OK) status = each(&account, devices, take_device, err);
  return status == STATUS_OK ? count_all(&account, err) : status;
}
