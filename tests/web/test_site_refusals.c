/* What is refused, and how kindly; and what nobody asked for. */
#include "venue.h"

#include <string.h>

static const char *const plain = "settings: {form_id: plain, version: 1, default_language: nb}\n"
                                 "languages: {nb: Norsk}\n"
                                 "survey:\n"
                                 "  - {type: integer, name: en, label: En?}\n"
                                 "  - {type: integer, name: to, label: To?}\n";

static Phone *begin(Venue *venue) {
  venue_add_form(venue, plain);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "plain");
  return phone;
}

static void test_posts_from_elsewhere(void **state) {
  static const char *const targets[] = {"/f/plain/start", "/v/plain", "/c", "/code"};
  Venue *venue = *state;
  Phone *phone = begin(venue);
  phone_fill(phone, "c0", STR("1"));
  Str action, body = phone_would_post(phone, "next", &action);
  const char *before = venue_query(venue, "SELECT id, hex(state) FROM draft");
  venue->foreign = true;
  for (size_t i = 0; i < COUNT_OF(targets); i++) {
    phone_post(phone, str_from(targets[i]), body);
    assert_int_equal(phone->status, 403);
  }
  assert_string_equal(venue_query(venue, "SELECT id, hex(state) FROM draft"), before);
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM response"), "0");
}

/* What stands in the place of the stamp of a page that was posted. */
static Str with_stamp(Venue *venue, Str body, const char *stamp) {
  const char *at = strstr(body.ptr, "stamp=") + 6, *end = strchr(at, '&');
  return arena_printf(venue->arena, "%.*s%s%s", (int)(at - body.ptr), body.ptr, stamp, end);
}

static void test_posts_without_the_visits_stamp(void **state) {
  static const char *const stamps[] = {"", "A", "0000000000000000", "00000000000000000000000000000000000000"};
  Venue *venue = *state;
  Phone *phone = begin(venue);
  phone_fill(phone, "c0", STR("1"));
  Str action, body = phone_would_post(phone, "next", &action);
  for (size_t i = 0; i < COUNT_OF(stamps); i++) {
    phone_post(phone, action, with_stamp(venue, body, stamps[i]));
    assert_int_equal(phone->status, 403);
  }
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM response"), "0");
  phone_post(phone, action, body);
  assert_true(phone_shows(phone, "To?"));
}

static void test_another_phones_stamp(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue), *other = venue_phone(venue);
  venue_begin(other, "plain");
  Str action, body = phone_would_post(phone, "next", &action);
  phone_post(other, action, body);
  assert_int_equal(other->status, 403);
}

static void test_cookies_that_lead_nowhere(void **state) {
  static const struct {
    const char *cookie;
    int status;
  } cases[] = {{"", 403}, {"A", 403}, {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 410}, {"../../../etc/passwd", 403}};
  static const char *const targets[] = {"/v/plain", "/v/plain/0", "/v/plain/thanks"};
  Venue *venue = *state;
  Phone *phone = begin(venue);
  Str action, body = phone_would_post(phone, "next", &action);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    venue_set_cookie(phone, "plain", str_from(cases[i].cookie));
    phone_post(phone, action, body);
    assert_int_equal(phone->status, cases[i].status);
    for (size_t j = 0; j < COUNT_OF(targets); j++) {
      phone_open(phone, str_from(targets[j]));
      assert_int_equal(phone->status, cases[i].status == 403 ? 404 : cases[i].status); /* who only looks has sent nothing */
    }
    assert_non_null(strstr(phone->html.ptr, "href=\"/?l=nb\"")); /* a way to begin */
  }
}

static void test_visits_are_kept_for_a_day(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue);
  phone_fill(phone, "c0", STR("1"));
  phone_press(phone, "next");
  venue->clock.epoch_ms += 23 * 3600 * 1000;
  site_rest(venue->site);
  phone_reload(phone);
  assert_int_equal(phone->status, 200);
  venue->clock.epoch_ms += 25 * 3600 * 1000;
  phone_reload(phone);
  assert_int_equal(phone->status, 410);
  assert_string_equal(venue_query(venue, "SELECT status FROM response"), "partial");
}

