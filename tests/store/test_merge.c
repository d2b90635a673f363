/* store_merge: kiosks become one database, in whatever order and however often; each ledger verifies as before. */
#include "store/merging.h"

#include <string.h>

/* Three kiosks: two forms in several versions, visits in every state, drawings, a log. */
static void make_world(Fixture *fixture) {
  static const char *const names[] = {"a.db", "b.db", "c.db"}, *const devices[] = {"dør", "disk", "sal"};
  for (int i = 0; i < 3; i++) {
    Store *store = fixture_open(fixture, names[i]);
    Err err = {0};
    for (int version = 1; version <= i + 1; version++)
      for (int k = 0; k < 4; k++)
        merging_put(fixture, store, merging_form(fixture, "samling", version),
                    &(MergingVisit){.device = devices[i], .status = RESPONSE_COMPLETE, .drawing = k == 1 ? "strek" : NULL});
    merging_put(fixture, store, merging_form(fixture, i == 1 ? "mentor" : "samling", 1), &(MergingVisit){.device = devices[i]});
    merging_put(fixture, store, merging_form(fixture, "mentor", 1),
                &(MergingVisit){.device = devices[i], .status = RESPONSE_COMPLETE, .trial = true});
    merging_put(fixture, store, merging_form(fixture, "mentor", 1),
                &(MergingVisit){.device = devices[i], .status = RESPONSE_DISCARDED});
    if (store_log(store, str_from(devices[i]), STR("start"), STR(""), STR("2026-01-20"), &err) != STATUS_OK) fail();
    store_close(store);
  }
}

static void kiosks_become_one(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  MergeReport report = merging_merge(fixture, "all.db", "a.db b.db c.db");
  assert_int_equal(report.added, 4 + 8 + 12 + 3 * 3);
  assert_int_equal(report.advanced + report.known + report.removed, 0);
  assert_int_equal(report.forms, 4);
  assert_int_equal(report.devices, 3);
  assert_string_equal(merging_verify(fixture, "all.db"), "disk: 1-6 6 whole 0 purged 2 waiting 1 partial 1 trial 0 missing\n"
                                                         "dør: 1-3 3 whole 0 purged 1 waiting 1 partial 1 trial 0 missing\n"
                                                         "sal: 1-12 12 whole 0 purged 0 waiting 1 partial 1 trial 0 missing\n");
  assert_string_equal(
      fixture_query(fixture, "all.db",
                    "SELECT status, trial, count(*) FROM response GROUP BY 1, 2;"
                    "SELECT count(*) FROM attachment; SELECT count(*) FROM event_log;"
                    "SELECT count(*) FROM \"samling 3\"; SELECT choice, code FROM choice_code WHERE form_id = 'samling'"
                    " ORDER BY code; PRAGMA foreign_key_check"),
      "complete|0|24\ncomplete|1|3\ndiscarded|0|3\npartial|0|3\n6\n3\n4\nja|1\nnei|2\nv2|3\nv3|4");
  /* and each as at its source */
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT hex(head) FROM device WHERE name = 'sal'"),
                      fixture_query(fixture, "c.db", "SELECT hex(head) FROM device WHERE name = 'sal'"));
}

static void any_order_and_any_parts_give_the_same(void **state) {
  static const char *const ways[][3] = {
      {"a.db b.db c.db"},    {"a.db c.db b.db"},    {"b.db a.db c.db"},         {"b.db c.db a.db"},
      {"c.db a.db b.db"},    {"c.db b.db a.db"},    {"a.db", "b.db", "c.db"},   {"c.db", "b.db", "a.db"},
      {"b.db", "c.db a.db"}, {"c.db a.db", "b.db"}, {"a.db b.db", "b.db c.db"}, {"c.db c.db", "a.db c.db", "b.db"},
  };
  Fixture *fixture = *state;
  make_world(fixture);
  merging_merge(fixture, "all.db", "a.db b.db c.db");
  const char *wanted = merging_dump(fixture, "all.db");
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    for (size_t k = 0; k < 3 && ways[i][k] != NULL; k++)
      merging_merge(fixture, name, ways[i][k]);
    if (strcmp(merging_dump(fixture, name), wanted) != 0)
      fail_msg("way %zu: %s\nis not\n%s", i, merging_dump(fixture, name), wanted);
  }
  /* A database that was merged is one like any other. */
  merging_merge(fixture, "ab.db", "a.db b.db");
  merging_merge(fixture, "of-merged.db", "c.db ab.db");
  assert_string_equal(merging_dump(fixture, "of-merged.db"), wanted);
}

