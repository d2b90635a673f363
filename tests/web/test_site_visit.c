/* A visit on a phone, from its first page to the thanks. */
#include "venue.h"

#include <string.h>

static const char *const plain =
    "settings: {form_id: plain, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English, ar: {name: العربية, direction: rtl}}\n"
    "kiosk:\n"
    "  idle: {outcome: partial}\n"
    "survey:\n"
    "  - {type: select_one nivaa, name: nytte, label: {nb: Nyttig?, en: Useful?}, required: yes}\n"
    "  - {type: integer, name: antall, label: {nb: Hvor mange?, en: How many?}}\n"
    "  - {type: text, name: hvorfor, label: {nb: Hvorfor?, en: Why?}, relevant: \"${nytte} = 'lite'\"}\n"
    "  - {type: text, name: annet, label: {nb: Noe annet?, en: Anything else?}}\n"
    "choices:\n"
    "  nivaa:\n"
    "    - {name: lite, label: {nb: Lite, en: Little}}\n"
    "    - {name: mye, label: {nb: Mye, en: Much}}\n";

#define ROWS "SELECT status, language, channel, device, round, event, place, time, answers FROM response"

static Phone *begin_plain(Venue *venue) {
  venue_add_form(venue, plain);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "plain");
  assert_true(phone_shows(phone, "Nyttig?"));
  return phone;
}

static void finish_plain(Phone *phone) {
  assert_true(phone_choose(phone, "c0", "mye", true));
  assert_true(phone_press(phone, "next"));
  assert_true(phone_fill(phone, "c1", STR("3")));
  assert_true(phone_press(phone, "next"));
  assert_true(phone_fill(phone, "c3", STR("Takk & <hei>")));
  assert_true(phone_press(phone, "next"));
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
}

static void test_a_visit_becomes_a_response(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM response"), "0");
  finish_plain(phone);
  assert_int_equal(phone->status, 200);
  assert_string_equal(venue_query(venue, ROWS),
                      "complete|nb|web|web|h26|samling|Bergen|2026-11-21|{\"nytte\":\"mye\",\"antall\":3}");
  assert_string_equal(venue_query(venue, "SELECT free_text FROM response"), "{\"annet\":\"Takk & <hei>\"}");
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1");
}

static void test_each_page_is_on_disk_before_the_next_one(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "lite", true);
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Hvor mange?"));
  assert_string_equal(venue_query(venue, ROWS), "partial|nb|web|web|h26|samling|Bergen|2026-11-21|{\"nytte\":\"lite\"}");
  venue_restart(venue);
  phone_reload(phone);
  assert_true(phone_shows(phone, "Hvor mange?"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Hvorfor?"));
}

static void test_what_is_wrong_is_said_on_its_page(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_press(phone, "next");
  assert_string_equal(phone_address(phone).ptr, "/v/plain/0");
  assert_true(strstr(phone->html.ptr, "class=\"summary\"") != NULL);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM response"), "0");
  finish_plain(phone);
}

static void test_what_is_no_answer_is_shown_as_it_was_typed(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  phone_press(phone, "next");
  phone_fill(phone, "c1", STR("tre <b>"));
  phone_press(phone, "next");
  Str page = phone_address(phone);
  assert_true(str_starts_with(page, STR("/v/plain/"))); /* going back and forth never asks to send again */
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "tre <b>");
  assert_non_null(strstr(phone->html.ptr, "class=\"summary\""));
  assert_true(phone_press(phone, "language:en"));
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "tre <b>");
  venue_restart(venue);
  phone_reload(phone);
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "tre <b>");
  phone_fill(phone, "c1", STR("3"));
  assert_true(phone_press(phone, "next"));
  assert_true(phone_shows(phone, "Anything else?"));
  phone_open(phone, page);
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "3");
  assert_null(strstr(phone->html.ptr, "class=\"summary\""));
  phone_fill(phone, "c1", STR("fire"));
  assert_true(phone_press(phone, "back")); /* what cannot be read is left behind, */
  assert_true(phone_press(phone, "next"));
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "3"); /* and the answer is as it was */
  assert_true(phone_press(phone, "back"));
  assert_true(phone_shows(phone, "Useful?"));
  assert_non_null(phone_control(phone, "c0", "mye"));
  assert_true(phone_control(phone, "c0", "mye")->on);
}

