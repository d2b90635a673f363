/* How things stand, told to staff; pausing, and quitting. */
#include "staff_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void test_all_is_well(void **state) {
  (void)state;
  Stage stage = staff_stage_of("fine");
  stage_expect_label(&stage, "title", "Alt er i orden");
  stage_expect_label(&stage, "board.form", "Samling høst 2026");
  stage_expect_value(&stage, "board.complete", "34");
  stage_expect_value(&stage, "board.partial", "3");
  stage_expect_value(&stage, "board.discarded", "1");
  stage_expect_value(&stage, "board.ledger",
                     "\u20661–210\u2069 · \u20684 venter på nummer\n"
                     "Kontrollkode: \u20684f2a\u00a091c0\u00a077de\u00a00b13 9c55\u00a0e0d1\u00a04471\u00a0af28\u2069\u2069");
  stage_expect_value(&stage, "board.disk", "God plass · \u206812 GB ledig\u2069");
  stage_expect_value(&stage, "board.backup", "Tatt kl.\u00a0\u206812:30\u2069");
  stage_expect_value(&stage, "board.seal", "Svarene er forseglet · \u2068Bare den som har nøkkelen, kan lese dem\u2069");
  stage_expect_label(&stage, "pause", "Ta pause");
  assert_non_null(stage_find(&stage, "forms"));
  stage_free(&stage);
}

static void test_nothing_yet(void **state) {
  (void)state;
  Stage stage = staff_stage_of("paused");
  stage_expect_label(&stage, "title", "Kiosken har pause");
  stage_expect_label(&stage, "pause", "Fortsett");
  stage_expect_value(&stage, "board.ledger", "Ingen ennå");
  Staff waiting = *staff_sample("paused");
  waiting.waiting = 4;
  stage.scene.staff = &waiting;
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "board.ledger", "Ingen ennå · \u20684 venter på nummer\u2069");
  stage_expect_value(&stage, "board.disk", "Vet ikke");
  stage_expect_value(&stage, "board.backup", "Ingen ennå");
  stage_expect_value(&stage, "board.seal", "Svarene er ikke forseglet · \u2068Den som har maskinen, kan lese dem\u2069");
  assert_null(stage_find(&stage, "forms"));
  stage_free(&stage);
}

static void test_what_has_to_be_looked_after(void **state) {
  (void)state;
  Stage stage = staff_stage_of("trouble");
  stage_expect_label(&stage, "title", "Noe må sjekkes");
  assert_true(stage_has_state(&stage, "board.disk", STATE_INVALID));
  assert_true(stage_has_state(&stage, "board.backup", STATE_INVALID));
  assert_false(stage_has_state(&stage, "board.seal", STATE_INVALID));
  stage_expect_value(&stage, "board.disk",
                     "Lite plass · \u2068149 MB ledig\nRydd plass, ellers slutter kiosken å ta imot svar\u2069");
  stage_expect_value(&stage, "board.backup",
                     "Mislyktes · \u2068Sist: fredag 20. november kl.\u00a0\u206812:30\u2069\n"
                     "Svarene er trygge på kiosken. Se om minnepinnen står i.\u2069");
  stage_expect_label(&stage, "board.trouble.1", "Svar kunne ikke lagres. Disken var full.");
  stage_expect_value(&stage, "board.trouble.1", "kl.\u00a0\u206813:20\u2069");
  assert_true(stage_has_state(&stage, "board.trouble.1", STATE_INVALID));
  assert_null(stage_find(&stage, "board.trouble.2")); /* how the backup stands says so */
  stage_expect_value(&stage, "board.trouble.3", "fredag 20. november kl.\u00a0\u206807:30\u2069");
  assert_false(stage_has_state(&stage, "board.trouble.3", STATE_INVALID));
  static const char *const downwards[] = {"title",        "board.trouble.1", "board.backup", "board.today",
                                          "board.ledger", "board.trouble.3", "quit"};
  for (size_t i = 1; i < COUNT_OF(downwards); i++) {
    assert_true(stage_find(&stage, downwards[i - 1])->rect.y < stage_find(&stage, downwards[i])->rect.y);
  }
  assert_null(stage_find(&stage, "board.trouble.4"));
  stage_free(&stage);
}

