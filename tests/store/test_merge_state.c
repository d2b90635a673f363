/* Which of two states of the same response comes out of a merge, for every pair of them; and what a merge does when that cannot be told. */
#include "store/merging.h"

#include <string.h>

#define UUID "cafe0000-0000-4000-8000-000000000000"

typedef struct State {
  const char *name, *answers;
  ResponseStatus status;
} State;

static const State states[] = {
    {"begun", "{\"nytte\":\"ja\"}", RESPONSE_PARTIAL},
    {"further", "{\"nytte\":\"ja\",\"antall\":2,\"hvorfor\":\"ord\"}", RESPONSE_PARTIAL},
    {"otherwise", "{\"nytte\":\"nei\"}", RESPONSE_PARTIAL},
    {"complete", "{\"nytte\":\"ja\",\"antall\":2}", RESPONSE_COMPLETE},
    {"completed otherwise", "{\"nytte\":\"nei\",\"antall\":3}", RESPONSE_COMPLETE},
    {"other words", "{\"nytte\":\"ja\",\"antall\":2,\"hvorfor\":\"andre ord\"}", RESPONSE_COMPLETE},
    {"discarded", "{}", RESPONSE_DISCARDED},
};
enum { BEGUN, FURTHER, OTHERWISE, COMPLETE, COMPLETED_OTHERWISE, OTHER_WORDS, DISCARDED, STATES, NONE = -1 };

/* The one that comes of both; NONE: a conflict. */
static const int outcomes[STATES][STATES] = {
    [BEGUN] = {BEGUN, FURTHER, NONE, COMPLETE, COMPLETED_OTHERWISE, OTHER_WORDS, DISCARDED},
    [FURTHER] = {FURTHER, FURTHER, NONE, COMPLETE, COMPLETED_OTHERWISE, OTHER_WORDS, DISCARDED},
    [OTHERWISE] = {NONE, NONE, OTHERWISE, COMPLETE, COMPLETED_OTHERWISE, OTHER_WORDS, DISCARDED},
    [COMPLETE] = {COMPLETE, COMPLETE, COMPLETE, COMPLETE, NONE, NONE, COMPLETE},
    [COMPLETED_OTHERWISE] = {COMPLETED_OTHERWISE, COMPLETED_OTHERWISE, COMPLETED_OTHERWISE, NONE, COMPLETED_OTHERWISE, NONE,
                             COMPLETED_OTHERWISE},
    [OTHER_WORDS] = {OTHER_WORDS, OTHER_WORDS, OTHER_WORDS, NONE, NONE, OTHER_WORDS, OTHER_WORDS},
    [DISCARDED] = {DISCARDED, DISCARDED, DISCARDED, COMPLETE, COMPLETED_OTHERWISE, OTHER_WORDS, DISCARDED},
};

static const char *name_of(Fixture *fixture, int state) {
  return arena_printf(fixture->arena, "state-%d.db", state).ptr;
}

static void make_state(Fixture *fixture, int state) {
  Store *store = fixture_open(fixture, name_of(fixture, state));
  merging_put(fixture, store, merging_form(fixture, "samling", 1),
              &(MergingVisit){.uuid = "cafe", .status = states[state].status, .answers = states[state].answers});
  store_close(store);
}

static const char row_sql[] = "SELECT status, answers, free_text FROM response";

static void assert_state(Fixture *fixture, const char *name, int state, const char *what) {
  const char *found = fixture_query(fixture, name, row_sql);
  const char *wanted = state == NONE ? "" : fixture_query(fixture, name_of(fixture, state), row_sql);
  if (strcmp(found, wanted) != 0) fail_msg("%s: found %s, not %s", what, found, wanted);
}

static void try_pair(Fixture *fixture, int a, int b) {
  const char *into = arena_printf(fixture->arena, "of-%d-and-%d.db", a, b).ptr;
  const char *both = arena_printf(fixture->arena, "both-%d-and-%d.db", a, b).ptr;
  const char *what = arena_printf(fixture->arena, "%s, then %s", states[a].name, states[b].name).ptr;
  int outcome = outcomes[a][b];
  merging_merge(fixture, into, name_of(fixture, a));
  Merged merged = merging_try(fixture, into, name_of(fixture, b));
  assert_int_equal(merged.status, STATUS_OK);
  if ((merged.report.conflicts > 0) != (outcome == NONE)) fail_msg("%s: %s", what, merged.conflicts);
  assert_state(fixture, into, outcome == NONE ? a : outcome, what);
  assert_int_equal(merged.report.advanced, outcome == b && a != b);
  assert_int_equal(merged.report.known, outcome == a);
  if (outcome == NONE && strstr(merged.conflicts, "response " UUID ": ") == NULL) fail_msg("%s: %s", what, merged.conflicts);
  if (outcome == NONE && strstr(merged.conflicts, "it is left as it was") == NULL) fail_msg("%s: %s", what, merged.conflicts);
  merged = merging_try(fixture, both, arena_printf(fixture->arena, "%s %s", name_of(fixture, a), name_of(fixture, b)).ptr);
  assert_int_equal(merged.report.conflicts, outcome == NONE);
  assert_state(fixture, both, outcome, what);
}

