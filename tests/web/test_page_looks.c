/* How questions are shown where one look of several is taken: a phone's keys, numbers in a row, what is repeated. */
#include "desk.h"

#include <string.h>

#define HEAD "settings: {form_id: plain, form_title: Enkel, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"

/* Digits alone where nothing is below 0; some phones have no minus among them. */
static void test_keys_for_numbers(void **state) {
  (void)state;
  static const struct {
    const char *question, *mode; /* NULL: all keys */
  } cases[] = {
      {"type: integer", NULL},
      {"type: integer, constraint: '. >= 0'", "numeric"},
      {"type: integer, constraint: '. > 0 and . <= 24'", "numeric"},
      {"type: integer, constraint: '. <= 24'", NULL},
      {"type: integer, constraint: '. >= -5'", NULL},
      {"type: integer, constraint: '. >= 0 or . = -1'", NULL},
      {"type: decimal, constraint: '. >= 0.5'", "decimal"},
      {"type: decimal", NULL},
      {"type: range, parameters: {start: 0, end: 100, step: 1}", "decimal"},
      {"type: range, parameters: {start: -50, end: 50, step: 1}", NULL},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char form[512], mode[64];
    snprintf(form, sizeof form, HEAD "survey:\n  - {%s, name: q, label: Q}\n", cases[i].question);
    Desk *desk = desk_of(form);
    desk_show(desk);
    snprintf(mode, sizeof mode, "inputmode=\"%s\"", cases[i].mode ? cases[i].mode : "");
    bool as_wanted = cases[i].mode ? desk_holds(desk, mode) : !desk_holds(desk, "inputmode");
    if (!as_wanted) fail_msg("%s", cases[i].question);
    desk_free(desk);
  }
}

/* Words need the width; digits do not. */
static void test_numbers_in_a_row(void **state) {
  (void)state;
  static const struct {
    const char *question, *labels[2];
    bool row, quick;
  } cases[] = {
      {"type: select_one l, appearance: horizontal", {"1", "12"}, true, false},
      {"type: select_one l, appearance: horizontal quick", {"1", "2"}, true, true},
      {"type: select_one l, appearance: horizontal", {"1", "to"}, false, false},
      {"type: select_one l, appearance: horizontal", {"1", "100"}, false, false},
      {"type: select_one l", {"1", "2"}, false, false},
      {"type: select_multiple l, appearance: horizontal", {"1", "2"}, false, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char form[512];
    snprintf(form, sizeof form,
             HEAD "survey:\n  - {%s, name: q, label: Q}\nchoices:\n  l: [{name: a, label: '%s'}, {name: b, label: '%s'}]\n",
             cases[i].question, cases[i].labels[0], cases[i].labels[1]);
    Desk *desk = desk_of(form);
    desk_show(desk);
    if (desk_holds(desk, "<div class=\"numbers\"") != cases[i].row || desk_holds(desk, "data-quick") != cases[i].quick)
      fail_msg("%zu: %s\n%s", i, cases[i].question, desk->html.ptr);
    desk_free(desk);
  }
}

/* A scale of recommendation moves on at the tap, too; its ends are said once each. */
static void test_a_quick_scale(void **state) {
  (void)state;
  static const char scale[] = "{name: '0', label: Nei}, {name: '1', label: '1'}, {name: '2', label: '2'}, {name: '3', label: '3'}, "
                              "{name: '4', label: '4'}, {name: '5', label: '5'}, {name: '6', label: '6'}, {name: '7', label: '7'}, "
                              "{name: '8', label: '8'}, {name: '9', label: '9'}, {name: '10', label: Ja}";
  char form[1024];
  snprintf(form, sizeof form,
           HEAD "survey:\n  - {type: select_one l, name: q, label: Q, appearance: nps quick}\n"
                "choices:\n  l: [%s]\n",
           scale);
  Desk *desk = desk_of(form);
  desk_show(desk);
  assert_true(desk_holds(desk, "<div class=\"numbers\" data-quick>"));
  assert_true(desk_holds(desk, "<span>0 – Nei</span> <span>10 – Ja</span>"));
  desk_free(desk);
}

/* One alone has no number; several say which of how many, as their pages do. */
static void test_what_is_repeated_in_the_review(void **state) {
  (void)state;
  Desk *desk = desk_of(HEAD "kiosk: {review: yes}\n"
                            "survey:\n"
                            "  - {type: begin_repeat, name: r, label: Forslag}\n"
                            "  - {type: text, name: en, label: En?}\n"
                            "  - {type: end_repeat}\n"
                            "  - {type: text, name: slutt, label: Slutt?}\n");
  desk_step(desk, SURVEY_NEXT);
  desk_step(desk, SURVEY_NEXT); /* no more */
  desk_step(desk, SURVEY_NEXT);
  desk_show(desk);
  assert_true(desk_holds(desk, "<h2>Forslag</h2>"));
  desk_step(desk, SURVEY_BACK);
  desk_step(desk, SURVEY_BACK);
  desk_step(desk, SURVEY_ADD);
  desk_show(desk);
  assert_true(desk_holds(desk, "<p class=\"heading\">Forslag · <bdi>2 av 2</bdi></p>"));
  desk_step(desk, SURVEY_NEXT);
  desk_step(desk, SURVEY_NEXT);
  desk_step(desk, SURVEY_NEXT);
  desk_show(desk);
  assert_true(desk_holds(desk, "<h2>Forslag · <bdi>1 av 2</bdi></h2>") && desk_holds(desk, "<h2>Forslag · <bdi>2 av 2</bdi></h2>"));
  desk_free(desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_keys_for_numbers),
      cmocka_unit_test(test_numbers_in_a_row),
      cmocka_unit_test(test_a_quick_scale),
      cmocka_unit_test(test_what_is_repeated_in_the_review),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
