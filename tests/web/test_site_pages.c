/* Pages of more than one question, of repeats, of the review; languages of them all. */
#include "venue.h"

#include <string.h>

#define HEAD "settings: {form_id: plain, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"

static Phone *begin(Venue *venue, const char *yaml) {
  venue_add_form(venue, yaml);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "plain");
  return phone;
}

static const char *answers(Venue *venue) {
  return venue_query(venue, "SELECT status, answers FROM response");
}

static const char *const list = HEAD "survey:\n"
                                     "  - {type: begin_group, name: g, appearance: field-list}\n"
                                     "  - {type: integer, name: en, label: En?, required: yes}\n"
                                     "  - {type: note, name: takk, label: Så mange!, relevant: \"${en} > 10\"}\n"
                                     "  - {type: integer, name: to, label: To?, required: yes, relevant: \"${en} > 10\"}\n"
                                     "  - {type: end_group}\n"
                                     "  - {type: integer, name: tre, label: Tre?}\n";

static void test_answers_bring_questions(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, list);
  assert_false(phone_shows(phone, "To?"));
  phone_fill(phone, "c0", STR("20"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "To?") && phone_shows(phone, "Så mange!"));
  assert_null(strstr(phone->html.ptr, "class=\"summary\"")); /* nothing is wrong: it was not there */
  assert_string_equal(answers(venue), "partial|{\"g/en\":20}");
  phone_press(phone, "next");
  assert_non_null(strstr(phone->html.ptr, "class=\"summary\""));
  phone_fill(phone, "c2", STR("2"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Tre?"));
}

static void test_answers_take_questions_away(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, list);
  phone_fill(phone, "c0", STR("20"));
  phone_press(phone, "next");
  phone_fill(phone, "c0", STR("5"));
  phone_fill(phone, "c2", STR("2"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Tre?"));
  phone_press(phone, "next");
  assert_string_equal(answers(venue), "complete|{\"g/en\":5,\"tre\":null}");
}

static void test_choices_that_an_answer_changes(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, HEAD "survey:\n"
                                   "  - {type: begin_group, name: g, appearance: field-list}\n"
                                   "  - {type: select_one land, name: land, label: Land?}\n"
                                   "  - {type: select_one by, name: by, label: By?, choice_filter: \"land = ${land}\"}\n"
                                   "  - {type: end_group}\n"
                                   "choices:\n"
                                   "  land:\n    - {name: no, label: Norge}\n    - {name: se, label: Sverige}\n"
                                   "  by:\n"
                                   "    - {name: oslo, label: Oslo, land: no}\n    - {name: malmo, label: Malmö, land: se}\n");
  phone_choose(phone, "c0", "se", true);
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Malmö"));
  assert_false(phone_shows(phone, "Oslo"));
  phone_choose(phone, "c1", "malmo", true);
  phone_press(phone, "next");
  assert_string_equal(answers(venue), "complete|{\"g/land\":\"se\",\"g/by\":\"malmo\"}");
}

static const char *const repeat = HEAD "survey:\n"
                                       "  - {type: begin_repeat, name: r, label: Forslag}\n"
                                       "  - {type: integer, name: en, label: En?}\n"
                                       "  - {type: end_repeat}\n"
                                       "  - {type: integer, name: slutt, label: Slutt?}\n";

/* The first cell of the page, whatever its number. */
static void fill_first(Phone *phone, const char *value) {
  PhoneControl *cell = phone_control(phone, "cell", NULL);
  assert_non_null(cell);
  assert_true(phone_fill(phone, arena_printf(phone->arena, "c" STR_FMT, STR_ARG(cell->value)).ptr, str_from(value)));
}

static void test_repeats(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, repeat);
  fill_first(phone, "1");
  phone_press(phone, "next");
  Str action, add = phone_would_post(phone, "add", &action), again = action;
  assert_true(add.len > 0);
  phone_post(phone, action, add);
  assert_true(phone_shows(phone, "En?"));
  phone_post(phone, again, add); /* a finger that taps twice */
  assert_true(phone_shows(phone, "En?"));
  assert_string_equal(answers(venue), "partial|{\"r\":[{\"en\":1},{}]}");
  fill_first(phone, "2");
  phone_press(phone, "next");
  assert_string_equal(answers(venue), "partial|{\"r\":[{\"en\":1},{\"en\":2}]}");
  Str remove = phone_would_post(phone, "remove", &action);
  phone_post(phone, action, remove);
  phone_post(phone, action, remove);
  assert_string_equal(answers(venue), "partial|{\"r\":[{\"en\":1}]}");
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "Slutt?"));
  phone_press(phone, "next");
  assert_string_equal(answers(venue), "complete|{\"r\":[{\"en\":1}],\"slutt\":null}");
}

static void test_the_review(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, HEAD "kiosk: {review: yes}\nsurvey:\n"
                                   "  - {type: integer, name: en, label: En?}\n"
                                   "  - {type: integer, name: to, label: To?}\n");
  phone_fill(phone, "c0", STR("1"));
  phone_press(phone, "next");
  phone_fill(phone, "c1", STR("2"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "En?") && phone_shows(phone, "To?"));
  assert_true(phone_press(phone, "go:0"));
  phone_fill(phone, "c0", STR("11"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "11") && phone_shows(phone, "To?"));
  phone_back(phone);
  assert_string_equal(phone_control(phone, "c0", NULL)->value.ptr, "11");
  phone_open(phone, STR("/v/plain"));
  phone_press(phone, "next");
  assert_string_equal(answers(venue), "complete|{\"en\":11,\"to\":2}");
}

static void test_a_signature_is_a_picture(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, HEAD "survey:\n"
                                   "  - {type: image, name: navn, label: Signer, appearance: signature}\n"
                                   "  - {type: integer, name: en, label: En?}\n");
  phone_fill(phone, "c0.sketch", STR("1000x400;10,10 300,200 400,100"));
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT substr(hex(content), 1, 16) FROM attachment"), "89504E470D0A1A0A");
  const char *before = venue_query(venue, "SELECT path, hex(content) FROM attachment");
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT path, hex(content) FROM attachment"), before);
  assert_string_equal(venue_query(venue, "SELECT status FROM response"), "complete");
}

static void test_a_signature_is_a_name(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue, HEAD "survey:\n  - {type: image, name: navn, label: Signer, appearance: signature}\n");
  phone_fill(phone, "c0", STR("Kari Nordmann"));
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT path, media_type, CAST(content AS TEXT) FROM attachment"),
                      "navn.txt|text/plain|Kari Nordmann");
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_answers_bring_questions),
      ON_SITE(test_answers_take_questions_away),
      ON_SITE(test_choices_that_an_answer_changes),
      ON_SITE(test_repeats),
      ON_SITE(test_the_review),
      ON_SITE(test_a_signature_is_a_picture),
      ON_SITE(test_a_signature_is_a_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