static void every_pair_of_states(void **state) {
  Fixture *fixture = *state;
  for (int i = 0; i < STATES; i++)
    make_state(fixture, i);
  for (int a = 0; a < STATES; a++)
    for (int b = 0; b < STATES; b++)
      try_pair(fixture, a, b);
}

static void the_fullest_of_three_is_taken(void **state) {
  Fixture *fixture = *state;
  static const char *const orders[] = {"a b c", "c b a", "b a c", "b c a"},
                           *const answers[] = {"{\"nytte\":\"ja\"}", "{\"nytte\":\"ja\",\"antall\":2,\"hvorfor\":\"ord\"}",
                                               "{\"antall\":2,\"nytte\":\"ja\"}"};
  for (int i = 0; i < 3; i++) {
    Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%c", 'a' + i).ptr);
    merging_put(fixture, store, merging_form(fixture, "samling", 1), &(MergingVisit){.uuid = "cafe", .answers = answers[i]});
    store_close(store);
  }
  for (size_t i = 0; i < COUNT_OF(orders); i++) {
    const char *into = arena_printf(fixture->arena, "all-%zu.db", i).ptr;
    merging_merge(fixture, into, orders[i]);
    assert_string_equal(fixture_query(fixture, into, "SELECT answers ->> 'antall', free_text ->> 'hvorfor' FROM response"),
                        "2|ord");
  }
}

/* A visitor takes an answer back: what the longer ledger's database says is the later, though it is less. */
static void the_longer_ledger_tells_which_is_later(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  Store *kiosk = fixture_open(fixture, "a.db");
  merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "cafe", .answers = "{\"nytte\":\"ja\",\"antall\":3}"});
  store_close(kiosk);
  merging_copy(fixture, "a.db", "before.db");
  merging_fill(fixture, "a.db", "kiosk-1", form, 3);
  kiosk = fixture_open(fixture, "a.db");
  merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "cafe", .answers = "{\"nytte\":\"nei\"}"});
  store_close(kiosk);
  static const char *const orders[][2] = {{"a.db before.db"}, {"before.db", "a.db"}, {"a.db", "before.db"}};
  for (size_t i = 0; i < COUNT_OF(orders); i++) {
    const char *into = arena_printf(fixture->arena, "all-%zu.db", i).ptr;
    for (size_t k = 0; k < 2 && orders[i][k]; k++)
      merging_merge(fixture, into, orders[i][k]);
    assert_string_equal(fixture_query(fixture, into, "SELECT answers FROM response WHERE uuid = '" UUID "'"),
                        "{\"nytte\":\"nei\"}");
  }
}

/* What was changed by hand in one copy does not pass for what the ledger knows. */
static void the_ledger_decides_between_complete_ones(void **state) {
  static const char *const changes[] = {
      "UPDATE response SET answers = '{\"nytte\":\"nei\"}' WHERE uuid = '" UUID "'",
      "UPDATE response SET free_text = '{\"hvorfor\":\"andre ord\"}' WHERE uuid = '" UUID "'",
      "UPDATE response SET time = '2026-01-02' WHERE uuid = '" UUID "'",
      "UPDATE attachment SET content = x'6e6f65'",
      "DELETE FROM attachment",
  };
  for (size_t i = 0; i < COUNT_OF(changes); i++)
    for (int count = 0; count <= 2; count += 2) { /* waiting, or numbered */
      Fixture *fixture;
      assert_int_equal(fixture_setup((void **)&fixture), 0);
      const Form *form = merging_form(fixture, "samling", 1);
      Store *kiosk = fixture_open(fixture, "a.db");
      merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "cafe", .status = RESPONSE_COMPLETE, .drawing = "strek"});
      store_close(kiosk);
      merging_fill(fixture, "a.db", "kiosk-1", form, count);
      merging_copy(fixture, "a.db", "changed.db");
      assert_string_equal(fixture_query(fixture, "changed.db", changes[i]), "");
      merging_merge(fixture, "all.db", "a.db");
      const char *wanted = merging_dump(fixture, "all.db");
      merging_merge(fixture, "all.db", "changed.db");
      assert_string_equal(merging_dump(fixture, "all.db"), wanted);
      merging_merge(fixture, "both.db", "changed.db a.db");
      assert_string_equal(merging_dump(fixture, "both.db"), wanted);
      merging_merge(fixture, "mended.db", "changed.db"); /* the change is told by verify only */
      const char *told = merging_verify(fixture, "mended.db");
      if (strstr(told, count ? "number " : "waits to be numbered, ") == NULL) fail_msg("%s: %s", changes[i], told);
      merging_merge(fixture, "mended.db", "a.db");
      assert_string_equal(merging_dump(fixture, "mended.db"), wanted);
      fixture_teardown((void **)&fixture);
    }
  (void)state;
}