static void test_the_browsers_back_works(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  phone_press(phone, "next");
  phone_fill(phone, "c1", STR("3"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Noe annet?"));
  const char *drafts = venue_query(venue, "SELECT hex(state) FROM draft");
  phone_back(phone);
  phone_back(phone);
  assert_true(phone_shows(phone, "Nyttig?"));
  assert_true(phone_control(phone, "c0", "mye")->on);
  assert_string_equal(venue_query(venue, "SELECT hex(state) FROM draft"), drafts);
  phone_choose(phone, "c0", "lite", true);
  phone_press(phone, "next");
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "3");
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Hvorfor?"));
}

static void test_a_page_whose_question_is_gone_leads_to_where_the_visit_is(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "lite", true);
  phone_press(phone, "next");
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Hvorfor?"));
  Str action, old = phone_would_post(phone, "next", &action);
  phone_back(phone);
  phone_back(phone);
  phone_choose(phone, "c0", "mye", true);
  phone_press(phone, "next");
  phone_post(phone, action, old);
  assert_true(phone_shows(phone, "Hvor mange?"));
  assert_string_equal(venue_query(venue, "SELECT answers FROM response"), "{\"nytte\":\"mye\",\"antall\":null}");
}

/* Two tabs of one visit: one of them is ahead, and the other goes back. */
static void test_a_page_that_came_late_is_told_so(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  phone_press(phone, "next");
  phone_fill(phone, "c1", STR("3"));
  phone_press(phone, "next");
  Str action, same = phone_would_post(phone, "back", &action);
  phone_fill(phone, "c3", STR("et ord"));
  Str late = phone_would_post(phone, "next", &action);
  phone_post(phone, action, same);
  assert_true(phone_shows(phone, "Hvor mange?"));
  phone_post(phone, action, same); /* Back, pressed twice: nothing is lost */
  assert_true(phone_shows(phone, "Hvor mange?") && !phone_shows(phone, "ble ikke lagret"));
  phone_post(phone, action, late);
  assert_true(phone_shows(phone, "Hvor mange?") && phone_shows(phone, "ble ikke lagret"));
  assert_null(strstr(phone->html.ptr, "class=\"summary\""));
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "3");
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Noe annet?") && !phone_shows(phone, "ble ikke lagret"));
}

static void test_posting_twice_is_one_response(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  Str action, first = phone_would_post(phone, "next", &action);
  phone_post(phone, action, first);
  phone_post(phone, action, first);
  assert_true(phone_shows(phone, "Hvor mange?"));
  phone_press(phone, "next");
  Str last = phone_would_post(phone, "next", &action);
  phone_post(phone, action, last);
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
  phone_post(phone, action, last);
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
  phone_post(phone, action, first);
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
  assert_string_equal(venue_query(venue, "SELECT status, count(*) FROM response GROUP BY 1"), "complete|1");
  phone_open(phone, STR("/v/plain/0"));
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
}

static void test_back_on_the_first_page_leaves_the_visit_waiting(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  assert_true(phone_press(phone, "back"));
  assert_string_equal(phone_address(phone).ptr, "/f/plain?l=nb");
  assert_string_equal(venue_query(venue, "SELECT status, answers FROM response"), "partial|{\"nytte\":\"mye\"}");
  assert_true(phone_press(phone, "resume"));
  assert_true(phone_control(phone, "c0", "mye")->on);
  phone_open(phone, STR("/f/plain"));
  assert_true(phone_press(phone, "anew"));
  assert_false(phone_control(phone, "c0", "mye")->on);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1");
  finish_plain(phone);
  assert_string_equal(venue_query(venue, "SELECT status, count(*) FROM response GROUP BY 1 ORDER BY 1"), "complete|1\npartial|1");
}

