/* Which language speaks to whom, and what notices lead to. */
#include "journal.h"
#include "venue.h"
#include "waiting.h"

#include <string.h>

static const char *const SECRET = "7KQ29XGM7KQ29XGM";

/* Its default is not the first of its languages. */
static const char *const plain =
    "settings: {form_id: plain, form_title: {nb: Enkel, en: Simple, ar: بسيط}, version: 1, default_language: en}\n"
    "languages: {nb: Norsk, en: English, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n  - {type: integer, name: en, label: {nb: En?, en: One?, ar: واحد؟}}\n";

static const char *const invited =
    "settings: {form_id: bedt, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\n"
    "kiosk: {privacy: {mode: linked}, phone: {invited: yes}}\n"
    "survey:\n  - {type: integer, name: en, label: {nb: En?, en: One?}}\n";

static void open_venue(Venue *venue) {
  venue_add_form(venue, plain);
  venue_add_form(venue, invited);
  venue_open(venue);
}

static bool holds(const Phone *phone, const char *html) {
  return strstr(phone->html.ptr, html) != NULL;
}

static void expect_language(const Phone *phone, const char *code) {
  char lang[32];
  snprintf(lang, sizeof lang, "<html lang=\"%s\"", code);
  if (!holds(phone, lang)) fail_msg("it is not in %s: %.120s", code, phone->html.ptr);
}

static void test_the_language_goes_along(void **state) {
  Venue *venue = *state;
  open_venue(venue);
  Phone *phone = venue_phone(venue); /* whose browser speaks Norwegian */
  phone_open(phone, STR("/?l=ar"));
  expect_language(phone, "ar");
  assert_true(holds(phone, "href=\"/f/plain?l=ar\""));
  phone_fill(phone, "code", STR("plain"));
  assert_true(phone_press(phone, NULL));
  assert_string_equal(phone_address(phone).ptr, "/f/plain?l=ar");
  expect_language(phone, "ar");
  phone_open(phone, STR("/?l=ar"));
  phone_fill(phone, "code", STR("hva som helst"));
  phone_press(phone, NULL);
  expect_language(phone, "ar");
  phone_open(phone, STR("/nowhere?l=ar"));
  expect_language(phone, "ar");
  assert_true(holds(phone, "href=\"/?l=ar\""));
  phone_open(phone, STR("/"));
  expect_language(phone, "nb");
  assert_true(holds(phone, "href=\"/f/plain\"")); /* nothing was asked for: the browser says it again */
}

static void test_a_browser_that_says_no_language_gets_the_first_forms_own(void **state) {
  Venue *venue = *state;
  open_venue(venue);
  Phone *phone = phone_new(venue->arena, venue_wire(venue), "");
  phone_open(phone, STR("/"));
  expect_language(phone, "en");
  phone_open(phone, STR("/nowhere"));
  expect_language(phone, "en");
}

static void test_who_looks_for_a_visit_that_is_not_there(void **state) {
  Venue *venue = *state;
  open_venue(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/v/plain/3?l=en"));
  assert_int_equal(phone->status, 404);
  assert_true(phone_shows(phone, "Nothing has been started here"));
  assert_true(holds(phone, "href=\"/f/plain?l=en\""));
  phone_open(phone, STR("/v/bedt"));
  expect_language(phone, "nb");
}

static void test_a_code_can_be_typed_where_one_is_needed(void **state) {
  Venue *venue = *state;
  open_venue(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/f/bedt?l=en"));
  assert_int_equal(phone->status, 403);
  assert_true(phone_fill(phone, "code", STR("plain")));
  assert_true(phone_press(phone, NULL));
  assert_string_equal(phone_address(phone).ptr, "/f/plain?l=en");
}

/* Left at a kiosk in Arabic, and found when it was too late. */
static void test_a_code_that_is_too_old_speaks_its_visits_language(void **state) {
  static const struct {
    const char *target, *language;
  } cases[] = {{"/c/7KQ29XGM7KQ29XGM", "ar"}, {"/c/7KQ29XGM7KQ29XGM?l=nb", "nb"}};
  Venue *venue = *state;
  open_venue(venue);
  const Form *form = venue->forms[0].form;
  Journal *journal =
      journal_begin(venue->arena, &(JournalSetup){.form = form, .language_ix = 2, .clock = &venue->clock.clock, .chance = 7});
  Buffer bytes = buffer_new(venue->arena);
  Sink sink = sink_to_buffer(&bytes);
  journal_write(journal, &sink);
  WaitingVisit waiting = {.kind = WAITING_FOR_PHONE, .time = STR("2026-11-21"), .journal = buffer_view(&bytes)};
  LinkDoor door;
  link_door(str_from(SECRET), &door);
  StoreDraft draft = {.id = str_from(door.id),
                      .uuid = STR("00000000-0000-4000-8000-000000000000"),
                      .form_id = form->form_id,
                      .form_version = form->version,
                      .until_min = venue->clock.epoch_ms / 60000 + 24 * 60,
                      .state = waiting_close(venue->arena, &door, &waiting)};
  assert_int_equal(store_put_draft(venue->store, &draft, NULL), STATUS_OK);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Phone *phone = venue_phone(venue);
    phone_open(phone, str_from(cases[i].target));
    assert_int_equal(phone->status, 410);
    expect_language(phone, cases[i].language);
  }
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_the_language_goes_along),
      ON_SITE(test_a_browser_that_says_no_language_gets_the_first_forms_own),
      ON_SITE(test_who_looks_for_a_visit_that_is_not_there),
      ON_SITE(test_a_code_can_be_typed_where_one_is_needed),
      ON_SITE(test_a_code_that_is_too_old_speaks_its_visits_language),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
