/* Who may answer which form when, and what joins the waves. */
#include "link.h"
#include "venue.h"

#include <string.h>

enum { DAY_MS = 24 * 3600 * 1000 };

#define HEAD(id, kiosk)                                                                                                            \
  "settings: {form_id: " id ", version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {" kiosk "}\n"
#define ASK "survey:\n  - {type: integer, name: tall, label: Et tall}\n"

static const char *const first = HEAD("foer", "privacy: {mode: linked}, followup: {form: etter, link: token}") ASK;
static const char *const later =
    HEAD("etter", "privacy: {mode: linked}, phone: {invited: yes, from: 90 days, until: 120 days}") ASK;

static void answer(Phone *phone, const char *number) {
  assert_true(phone_fill(phone, "c0", str_from(number)));
  assert_true(phone_press(phone, "next"));
  assert_non_null(strstr(phone_address(phone).ptr, "/thanks"));
}

static void pass_days(Venue *venue, int days) {
  venue->clock.epoch_ms += (int64_t)days * DAY_MS;
}

/* The address that the thanks lead to. */
static Str onward(const Phone *phone, const char *begins) {
  const char *at = strstr(phone->html.ptr, begins), *end = at ? strchr(at, '"') : NULL;
  return at && end ? (Str){at, (size_t)(end - at)} : (Str){0};
}

static Str first_wave(Venue *venue) {
  venue_add_form(venue, first);
  venue_add_form(venue, later);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "foer");
  answer(phone, "1");
  Str address = onward(phone, "/t/");
  assert_true(address.len > LINK_TOKEN_CHARS);
  phone_reload(phone);
  assert_true(str_equal(onward(phone, "/t/"), address));
  return arena_str(venue->arena, address);
}

static void test_a_token_joins_two_waves(void **state) {
  Venue *venue = *state;
  Str address = first_wave(venue);
  pass_days(venue, 100);
  Phone *phone = venue_phone(venue);
  phone_open(phone, address);
  assert_int_equal(phone->status, 200);
  assert_true(phone_press(phone, "start"));
  answer(phone, "2");
  assert_string_equal(venue_query(venue, "SELECT count(DISTINCT hash), count(*), count(DISTINCT form_id) FROM link"), "1|2|2");
  assert_string_equal(venue_query(venue, "SELECT round FROM response WHERE form_id = 'etter'"), "h26");
  StoreMatching matching;
  assert_int_equal(store_matching(venue->store, STR("foer"), STR("etter"), NULL, &matching, NULL), STATUS_OK);
  assert_int_equal(matching.whole, 1);
}

/* The second wave gives no other token: it goes on with the one it was begun with, which then leads to the third, and to nothing after it. */
static void test_a_token_is_good_for_a_chain_of_waves(void **state) {
  Venue *venue = *state;
  venue_add_form(venue, first);
  venue_add_form(venue, HEAD("etter", "privacy: {mode: linked}, followup: {form: sist, link: token}") ASK);
  venue_add_form(venue, HEAD("sist", "privacy: {mode: linked}, phone: {invited: yes, from: 90 days}") ASK);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "foer");
  answer(phone, "1");
  Str address = arena_str(venue->arena, onward(phone, "/t/"));
  phone = venue_phone(venue);
  phone_open(phone, address);
  assert_true(phone_press(phone, "start"));
  answer(phone, "2");
  assert_true(str_equal(onward(phone, "/t/"), address));
  phone_open(phone, address);
  assert_int_equal(phone->status, 403);
  assert_true(phone_shows(phone, "19. februar 2027")); /* counted from the first */
  pass_days(venue, 90);
  phone = venue_phone(venue);
  phone_post(phone, STR("/f/etter/start"),
             arena_printf(venue->arena, "do=start&token=" STR_FMT, LINK_TOKEN_CHARS, address.ptr + 3));
  assert_true(phone_shows(phone, "Start")); /* the page of the form before was still open: first that of the next is read */
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft d WHERE form_id = 'sist'"), "0");
  assert_true(phone_press(phone, "start"));
  answer(phone, "3");
  assert_int_equal(onward(phone, "/t/").len, 0);
  assert_string_equal(venue_query(venue, "SELECT form_id, answers ->> 'tall' FROM response ORDER BY 2"), "foer|1\netter|2\nsist|3");
  static const char *const pairs[][2] = {{"foer", "etter"}, {"etter", "sist"}, {"foer", "sist"}};
  for (size_t i = 0; i < COUNT_OF(pairs); i++) {
    StoreMatching matching;
    assert_int_equal(store_matching(venue->store, str_from(pairs[i][0]), str_from(pairs[i][1]), NULL, &matching, NULL), STATUS_OK);
    assert_int_equal(matching.whole, 1);
  }
  phone = venue_phone(venue);
  phone_open(phone, address);
  assert_int_equal(phone->status, 403); /* spent */
}

