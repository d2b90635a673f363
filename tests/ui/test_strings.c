#include "ui.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const shipped = "assets/strings";

static void shipped_languages_are_whole_and_agree(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Err err = {0};
  const Phrases *strings = ui_phrases_load(arena, shipped, &diags, &err);
  if (!strings) fail_msg("%s", err.sentence);
  diags_print(&diags, stderr);
  assert_int_equal(diags.count, 0); /* no key missing, none unknown, the same placeholders */
  for (int i = 0; i < UI_STRING_COUNT; i++) {
    Str nb = phrases_get(strings, (UiString)i, STR("nb")), en = phrases_get(strings, (UiString)i, STR("en"));
    assert_true(nb.len > 0 && en.len > 0);
  }
  assert_true(str_is(phrases_get(strings, UI_STRING_NEXT, STR("nb")), "Neste"));
  assert_true(str_is(phrases_get(strings, UI_STRING_NEXT, STR("en")), "Next"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(shipped_languages_are_whole_and_agree)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