static void test_a_clock_that_is_not_believed(void **state) {
  (void)state;
  Stage stage = staff_stage_of("clock");
  stage_expect_label(&stage, "title", "Noe må sjekkes");
  stage_expect_label(&stage, "board.trouble.1", "Klokka gjorde et stort hopp. Sjekk dato og tid. Ingenting slettes imens.");
  assert_true(stage_has_state(&stage, "board.trouble.1", STATE_INVALID));
  stage_free(&stage);
}

/* Each of them alone is enough to be told at the top. */
static void test_any_trouble_is_told_at_the_top(void **state) {
  (void)state;
  Staff cases[4];
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    cases[i] = *staff_sample("fine");
  }
  cases[0].disk_low = true;
  cases[1].backup = STAFF_BACKUP_FAILED;
  cases[2].troubles[0] = (StaffTrouble){.fault = STAFF_FAULT_OTHER, .wall_ms = stage_wall_ms};
  cases[3].troubles[0] = (StaffTrouble){.fault = STAFF_FAULT_OTHER, .wall_ms = stage_wall_ms, .over = true};
  cases[2].trouble_count = cases[3].trouble_count = 1;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = staff_stage("nb");
    stage.scene.staff = &cases[i];
    stage_screen(&stage, SCREEN_STAFF);
    stage_expect_label(&stage, "title", i < 3 ? "Noe må sjekkes" : "Alt er i orden");
    stage_free(&stage);
  }
}

static void test_what_staff_can_do(void **state) {
  (void)state;
  Stage stage = staff_stage_of("fine");
  staff_expect_action(staff_tap(&stage, "pause"), UI_PAUSE);
  staff_expect_action(staff_tap(&stage, "forms"), UI_FORMS);
  staff_expect_action(staff_tap(&stage, "leave"), UI_BACK);
  staff_expect_action(staff_give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ESCAPE}), UI_BACK);
  stage_free(&stage);
}

static void test_quitting_is_asked_once_more(void **state) {
  (void)state;
  Stage stage = staff_stage_of("trouble");
  assert_int_equal(staff_tap(&stage, "quit").count, 0);
  assert_null(stage_find(&stage, "board.disk"));
  assert_int_equal(staff_tap(&stage, "quit.no").count, 0);
  const Node *quit = stage_find(&stage, "quit"); /* where it was */
  assert_non_null(quit);
  assert_int_equal(stage_visible(quit).h, quit->rect.h);
  staff_tap(&stage, "quit");
  assert_int_equal(staff_give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ESCAPE}).count, 0);
  assert_non_null(stage_find(&stage, "quit"));
  staff_tap(&stage, "quit");
  staff_expect_action(staff_tap(&stage, "quit.yes"), UI_QUIT);
  stage_free(&stage);
}

/* The board begins at its beginning, whatever the pad was in the middle of. */
static void test_the_pin_was_right(void **state) {
  (void)state;
  Stage stage = staff_stage_of("pin");
  Staff staff = *staff_sample("pin");
  stage.scene.staff = &staff;
  stage_screen(&stage, SCREEN_STAFF);
  staff_tap(&stage, "pin.1");
  staff = *staff_sample("trouble");
  stage_screen(&stage, SCREEN_STAFF);
  assert_non_null(stage_find(&stage, "board.disk"));
  staff_tap(&stage, "more");
  staff_tap(&stage, "quit");
  staff = *staff_sample("pin");
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "pin", "0");
  stage_free(&stage);
}

/* --- the sign --- */

static void test_a_break_has_no_time(void **state) {
  (void)state;
  Stage stage = staff_stage("nb");
  stage.scene.paused = true;
  stage.scene.opens_weekday = 1;
  stage.scene.opens_minute = 8 * 60;
  stage_screen(&stage, SCREEN_CLOSED);
  stage_expect_label(&stage, "title", "Vi tar en pause");
  stage_expect_label(&stage, "text", "Vi er snart tilbake");
  assert_null(stage_find(&stage, "opens"));
  assert_null(stage_find(&stage, "when"));
  stage_free(&stage);
}

int main(void) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_is_well),
      cmocka_unit_test(test_nothing_yet),
      cmocka_unit_test(test_what_has_to_be_looked_after),
      cmocka_unit_test(test_a_clock_that_is_not_believed),
      cmocka_unit_test(test_any_trouble_is_told_at_the_top),
      cmocka_unit_test(test_what_staff_can_do),
      cmocka_unit_test(test_quitting_is_asked_once_more),
      cmocka_unit_test(test_the_pin_was_right),
      cmocka_unit_test(test_a_break_has_no_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
