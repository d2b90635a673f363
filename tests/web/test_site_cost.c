/* What one request may cost: no phone can make the server work for others' time, or for more memory than it sends, over and over. */
#include "venue.h"

#include <string.h>

enum { POSTED_BYTES = 64 * 1024, TIMES = 500, MOST_BYTES = 8 * 1024 * 1024 };

static const char *const plain = "settings: {form_id: plain, version: 1, default_language: nb}\n"
                                 "languages: {nb: Norsk}\n"
                                 "survey:\n"
                                 "  - {type: text, name: en, label: En?}\n"
                                 "  - {type: text, name: to, label: To?}\n";

static void repeat(Sink *sink, const char *text, size_t times) {
  for (size_t i = 0; i < times; i++)
    sink_z(sink, text);
}

/* A cell that is named again and again, and what is posted to it is long: whether the page is the one that the visit is on, or of another tab. */
static void test_a_cell_is_read_once_however_often_it_is_named(void **state) {
  static const char *const pages[] = {"0", "9999"};
  Venue *venue = *state;
  venue_add_form(venue, plain);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "plain");
  Str stamp = arena_str(venue->arena, phone_control(phone, "stamp", NULL)->value);
  for (size_t i = 0; i < COUNT_OF(pages); i++) {
    Buffer body = buffer_new(venue->arena);
    Sink sink = sink_to_buffer(&body);
    sink_printf(&sink, "do=next&page=%s&stamp=" STR_FMT "&c0=ja", pages[i], STR_ARG(stamp));
    repeat(&sink, "+", POSTED_BYTES);
    repeat(&sink, "&cell=0", TIMES);
    venue->most_bytes = 0;
    phone_post(phone, STR("/v/plain"), buffer_view(&body));
    assert_int_equal(phone->status, 200);
    assert_true(phone_shows(phone, "To?") && !phone_shows(phone, "ble ikke lagret"));
    if (venue->most_bytes > MOST_BYTES) fail_msg("page %s: %zu bytes of memory", pages[i], venue->most_bytes);
  }
}

#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      ON_SITE(test_a_cell_is_read_once_however_often_it_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
