/* What staff are told of a device: how many, never what. */
#include "store/fixture.h"

#include <string.h>

static void put(Fixture *fixture, Store *store, const char *device, const char *time, ResponseStatus status, bool trial) {
  Err err = {0};
  Str name;
  Response visit = fixture_response(fixture, store, fixture_plain_form(fixture, "1"), "{\"nytte\":\"ja\"}");
  assert_int_equal(store_device(store, str_from(device), fixture->arena, &name, &err), STATUS_OK);
  visit.device = name;
  visit.time = str_from(time);
  visit.status = status;
  visit.trial = trial;
  fixture_put(store, &visit);
}

static StoreFacts facts_of(Fixture *fixture, Store *store, const char *device, const char *day) {
  StoreFacts facts;
  Err err = {0};
  if (store_facts(store, str_from(device), str_from(day), fixture->arena, &facts, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return facts;
}

static void counts_the_visits_of_a_day(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_add_form(store, fixture_plain_form(fixture, "1"), &err), STATUS_OK);
  static const char *const times[] = {"2026-11-22", "2026-11-22T09",
                                      "2026-11-22T23:59:59.000+01:00"}; /* as coarse as a form may want */
  for (size_t i = 0; i < COUNT_OF(times); i++) {
    put(fixture, store, "door", times[i], RESPONSE_COMPLETE, false);
    put(fixture, store, "door", times[i], RESPONSE_COMPLETE, true);
  }
  put(fixture, store, "door", "2026-11-22", RESPONSE_PARTIAL, false);
  put(fixture, store, "door", "2026-11-22T10", RESPONSE_PARTIAL, false);
  put(fixture, store, "door", "2026-11-22", RESPONSE_DISCARDED, false);
  put(fixture, store, "door", "2026-11-21", RESPONSE_COMPLETE, false);
  put(fixture, store, "door", "2026-11-23", RESPONSE_PARTIAL, false);
  put(fixture, store, "hall", "2026-11-22", RESPONSE_COMPLETE, false);
  StoreFacts facts = facts_of(fixture, store, "door", "2026-11-22");
  assert_int_equal(facts.complete, 3);
  assert_int_equal(facts.partial, 2);
  assert_int_equal(facts.discarded, 1);
  assert_int_equal(facts.waiting, 4);
  assert_int_equal(facts.numbered, 0);
  assert_int_equal(facts.head.len, 0);
  put(fixture, store, "door", "2026-11-24", RESPONSE_COMPLETE, false);
  facts = facts_of(fixture, store, "door", "2026-11-22");
  assert_int_equal(facts.waiting, 0);
  assert_int_equal(facts.numbered, 5);
  assert_true(facts.head.len > 0);
  const LedgerReport *reports;
  size_t count;
  assert_int_equal(store_verify(store, fixture->arena, NULL, NULL, &reports, &count, &err), STATUS_OK);
  assert_true(str_equal(reports[0].head, facts.head)); /* the same words as verify says */
  store_close(store);
}

static void of_a_device_without_visits_there_is_nothing(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  StoreFacts facts = facts_of(fixture, store, "nobody", "2026-11-22");
  assert_int_equal(facts.complete + facts.partial + facts.discarded + facts.waiting, 0);
  assert_int_equal(facts.numbered, 0);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(counts_the_visits_of_a_day, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(of_a_device_without_visits_there_is_nothing, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
