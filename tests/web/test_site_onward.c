/* What the thanks say of the form that follows: a button when it can be answered today, an address to be kept when it cannot yet. */
#include "venue.h"

#include <string.h>

#define HEAD(id, kiosk)                                                                                                            \
  "settings: {form_id: " id ", form_title: Form " id ", version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {" kiosk \
  "}\n"
#define ASK "survey:\n  - {type: integer, name: tall, label: Et tall}\n"

typedef struct Follows {
  const char *first, *then;
  const char *is[3], *is_not[3];
} Follows;

static const char button[] = "class=\"button\"", code[] = "Kode: <bdi", not_yet[] = "Du kan svare fra", over[] = "lukke siden";

static const Follows cases[] = {
    {HEAD("en", "followup: {form: to, link: none}") ASK,
     HEAD("to", "") ASK,
     {">Form to</a>", "/f/to</bdi>"},
     {button, not_yet, code}},
    {HEAD("en", "followup: {form: to, link: none}") ASK,
     HEAD("to", "phone: {from: 2020-01-01}") ASK,
     {button, "href=\"/f/to"},
     {not_yet, code, over}},
    {HEAD("en", "followup: {form: to, link: none}") ASK,
     HEAD("to", "phone: {from: 2098-02-21}") ASK,
     {"Du kan svare fra 21. februar 2098", ">Form to</a>"},
     {button, code, over}},
    {HEAD("en", "followup: {form: to, link: none}") ASK, HEAD("to", "phone: {until: 2020-01-01}") ASK, {over}, {"/f/to", button}},
    {HEAD("en", "privacy: {mode: linked}, followup: {form: to, link: token}") ASK,
     HEAD("to", "privacy: {mode: linked}, phone: {from: 90 days}") ASK,
     {not_yet, code, "href=\"/t/"},
     {button, over}},
    {HEAD("en", "privacy: {mode: linked}, followup: {form: to, link: token}") ASK,
     HEAD("to", "privacy: {mode: linked}") ASK,
     {code, ">Form to</a>"},
     {button, not_yet, over}},
    {HEAD("en", "followup: {url: 'https://ute.example.no/s'}") ASK,
     HEAD("to", "") ASK,
     {"https://ute.example.no/s"},
     {button, not_yet}},
};

static void test_what_follows(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    void *new = NULL;
    assert_int_equal(venue_setup(&new), 0);
    Venue *venue = new;
    venue_add_form(venue, cases[i].first);
    venue_add_form(venue, cases[i].then);
    venue_open(venue);
    Phone *phone = venue_phone(venue);
    venue_begin(phone, "en");
    assert_true(phone_fill(phone, "c0", STR("1")) && phone_press(phone, "next"));
    for (size_t j = 0; j < COUNT_OF(cases[i].is); j++) {
      if (cases[i].is[j] && !strstr(phone->html.ptr, cases[i].is[j]))
        fail_msg("%zu: no %s in\n%s", i, cases[i].is[j], phone->html.ptr);
      if (cases[i].is_not[j] && strstr(phone->html.ptr, cases[i].is_not[j]))
        fail_msg("%zu: %s in\n%s", i, cases[i].is_not[j], phone->html.ptr);
    }
    venue_teardown(&new);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_follows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
