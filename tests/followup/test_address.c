/* Addresses as they stand in codes: what was printed once has to lead there for ever. */
#include "followup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_form_with_what_is_known(void **state) {
  (void)state;
  static const struct {
    QrUrlParts parts;
    const char *address;
  } cases[] = {
      {{.form = STR_INIT("etter")}, "/f/etter"},
      {{.form = STR_INIT("etter"), .language = STR_INIT("ar")}, "/f/etter?l=ar"},
      {{.form = STR_INIT("etter"),
        .round = STR_INIT("h26"),
        .event = STR_INIT("samling 2"),
        .place = STR_INIT("Tromsø & omegn"),
        .language = STR_INIT("nb")},
       "/f/etter?r=h26&e=samling%202&p=Troms%C3%B8%20%26%20omegn&l=nb"},
      {{.form = STR_INIT("etter"), .place = STR_INIT("Bodø")}, "/f/etter?p=Bod%C3%B8"},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_true(str_is(followup_form_address(arena, &cases[i].parts), cases[i].address));
  arena_free(arena);
}

static void a_token_and_a_waiting_visit(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(str_is(followup_token_address(arena, STR("17A020G3"), STR("uk")), "/t/17A020G3?l=uk"));
  assert_true(str_is(followup_token_address(arena, STR("17A020G3"), STR("")), "/t/17A020G3"));
  assert_true(str_is(followup_visit_address(arena, STR("7KQ29XGM")), "/c/7KQ29XGM"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_form_with_what_is_known),
      cmocka_unit_test(a_token_and_a_waiting_visit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
