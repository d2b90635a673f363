/* A visit that begins at a kiosk and goes on on a phone. */
#include "journal.h"
#include "venue.h"
#include "waiting.h"

#include <string.h>

static const char *const SECRET = "7KQ29XGM7KQ29XGM";

static const char *const plain = "settings: {form_id: plain, version: 1, default_language: nb}\n"
                                 "languages: {nb: Norsk, en: English}\n"
                                 "survey:\n"
                                 "  - {type: integer, name: en, label: {nb: En?, en: One?}}\n"
                                 "  - {type: integer, name: to, label: {nb: To?, en: Two?}}\n";

/* What a kiosk leaves: a visit that stands on the second question, or on the first with nothing answered. */
static const Form *leave_kiosk(Venue *venue, bool answered) {
  const Form *form = venue_add_form(venue, plain);
  venue_open(venue);
  Err err = {0};
  Store *store = venue->store;
  Response response = fixture_response(venue->fixture, store, form, "{\"en\":1}");
  response.round = STR("h26"), response.event = STR("kafé"), response.place = STR("Voss");
  Journal *journal = journal_begin(venue->arena, &(JournalSetup){.form = form, .clock = &venue->clock.clock, .chance = 7});
  if (answered) {
    journal_step(journal, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = 0, .value = value_number(1)});
    journal_step(journal, &(SurveyEvent){.kind = SURVEY_NEXT});
    fixture_put(store, &response);
  }
  Buffer bytes = buffer_new(venue->arena);
  Sink sink = sink_to_buffer(&bytes);
  journal_write(journal, &sink);
  WaitingVisit waiting = {.kind = WAITING_FOR_PHONE,
                          .has_row = answered,
                          .until_min = (uint32_t)(venue->clock.epoch_ms / 60000 + 15),
                          .time = response.time,
                          .round = response.round,
                          .event = response.event,
                          .place = response.place,
                          .journal = buffer_view(&bytes)};
  LinkDoor door;
  link_door(str_from(SECRET), &door);
  StoreDraft draft = {.id = str_from(door.id),
                      .uuid = response.uuid,
                      .form_id = form->form_id,
                      .form_version = form->version,
                      .until_min = venue->clock.epoch_ms / 60000 + 24 * 60,
                      .state = waiting_close(venue->arena, &door, &waiting)};
  if (store_put_draft(store, &draft, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return form;
}

static void take_over(Phone *phone) {
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_int_equal(phone->status, 200);
  assert_true(phone_press(phone, NULL));
  assert_int_equal(phone->status, 200);
}

static void test_the_phone_goes_on_where_the_kiosk_was(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *phone = venue_phone(venue);
  take_over(phone);
  assert_true(phone_shows(phone, "To?"));
  assert_string_equal(venue_query(venue, "SELECT device, channel, status FROM response"), "web|web|partial");
  phone_fill(phone, "c1", STR("2"));
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT device, channel, status, event, place, answers FROM response"),
                      "web|web|complete|kafé|Voss|{\"en\":1,\"to\":2}");
}

static void test_nothing_was_answered_yet(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, false);
  Phone *phone = venue_phone(venue);
  take_over(phone);
  assert_true(phone_shows(phone, "En?"));
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM response"), "0");
  phone_fill(phone, "c0", STR("5"));
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT device, place, answers FROM response"), "web|Voss|{\"en\":5}");
}

static void test_looking_takes_nothing(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  const char *drafts = venue_query(venue, "SELECT id, hex(state) FROM draft");
  Phone *preview = venue_phone(venue), *phone = venue_phone(venue);
  phone_open(preview, STR("/c/7kq2-9xgm 7kq2-9xgm"));
  assert_string_equal(venue_query(venue, "SELECT id, hex(state) FROM draft"), drafts);
  take_over(phone);
  assert_true(phone_press(preview, NULL));
  assert_int_equal(preview->status, 410);
  phone_reload(phone);
  assert_true(phone_shows(phone, "To?"));
}

