/* Where an answer was given, as an address says it and is believed. */
#include "venue.h"

#include <string.h>

static const char *const plain = "settings: {form_id: plain, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
                                 "survey:\n  - {type: integer, name: tall, label: Et tall}\n";

static void test_where_an_answer_was_given(void **state) {
  static const struct {
    const char *query, *expected;
  } cases[] = {
      {"?r=h26&e=frokost&p=Voss", "h26|frokost|Voss"},
      {"?r=v27&e=frokost&p=Voss", "v27|frokost|Voss"},
      {"?r=v27&e=samling&p=Voss", "v27|samling|Voss"},
      {"?r=v27&e=frokost&p=kari@example.no", "v27|frokost|"},
      {"?r=h26&e=kari&p=Bergen", "h26||Bergen"},
      {"?r=ukjent&e=frokost&p=Voss", "h26|samling|Bergen"},
      {"?r=v27&e=%0A", "h26|samling|Bergen"},
      {"?e=frokost", "h26|samling|Bergen"},
      {"?r=v27", "v27||"},
      {"", "h26|samling|Bergen"},
      {"?r=v27&e=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg", "h26|samling|Bergen"},
  };
  Venue *venue = *state;
  const Form *form = venue_add_form(venue, plain);
  venue_open(venue);
  StoreRound round;
  assert_int_equal(store_round(venue->store, STR("v27"), STR("2026-11-21"), venue->arena, &round, NULL), STATUS_OK);
  Response response = fixture_response(venue->fixture, venue->store, form, "{\"tall\":99}");
  response.event = STR("frokost"), response.place = STR("Voss");
  fixture_put(venue->store, &response);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Phone *phone = venue_phone(venue);
    phone_open(phone, arena_printf(venue->arena, "/f/plain%s", cases[i].query));
    phone_press(phone, "start");
    phone_fill(phone, "c0", arena_printf(venue->arena, "%zu", i));
    phone_press(phone, "next");
    const char *sql = arena_printf(venue->arena, "SELECT round, event, place FROM response WHERE answers ->> 'tall' = %zu", i).ptr;
    const char *found = venue_query(venue, sql);
    if (strcmp(found, cases[i].expected) != 0) fail_msg("%s: %s", cases[i].query, found);
  }
}

/* A server without a round of its own, as in a trial at a desk, and an address that says who was invited. */
static void test_an_address_without_a_round(void **state) {
  static const struct {
    const char *query, *expected;
  } cases[] = {
      {"?e=samling&p=Bergen", "|samling|Bergen"},
      {"?e=samling&p=kari@example.no", "|samling|Bergen"},
      {"?p=\xe2\x80\xae", "|samling|Bergen"},
      {"?e=samling", "|samling|"},
  };
  Venue *venue = *state;
  venue->setup.station.round = (Str){0};
  venue_add_form(venue, plain);
  venue_open(venue);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Phone *phone = venue_phone(venue);
    phone_open(phone, arena_printf(venue->arena, "/f/plain%s", cases[i].query));
    phone_press(phone, "start");
    phone_fill(phone, "c0", arena_printf(venue->arena, "%zu", i));
    phone_press(phone, "next");
    const char *sql = arena_printf(venue->arena, "SELECT round, event, place FROM response WHERE answers ->> 'tall' = %zu", i).ptr;
    assert_string_equal(venue_query(venue, sql), cases[i].expected);
  }
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_where_an_answer_was_given),
      ON_SITE(test_an_address_without_a_round),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
