/* Deletions that were not on time - a clock that was wrong, rows that somebody wrote - take nothing from the others. */
#include "store/merging.h"

#include <string.h>

#define EMPTY_ALL "UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL"
#define LOG_PURGE(what, day)                                                                                                       \
  "INSERT INTO purge VALUES ('ffffffff-ffff-4fff-8fff-ffffffffffff', 'kiosk-1', 'samling', '" what "', 0, 0, 0, '" day "')"

static const char whole[] = "kiosk-1: 1-6 6 whole 0 purged 2 waiting 1 partial 0 trial 0 missing\n";

/* Six are numbered, two wait, one is begun. */
static void make_good(Fixture *fixture) {
  const Form *form = merging_form(fixture, "samling", 1);
  Store *kiosk = fixture_open(fixture, "good.db");
  for (int i = 0; i < 8; i++)
    merging_put(fixture, kiosk, form, &(MergingVisit){.status = RESPONSE_COMPLETE, .drawing = i % 2 ? "strek" : NULL});
  merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "cafe"});
  store_close(kiosk);
}

/* In any order, in one command or in two, and again: nothing of good.db goes, and what is told begins so. */
static void assert_kept(Fixture *fixture, const char *today, const char *says) {
  static const char *const ways[][3] = {{"good.db bad.db"}, {"bad.db good.db"}, {"good.db", "bad.db"}, {"bad.db", "good.db"}};
  const char *responses = "SELECT uuid, status, answers, free_text FROM response ORDER BY uuid;"
                          "SELECT response, path, content FROM attachment ORDER BY response";
  const char *wanted = fixture_query(fixture, "good.db", responses), *first = NULL;
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr, *told = "";
    for (size_t k = 0; k < 2 && ways[i][k] != NULL; k++) {
      Merged merged = merging_try_on(fixture, today, name, ways[i][k]);
      if (merged.status != STATUS_OK) fail_msg("way %zu: %s", i, merged.err.sentence);
      if (merged.report.conflicts > 0) told = merged.conflicts;
    }
    if (strncmp(told, says, strlen(says)) != 0 || (says[0] == '\0') != (told[0] == '\0')) fail_msg("way %zu: %s", i, told);
    if (strcmp(fixture_query(fixture, name, responses), wanted) != 0) fail_msg("way %zu: something is gone", i);
    if (strcmp(merging_verify(fixture, name), whole) != 0) fail_msg("way %zu: %s", i, merging_verify(fixture, name));
    const char *dump = merging_dump(fixture, name);
    merging_try_on(fixture, today, name, "bad.db good.db");
    assert_string_equal(merging_dump(fixture, name), dump);
    if (first != NULL) assert_string_equal(dump, first);
    first = dump;
  }
}

/* By itself it is whole, and its own purge is no fault of the merged one. */
static void a_purge_on_a_day_yet_to_come(void **state) {
  Fixture *fixture = *state;
  make_good(fixture);
  merging_copy(fixture, "good.db", "bad.db");
  merging_purge(fixture, "bad.db", "2099-01-01");
  assert_string_equal(fixture_query(fixture, "bad.db", "SELECT count(*) FROM response"), "0");
  assert_kept(fixture, "2026-01-22", "device kiosk-1: ");
  Merged merged = merging_try_on(fixture, "2026-01-22", "all.db", "bad.db");
  assert_int_equal(merged.report.conflicts, 1);
  assert_non_null(strstr(merged.conflicts, "bad.db has a purge of 2099-01-01, a day that is yet to come"));
  assert_string_equal(merging_verify(fixture, "all.db"), merging_verify(fixture, "bad.db"));
  merging_merge(fixture, "late.db", "good.db"); /* when that day has come, it is a purge like any other */
  assert_int_equal(merging_try_on(fixture, "2099-01-01", "late.db", "bad.db").report.conflicts, 0);
  assert_string_equal(fixture_query(fixture, "late.db", "SELECT count(*) FROM response"), "0");
}

