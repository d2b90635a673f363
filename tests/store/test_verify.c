/* What the ledger proves: nothing is changed, lost, added or put in another order unseen. */
#include "store/fixture.h"

#include <string.h>

static const StoreAttachment signature[] = {{STR_INIT("sign.png"), STR_INIT("strek")}};

/* Which promised to delete words soon, and the rest later. */
static const Form *promising_form(Fixture *fixture) {
  return fixture_form(fixture, "settings: {form_id: samling, version: '1', default_language: nb}\n"
                               "languages: {nb: Norsk}\n"
                               "kiosk: {retention: {free_text: 2026-11-22, responses: 2026-12-31}}\n"
                               "survey:\n"
                               "  - {type: integer, name: antall, label: Hvor mange?}\n"
                               "  - {type: text, name: hvorfor, label: Hvorfor?}\n");
}

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

static Response put_one(Fixture *fixture, Store *store, const Form *form, ResponseStatus status, int number) {
  const char *answers = arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"Fordi %d\"}", number, number).ptr;
  Response visit = fixture_response(fixture, store, form, answers);
  if (number % 4 == 0) visit.attachments = signature, visit.attachment_count = 1;
  visit.status = status;
  fixture_put(store, &visit);
  return visit;
}

typedef struct Verdict {
  Fixture *fixture;
  size_t count;
  Str sentences[32];
  const LedgerReport *reports;
  size_t report_count;
} Verdict;

static void take_fault(void *context, Str sentence) {
  Verdict *verdict = context;
  if (verdict->count < COUNT_OF(verdict->sentences))
    verdict->sentences[verdict->count] = arena_str(verdict->fixture->arena, sentence);
  verdict->count++;
}

static Verdict verify(Fixture *fixture) {
  Verdict verdict = {.fixture = fixture};
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  if (store_verify(store, fixture->arena, take_fault, &verdict, &verdict.reports, &verdict.report_count, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  store_close(store);
  return verdict;
}

static const char *report_text(Fixture *fixture, const LedgerReport *r) {
  return arena_printf(fixture->arena,
                      STR_FMT " %lld-%lld: %zu whole, %zu purged, %zu waiting, %zu partial, %zu trial, %zu missing, %zu faults",
                      STR_ARG(r->device), (long long)r->first, (long long)r->last, r->whole, r->purged, r->waiting, r->partial,
                      r->trial, r->missing, r->faults)
      .ptr;
}

static void assert_whole(Fixture *fixture, const char *wanted) {
  Verdict verdict = verify(fixture);
  for (size_t i = 0; i < verdict.count; i++)
    fail_msg(STR_FMT, STR_ARG(verdict.sentences[i]));
  assert_string_equal(report_text(fixture, &verdict.reports[0]), wanted);
}

/* On kiosk-1 ten numbered ones, three that wait, two partial ones, a trial and a discarded one; on kiosk-2 one that waits. */
static void fill(Fixture *fixture) {
  const Form *form = promising_form(fixture);
  Store *store = open_with_form(fixture, form);
  for (int i = 0; i < 13; i++)
    put_one(fixture, store, form, RESPONSE_COMPLETE, i);
  put_one(fixture, store, form, RESPONSE_PARTIAL, 13);
  put_one(fixture, store, form, RESPONSE_PARTIAL, 16);
  Response visit = fixture_response(fixture, store, form, "{}");
  visit.trial = true;
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
  put_one(fixture, store, form, RESPONSE_DISCARDED, 17);
  Response other = fixture_response(fixture, store, form, "{}");
  Err err = {0};
  assert_int_equal(store_device(store, STR("kiosk-2"), fixture->arena, &other.device, &err), STATUS_OK);
  other.status = RESPONSE_COMPLETE;
  fixture_put(store, &other);
  store_close(store);
}

static void what_is_whole_is_told(void **state) {
  Fixture *fixture = *state;
  fill(fixture);
  assert_whole(fixture, "kiosk-1 1-10: 10 whole, 0 purged, 3 waiting, 2 partial, 1 trial, 0 missing, 0 faults");
  Verdict verdict = verify(fixture);
  assert_int_equal(verdict.report_count, 2);
  assert_string_equal(report_text(fixture, &verdict.reports[1]),
                      "kiosk-2 1-0: 0 whole, 0 purged, 1 waiting, 0 partial, 0 trial, 0 missing, 0 faults");
  assert_int_equal(verdict.reports[0].head.len, 39);
  assert_int_equal(verdict.reports[1].head.len, 0);
}

static void an_empty_file_is_whole(void **state) {
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "a.db"));
  Verdict verdict = verify(fixture);
  assert_int_equal(verdict.count, 0);
  assert_int_equal(verdict.report_count, 0);
}