static void test_nonsense(void **state) {
  static const char *const targets[] = {
      "/nothing",   "/f/",         "/f/unknown", "/f/plain/start", "/f/plain/",
      "/i/plain/0", "/i/plain/-1", "/i/plain",   "/i/unknown/0",   "/v/x",
      "/v/",        "/v",          "/v/plain/",  "/v/plain/x",     "/v/plain/0/",
      "/thanks",    "/logo-1",     "/c",         "/code",          "/t/",
      "/c/",        "//",          "/f/../v",
  };
  static const char *const bodies[] = {"",
                                       "page=0&stamp=x&do=next",
                                       "page=x&do=next",
                                       "page=0&do=jump",
                                       "page=0&do=go:x",
                                       "page=0&do=language:xx",
                                       "page=99999999999999999999&do=next",
                                       "do=next"};
  Venue *venue = *state;
  Phone *phone = begin(venue);
  Str action, body = phone_would_post(phone, "next", &action);
  const char *stamp = strstr(body.ptr, "stamp="), *end = strchr(stamp, '&');
  for (size_t i = 0; i < COUNT_OF(targets); i++) {
    phone_open(phone, str_from(targets[i]));
    if (phone->status != 404) fail_msg("%s: %d", targets[i], phone->status);
  }
  for (size_t i = 0; i < COUNT_OF(bodies); i++) {
    Str whole = arena_printf(venue->arena, "%s&%.*s", bodies[i], (int)(end - stamp), stamp);
    phone_post(phone, STR("/v/plain"), whole);
    bool plain_next = i == 1; /* whose stamp is the first one, which is wrong */
    assert_int_equal(phone->status, plain_next ? 403 : 400);
  }
  phone_open(phone, STR("/v/plain"));
  assert_true(phone_shows(phone, "En?"));
}

/* Answers to cells that the page does not have, and values that are none. */
static void test_fields_that_the_page_did_not_have(void **state) {
  static const char *const fields[] = {
      "cell=1&c1=7",       "cell=-1&c-1=7",          "cell=999999&c999999=7", "cell=99999999999999999999&c0=1",
      "cell=0&cell=0&c0=", "cell=1&c1=7&c1=8&c0.x=", "c0=<script>",           "cell=0&c0=1e9999"};
  Venue *venue = *state;
  Phone *phone = begin(venue);
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    Str action, body = phone_would_post(phone, "next", &action);
    phone_post(phone, action, arena_printf(venue->arena, STR_FMT "&%s", STR_ARG(body), fields[i]));
    assert_int_equal(phone->status, 200);
    phone_open(phone, STR("/v/plain/0"));
  }
  const char *answers = venue_query(venue, "SELECT answers FROM response");
  if (strstr(answers, "\"to\":7")) fail_msg("%s", answers);
}

static void test_style_script_and_pages_that_name_them(void **state) {
  Venue *venue = *state;
  Phone *phone = begin(venue);
  static const char *const names[] = {"/style-", "/script-"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    const char *at = strstr(phone->html.ptr, names[i]), *end = at ? strchr(at, '"') : NULL;
    assert_non_null(end);
    HttpRequest request = {.path = arena_str(venue->arena, (Str){at, (size_t)(end - at)}), .arena = venue->arena};
    HttpReply reply = {0};
    site_answer(venue->site, &request, &reply);
    assert_int_equal(reply.status, 200);
    assert_true(reply.cache_s > 0 && reply.body.len > 1000);
  }
}

/* Behind a proxy that has the site at an address with a path. */
static void test_a_site_below_a_path(void **state) {
  Venue *venue = *state;
  venue->setup.base_url = STR("https://kommune.example.no/svar");
  venue_add_form(venue, plain);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  phone_open(phone, STR("/f/plain"));
  Str action, body = phone_would_post(phone, "start", &action);
  assert_string_equal(action.ptr, "/svar/f/plain/start");
  assert_non_null(strstr(phone->html.ptr, "\"/svar/style-"));
  HttpField fields[] = {{STR("do"), STR("start")}};
  HttpRequest request = {
      .method = HTTP_POST, .path = STR("/f/plain/start"), .fields = fields, .field_count = 1, .arena = venue->arena};
  HttpReply reply = {0};
  site_answer(venue->site, &request, &reply);
  assert_string_equal(reply.location.ptr, "/svar/v/plain/0");
  assert_true(body.len > 0);
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_posts_from_elsewhere),
      ON_SITE(test_posts_without_the_visits_stamp),
      ON_SITE(test_another_phones_stamp),
      ON_SITE(test_cookies_that_lead_nowhere),
      ON_SITE(test_visits_are_kept_for_a_day),
      ON_SITE(test_nonsense),
      ON_SITE(test_fields_that_the_page_did_not_have),
      ON_SITE(test_style_script_and_pages_that_name_them),
      ON_SITE(test_a_site_below_a_path),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
