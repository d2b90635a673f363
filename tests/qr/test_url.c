#include "qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const QrUrlParts parts = {
    .token = {"01ARZ3", 6},
    .event = {"Inn i jobb/Røyken", 18},
    .place = {"NAV Ås", 7},
    .round = {"{token}", 7},
    .form = {"a-b_c.d~e", 9},
    .language = {"nb&x=1#%", 8},
};

static void templates_are_filled(void **state) {
  (void)state;
  static const struct {
    const char *url_template, *url;
  } cases[] = {
      {"", ""},
      {"https://a.no/", "https://a.no/"},
      {"https://a.no/s?t={token}", "https://a.no/s?t=01ARZ3"},
      {"https://a.no/{event}?e={event}", "https://a.no/Inn%20i%20jobb%2FR%C3%B8yken?e=Inn%20i%20jobb%2FR%C3%B8yken"},
      {"{token}{token}", "01ARZ301ARZ3"},
      {"{form}", "a-b_c.d~e"},
      {"l={lang}", "l=nb%26x%3D1%23%25"},
      {"p={place}", "p=NAV%20%C3%85s"},
      {"{round}", "%7Btoken%7D"}, /* a value is never a template */
      {"a}b", "a}b"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Str out = {0}, bad = {0};
    assert_true(qr_url(arena, str_from(cases[i].url_template), &parts, &out, &bad));
    if (!str_is(out, cases[i].url)) fail_msg("%s gave " STR_FMT, cases[i].url_template, STR_ARG(out));
    arena_free(arena);
  }
}

static void every_byte_but_the_unreserved_is_encoded(void **state) {
  (void)state;
  static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  Arena *arena = arena_new(0);
  size_t kept = 0;
  for (int byte = 0; byte < 256; byte++) {
    char value[1] = {(char)byte}, expected[4];
    QrUrlParts one = {.token = {value, 1}};
    Str out = {0}, bad = {0};
    bool stays = byte != 0 && strchr(unreserved, byte);
    snprintf(expected, sizeof expected, stays ? "%c" : "%%%02X", (unsigned)byte);
    assert_true(qr_url(arena, STR("{token}"), &one, &out, &bad));
    assert_true(str_is(out, expected));
    kept += stays;
  }
  assert_int_equal(kept, 66);
  arena_free(arena);
}

static void mistakes_are_pointed_at(void **state) {
  (void)state;
  static const struct {
    const char *url_template, *bad;
  } cases[] = {
      {"https://a.no/{tokn}/{event}", "{tokn}"},
      {"{}", "{}"},
      {"{{token}}", "{{token}"},
      {"a{token", "{token"},
      {"a{", "{"},
      {"{Token}", "{Token}"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Str out = {0}, bad = {0};
    assert_false(qr_url(arena, str_from(cases[i].url_template), &parts, &out, &bad));
    assert_true(str_is(bad, cases[i].bad));
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(templates_are_filled),
      cmocka_unit_test(every_byte_but_the_unreserved_is_encoded),
      cmocka_unit_test(mistakes_are_pointed_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
