/* A visit that began with a form which this program would not take from its author any more goes on with it. */
#include "site_versions.h"
#include "venue.h"

static const char LAX[] = "settings: {form_id: samling, form_title: Samling, version: 1, default_language: nb}\n"
                          "languages: {nb: Norsk}\n"
                          "survey:\n"
                          "  - {type: integer, name: antall, label: Hvor mange?}\n"
                          "  - {type: text, name: hvorfor, label: Hvorfor?, relevant: \"${antall} != 'mange'\"}\n";

static void a_visit_goes_on_with_what_was_a_form_once(void **state) {
  Venue *venue = *state;
  Diags diags = diags_new(venue->arena);
  assert_null(form_parse_yaml(venue->arena, STR(LAX), "t.yaml", &diags));
  venue->forms[0] = (WebForm){.form = form_parse_stored(venue->arena, STR(LAX), "t.yaml", &diags)};
  assert_non_null(venue->forms[0].form);
  venue->setup.form_count = 1;
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "samling");
  assert_true(phone_fill(phone, "c0", STR("3")));
  assert_true(phone_press(phone, "next"));
  venue_close(venue);

  venue->setup.form_count = 0;
  venue_add_form(venue, "settings: {form_id: samling, version: 2, default_language: nb}\nlanguages: {nb: Norsk}\n"
                        "survey:\n  - {type: text, name: nytt, label: Noe nytt?}\n");
  venue_open(venue);
  phone_reload(phone);
  assert_true(phone_shows(phone, "Hvorfor?"));
  assert_true(phone_press(phone, "next"));
  assert_string_equal(venue_query(venue, "SELECT status, form_version, answers FROM response"), "complete|1|{\"antall\":3}");
}

/* As when a kiosk with a newer form writes into the same database. */
static void a_version_is_found_once_it_is_there(void **state) {
  Venue *venue = *state;
  Err err = {0};
  const Form *added =
      venue_add_form(venue, "settings: {form_id: samling, version: 2, default_language: nb}\nlanguages: {nb: Norsk}\n"
                            "survey:\n  - {type: text, name: nytt, label: Noe nytt?}\n");
  const Form *found;
  Versions *versions = versions_new(venue->arena);
  Store *store = fixture_open(venue->fixture, "versions.db");
  assert_int_equal(versions_get(versions, store, added->form_id, added->version, &found, &err), STATUS_OK);
  assert_null(found);
  assert_int_equal(store_add_form(store, added, &err), STATUS_OK);
  assert_int_equal(versions_get(versions, store, added->form_id, added->version, &found, &err), STATUS_OK);
  assert_non_null(found);
  versions_free(versions);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_version_is_found_once_it_is_there, venue_setup, venue_teardown),
      cmocka_unit_test_setup_teardown(a_visit_goes_on_with_what_was_a_form_once, venue_setup, venue_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