#define NUMBERED(n) "(SELECT response FROM ledger WHERE device = 'kiosk-1' AND number = " #n ")"
#define NO_STRAYS   "DELETE FROM attachment WHERE response NOT IN (SELECT uuid FROM response);"
#define A_WAITING   "(SELECT min(response) FROM waiting WHERE device = 'kiosk-1')"
#define WITH_SIGN   "(SELECT min(a.response) FROM attachment a JOIN ledger l ON l.response = a.response)"
#define COPY_TO(uuid, status, trial)                                                                                               \
  "INSERT INTO response (uuid, device, form_id, form_version, language, channel, status, trial, time, answers)"                    \
  " SELECT '" uuid "', device, form_id, form_version, language, channel, '" status "', " trial                                     \
  ", time, answers FROM response WHERE uuid = " NUMBERED(1)
#define PURGE_ROW(what, numbered, waiting)                                                                                         \
  "INSERT INTO purge VALUES (printf('%36d', 1), 'kiosk-1', 'samling', '" what "', " numbered ", " waiting ", 0, '2026-12-31');"

#define DELETED_ON_TIME(form, day)                                                                                                 \
  "DELETE FROM attachment WHERE response = " NUMBERED(3) "; DELETE FROM response WHERE uuid = " NUMBERED(                          \
      3) ";"                                                                                                                       \
         "UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL WHERE device = 'kiosk-1' AND number = 3;"               \
         "INSERT INTO purge VALUES (printf('%36d', 1), 'kiosk-1', '" form "', 'response', 1, 0, 0, '" day "')"

typedef struct Tamper {
  const char *sql;
  size_t faults;
  const char *said[2]; /* parts of the first sentences */
  size_t missing;
} Tamper;

