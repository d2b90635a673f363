/* When a response gets its number, and that the number says nothing. */
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>

static const Form *group_form(Fixture *fixture, const char *id, const char *version, int min_group) {
  Str yaml = arena_printf(fixture->arena,
                          "settings: {form_id: %s, version: '%s', default_language: nb}\n"
                          "languages: {nb: Norsk}\n"
                          "kiosk: {privacy: {min_group: %d}}\n"
                          "survey:\n"
                          "  - {type: integer, name: antall, label: Hvor mange?}\n"
                          "  - {type: text, name: hvorfor, label: Hvorfor?}\n",
                          id, version, min_group);
  return fixture_form(fixture, yaml.ptr);
}

static void add(Store *store, const Form *form) {
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static Response put(Fixture *fixture, Store *store, const Form *form, ResponseStatus status) {
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1,\"hvorfor\":\"x\"}");
  visit.status = status;
  fixture_put(store, &visit);
  return visit;
}

static const char *state_of(Fixture *fixture) {
  return fixture_query(fixture, "a.db",
                       "SELECT name, completed, last, (SELECT count(*) FROM ledger l WHERE l.device = name),"
                       " (SELECT count(*) FROM waiting w WHERE w.device = name) FROM device ORDER BY name");
}

static void they_are_numbered_when_enough_wait(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = group_form(fixture, "f", "1", 4);
  add(store, form);
  for (int i = 0; i < 3; i++) {
    put(fixture, store, form, RESPONSE_COMPLETE);
    put(fixture, store, form, RESPONSE_PARTIAL);
    put(fixture, store, form, RESPONSE_DISCARDED);
  }
  Response trial = fixture_response(fixture, store, form, "{}");
  trial.trial = true;
  trial.status = RESPONSE_COMPLETE;
  fixture_put(store, &trial);
  assert_string_equal(state_of(fixture), "kiosk-1|3|0|0|3");
  Response last = put(fixture, store, form, RESPONSE_PARTIAL);
  assert_string_equal(state_of(fixture), "kiosk-1|3|0|0|3");
  last.status = RESPONSE_COMPLETE;
  fixture_put(store, &last);
  assert_string_equal(state_of(fixture), "kiosk-1|4|4|4|0");
  fixture_put(store, &last); /* once more, as when it could not be told */
  assert_string_equal(state_of(fixture), "kiosk-1|4|4|4|0");
  Response again = put(fixture, store, form, RESPONSE_COMPLETE);
  fixture_put(store, &again);
  assert_string_equal(state_of(fixture), "kiosk-1|5|4|4|1");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT min(number), max(number), count(DISTINCT response) FROM ledger"),
                      "1|4|4");
  store_close(store);
}

static void each_form_and_device_has_a_crowd_of_its_own(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *forms[] = {group_form(fixture, "f", "1", 3), group_form(fixture, "g", "1", 3)};
  Err err = {0};
  Str other;
  assert_int_equal(store_device(store, STR("kiosk-2"), fixture->arena, &other, &err), STATUS_OK);
  for (int i = 0; i < 2; i++) {
    add(store, forms[i]);
    put(fixture, store, forms[i], RESPONSE_COMPLETE);
    put(fixture, store, forms[i], RESPONSE_COMPLETE);
    Response elsewhere = fixture_response(fixture, store, forms[i], "{}");
    elsewhere.device = other;
    elsewhere.status = RESPONSE_COMPLETE;
    fixture_put(store, &elsewhere);
  }
  assert_string_equal(state_of(fixture), "kiosk-1|4|0|0|4\nkiosk-2|2|0|0|2");
  put(fixture, store, forms[1], RESPONSE_COMPLETE);
  assert_string_equal(state_of(fixture), "kiosk-1|5|3|3|2\nkiosk-2|2|0|0|2");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT DISTINCT form_id FROM ledger JOIN response ON uuid = response"), "g");
  store_close(store);
}

/* A version that promises less does not break what an older one promised to those who still wait. */
static void the_greatest_promise_holds(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *strict = group_form(fixture, "f", "1", 6), *lax = group_form(fixture, "f", "2", 3);
  add(store, strict);
  put(fixture, store, strict, RESPONSE_COMPLETE);
  store_close(store);
  store = fixture_open(fixture, "a.db"); /* the older one is known from the file only */
  add(store, lax);
  for (int i = 0; i < 4; i++)
    put(fixture, store, lax, RESPONSE_COMPLETE);
  assert_string_equal(state_of(fixture), "kiosk-1|5|0|0|5");
  put(fixture, store, lax, RESPONSE_COMPLETE);
  assert_string_equal(state_of(fixture), "kiosk-1|6|6|6|0");
  for (int i = 0; i < 3; i++)
    put(fixture, store, lax, RESPONSE_COMPLETE);
  assert_string_equal(state_of(fixture), "kiosk-1|9|9|9|0");
  store_close(store);
}

