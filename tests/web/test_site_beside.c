/* Several visits on one phone: each form has its own, in a tab of its own perhaps, and knows nothing of the others. */
#include "journal.h"
#include "site_state.h"
#include "venue.h"

#include <string.h>

static const char *const SECRET = "7KQ29XGM7KQ29XGM";

#define FORM(id, question)                                                                                                         \
  "settings: {form_id: " id ", form_title: {nb: Om " id ", en: About " id "}, version: 1, default_language: nb}\n"                 \
  "languages: {nb: Norsk, en: English}\n"                                                                                          \
  "survey:\n"                                                                                                                      \
  "  - {type: integer, name: en, label: {nb: " question ", en: " question "}}\n"                                                   \
  "  - {type: text, name: to, label: {nb: Mer?, en: More?}}\n"

static Phone *begin_both(Venue *venue) {
  venue_add_form(venue, FORM("ene", "Epler?"));
  venue_add_form(venue, FORM("andre", "Bananer?"));
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "ene");
  assert_true(phone_fill(phone, "c0", STR("1")));
  phone_press(phone, "next");
  venue_begin(phone, "andre");
  assert_true(phone_shows(phone, "Bananer?"));
  return phone;
}

static void test_each_form_has_its_own_visit(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_both(venue);
  phone_fill(phone, "c0", STR("2"));
  phone_press(phone, "next");
  phone_open(phone, STR("/v/ene"));
  assert_true(str_starts_with(phone_address(phone), STR("/v/ene/")) && phone_shows(phone, "Mer?"));
  phone_fill(phone, "c1", STR("rest"));
  phone_press(phone, "next");
  assert_string_equal(phone_address(phone).ptr, "/v/ene/thanks");
  phone_open(phone, STR("/v/andre"));
  assert_int_equal(phone->status, 200);
  phone_press(phone, "next");
  assert_string_equal(phone_address(phone).ptr, "/v/andre/thanks");
  phone_open(phone, STR("/v/ene/thanks"));
  assert_int_equal(phone->status, 200);
  assert_string_equal(venue_query(venue, "SELECT form_id, status, answers FROM response ORDER BY 1"),
                      "andre|complete|{\"en\":2}\nene|complete|{\"en\":1}");
}

static void test_the_first_page_offers_what_was_begun(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_both(venue);
  phone_open(phone, STR("/"));
  assert_non_null(strstr(phone->html.ptr, "href=\"/v/ene\""));
  assert_non_null(strstr(phone->html.ptr, "href=\"/v/andre\""));
  phone_open(phone, STR("/v/andre"));
  phone_press(phone, "next");
  phone_press(phone, "next");
  phone_open(phone, STR("/"));
  assert_non_null(strstr(phone->html.ptr, "href=\"/v/ene\""));
  assert_null(strstr(phone->html.ptr, "href=\"/v/andre\"")); /* it is over */
  Phone *other = venue_phone(venue);
  phone_open(other, STR("/"));
  assert_null(strstr(other->html.ptr, "href=\"/v/"));
}

/* A page in one tab, and the form begun anew in another: what the first one sends is not the new visit's. */
static void test_a_page_of_before_is_told_so(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_both(venue);
  phone_open(phone, STR("/v/ene"));
  phone_fill(phone, "c1", STR("for sent"));
  Str action, old = phone_would_post(phone, "next", &action);
  phone_open(phone, STR("/f/ene"));
  assert_true(phone_press(phone, "anew"));
  phone_post(phone, action, old);
  assert_int_equal(phone->status, 403);
  assert_true(phone_shows(phone, "begynt på nytt siden da"));
  assert_non_null(strstr(phone->html.ptr, "href=\"/v/ene\""));
  assert_false(phone_shows(phone, "Koden"));
  phone_open(phone, STR("/v/ene"));
  assert_true(phone_shows(phone, "Epler?"));
}

/* A Start on a page that did not know of the visit, as in another tab, leads to it. */
static void test_starting_twice_is_one_visit(void **state) {
  Venue *venue = *state;
  venue_add_form(venue, FORM("ene", "Epler?"));
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/f/ene"));
  Str action, start = phone_would_post(phone, "start", &action);
  phone_post(phone, action, start);
  phone_fill(phone, "c0", STR("1"));
  phone_press(phone, "next");
  phone_post(phone, action, start);
  assert_true(str_starts_with(phone_address(phone), STR("/v/ene/")) && phone_shows(phone, "Mer?"));
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1");
}

static void leave_kiosk(Venue *venue, const char *form_id) {
  const Form *form = site_form(venue->site, str_from(form_id))->form;
  Journal *journal = journal_begin(venue->arena, &(JournalSetup){.form = form, .clock = &venue->clock.clock, .chance = 7});
  venue_leave_for_phone(venue, form, journal, SECRET);
}

/* A visit that is taken over leaves those to other forms alone; of one to the same form the page says that it is left. */
static void test_a_visit_from_the_kiosk_beside_others(void **state) {
  static const struct {
    const char *form_id;
    bool says;
  } cases[] = {{"andre", true}, {"tredje", false}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    void *fresh;
    assert_int_equal(venue_setup(&fresh), 0);
    Venue *venue = fresh;
    venue_add_form(venue, FORM("tredje", "Druer?"));
    Phone *phone = begin_both(venue);
    leave_kiosk(venue, cases[i].form_id);
    phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
    assert_int_equal(phone->status, 200);
    assert_int_equal(phone_shows(phone, "begynt på den samme"), cases[i].says);
    phone_open(phone, STR("/v/andre")); /* looking has taken nothing */
    assert_int_equal(phone->status, 200);
    phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
    assert_true(phone_press(phone, NULL));
    assert_string_equal(phone_address(phone).ptr, arena_printf(venue->arena, "/v/%s/0", cases[i].form_id).ptr);
    phone_open(phone, STR("/v/ene"));
    assert_int_equal(phone->status, 200);
    assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), cases[i].says ? "2" : "3");
    venue_teardown(&fresh);
  }
  (void)state;
}

/* Who had the thanks of a form on the screen still has them when somebody shows them another code. */
static void test_the_thanks_stay_until_the_button(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_both(venue);
  phone_press(phone, "next");
  phone_press(phone, "next");
  assert_string_equal(phone_address(phone).ptr, "/v/andre/thanks");
  leave_kiosk(venue, "andre");
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_false(phone_shows(phone, "begynt på den samme"));
  phone_open(phone, STR("/v/andre/thanks"));
  assert_int_equal(phone->status, 200);
  phone_open(phone, STR("/c/7KQ29XGM7KQ29XGM"));
  assert_true(phone_press(phone, NULL));
  assert_string_equal(phone_address(phone).ptr, "/v/andre/0");
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_each_form_has_its_own_visit),
      ON_SITE(test_the_first_page_offers_what_was_begun),
      ON_SITE(test_a_page_of_before_is_told_so),
      ON_SITE(test_starting_twice_is_one_visit),
      cmocka_unit_test(test_a_visit_from_the_kiosk_beside_others),
      ON_SITE(test_the_thanks_stay_until_the_button),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