static const Tamper tampers[] = {
    {"UPDATE response SET answers = '{\"antall\":99}' WHERE uuid = " NUMBERED(3),
     1,
     {"number 3, response ", "is not as it was"},
     0},
    {"UPDATE response SET time = '2026-11-20' WHERE uuid = " NUMBERED(3), 1, {"number 3, response ", "is not as it was"}, 0},
    {"UPDATE response SET place = 'Bergen' WHERE uuid = " NUMBERED(3), 1, {"number 3, ", "is not as it was"}, 0},
    {"UPDATE response SET device = 'kiosk-2' WHERE uuid = " NUMBERED(3), 1, {"device kiosk-1: number 3, ", "is not as it was"}, 0},
    {"UPDATE response SET free_text = '{}' WHERE uuid = " NUMBERED(3), 1, {"number 3, response ", "other free text"}, 0},
    {"UPDATE response SET free_text = NULL WHERE uuid = " NUMBERED(3), 1, {"number 3, response ", "other free text"}, 0},
    {"UPDATE response SET status = 'partial' WHERE uuid = " NUMBERED(3), 1, {"number 3, response ", "is not as it was"}, 0},
    {"UPDATE response SET trial = 1 WHERE uuid = " NUMBERED(3), 1, {"number 3, response ", "is not as it was"}, 0},
    {"UPDATE response SET uuid = printf('%36d', 1) WHERE uuid = " NUMBERED(3),
     2,
     {"neither numbered nor waiting", "is missing"},
     1},
    {"UPDATE response SET status = 'complete' WHERE uuid = (SELECT min(uuid) FROM response WHERE status = 'partial')",
     1,
     {"is complete, but neither numbered", "added by hand"},
     0},
    {"UPDATE response SET trial = 0 WHERE trial = 1", 1, {"is complete, but neither numbered", "added by hand"}, 0},
    {"DELETE FROM response WHERE uuid = " NUMBERED(3), 1, {"device kiosk-1: number 3, response ", "is missing"}, 1},
    {"DELETE FROM response WHERE uuid = " A_WAITING, 1, {"which waited to be numbered, is missing", ""}, 1},
    {COPY_TO("3b241101-e2bb-4255-8caf-4136c566a962", "complete", "0"), 1, {"response 3b241101-", "added by hand"}, 0},
    {"DELETE FROM attachment WHERE response = " WITH_SIGN, 1, {"number ", "other free text or attachments"}, 0},
    {"UPDATE attachment SET content = x'00' WHERE response = " WITH_SIGN, 1, {"number ", "other free text or attachments"}, 0},
    {"INSERT INTO attachment SELECT " NUMBERED(3) ", 'ny.png', 'image/png', x'00', NULL, NULL",
     1,
     {"number 3, ", "attachments"},
     0},
    {"INSERT INTO attachment VALUES ('nobody', 'ny.png', 'image/png', x'00', NULL, NULL)",
     1,
     {"an attachment of response nobody", ""},
     0},
    {"DELETE FROM ledger WHERE device = 'kiosk-1' AND number = 4", 2, {"number 4 is missing", ""}, 1},
    {"DELETE FROM ledger WHERE device = 'kiosk-1' AND number IN (4, 5, 6)", 4, {"numbers 4 to 6 are missing", ""}, 3},
    {"DELETE FROM ledger WHERE device = 'kiosk-1' AND number > 8", 3, {"is complete, but neither", ""}, 2},
    {"DELETE FROM response WHERE uuid IN (SELECT response FROM ledger WHERE number > 8);" NO_STRAYS
     "DELETE FROM ledger WHERE number > 8",
     1,
     {"numbers are missing at the end, from 9 on; the last was 10", ""},
     2},
    {"DELETE FROM response WHERE uuid IN (SELECT response FROM ledger WHERE number > 8);" NO_STRAYS
     "DELETE FROM ledger WHERE number > 8;"
     "UPDATE device SET last = 8, head = (SELECT hash FROM ledger WHERE number = 8) WHERE name = 'kiosk-1'",
     1,
     {"completed responses that are neither numbered nor waiting any more: 2", ""},
     2},
    {"DELETE FROM response WHERE uuid IN (SELECT response FROM ledger);" NO_STRAYS "DELETE FROM ledger",
     1,
     {"from 1 on; the last was 10", ""},
     10},
    {"UPDATE ledger SET number = 99 WHERE number = 2; UPDATE ledger SET number = 2 WHERE number = 6; UPDATE ledger SET number = 6"
     " WHERE number = 99",
     2,
     {"the entry of number 2 is not as it was written", ""},
     0},
    {"UPDATE ledger SET hash = randomblob(32) WHERE number = 5", 1, {"the entry of number 5 is not as it was written", ""}, 0},
    {"UPDATE ledger SET hash = randomblob(32) WHERE number = 10", 2, {"the entry of number 10 is not as it was written", ""}, 0},
    {"UPDATE ledger SET digest = randomblob(32) WHERE number = 5", 2, {"the entry of number 5 is not as it was written", ""}, 0},
    {"UPDATE ledger SET text_digest = randomblob(32) WHERE number = 5", 1, {"number 5, response ", "is not as it was"}, 0},
    {"UPDATE ledger SET salt = randomblob(16) WHERE number = 5", 1, {"number 5, response ", "is not as it was"}, 0},
    {"UPDATE ledger SET text_salt = randomblob(16) WHERE number = 5", 1, {"number 5, response ", "other free text"}, 0},
    {"UPDATE ledger SET device = 'kiosk-2' WHERE number = 1", 3, {"number 1 is missing", ""}, 1},
    {"UPDATE ledger SET response = " A_WAITING " WHERE number = 5", 3, {"is numbered, and waits", ""}, 0},
    {"DELETE FROM waiting WHERE response = " A_WAITING, 2, {"is complete, but neither numbered", ""}, 1},
    {"DELETE FROM response WHERE uuid = " A_WAITING "; DELETE FROM waiting WHERE response NOT IN (SELECT uuid FROM response)",
     1,
     {"neither numbered nor waiting any more: 1", ""},
     1},
    {"UPDATE waiting SET digest = randomblob(32) WHERE response = " A_WAITING,
     1,
     {"which waits to be numbered, is not as it was", ""},
     0},
    {"UPDATE waiting SET salt = randomblob(16) WHERE response = " A_WAITING,
     1,
     {"which waits to be numbered, is not as it was", ""},
     0},
    {"UPDATE waiting SET form_id = 'other' WHERE response = " A_WAITING, 1, {"under another device or form", ""}, 0},
    {"UPDATE response SET answers = '{}' WHERE uuid = " A_WAITING, 1, {"which waits to be numbered, is not as it was", ""}, 0},
    {"UPDATE device SET completed = 14 WHERE name = 'kiosk-1'", 1, {"neither numbered nor waiting any more: 1", ""}, 1},
    {"UPDATE device SET completed = 12 WHERE name = 'kiosk-1'", 1, {"completed responses: 12; numbered or waiting: 13", ""}, 0},
    {"UPDATE device SET last = 11 WHERE name = 'kiosk-1'",
     2,
     {"numbers are missing at the end, from 11 on; the last was 11", ""},
     1},
    {"UPDATE ledger SET number = number + 100; UPDATE device SET first = 101, last = 110 WHERE name = 'kiosk-1'",
     5,
     {"the entry of number 101 is not as it was written", ""},
     0},
    {"UPDATE device SET last = 9 WHERE name = 'kiosk-1'", 2, {"said to be 9, and there are entries up to 10", ""}, 1},
    {"UPDATE device SET head = randomblob(32) WHERE name = 'kiosk-1'", 1, {"the fingerprint kept of it is not", ""}, 0},
    {"UPDATE device SET head = NULL WHERE name = 'kiosk-1'", 1, {"the fingerprint kept of it is not", ""}, 0},
    {"UPDATE device SET head = randomblob(32) WHERE name = 'kiosk-2'", 1, {"device kiosk-2: the fingerprint", ""}, 0},
    {"UPDATE device SET before = randomblob(32) WHERE name = 'kiosk-1'", 1, {"the entry of number 1 is not", ""}, 0},
    {"UPDATE device SET first = 2 WHERE name = 'kiosk-1'", 2, {"number 1 stands before the first one, 2", ""}, 1},
    {"UPDATE device SET first = 0 WHERE name = 'kiosk-1'", 2, {"number 0 is missing", ""}, 1},
    {"DELETE FROM device WHERE name = 'kiosk-1'", 1, {"device kiosk-1: it is not among the devices", ""}, 0},
    /* Deleted as a purge would, and not logged */
    {"DELETE FROM response WHERE uuid = " NUMBERED(3) "; UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL WHERE"
                                                      " number = 3",
     1,
     {"responses gone from the ledger: 1; the log of purges knows of 0", ""},
     1},
    {"UPDATE response SET free_text = NULL WHERE uuid = " NUMBERED(3) "; UPDATE ledger SET text_salt = NULL WHERE number = 3",
     1,
     {"responses whose free text is gone: 1; the log of purges knows of 0", ""},
     0},
    {PURGE_ROW("response", "1", "0"), 1, {"the log of purges tells of: 1; only 0 are gone", ""}, 0},
    {PURGE_ROW("response", "0", "1"), 1, {"completed responses: 13; numbered or waiting: 14", ""}, 0},
    {PURGE_ROW("free_text", "1", "0") "UPDATE ledger SET text_salt = NULL WHERE number = 3",
     1,
     {"number 3, ", "again, which had been deleted"},
     0},
    {DELETED_ON_TIME("samling", "2026-12-30"), 1, {"tells of responses of the form samling on 2026-12-30", "did not promise"}, 0},
    {DELETED_ON_TIME("nobodys", "2026-12-31"), 1, {"tells of responses of the form nobodys", "did not promise"}, 0},
    {"UPDATE form_version SET source = replace(source, 'Hvor mange?', 'Hvor få?')", 14, {"number 3, ", "or its form is not"}, 0},
    {"DELETE FROM form_version", 14, {"number 3, response ", "or its form is not"}, 0},
    {"CREATE TRIGGER lurt AFTER INSERT ON response BEGIN DELETE FROM response; END",
     1,
     {"there is a trigger \"lurt\", which no kiosk makes", ""},
     0},
    {"CREATE TABLE kopi (a)", 1, {"there is a table \"kopi\", which no kiosk makes", ""}, 0},
    {"DROP INDEX response_form", 1, {"the index \"response_form\" is missing", ""}, 0},
    {"ALTER TABLE waiting ADD COLUMN a ANY", 1, {"the table \"waiting\" is not as a kiosk makes it", ""}, 0},
    {"DROP TABLE waiting", 2, {"the table \"waiting\" is missing", "the index \"waiting_form\" is missing"}, 0},
    {"DROP TABLE purge; CREATE VIEW purge AS SELECT NULL AS device", 1, {"the table \"purge\" is missing", ""}, 0},
    {"INSERT INTO event_log VALUES (printf('%36d', 1), 'kiosk-3', 'start', NULL, '2026-11-22')",
     1,
     {"device kiosk-3: it is not among the devices", ""},
     0},
};

