/* What a server's command leaves out and the database could have told. */
#include "serve_hints.h"
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>

static const char *const plain = "settings: {form_id: plain, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
                                 "survey:\n  - {type: integer, name: en, label: En?}\n";

static void put(Fixture *fixture, Store *store, const Form *form, const char *event, const char *place) {
  Response response = fixture_response(fixture, store, form, "{\"en\":1}");
  response.round = (Str){0};
  response.event = str_from(event);
  response.place = str_from(place);
  fixture_put(store, &response);
}

static void open_round(Fixture *fixture, Store *store, const char *name) {
  StoreRound round;
  Err err = {0};
  if (store_round(store, str_from(name), STR("2026-11-21"), fixture->arena, &round, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
}

static void expect_hints(Store *store, const WebStation *station, const char *hints) {
  char *said, words[64] = "";
  size_t length;
  FILE *out = open_memstream(&said, &length);
  serve_hint_station(store, station, out);
  fclose(out);
  static const char *const options[] = {"--round", "--event", "--place"};
  for (size_t i = 0; i < COUNT_OF(options); i++)
    if (strstr(said, options[i]) != NULL) strcat(words, options[i]);
  if (strcmp(words, hints) != 0) fail_msg("\"%s\" was wanted, and it says: %s", hints, said);
  free(said);
}

static void one_of_each_is_a_hint(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_form(fixture, plain);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  const WebStation none = {.device = STR("web")}, all = {.round = STR("r"), .event = STR("e"), .place = STR("p")};
  expect_hints(store, &none, "");
  open_round(fixture, store, "h26");
  expect_hints(store, &none, "--round");
  put(fixture, store, form, "", "");
  put(fixture, store, form, "samling", "Bergen");
  put(fixture, store, form, "samling", "Voss");
  expect_hints(store, &none, "--round--event");
  expect_hints(store, &all, "");
  open_round(fixture, store, "v27");
  open_round(fixture, store, "h27"); /* of three there is none to hint at, either */
  expect_hints(store, &none, "--event");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(one_of_each_is_a_hint, fixture_setup, fixture_teardown)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