/* So that a chain can be tried as it will be, and its end again and again; and what is tried keeps nobody from answering. */
static void test_a_trial_goes_through_the_chain(void **state) {
  Venue *venue = *state;
  venue_add_form(venue, first);
  venue_add_form(venue, HEAD("etter", "privacy: {mode: linked}, followup: {form: sist, link: token}") ASK);
  venue_add_form(venue, HEAD("sist", "privacy: {mode: linked}") ASK);
  venue->setup.station.trial = true;
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "foer");
  answer(phone, "1");
  Str address = arena_str(venue->arena, onward(phone, "/t/"));
  static const char *const then[] = {"/v/etter/thanks", "/v/sist/thanks", "/v/sist/thanks"};
  for (size_t i = 0; i < COUNT_OF(then); i++) {
    phone = venue_phone(venue);
    phone_open(phone, address);
    assert_true(phone_press(phone, "start"));
    answer(phone, "2");
    assert_string_equal(phone_address(phone).ptr, then[i]);
  }
  venue->setup.station.trial = false;
  venue_restart(venue);
  phone = venue_phone(venue);
  phone_open(phone, address);
  assert_true(phone_press(phone, "start"));
  answer(phone, "3");
  assert_string_equal(phone_address(phone).ptr, "/v/etter/thanks");
}

/* A kiosk without a round has made it; the server that it leads to has one. */
static void test_a_token_of_no_round_stays_in_none(void **state) {
  Venue *venue = *state;
  venue->setup.station.round = (Str){0};
  Str address = first_wave(venue);
  pass_days(venue, 100);
  venue->setup.station.round = STR("h26");
  venue_restart(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, address);
  assert_true(phone_press(phone, "start"));
  answer(phone, "2");
  assert_string_equal(venue_query(venue, "SELECT coalesce(round, '') = '' FROM response WHERE form_id = 'etter'"), "1");
  assert_string_equal(venue_query(venue, "SELECT count(DISTINCT hash), count(*) FROM link"), "1|2");
}

static void test_a_token_is_spent_by_the_first_to_finish(void **state) {
  Venue *venue = *state;
  Str address = first_wave(venue);
  pass_days(venue, 100);
  Phone *one = venue_phone(venue), *other = venue_phone(venue);
  phone_open(one, address);
  phone_press(one, "start");
  phone_open(other, address);
  phone_press(other, "start");
  answer(other, "2");
  assert_true(phone_fill(one, "c0", STR("3")));
  phone_press(one, "next");
  assert_int_equal(one->status, 403);
  phone_reload(one);
  assert_int_equal(one->status, 403);
  assert_string_equal(venue_query(venue, "SELECT status, answers FROM response WHERE form_id = 'etter' ORDER BY 1"),
                      "complete|{\"tall\":2}\npartial|{\"tall\":3}");
  phone_open(one, address);
  assert_int_equal(one->status, 403);
}

static void test_days_from_the_token(void **state) {
  static const struct { int days, status; } cases[] = {{0, 403}, {89, 403}, {90, 200}, {120, 200}, {121, 403}};
  Venue *venue = *state;
  Str address = first_wave(venue);
  int passed = 0;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    pass_days(venue, cases[i].days - passed);
    passed = cases[i].days;
    Phone *phone = venue_phone(venue);
    phone_open(phone, address);
    assert_int_equal(phone->status, cases[i].status);
    if (i > 0) continue;
    assert_true(phone_shows(phone, "19. februar 2027"));
    assert_true(phone_shows(phone, "https://svar.example.no")); /* to be kept until then, by who cannot keep a page */
    assert_true(phone_shows(phone, link_grouped(venue->arena, (Str){address.ptr + 3, LINK_TOKEN_CHARS}).ptr));
  }
}

