/* The pad for the PIN: what is typed is counted, never told. */
#include "staff_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void assert_pin(UiActions actions, const char *digits) {
  staff_expect_action(actions, UI_PIN);
  assert_int_equal(actions.items[0].value.kind, VALUE_TEXT);
  assert_true(str_is(actions.items[0].value.text, digits));
}

static void test_digits_are_counted_and_never_told(void **state) {
  (void)state;
  Stage stage = staff_stage_of("pin");
  stage_expect_value(&stage, "pin", "0");
  staff_tap(&stage, "pin.7");
  staff_tap(&stage, "pin.7");
  staff_tap(&stage, "pin.0");
  staff_tap(&stage, "pin.4");
  stage_expect_value(&stage, "pin", "4");
  size_t count = 0;
  const Node *nodes = ui_nodes(stage.ui, &count);
  for (size_t i = 0; i < count; i++) {
    assert_true(nodes[i].label.len == 0 || strstr(nodes[i].label.ptr, "77") == NULL);
    assert_true(nodes[i].role == ROLE_KEY || nodes[i].value.len == 0 || str_is(nodes[i].id, "pin") ||
                str_is(nodes[i].id, "languages"));
  }
  staff_tap(&stage, "pin.delete");
  stage_expect_value(&stage, "pin", "3");
  assert_pin(staff_tap(&stage, "pin.ok"), "770");
  stage_expect_value(&stage, "pin", "0"); /* forgotten as it is given */
  assert_int_equal(staff_tap(&stage, "pin.ok").count, 0);
  stage_free(&stage);
}

static void test_digits_by_keyboard(void **state) {
  (void)state;
  Stage stage = staff_stage_of("pin");
  staff_give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("1a2 ")});
  staff_give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("٣")}); /* a keyboard of the language's own */
  staff_give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("9")});
  staff_give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_BACKSPACE});
  stage_expect_value(&stage, "pin", "3");
  assert_pin(staff_give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ENTER}), "123");
  for (int i = 0; i < 20; i++) {
    staff_give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("5")});
  }
  stage_expect_value(&stage, "pin", "12");
  staff_expect_action(staff_give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ESCAPE}), UI_BACK);
  stage_free(&stage);
}

static void test_digits_are_forgotten(void **state) {
  (void)state;
  Stage stage = staff_stage_of("pin");
  staff_tap(&stage, "pin.1");
  stage_screen(&stage, SCREEN_STAFF); /* a second has passed */
  stage_expect_value(&stage, "pin", "1");
  stage_screen(&stage, SCREEN_CLOSED);
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "pin", "0");
  staff_tap(&stage, "pin.1");
  ui_wipe(stage.ui);
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "pin", "0");
  stage_free(&stage);
}

static void test_wrong_and_waiting_are_said(void **state) {
  (void)state;
  Stage stage = staff_stage_of("wrong");
  stage_expect_label(&stage, "message", "Feil PIN-kode. Prøv igjen.");
  assert_true(stage_has_state(&stage, "pin", STATE_INVALID));
  Rect key = stage_find(&stage, "pin.5")->rect;
  Staff waiting = *staff_sample("wait");
  stage.scene.staff = &waiting;
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_label(&stage, "message", "For mange forsøk.\nPrøv igjen om\u00a0\u206812:34\u2069");
  waiting.wait_s = 9;
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_label(&stage, "message", "For mange forsøk.\nPrøv igjen om\u00a0\u20680:09\u2069");
  assert_memory_equal(&key, &stage_find(&stage, "pin.5")->rect, sizeof key); /* nothing moves for it */
  assert_true(stage_has_state(&stage, "pin.5", STATE_DISABLED));
  staff_tap(&stage, "pin.5");
  staff_give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("5")});
  stage_expect_value(&stage, "pin", "0");
  assert_int_equal(staff_tap(&stage, "pin.ok").count, 0);
  staff_expect_action(staff_tap(&stage, "leave"), UI_BACK);
  stage_free(&stage);
}

static void test_languages_at_the_pad(void **state) {
  (void)state;
  Stage stage = staff_stage_of("pin");
  staff_tap(&stage, "pin.1");
  UiActions actions = staff_tap(&stage, "language.ar");
  staff_expect_action(actions, UI_LANGUAGE);
  assert_int_equal(actions.items[0].language_ix, form_find_language(stage.form, STR("ar")));
  stage_expect_value(&stage, "pin", "1");
  stage_free(&stage);
}

int main(void) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_digits_are_counted_and_never_told),
      cmocka_unit_test(test_digits_by_keyboard),
      cmocka_unit_test(test_digits_are_forgotten),
      cmocka_unit_test(test_wrong_and_waiting_are_said),
      cmocka_unit_test(test_languages_at_the_pad),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