static void a_log_that_somebody_wrote(void **state) {
  static const struct {
    const char *deed, *today, *says;
  } cases[] = {
      {LOG_PURGE("response", "9999-12-31"), "2026-01-22", "device kiosk-1: "},
      {LOG_PURGE("free_text", "9999-12-31"), "2026-01-22", "device kiosk-1: "},
      {EMPTY_ALL, NULL, "device kiosk-1: number "},
      {"UPDATE ledger SET text_salt = NULL", NULL, "device kiosk-1: number "},
      {EMPTY_ALL " WHERE number > 3", NULL, "device kiosk-1: number "},
      {EMPTY_ALL "; DELETE FROM attachment; DELETE FROM waiting; DELETE FROM response", NULL, "device kiosk-1: number "},
      {"PRAGMA ignore_check_constraints = ON; UPDATE ledger SET response = NULL", NULL, "device kiosk-1: number "},
      {EMPTY_ALL ";" LOG_PURGE("response", "9999-12-31"), "2026-01-22", "device kiosk-1: "},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    make_good(fixture);
    merging_copy(fixture, "good.db", "bad.db");
    assert_string_equal(fixture_query(fixture, "bad.db", cases[i].deed), "");
    assert_kept(fixture, cases[i].today, cases[i].says);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* What stands in a database was not deleted by its purges, whatever its log says; what another one says of it holds. */
static void a_response_contradicts_the_log_beside_it(void **state) {
  Fixture *fixture = *state;
  make_good(fixture);
  merging_copy(fixture, "good.db", "bad.db");
  fixture_query(fixture, "bad.db", LOG_PURGE("response", "2026-12-31"));
  fixture_query(fixture, "bad.db",
                "INSERT INTO purge VALUES ('eeeeeeee-ffff-4fff-8fff-ffffffffffff', 'kiosk-1', 'samling', 'free_text', 0, 0, 0, "
                "'2026-12-31')");
  static const char *const ways[][2] = {{"good.db bad.db"}, {"good.db", "bad.db"}, {"bad.db", "good.db"}};
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    for (size_t k = 0; k < 2 && ways[i][k] != NULL; k++)
      merging_merge(fixture, name, ways[i][k]);
    assert_string_equal(merging_verify(fixture, name), whole);
    assert_string_equal(fixture_query(fixture, name, "SELECT count(free_text), (SELECT count(*) FROM attachment) FROM response"),
                        "9|4");
    assert_string_equal(merging_dump(fixture, name), merging_dump(fixture, "way-0.db"));
  }
  merging_copy(fixture, "good.db", "purged.db");
  merging_purge(fixture, "purged.db", "2026-03-01");
  assert_int_equal(merging_merge(fixture, "way-0.db", "purged.db").removed, 9);
}

/* Numbered and emptied there, where the other has it waiting still: it is numbered from what the other knows. */
static void one_that_waits_elsewhere(void **state) {
  Fixture *fixture = *state;
  make_good(fixture);
  merging_copy(fixture, "good.db", "bad.db");
  merging_fill(fixture, "bad.db", "kiosk-1", merging_form(fixture, "samling", 1), 1);
  fixture_query(fixture, "bad.db", EMPTY_ALL);
  for (int i = 0; i < 3; i++) {
    const char *name = arena_printf(fixture->arena, "way-%d.db", i).ptr;
    merging_try(fixture, name, i == 2 ? "bad.db good.db" : i ? "good.db" : "bad.db");
    Merged merged = merging_try(fixture, name, i ? "bad.db" : "good.db");
    assert_int_equal(merged.report.removed, 0);
    assert_string_equal(fixture_query(fixture, name, "SELECT count(*) FROM response WHERE status = 'complete'"), "9");
    assert_string_equal(fixture_query(fixture, name, "SELECT count(response), count(*) FROM ledger"), "8|9");
  }
}

/* One that deleted on time is believed beside one that did not. */
static void an_honest_purge_is_believed_beside_it(void **state) {
  Fixture *fixture = *state;
  make_good(fixture);
  merging_copy(fixture, "good.db", "bad.db");
  merging_copy(fixture, "good.db", "purged.db");
  fixture_query(fixture, "bad.db", EMPTY_ALL);
  merging_purge(fixture, "purged.db", "2026-03-01");
  const char *first = NULL;
  static const char *const orders[][3] = {{"good.db bad.db purged.db"},
                                          {"good.db", "bad.db", "purged.db"},
                                          {"bad.db", "purged.db", "good.db"},
                                          {"purged.db", "good.db", "bad.db"}};
  for (size_t i = 0; i < COUNT_OF(orders); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    for (size_t k = 0; k < 3 && orders[i][k] != NULL; k++)
      merging_try(fixture, name, orders[i][k]);
    assert_string_equal(merging_verify(fixture, name), merging_verify(fixture, "purged.db"));
    assert_string_equal(fixture_query(fixture, name, "SELECT count(*) FROM response"), "0");
    if (first != NULL) assert_string_equal(merging_dump(fixture, name), first);
    first = merging_dump(fixture, name);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_purge_on_a_day_yet_to_come, fixture_setup, fixture_teardown),
      cmocka_unit_test(a_log_that_somebody_wrote),
      cmocka_unit_test_setup_teardown(a_response_contradicts_the_log_beside_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(one_that_waits_elsewhere, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_honest_purge_is_believed_beside_it, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
