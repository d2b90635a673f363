#include "draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void names_of_keys(void **state) {
  (void)state;
  static const struct {
    const char *name;
    Key key;
    bool shift;
  } cases[] = {
      {"Tab", KEY_TAB, false},
      {"Shift+Tab", KEY_TAB, true},
      {"Enter", KEY_ENTER, false},
      {"Space", KEY_SPACE, false},
      {"Escape", KEY_ESCAPE, false},
      {"Left", KEY_LEFT, false},
      {"Right", KEY_RIGHT, false},
      {"Up", KEY_UP, false},
      {"Down", KEY_DOWN, false},
      {"Home", KEY_HOME, false},
      {"Shift+End", KEY_END, true},
      {"PageUp", KEY_PAGE_UP, false},
      {"PageDown", KEY_PAGE_DOWN, false},
      {"Backspace", KEY_BACKSPACE, false},
      {"Delete", KEY_DELETE, false},
      {"", KEY_NONE, false},
      {"tab", KEY_NONE, false},
      {"Shift+", KEY_NONE, true},
      {"Shift", KEY_NONE, false},
      {"Tabs", KEY_NONE, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    bool shift = !cases[i].shift;
    assert_int_equal(key_from_name(str_from(cases[i].name), &shift), cases[i].key);
    assert_int_equal(shift, cases[i].shift);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(names_of_keys)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
