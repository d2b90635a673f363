/* What a form says of phones: whether and when it is answered on them, where its visitors' own ones are led, and by what they are known
 * again there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "parsed.h"

#define LINKED  "privacy: {mode: linked}, retention: {responses: 365 days}"
#define CODE    "survey:\n  - type: group\n    name: kode\n    link_code: yes\n    questions:\n"
#define NUMBER  "      - {type: integer, name: hus, label: House, required: true}\n"
#define ANOTHER "      - {type: integer, name: sosken, label: Siblings, required: true}\n"

static const char question[] = "survey: [{type: text, name: a, label: A}]\n";

static Parsed with_kiosk(const char *kiosk) {
  Arena *arena = arena_new(0);
  Parsed parsed = parsed_from(arena_printf(arena, "kiosk: {%s}\n%s", kiosk, question).ptr);
  arena_free(arena);
  assert_non_null(parsed.form);
  return parsed;
}

static void by_default_a_form_is_answered_on_phones(void **state) {
  (void)state;
  Parsed parsed = with_kiosk("");
  const PhoneSettings *phone = &parsed.form->kiosk.phone;
  assert_true(phone->here);
  assert_true(phone->may_continue);
  assert_int_equal(phone->keep_min, 15);
  assert_false(phone->invited_only);
  assert_int_equal(phone->from.kind, RETENTION_NONE);
  assert_int_equal(phone->until.kind, RETENTION_NONE);
  parsed_free(&parsed);
}

static void what_is_said_of_phones_is_read(void **state) {
  (void)state;
  Parsed parsed =
      with_kiosk("phone: {here: no, continue: no, keep: 1440, invited: yes, from: 90 days, until: 2027-06-30}, " LINKED);
  const PhoneSettings *phone = &parsed.form->kiosk.phone;
  assert_false(phone->here);
  assert_false(phone->may_continue);
  assert_int_equal(phone->keep_min, 1440);
  assert_true(phone->invited_only);
  assert_int_equal(phone->from.kind, RETENTION_DAYS);
  assert_int_equal(phone->from.days, 90);
  assert_int_equal(phone->until.kind, RETENTION_UNTIL);
  assert_int_equal(phone->until.days, civil_to_days(2027, 6, 30));
  assert_int_equal(parsed.diags.count, 0);
  parsed_free(&parsed);
}

static void a_follow_up_is_a_form_of_ours(void **state) {
  (void)state;
  static const struct {
    const char *kiosk;
    FollowupLink link;
  } cases[] = {
      {"followup: {form: senere}", FOLLOWUP_NONE},
      {"followup: {form: senere, link: none}", FOLLOWUP_NONE},
      {"followup: {form: senere, link: token}, " LINKED, FOLLOWUP_TOKEN},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Parsed parsed = with_kiosk(cases[i].kiosk);
    const KioskSettings *kiosk = &parsed.form->kiosk;
    assert_str(kiosk->followup_form, "senere");
    assert_int_equal(kiosk->followup_url.len, 0);
    assert_int_equal(kiosk->followup_link, cases[i].link);
    assert_int_equal(kiosk->thanks_show_s, 15); /* there is a code to be read */
    assert_int_equal(parsed.diags.count, 0);
    parsed_free(&parsed);
  }
}

static void a_groups_answers_are_the_elements_of_a_code(void **state) {
  (void)state;
  Parsed parsed = parsed_from("kiosk: {followup: {form: senere, link: code}, " LINKED "}\n" CODE
                              "      - {type: note, name: om, label: About}\n" NUMBER
                              "      - type: group\n        name: indre\n        questions:\n"
                              "          - {type: date, name: dag, label: Day, required: true}\n"
                              "  - {type: text, name: fritt, label: Free}\n");
  assert_non_null(parsed.form);
  assert_int_equal(parsed.diags.count, 0);
  assert_int_equal(parsed.form->kiosk.followup_link, FOLLOWUP_CODE);
  assert_true(question_at(&parsed, "kode/hus")->link_element);
  assert_true(question_at(&parsed, "kode/indre/dag")->link_element);
  assert_false(question_at(&parsed, "kode/om")->link_element);
  assert_false(question_at(&parsed, "fritt")->link_element);
  parsed_free(&parsed);
}

/* The later wave asks for the code and leads nowhere. */
static void a_code_needs_no_follow_up(void **state) {
  (void)state;
  Parsed parsed = parsed_from("kiosk: {" LINKED "}\n" CODE NUMBER ANOTHER);
  assert_non_null(parsed.form);
  assert_int_equal(parsed.diags.count, 0);
  parsed_free(&parsed);
}

static void no_is_no_code(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n  - {type: begin_group, name: g, link_code: no}\n  - {type: text, name: a, label: A}\n"
                              "  - {type: end_group}\n");
  assert_non_null(parsed.form);
  assert_int_equal(parsed.diags.count, 0);
  assert_false(question_at(&parsed, "g/a")->link_element);
  parsed_free(&parsed);
}

/* What decides whether something is asked, or is shown, is in no database. */
static void elements_may_be_looked_at_but_not_kept(void **state) {
  (void)state;
  static const struct {
    const char *row;
    bool good;
  } cases[] = {
      {"{type: text, name: a, label: A, relevant: \"${hus} > 1\"}", true},
      {"{type: integer, name: a, label: \"More than ${hus}?\", constraint: \". > ${hus}\"}", true},
      {"{type: calculate, name: a, calculation: \"${hus} + 1\"}", false},
      {"{type: integer, name: a, label: A, default: \"${hus}\"}", false},
      {"{type: hidden, name: a, default: \"${sosken}\"}", false},
      {"{type: calculate, name: a, calculation: \"concat(/t/kode/*)\"}", false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(arena_printf(arena, "kiosk: {" LINKED "}\n" CODE NUMBER ANOTHER "  - %s\n", cases[i].row).ptr);
    if (has_code(&parsed, "link-code-read") == cases[i].good) fail_msg("%s", cases[i].row);
    assert_int_equal(parsed.form != NULL, cases[i].good);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_default_a_form_is_answered_on_phones),
      cmocka_unit_test(what_is_said_of_phones_is_read),
      cmocka_unit_test(a_follow_up_is_a_form_of_ours),
      cmocka_unit_test(a_groups_answers_are_the_elements_of_a_code),
      cmocka_unit_test(a_code_needs_no_follow_up),
      cmocka_unit_test(no_is_no_code),
      cmocka_unit_test(elements_may_be_looked_at_but_not_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
