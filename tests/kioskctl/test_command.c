#include "kioskctl/program.h"

#include <string.h>

typedef struct Case {
  const char *args[4];
  int code;
  const char *error_code; /* NULL: no error, `says` is on standard output */
  const char *says;
} Case;

static void answers_for_itself(void **state) {
  static const Case cases[] = {
      {{NULL}, 2, "no-command", "kioskctl --help"},
      {{"exprot"}, 2, "unknown-command", "there is no command \"exprot\"; did you mean \"export\"?"},
      {{"frobnicate"}, 2, "unknown-command", "kioskctl --help lists them"},
      {{"help", "exprot"}, 2, "unknown-command", "did you mean \"export\"?"},
      {{"--help"}, 0, NULL, "kioskctl export --db DB"},
      {{"-h"}, 0, NULL, "kioskctl check "},
      {{"help"}, 0, NULL, "kioskctl eval "},
      {{"help", "export"}, 0, NULL, "usage: kioskctl export --db DB"},
      {{"export", "--help"}, 0, NULL, "usage: kioskctl export --db DB"},
      {{"check", "--help"}, 0, NULL, "usage: kioskctl check"},
      {{"eval", "--help"}, 0, NULL, "usage: kioskctl eval"},
      {{"--version"}, 0, NULL, "kioskctl "},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run(fixture, cases[i].args, NULL);
    if (cases[i].error_code != NULL) {
      program_assert_error(&said, cases[i].code, cases[i].error_code, cases[i].says);
      assert_string_equal(said.out, "");
      continue;
    }
    if (said.code != 0 || strstr(said.out, cases[i].says) == NULL) fail_msg("%s: %d %s", cases[i].args[0], said.code, said.out);
    assert_string_equal(said.err, "");
  }
}

static void says_when_nobody_can_hear(void **state) {
  static const char *const args[] = {"--help", NULL};
  Said said = program_run(*state, args, "/dev/full");
  program_assert_error(&said, 3, "output", "cannot write to standard output");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(answers_for_itself, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_when_nobody_can_hear, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
