/* The Nth write, sync ... fails while a database is brought up to date, purged or copied: it is as it was, or as it should be, and the same
 * is done when the cause has gone.
 *
 * test_store_faults_care [--every STEP]: looks at each STEPth N only, the tenth if not said. */
#include "store/fault_vfs.h"
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>

enum { VISITS = 7 };

static size_t every = 10;
static char under_way[128]; /* what is being tried; empty: nothing any more */

typedef struct Deed {
  const char *name;
  void (*prepare)(Fixture *fixture);
  Status (*act)(Fixture *fixture, Err *err);
  void (*check)(Fixture *fixture, bool done); /* nothing fails any more */
} Deed;

static void no_fault(void *context, Str sentence) {
  (void)context;
  fail_msg("the ledger: " STR_FMT, STR_ARG(sentence));
}

static void assert_sound(Fixture *fixture, const char *name, size_t responses) {
  Store *store;
  const LedgerReport *reports;
  size_t count;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, name), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  if (store_verify(store, fixture->arena, no_fault, NULL, &reports, &count, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  store_close(store);
  assert_string_equal(fixture_query(fixture, name, "PRAGMA integrity_check; PRAGMA foreign_key_check"), "ok");
  assert_int_equal(atoi(fixture_query(fixture, name, "SELECT count(*) FROM response")), (int)responses);
}

/* --- An older file is opened --- */

static void prepare_old(Fixture *fixture) {
  Str sql;
  Err err = {0};
  if (file_read(fixture->arena, "tests/store/schema-1.sql", 1u << 20, &sql, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  fixture_query(fixture, "a.db", arena_str(fixture->arena, sql).ptr);
}

static Status open_it(Fixture *fixture, Err *err) {
  Store *store;
  Status status = store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, err);
  store_close(store);
  return status;
}

static void check_old(Fixture *fixture, bool done) {
  bool is_old = strcmp(fixture_query(fixture, "a.db", "PRAGMA user_version"), "1") == 0;
  if (done && is_old) fail_msg("it was not brought up to date");
  if (!is_old) assert_sound(fixture, "a.db", 1);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "1\nok");
}

/* --- What is due is deleted --- */

static void put_visits(Fixture *fixture, int count) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  const Form *form = fixture_form(fixture, "settings: {form_id: samling, form_title: S, version: '1', default_language: nb}\n"
                                           "kiosk: {privacy: {min_group: 3}, retention: {free_text: 10 days, responses: 30 days}}\n"
                                           "survey:\n"
                                           "  - {type: integer, name: antall, label: Hvor mange?}\n"
                                           "  - {type: text, name: hvorfor, label: Hvorfor?}\n");
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (int i = 0; i < count; i++) {
    Response visit = fixture_response(fixture, store, form, "{\"antall\":7,\"hvorfor\":\"ord som skal bort\"}");
    visit.time = i % 2 ? STR("2026-01-01") : STR("2026-01-25"); /* due on 31 January: all of it, or the words */
    visit.status = i == 0 ? RESPONSE_PARTIAL : RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
  store_close(store);
}

static void prepare_due(Fixture *fixture) {
  put_visits(fixture, VISITS);
}

static Status purge(Fixture *fixture, Err *err) {
  Store *store;
  const PurgeCount *counts;
  size_t count;
  Status status = store_open(fixture_path(fixture, "a.db"), &fixture->random, &store, err);
  if (status == STATUS_OK) status = store_purge(store, STR("2026-02-10"), false, fixture->arena, &counts, &count, err);
  store_close(store);
  return status;
}

static void check_due(Fixture *fixture, bool done) {
  size_t left = (size_t)atoi(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"));
  size_t texts = (size_t)atoi(fixture_query(fixture, "a.db", "SELECT count(*) FROM response WHERE free_text IS NOT NULL"));
  assert_sound(fixture, "a.db", left);
  if (!done) return;
  assert_int_equal(left, VISITS - VISITS / 2);
  assert_int_equal(texts, 0);
  Err err = {0};
  if (open_it(fixture, &err) != STATUS_OK) fail_msg("%s", err.sentence); /* may have to clean up what it could not then */
  if (fixture_folder_has(fixture, "ord som skal bort")) fail_msg("something is left of what was deleted");
}

/* --- A second copy is made in the place of an older one --- */

static Status copy(Fixture *fixture, Err *err) {
  return store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "copy.db"), err);
}

static void prepare_copy(Fixture *fixture) {
  Err err = {0};
  put_visits(fixture, 1);
  if (copy(fixture, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  put_visits(fixture, VISITS - 1);
}

static void check_copy(Fixture *fixture, bool done) {
  size_t copied = (size_t)atoi(fixture_query(fixture, "copy.db", "SELECT count(*) FROM response"));
  assert_sound(fixture, "a.db", VISITS);
  assert_sound(fixture, "copy.db", copied);
  if (copied != VISITS && (done || copied != 1)) fail_msg("%zu responses were copied", copied);
}

static const Deed deeds[] = {
    {"an older file is opened", prepare_old, open_it, check_old},
    {"what is due is deleted", prepare_due, purge, check_due},
    {"a second copy is made", prepare_copy, copy, check_copy},
};

/* --- */

typedef struct Tally {
  size_t runs, injected, failures;
} Tally;

/* True: it went to its end without any failing. */
static bool act_with(const Deed *deed, const FaultKind *kind, size_t nth, Tally *tally) {
  Fixture *fixture;
  Err failed = {0}, err = {0};
  snprintf(under_way, sizeof under_way, "%s: %s, the %zuth time", deed->name, kind->name, nth);
  assert_int_equal(fixture_setup((void **)&fixture), 0);
  deed->prepare(fixture);
  fault_vfs_arm(kind, nth);
  bool done = deed->act(fixture, &failed) == STATUS_OK;
  size_t injected = fault_vfs_disarm();
  deed->check(fixture, done);
  if (!done && deed->act(fixture, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  deed->check(fixture, true);
  fixture_teardown((void **)&fixture);
  *tally = (Tally){tally->runs + 1, tally->injected + injected, tally->failures + !done};
  return injected == 0;
}

static void it_is_done_or_not_and_done_later(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(deeds); i++) {
    Tally tally = {0};
    for (size_t k = 0; k < fault_kind_count; k++)
      for (size_t nth = 1; !act_with(&deeds[i], &fault_kinds[k], nth, &tally); nth += every)
        continue;
    print_message("%s: %zu runs, %zu calls failed in SQLite, %zu runs failed\n", deeds[i].name, tally.runs, tally.injected,
                  tally.failures);
  }
  under_way[0] = '\0';
}

static int tell_where(void **state) {
  (void)state;
  if (under_way[0] != '\0') print_error("this was tried: %s\n", under_way);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "--every") == 0) every = (size_t)strtoul(argv[2], NULL, 10);
  if (every == 0) every = 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test_teardown(it_is_done_or_not_and_done_later, tell_where)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