static void again_changes_nothing(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  merging_merge(fixture, "all.db", "a.db b.db c.db");
  const char *before = merging_dump(fixture, "all.db");
  MergeReport report = merging_merge(fixture, "all.db", "b.db c.db a.db");
  assert_int_equal(report.added + report.advanced + report.removed + report.forms + report.devices, 0);
  assert_int_equal(report.known, 33);
  assert_string_equal(merging_dump(fixture, "all.db"), before);
}

static void sources_are_only_read(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  Str a = fixture_read_file(fixture, "a.db"), b = fixture_read_file(fixture, "b.db");
  size_t files = fixture_file_count(fixture);
  merging_merge(fixture, "all.db", "a.db b.db");
  merging_merge(fixture, "all.db", "b.db");
  assert_true(str_equal(fixture_read_file(fixture, "a.db"), a));
  assert_true(str_equal(fixture_read_file(fixture, "b.db"), b));
  assert_int_equal(fixture_file_count(fixture), files + 1); /* nothing is left beside */
}

static void a_source_may_be_in_use(void **state) {
  Fixture *fixture = *state;
  Store *kiosk = fixture_open(fixture, "a.db");
  Err err = {0};
  const Form *form = merging_form(fixture, "samling", 1);
  if (store_claim(kiosk, STORE_KIOSK, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  merging_put(fixture, kiosk, form, &(MergingVisit){.status = RESPONSE_COMPLETE});
  assert_int_equal(merging_merge(fixture, "all.db", "a.db").added, 1);
  merging_put(fixture, kiosk, form, &(MergingVisit){.status = RESPONSE_COMPLETE});
  assert_int_equal(merging_merge(fixture, "all.db", "a.db").added, 1);
  store_close(kiosk);
}

static void assert_refused(const Merged *merged, Status status, const char *code, const char *says) {
  assert_int_equal(merged->status, status);
  assert_string_equal(merged->err.code, code);
  if (strstr(merged->err.sentence, says) == NULL) fail_msg("%s", merged->err.sentence);
}

static void what_it_refuses(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  merging_merge(fixture, "all.db", "a.db");
  const char *before = merging_dump(fixture, "all.db");
  Merged merged = merging_try(fixture, "all.db", "b.db all.db");
  assert_refused(&merged, STATUS_INPUT, "merge-itself", "all.db");
  merged = merging_try(fixture, "all.db", "b.db nowhere.db");
  assert_refused(&merged, STATUS_WORLD, "db-path", "nowhere.db");
  fixture_write_file(fixture, "letter.db", "Kjære mentor", 12);
  merged = merging_try(fixture, "all.db", "b.db letter.db");
  assert_refused(&merged, STATUS_INPUT, "db-foreign", "letter.db");
  merged = merging_try(fixture, "letter.db", "b.db");
  assert_refused(&merged, STATUS_INPUT, "db-foreign", "letter.db");
  merged = merging_try(fixture, "no-folder/all.db", "b.db");
  assert_refused(&merged, STATUS_WORLD, "db-path", "does not exist");
  Str sql;
  Err err = {0};
  if (file_read(fixture->arena, "tests/store/schema-1.sql", 1u << 20, &sql, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  fixture_query(fixture, "older.db", arena_str(fixture->arena, sql).ptr);
  merged = merging_try(fixture, "all.db", "b.db older.db");
  assert_refused(&merged, STATUS_INPUT, "db-older", "older.db was made by an older version of Innspill; open it once");
  assert_string_equal(merging_dump(fixture, "all.db"), before);
}

static void one_that_a_kiosk_uses_is_left_alone(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  Store *kiosk = fixture_open(fixture, "all.db");
  Err err = {0};
  if (store_claim(kiosk, STORE_SERVER, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Merged merged = merging_try(fixture, "all.db", "a.db");
  assert_refused(&merged, STATUS_WORLD, "db-in-use", "in use by a server; close that one");
  store_close(kiosk);
  merging_merge(fixture, "all.db", "a.db");
}

/* Of a page in the middle of the file nothing is left. */
static void damage(Fixture *fixture, const char *name) {
  Str bytes = fixture_read_file(fixture, name);
  const char *root = fixture_query(fixture, name, "SELECT rootpage FROM sqlite_schema WHERE name = 'response'");
  int64_t page;
  assert_true(str_to_int64(str_from(root), &page));
  char *copy = arena_alloc(fixture->arena, bytes.len);
  memcpy(copy, bytes.ptr, bytes.len);
  memset(copy + (page - 1) * 4096, 0xa5, 4096);
  fixture_write_file(fixture, name, copy, bytes.len);
}

static void a_damaged_source_is_named_and_nothing_is_merged(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  merging_merge(fixture, "all.db", "c.db");
  const char *before = merging_dump(fixture, "all.db");
  damage(fixture, "b.db");
  Merged merged = merging_try(fixture, "all.db", "a.db b.db");
  assert_refused(&merged, STATUS_WORLD, "db-corrupt", "b.db");
  assert_refused(&merged, STATUS_WORLD, "db-corrupt", "nothing was merged");
  assert_string_equal(merging_dump(fixture, "all.db"), before);
  merged = merging_try(fixture, "new.db", "a.db b.db");
  assert_refused(&merged, STATUS_WORLD, "db-corrupt", "b.db");
  assert_int_equal(fixture_file_count(fixture), 4); /* no new.db, and nothing beside it */
}

typedef struct Meanwhile {
  Fixture *fixture;
  size_t asked, stop_at; /* 0: never */
} Meanwhile;

/* While a new database is made, a kiosk is started on its path. */
static void start_kiosk(void *context, size_t done, size_t total) {
  Meanwhile *meanwhile = context;
  if (done < total) return;
  merging_fill(meanwhile->fixture, "all.db", "kiosk-1", merging_form(meanwhile->fixture, "samling", 1), 1);
}

static void what_came_to_stand_there_meanwhile_stays(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  Meanwhile meanwhile = {.fixture = fixture};
  const char *const sources[] = {fixture_path(fixture, "a.db")};
  MergeWatch watch = {.progress = start_kiosk, .context = &meanwhile};
  Merged merged = {0};
  merged.status = store_merge(fixture_path(fixture, "all.db"), sources, 1, &fixture->random, &watch, &merged.report, &merged.err);
  assert_refused(&merged, STATUS_WORLD, "db-in-use", "nothing was merged: the database ");
  assert_false(merged.report.is_done);
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT count(*) FROM response"), "1");
  assert_int_equal(fixture_file_count(fixture), 4);
}

static bool until(void *context) {
  Meanwhile *meanwhile = context;
  return ++meanwhile->asked != meanwhile->stop_at;
}

static void it_can_be_stopped_and_leaves_nothing(void **state) {
  Fixture *fixture = *state;
  make_world(fixture);
  merging_merge(fixture, "there.db", "a.db");
  const char *before = merging_dump(fixture, "there.db");
  static const char *const into[] = {"there.db", "new.db"};
  const char *const sources[] = {fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db")};
  for (size_t i = 0; i < COUNT_OF(into); i++) {
    size_t stops = 0;
    for (;; stops++) {
      Meanwhile meanwhile = {.stop_at = stops + 1};
      MergeWatch watch = {.goes_on = until, .context = &meanwhile};
      Merged merged = {0};
      merged.status =
          store_merge(fixture_path(fixture, into[i]), sources, 2, &fixture->random, &watch, &merged.report, &merged.err);
      if (merged.status == STATUS_OK) break;
      assert_refused(&merged, STATUS_WORLD, "merge-stopped", "nothing was merged");
      assert_int_equal(fixture_file_count(fixture), 4);
      assert_string_equal(merging_dump(fixture, "there.db"), before);
    }
    assert_true(stops >= 3); /* entries, responses, events */
    before = merging_dump(fixture, "there.db");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(kiosks_become_one, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(any_order_and_any_parts_give_the_same, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(again_changes_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sources_are_only_read, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_source_may_be_in_use, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_it_refuses, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(one_that_a_kiosk_uses_is_left_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_damaged_source_is_named_and_nothing_is_merged, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_came_to_stand_there_meanwhile_stays, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_can_be_stopped_and_leaves_nothing, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