/* Who came first of five gets each of the five numbers about equally often. */
static void a_number_says_nothing_of_who_came_when(void **state) {
  enum { GROUP = 5, BATCHES = 200 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = group_form(fixture, "f", "1", GROUP);
  add(store, form);
  int firsts[GROUP] = {0}, lasts[GROUP] = {0};
  Err err = {0};
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  Str uuids[BATCHES][GROUP]; /* rising, so that it is not their keys' chance that shuffles them */
  for (int batch = 0; batch < BATCHES; batch++)
    for (int i = 0; i < GROUP; i++) {
      Response visit = fixture_response(fixture, store, form, "{}");
      visit.uuid = uuids[batch][i] = arena_printf(fixture->arena, "%036d", batch * GROUP + i);
      visit.status = RESPONSE_COMPLETE;
      fixture_put(store, &visit);
    }
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  store_close(store);
  for (int batch = 0; batch < BATCHES; batch++) {
    const char *sql = arena_printf(fixture->arena,
                                   "SELECT (SELECT number FROM ledger WHERE response = '%s') - 1,"
                                   " (SELECT number FROM ledger WHERE response = '%s') - 1",
                                   uuids[batch][0].ptr, uuids[batch][GROUP - 1].ptr)
                          .ptr;
    char *end;
    long first = strtol(fixture_query(fixture, "a.db", sql), &end, 10), last = strtol(end + 1, NULL, 10);
    assert_int_equal(first / GROUP, batch);
    assert_int_equal(last / GROUP, batch);
    firsts[first % GROUP]++;
    lasts[last % GROUP]++;
  }
  for (int i = 0; i < GROUP; i++) {
    assert_in_range(firsts[i], BATCHES / GROUP / 2, BATCHES / GROUP * 2);
    assert_in_range(lasts[i], BATCHES / GROUP / 2, BATCHES / GROUP * 2);
  }
}

static void what_fails_leaves_nothing_in_it(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = group_form(fixture, "f", "1", 3);
  add(store, form);
  put(fixture, store, form, RESPONSE_COMPLETE);
  put(fixture, store, form, RESPONSE_COMPLETE);
  Response third = put(fixture, store, form, RESPONSE_PARTIAL);
  fixture_query(fixture, "a.db", "CREATE UNIQUE INDEX no_third ON ledger (iif(number = 3, 1, number))");
  third.status = RESPONSE_COMPLETE;
  Err err = {0};
  assert_int_equal(store_put(store, &third, &err), STATUS_WORLD);
  assert_string_equal(state_of(fixture), "kiosk-1|2|0|0|2");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response WHERE status = 'complete'"), "2");
  fixture_query(fixture, "a.db", "DROP INDEX no_third");
  fixture_put(store, &third);
  assert_string_equal(state_of(fixture), "kiosk-1|3|3|3|0");
  store_close(store);
}

/* The kiosk goes on, and verify tells. */
static void what_was_taken_by_hand_stops_nobody(void **state) {
  static const char *const tampers[] = {
      "DELETE FROM response WHERE uuid = (SELECT min(response) FROM waiting)",
      "UPDATE ledger SET response = (SELECT min(response) FROM waiting) WHERE number = 1",
      "PRAGMA ignore_check_constraints = ON; UPDATE response SET answers = '{' WHERE uuid = (SELECT min(response) FROM waiting)",
  };
  for (size_t i = 0; i < COUNT_OF(tampers); i++) {
    Fixture *fixture = *state;
    const char *name = arena_printf(fixture->arena, "%zu.db", i).ptr;
    Store *store = fixture_open(fixture, name);
    const Form *form = group_form(fixture, "f", "1", 3);
    add(store, form);
    for (int k = 0; k < 5; k++)
      put(fixture, store, form, RESPONSE_COMPLETE);
    fixture_query(fixture, name, tampers[i]);
    put(fixture, store, form, RESPONSE_COMPLETE);
    assert_string_equal(fixture_query(fixture, name, "SELECT last FROM device; SELECT count(*) FROM waiting"), "6\n0");
    const LedgerReport *reports;
    size_t count;
    Err err = {0};
    assert_int_equal(store_verify(store, fixture->arena, NULL, NULL, &reports, &count, &err), STATUS_OK);
    assert_true(reports[0].faults > 0);
    store_close(store);
  }
}

/* The form was added by an earlier start, and nobody adds it in this one. */
static void a_form_is_known_from_the_file(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = group_form(fixture, "f", "1", 3);
  add(store, form);
  store_close(store);
  store = fixture_open(fixture, "a.db");
  put(fixture, store, form, RESPONSE_COMPLETE);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT answers, free_text FROM response"),
                      "{\"antall\":1}|{\"hvorfor\":\"x\"}");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(they_are_numbered_when_enough_wait, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(each_form_and_device_has_a_crowd_of_its_own, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_greatest_promise_holds, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_number_says_nothing_of_who_came_when, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_fails_leaves_nothing_in_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_form_is_known_from_the_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_was_taken_by_hand_stops_nobody, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