static void test_only_one_phone_gets_it(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *one = venue_phone(venue), *other = venue_phone(venue);
  take_over(one);
  phone_open(other, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_int_equal(other->status, 410);
  phone_post(other, STR("/c"), STR("secret=7KQ29XGM7KQ29XGM&l=nb"));
  assert_int_equal(other->status, 403);
  venue_set_cookie(other, "plain", STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  phone_post(other, STR("/c"), STR("secret=7KQ29XGM7KQ29XGM&l=nb"));
  assert_int_equal(other->status, 410);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1");
}

/* The first reply was lost on its way: the phone presses again, or opens the address again. */
static void test_pressing_twice(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  Str action, body = phone_would_post(phone, NULL, &action), cookie = venue_cookie(phone, "plain");
  phone_post(phone, action, body);
  venue_set_cookie(phone, "plain", cookie);
  phone_post(phone, action, body);
  assert_true(phone_shows(phone, "To?"));
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_true(phone_shows(phone, "To?"));
}

/* Somebody has put a cookie of theirs into the browser between the page and its button. */
static void test_a_planted_cookie_opens_nothing(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *phone = venue_phone(venue), *thief = venue_phone(venue);
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  phone_open(thief, STR("/c/7KQ29XGM7KQ29XGM"));
  venue_set_cookie(phone, "plain", venue_cookie(thief, "plain"));
  assert_true(phone_press(phone, NULL));
  assert_true(phone_shows(phone, "To?"));
  assert_false(str_equal(venue_cookie(phone, "plain"), venue_cookie(thief, "plain")));
  phone_open(thief, STR("/v/plain"));
  assert_int_not_equal(thief->status, 200);
}

static void test_in_another_language(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM?l=en"));
  phone_press(phone, NULL);
  assert_true(phone_shows(phone, "Two?"));
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT language, status FROM response"), "en|complete");
}

static void test_a_phone_that_was_busy_with_another_visit(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "plain");
  phone_fill(phone, "c0", STR("9"));
  Str action, old = phone_would_post(phone, "next", &action);
  phone_press(phone, "next");
  take_over(phone);
  assert_true(phone_shows(phone, "To?"));
  phone_post(phone, action, old); /* a page of the visit that was left, in another tab */
  assert_int_equal(phone->status, 403);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1");
  assert_string_equal(venue_query(venue, "SELECT answers, status FROM response ORDER BY 1"),
                      "{\"en\":1}|partial\n{\"en\":9}|partial");
}

static void test_it_waits_so_long(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  venue->clock.epoch_ms += 15 * 60000;
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_int_equal(phone->status, 410);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1"); /* its draft's time is coarser */
  venue->clock.epoch_ms += 24 * 60 * 60000;
  site_rest(venue->site);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "0");
  assert_string_equal(venue_query(venue, "SELECT device, status FROM response"), "kiosk-1|partial");
}

/* Who has the secret of a kiosk's visit cannot go on with it by a cookie, past the button. */
static void test_a_secret_is_no_cookie(void **state) {
  Venue *venue = *state;
  leave_kiosk(venue, true);
  Phone *phone = venue_phone(venue);
  venue_set_cookie(phone, "plain", str_from(SECRET));
  phone_open(phone, STR("/v/plain"));
  assert_int_not_equal(phone->status, 200);
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_the_phone_goes_on_where_the_kiosk_was),
      ON_SITE(test_nothing_was_answered_yet),
      ON_SITE(test_looking_takes_nothing),
      ON_SITE(test_only_one_phone_gets_it),
      ON_SITE(test_pressing_twice),
      ON_SITE(test_a_planted_cookie_opens_nothing),
      ON_SITE(test_in_another_language),
      ON_SITE(test_a_phone_that_was_busy_with_another_visit),
      ON_SITE(test_it_waits_so_long),
      ON_SITE(test_a_secret_is_no_cookie),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