/* Two people with one phone: what one of them began is left only by who says so. */
static void test_two_tokens_on_one_phone(void **state) {
  Venue *venue = *state;
  Str first_address = first_wave(venue);
  Phone *other = venue_phone(venue), *phone = venue_phone(venue);
  venue_begin(other, "foer");
  answer(other, "1");
  Str second_address = onward(other, "/t/");
  pass_days(venue, 100);
  phone_open(phone, second_address);
  Str action, start = phone_would_post(phone, "start", &action);
  phone_open(phone, first_address);
  assert_true(phone_press(phone, "start"));
  phone_post(phone, action, start);
  assert_true(str_starts_with(phone_address(phone), STR("/t/")));
  assert_true(phone_press(phone, "resume"));
  assert_true(phone_shows(phone, "Et tall"));
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft WHERE form_id = 'etter'"), "1");
  phone_open(phone, second_address);
  assert_true(phone_press(phone, "anew"));
  answer(phone, "2");
  phone_open(phone, second_address);
  assert_int_equal(phone->status, 403); /* spent: it was the second one that was answered with */
  phone_open(phone, first_address);
  assert_int_equal(phone->status, 200);
}

static void test_only_who_is_invited(void **state) {
  Venue *venue = *state;
  Str address = first_wave(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/f/etter"));
  assert_int_equal(phone->status, 403);
  phone_post(phone, STR("/f/etter/start"), STR("do=start&l=nb"));
  assert_int_equal(phone->status, 403);
  phone_open(phone, STR("/"));
  assert_null(strstr(phone->html.ptr, "/f/etter"));
  assert_non_null(strstr(phone->html.ptr, "/f/foer"));
  Str token = {address.ptr + 3, LINK_TOKEN_CHARS};
  phone_post(phone, STR("/f/foer/start"), arena_printf(venue->arena, "do=start&token=" STR_FMT, STR_ARG(token)));
  assert_int_equal(phone->status, 403); /* not yet: the token is for the other form, whatever the address */
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM response"), "1");
}

static void test_typed_codes(void **state) {
  Venue *venue = *state;
  Str address = first_wave(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/"));
  Str typed = link_grouped(venue->arena, (Str){address.ptr + 3, LINK_TOKEN_CHARS});
  assert_true(phone_fill(phone, "code", typed));
  assert_true(phone_press(phone, NULL));
  assert_true(phone_shows(phone, "19. februar 2027"));
  phone_open(phone, STR("/"));
  phone_fill(phone, "code", STR(" FOER "));
  phone_press(phone, NULL);
  assert_string_equal(phone_address(phone).ptr, "/f/foer");
}

static void test_wrong_codes_wait(void **state) {
  Venue *venue = *state;
  Str address = first_wave(venue);
  pass_days(venue, 100);
  Phone *phone = venue_phone(venue);
  for (int i = 0; i < 30; i++) {
    phone_post(phone, STR("/code"), STR("code=7KQ29XGM7KQ29XGM7KQ29XGM7KQ29XGM"));
    assert_int_equal(phone->status, 404);
  }
  phone_post(phone, STR("/code"), STR("code=7KQ29XGM7KQ29XGM7KQ29XGM7KQ29XGM"));
  assert_int_equal(phone->status, 429);
  assert_true(phone->retry_s > 0);
  phone_open(phone, STR("/t/7KQ29XGM7KQ29XGM7KQ29XGM7KQ29XGM"));
  assert_int_equal(phone->status, 429);
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_int_equal(phone->status, 410);
  phone_post(phone, STR("/code"), STR("code=foer")); /* a right one never waits */
  assert_int_equal(phone->status, 200);
  phone_open(phone, address);
  assert_int_equal(phone->status, 200); /* nobody is kept out by who guesses */
  venue->clock.now_ms += 2000;
  phone_post(phone, STR("/code"), STR("code=foer"));
  assert_int_equal(phone->status, 200);
}

static void test_a_closed_round_joins_nothing(void **state) {
  Venue *venue = *state;
  Str address = first_wave(venue);
  size_t links;
  Phone *begun = venue_phone(venue);
  pass_days(venue, 100);
  phone_open(begun, address);
  phone_press(begun, "start");
  assert_int_equal(store_close_round(venue->store, STR("h26"), STR("web"), STR("2027-03-01"), &links, NULL), STATUS_OK);
  answer(begun, "2");
  assert_string_equal(venue_query(venue, "SELECT status FROM response WHERE form_id = 'etter'"), "complete");
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM link"), "0");
  Phone *phone = venue_phone(venue);
  phone_open(phone, address);
  assert_int_equal(phone->status, 404);
  venue_begin(phone, "foer");
  answer(phone, "4");
  assert_int_equal(onward(phone, "/t/").len, 0);
}

#define CODE_GROUP                                                                                                                 \
  "survey:\n  - {type: begin_group, name: kode, link_code: yes}\n"                                                                 \
  "  - {type: text, name: dyr, label: Dyr, required: yes}\n  - {type: integer, name: nr, label: Nummer, required: yes}\n"          \
  "  - {type: end_group}\n  - {type: integer, name: tall, label: Et tall}\n"

static void answer_by_code(Phone *phone, const char *animal) {
  phone_fill(phone, "c0", str_from(animal));
  phone_press(phone, "next");
  phone_fill(phone, "c1", STR("7"));
  phone_press(phone, "next");
  phone_press(phone, "next");
  assert_non_null(strstr(phone_address(phone).ptr, "/thanks"));
}

static void test_a_code_joins_two_waves_and_is_nowhere(void **state) {
  Venue *venue = *state;
  venue_add_form(venue, HEAD("en", "privacy: {mode: linked}, followup: {form: to, link: code}") CODE_GROUP);
  venue_add_form(venue, HEAD("to", "privacy: {mode: linked}") CODE_GROUP);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "en");
  answer_by_code(phone, "Grevlingen");
  Str address = onward(phone, "/f/to");
  assert_string_equal(arena_str(venue->arena, address).ptr, "/f/to?r=h26&amp;e=samling&amp;p=Bergen&amp;l=nb");
  phone_open(phone, STR("/f/to?r=h26&e=samling&p=Bergen&l=nb"));
  phone_press(phone, "start");
  answer_by_code(phone, "  grevlingen ");
  StoreMatching matching;
  assert_int_equal(store_matching(venue->store, STR("en"), STR("to"), NULL, &matching, NULL), STATUS_OK);
  assert_int_equal(matching.whole, 1);
  assert_string_equal(venue_query(venue, "SELECT DISTINCT answers, free_text FROM response"), "{\"tall\":null}|");
  venue_close(venue);
  assert_false(fixture_folder_has(venue->fixture, "revlingen"));
}

static void test_dates_of_a_form(void **state) {
  static const struct { int days, status; } cases[] = {{0, 403}, {10, 200}, {20, 200}, {21, 403}};
  Venue *venue = *state;
  venue_add_form(venue, HEAD("plain", "phone: {from: 2026-12-01, until: 2026-12-11}") ASK);
  venue_open(venue);
  int passed = 0;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    pass_days(venue, cases[i].days - passed);
    passed = cases[i].days;
    Phone *phone = venue_phone(venue);
    phone_open(phone, STR("/f/plain"));
    assert_int_equal(phone->status, cases[i].status);
    phone_open(phone, STR("/"));
    assert_int_equal(strstr(phone->html.ptr, "/f/plain") != NULL, cases[i].status == 200);
  }
}

