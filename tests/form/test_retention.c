/* How long a form promises to keep answers, and when that is over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsed.h"

static Parsed parse_retention(const char *free_text, const char *responses) {
  Arena *arena = arena_new(0);
  Parsed parsed = parsed_from(arena_printf(arena,
                                           "kiosk: {retention: {free_text: %s, responses: %s}}\n"
                                           "survey: [{type: text, name: a, label: A}]\n",
                                           free_text, responses)
                                  .ptr);
  arena_free(arena);
  return parsed;
}

static void assert_retention(Retention got, int kind, int64_t days) {
  assert_int_equal(got.kind, kind);
  assert_int_equal(got.days, days);
}

static void test_all_spellings(void **state) {
  (void)state;
  static const struct {
    const char *written;
    int kind;
    int64_t days;
  } CASES[] = {{"90", RETENTION_DAYS, 90},   {"90 days", RETENTION_DAYS, 90},        {"\"90\"", RETENTION_DAYS, 90},
               {"1 day", RETENTION_DAYS, 1}, {"1days", RETENTION_DAYS, 1},           {"36500", RETENTION_DAYS, 36500},
               {"~", RETENTION_NONE, 0},     {"2027-01-31", RETENTION_UNTIL, 20849}, {"' 2028-02-29 '", RETENTION_UNTIL, 21243}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Parsed parsed = parse_retention("~", CASES[i].written);
    assert_non_null(parsed.form);
    assert_retention(parsed.form->kiosk.keep_responses, CASES[i].kind, CASES[i].days);
    assert_retention(parsed.form->kiosk.keep_free_text, RETENTION_NONE, 0);
    parsed_free(&parsed);
  }
}

static void test_what_cannot_be_meant_is_refused(void **state) {
  (void)state;
  static const char *const WRITTEN[] = {"0",
                                        "-1",
                                        "36501",
                                        "90.5",
                                        "90 weeks",
                                        "days",
                                        "1e3",
                                        "18446744073709551706",
                                        "2027-02-29",
                                        "2027-13-01",
                                        "2027-01-31T12:00",
                                        "12:00",
                                        "never",
                                        "90 days days"};
  for (size_t i = 0; i < COUNT_OF(WRITTEN); i++) {
    Parsed parsed = parse_retention(WRITTEN[i], "36500");
    if (parsed.form || !has_code(&parsed, "retention-value")) fail_msg("%s is taken", WRITTEN[i]);
    parsed_free(&parsed);
  }
}

static void test_free_text_goes_first_where_that_can_be_told(void **state) {
  (void)state;
  static const struct {
    const char *free_text, *responses;
    bool is_mistake;
  } CASES[] = {{"90", "90", false},
               {"91", "90", true},
               {"2027-01-31", "2027-01-31", false},
               {"2027-02-01", "2027-01-31", true},
               {"36500", "2027-01-31", false},
               {"2999-01-31", "1", false},
               {"90", "~", false},
               {"~", "90", false}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Parsed parsed = parse_retention(CASES[i].free_text, CASES[i].responses);
    assert_int_equal(has_code(&parsed, "retention-order"), CASES[i].is_mistake);
    assert_int_equal(parsed.form == NULL, CASES[i].is_mistake);
    parsed_free(&parsed);
  }
}

static void test_only_answers_that_can_be_linked_need_a_promise(void **state) {
  (void)state;
  static const struct {
    const char *kiosk;
    bool warns;
  } CASES[] = {{"{}", false},
               {"{privacy: {mode: anonymous}}", false},
               {"{privacy: {mode: linked}}", true},
               {"{privacy: {mode: linked}, retention: {}}", true},
               {"{privacy: {mode: linked}, retention: {free_text: 1}}", false},
               {"{privacy: {mode: linked}, retention: {responses: 1}}", false}};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Parsed parsed =
        parsed_from(arena_printf(arena, "kiosk: %s\nsurvey: [{type: integer, name: a, label: A}]\n", CASES[i].kiosk).ptr);
    assert_non_null(parsed.form);
    assert_int_equal(has_code(&parsed, "retention-missing"), CASES[i].warns);
    parsed_free(&parsed);
  }
  arena_free(arena);
}

static void test_when_it_is_over(void **state) {
  (void)state;
  const Retention none = {.kind = RETENTION_NONE}, days = {.kind = RETENTION_DAYS, .days = 90},
                  until = {.kind = RETENTION_UNTIL, .days = 20849};
  assert_true(form_retention_reach(none, 1000000) == INT64_MIN);
  assert_true(form_retention_reach(days, 1090) == 1000);
  assert_true(form_retention_reach(days, 1089) == 999);
  assert_true(form_retention_reach(until, 20848) == INT64_MIN);
  assert_true(form_retention_reach(until, 20849) == INT64_MAX);
  assert_true(form_retention_reach(until, 30000) == INT64_MAX);
  Arena *arena = arena_new(0);
  assert_str(form_retention_text(arena, none), "");
  assert_str(form_retention_text(arena, days), "after 90 days");
  assert_str(form_retention_text(arena, (Retention){.kind = RETENTION_DAYS, .days = 1}), "after 1 day");
  assert_str(form_retention_text(arena, until), "on 2027-01-31");
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_spellings),
      cmocka_unit_test(test_what_cannot_be_meant_is_refused),
      cmocka_unit_test(test_free_text_goes_first_where_that_can_be_told),
      cmocka_unit_test(test_only_answers_that_can_be_linked_need_a_promise),
      cmocka_unit_test(test_when_it_is_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