/* No response takes another's place. */
static void two_visits_of_one_key(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  static const ResponseStatus statuses[] = {RESPONSE_PARTIAL, RESPONSE_DISCARDED};
  for (size_t i = 0; i < COUNT_OF(statuses); i++) {
    const char *names[] = {arena_printf(fixture->arena, "a-%zu", i).ptr, arena_printf(fixture->arena, "b-%zu", i).ptr};
    for (size_t k = 0; k < 2; k++) {
      Store *store = fixture_open(fixture, names[k]);
      merging_put(fixture, store, form,
                  &(MergingVisit){.uuid = "cafe", .device = k ? "disk" : "dør", .status = k ? statuses[i] : RESPONSE_PARTIAL});
      store_close(store);
    }
    const char *into = arena_printf(fixture->arena, "all-%zu", i).ptr;
    merging_merge(fixture, into, names[0]);
    assert_int_equal(merging_try(fixture, into, names[1]).report.conflicts, 1);
    assert_string_equal(fixture_query(fixture, into, "SELECT device, status FROM response"), "dør|partial");
  }
}

static void sealed_and_plain_come_together(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  Err err = {0};
  if (seal_init(&err) != STATUS_OK) fail_msg("%s", err.sentence);
  SealSecret *secret = seal_secret_new();
  Store *kiosk = fixture_open(fixture, "sealed.db");
  if (store_seal_with(kiosk, seal_public_of(secret), &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (int i = 0; i < 3; i++)
    merging_put(fixture, kiosk, form, &(MergingVisit){.device = "forseglet", .status = RESPONSE_COMPLETE, .drawing = "strek"});
  merging_put(fixture, kiosk, form, &(MergingVisit){.device = "forseglet", .uuid = "cafe"});
  store_close(kiosk);
  merging_copy(fixture, "sealed.db", "before.db");
  merging_fill(fixture, "plain.db", "kiosk-1", form, 3);
  merging_merge(fixture, "all.db", "sealed.db plain.db");
  assert_string_equal(fixture_query(fixture, "all.db",
                                    "SELECT count(answers), count(sealed), count(sealed_text) FROM response;"
                                    "SELECT count(sealed), count(content) FROM attachment"),
                      "3|4|4\n3|0");
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT value FROM setting WHERE name = 'sealed_for'"),
                      fixture_query(fixture, "sealed.db", "SELECT value FROM setting WHERE name = 'sealed_for'"));
  assert_string_equal(merging_verify(fixture, "all.db"), "forseglet: 1-3 3 whole 0 purged 0 waiting 1 partial 0 trial 0 missing\n"
                                                         "kiosk-1: 1-3 3 whole 0 purged 0 waiting 0 partial 0 trial 0 missing\n");
  /* Nobody can tell which of two sealed partial states is the later, unless the ledger went on. */
  kiosk = fixture_open(fixture, "sealed.db");
  if (store_seal_with(kiosk, seal_public_of(secret), &err) != STATUS_OK) fail_msg("%s", err.sentence);
  merging_put(fixture, kiosk, form, &(MergingVisit){.device = "forseglet", .uuid = "cafe", .answers = "{\"nytte\":\"nei\"}"});
  Merged merged = merging_try(fixture, "all.db", "sealed.db");
  assert_int_equal(merged.report.conflicts, 1);
  for (int i = 0; i < 3; i++)
    merging_put(fixture, kiosk, form, &(MergingVisit){.device = "forseglet", .status = RESPONSE_COMPLETE});
  store_close(kiosk);
  assert_int_equal(merging_merge(fixture, "all.db", "before.db sealed.db").advanced, 1);
  seal_secret_free(secret);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_pair_of_states, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_fullest_of_three_is_taken, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_longer_ledger_tells_which_is_later, fixture_setup, fixture_teardown),
      cmocka_unit_test(the_ledger_decides_between_complete_ones),
      cmocka_unit_test_setup_teardown(two_visits_of_one_key, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sealed_and_plain_come_together, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