static void test_languages(void **state) {
  static const struct {
    const char *accept, *target, *shows;
  } cases[] = {
      {"en-GB,en;q=0.8", "/f/plain", "lang=\"en\""},
      {"no", "/f/plain", "lang=\"nb\""},
      {"nn-NO", "/f/plain", "lang=\"nb\""},
      {"de,ar;q=0.3,en;q=0.2", "/f/plain", "dir=\"rtl\""},
      {"de", "/f/plain", "lang=\"nb\""},
      {"en", "/f/plain?l=ar", "dir=\"rtl\""},
      {"en;q=0,nb;q=0.1", "/f/plain", "lang=\"nb\""},
      {"en;q=x, ;;,,q", "/f/plain", "lang=\"nb\""},
      {"en", "/f/plain?l=finnes-ikke", "lang=\"en\""},
  };
  Venue *venue = *state;
  venue_add_form(venue, plain);
  venue_open(venue);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Phone *phone = phone_new(venue->arena, venue_wire(venue), cases[i].accept);
    phone_open(phone, str_from(cases[i].target));
    const char *html = strstr(phone->html.ptr, "<html");
    char head[80];
    snprintf(head, sizeof head, "%.70s", html ? html : "");
    if (!strstr(head, cases[i].shows)) fail_msg("%s %s: %s", cases[i].accept, cases[i].target, head);
  }
}

static void test_the_language_can_be_changed_on_the_way(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  assert_true(phone_press(phone, "language:en"));
  assert_true(phone_shows(phone, "Useful?"));
  assert_true(phone_control(phone, "c0", "mye")->on);
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT language FROM response"), "en");
}

static void test_a_newer_form_leaves_visits_as_they_began(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_plain(venue);
  phone_choose(phone, "c0", "mye", true);
  phone_press(phone, "next");
  venue_close(venue);
  venue->setup.form_count = 0;
  venue_add_form(venue, "settings: {form_id: plain, version: 2, default_language: nb}\nlanguages: {nb: Norsk}\n"
                        "survey:\n  - {type: text, name: nytt, label: Noe nytt?}\n");
  venue_open(venue);
  phone_reload(phone);
  assert_true(phone_shows(phone, "Hvor mange?"));
  phone_press(phone, "next");
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT status, form_version FROM response"), "complete|1");
  phone_open(phone, STR("/f/plain"));
  phone_press(phone, "start");
  assert_true(phone_shows(phone, "Noe nytt?"));
}

static void test_a_trial_is_marked(void **state) {
  Venue *venue = *state;
  venue->setup.station.trial = true;
  finish_plain(begin_plain(venue));
  assert_string_equal(venue_query(venue, "SELECT trial FROM response"), "1");
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_a_visit_becomes_a_response),
      ON_SITE(test_each_page_is_on_disk_before_the_next_one),
      ON_SITE(test_what_is_wrong_is_said_on_its_page),
      ON_SITE(test_what_is_no_answer_is_shown_as_it_was_typed),
      ON_SITE(test_the_browsers_back_works),
      ON_SITE(test_a_page_whose_question_is_gone_leads_to_where_the_visit_is),
      ON_SITE(test_a_page_that_came_late_is_told_so),
      ON_SITE(test_posting_twice_is_one_response),
      ON_SITE(test_back_on_the_first_page_leaves_the_visit_waiting),
      ON_SITE(test_languages),
      ON_SITE(test_the_language_can_be_changed_on_the_way),
      ON_SITE(test_a_newer_form_leaves_visits_as_they_began),
      ON_SITE(test_a_trial_is_marked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