static void test_a_survey_elsewhere(void **state) {
  Venue *venue = *state;
  venue_add_form(
      venue,
      HEAD("ute", "privacy: {mode: linked}, followup: {url: 'https://ute.example.no/s?t={token}&p={place}', link: token}") ASK);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "ute");
  answer(phone, "1");
  Str address = onward(phone, "https://ute.example.no/s?t=");
  assert_true(address.len > 0 && strstr(address.ptr, "p=Bergen") != NULL);
  assert_string_equal(venue_query(venue, "SELECT length(token_hash) FROM response"), "64");
  venue_close(venue);
  assert_false(fixture_folder_has(venue->fixture, arena_str(venue->arena, (Str){address.ptr + 27, 26}).ptr));
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_a_token_joins_two_waves),
      ON_SITE(test_a_token_is_good_for_a_chain_of_waves),
      ON_SITE(test_a_trial_goes_through_the_chain),
      ON_SITE(test_a_token_of_no_round_stays_in_none),
      ON_SITE(test_a_token_is_spent_by_the_first_to_finish),
      ON_SITE(test_days_from_the_token),
      ON_SITE(test_two_tokens_on_one_phone),
      ON_SITE(test_only_who_is_invited),
      ON_SITE(test_typed_codes),
      ON_SITE(test_wrong_codes_wait),
      ON_SITE(test_a_closed_round_joins_nothing),
      ON_SITE(test_a_code_joins_two_waves_and_is_nowhere),
      ON_SITE(test_dates_of_a_form),
      ON_SITE(test_a_survey_elsewhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