static bool is_said(const Verdict *verdict, const char *part) {
  for (size_t i = 0; i < verdict->count && i < COUNT_OF(verdict->sentences); i++)
    if (strstr(verdict->sentences[i].ptr, part)) return true;
  return false;
}

static void print_verdict(const Verdict *verdict) {
  for (size_t i = 0; i < verdict->count && i < COUNT_OF(verdict->sentences); i++)
    print_message("  " STR_FMT "\n", STR_ARG(verdict->sentences[i]));
}

static void every_change_by_hand_is_found(void **state) {
  Fixture *fixture = *state;
  fill(fixture);
  Str whole = fixture_read_file(fixture, "a.db");
  size_t wrong = 0;
  for (size_t i = 0; i < COUNT_OF(tampers); i++) {
    const Tamper *tamper = &tampers[i];
    fixture_write_file(fixture, "a.db", whole.ptr, whole.len);
    const char *said = fixture_query(fixture, "a.db", tamper->sql);
    if (said[0] != '\0') fail_msg("%s\n  said: %s", tamper->sql, said);
    Verdict verdict = verify(fixture);
    size_t missing = 0;
    for (size_t d = 0; d < verdict.report_count; d++)
      missing += verdict.reports[d].missing;
    bool as_wanted = is_said(&verdict, tamper->said[0]) && is_said(&verdict, tamper->said[1]);
    if (as_wanted && verdict.count == tamper->faults && missing == tamper->missing) continue;
    print_message("%s\n  %zu faults, %zu missing:\n", tamper->sql, verdict.count, missing);
    print_verdict(&verdict);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

static void purges_that_are_logged_leave_it_whole(void **state) {
  Fixture *fixture = *state;
  fill(fixture);
  fixture_query(fixture, "a.db",
                PURGE_ROW("free_text", "10", "3") "DELETE FROM attachment; UPDATE response SET free_text = NULL;"
                                                  "UPDATE ledger SET text_salt = NULL; UPDATE waiting SET text_salt = NULL WHERE"
                                                  " device = 'kiosk-1'");
  assert_whole(fixture, "kiosk-1 1-10: 10 whole, 0 purged, 3 waiting, 2 partial, 1 trial, 0 missing, 0 faults");
  fixture_query(fixture, "a.db",
                "INSERT INTO purge VALUES (printf('%36d', 2), 'kiosk-1', 'samling', 'response', 4, 2, 2, '2026-12-31');"
                "CREATE TEMP TABLE gone AS SELECT response AS uuid FROM ledger WHERE number IN (1, 2, 9, 10);"
                "INSERT INTO gone SELECT response FROM waiting WHERE device = 'kiosk-1' LIMIT 2;"
                "UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL WHERE response IN (SELECT uuid FROM gone);"
                "DELETE FROM waiting WHERE response IN (SELECT uuid FROM gone);"
                "DELETE FROM response WHERE uuid IN (SELECT uuid FROM gone) OR status = 'partial'");
  assert_whole(fixture, "kiosk-1 1-10: 6 whole, 4 purged, 1 waiting, 0 partial, 1 trial, 0 missing, 0 faults");
}

/* Views of their own are people's own business. */
static void what_people_may_add_leaves_it_whole(void **state) {
  Fixture *fixture = *state;
  fill(fixture);
  fixture_query(fixture, "a.db", "ANALYZE; CREATE VIEW mine AS SELECT count(*) FROM response");
  assert_whole(fixture, "kiosk-1 1-10: 10 whole, 0 purged, 3 waiting, 2 partial, 1 trial, 0 missing, 0 faults");
}

/* One that is there would have its way before anything vouches for what is stored, and keep what is deleted. */
static void triggers_are_not_run(void **state) {
  Fixture *fixture = *state;
  fill(fixture);
  fixture_query(
      fixture, "a.db",
      "CREATE TABLE kept (a);"
      "CREATE TRIGGER change AFTER INSERT ON response BEGIN UPDATE response SET answers = '{}' WHERE uuid = NEW.uuid; END;"
      "CREATE TRIGGER keep BEFORE UPDATE ON response BEGIN INSERT INTO kept VALUES (OLD.answers); END;"
      "CREATE TRIGGER keep_all BEFORE DELETE ON response BEGIN INSERT INTO kept VALUES (OLD.answers); END");
  const Form *form = promising_form(fixture);
  Store *store = open_with_form(fixture, form);
  Response visit = put_one(fixture, store, form, RESPONSE_PARTIAL, 77);
  visit.status = RESPONSE_DISCARDED;
  put_one(fixture, store, form, RESPONSE_COMPLETE, 78);
  fixture_put(store, &visit);
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  const char *sql = "SELECT count(*) FROM response WHERE answers ->> 'antall' = 78";
  assert_string_equal(fixture_query(fixture, "a.db", sql), "1");
  assert_int_equal(store_purge(store, STR("2026-12-31"), false, fixture->arena, &counts, &count, &err), STATUS_OK);
  store_close(store);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM kept"), "0");
}

static void many_damaged_pages_are_told_and_no_crash(void **state) {
  Fixture *fixture = *state;
  fill(fixture);
  Str whole = fixture_read_file(fixture, "a.db");
  size_t found = 0;
  for (size_t page = 1; page < whole.len / 4096; page++) {
    char *bytes = arena_alloc(fixture->arena, whole.len);
    memcpy(bytes, whole.ptr, whole.len);
    memset(bytes + page * 4096, 0xA5, 4096);
    fixture_write_file(fixture, "a.db", bytes, whole.len);
    Store *store;
    Err err = {0};
    Verdict verdict = {.fixture = fixture};
    if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) continue;
    Status status = store_verify(store, fixture->arena, take_fault, &verdict, &verdict.reports, &verdict.report_count, &err);
    if (status != STATUS_OK) fail_msg("page %zu: %s", page, err.sentence);
    found += verdict.count > 0 && is_said(&verdict, "the file is damaged");
    store_close(store);
  }
  assert_true(found >= 3); /* at least the tables of responses, of entries and of devices */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_is_whole_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_empty_file_is_whole, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_change_by_hand_is_found, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(purges_that_are_logged_leave_it_whole, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_people_may_add_leaves_it_whole, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(triggers_are_not_run, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(many_damaged_pages_are_told_and_no_crash, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
