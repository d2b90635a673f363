/* kioskctl eval as scripts meet it. */
#include "kioskctl/program.h"

#include <string.h>

typedef struct Case {
  const char *args[PROGRAM_ARGS_MAX];
  const char *printed;
} Case;

static const Case cases[] = {
    {{"eval", "1 + 1"}, "2\n"},
    {{"eval", "0.1 + 0.2"}, "0.30000000000000004\n"},
    {{"eval", "0 div 0"}, "NaN\n"},
    {{"eval", "-1 div 0"}, "-Infinity\n"},
    {{"eval", "1 = 1"}, "true\n"},
    {{"eval", "${a}", "--set", "a=x y"}, "x y\n"},
    {{"eval", ". > 3", "--set", ".=5"}, "true\n"},
    {{"eval", "--", "--1"}, "1\n"},
    {{"eval", "today()", "--now", "2026-11-21T14:05:00"}, "2026-11-21\n"},
    {{"eval", "uuid() = uuid()", "--seed", "1"}, "false\n"},
    /* set twice, a name has two answers */
    {{"eval", "${a}", "--set", "a=1", "--set", "a=2"}, "1\n"},
    {{"eval", "${a}", "--set", "a=1", "--set", "a=2", "--all"}, "[\"1\",\"2\"]\n"},
    {{"eval", "sum(${a})", "--set", "a=1", "--set", "b=5", "--set", "a=2"}, "3\n"},
    {{"eval", "join('-', ${a})", "--set", "a=1", "--set", "a=2"}, "1-2\n"},
    {{"eval", "count(/data/a)", "--set", "a=1", "--set", "a=2"}, "2\n"},
    {{"eval", "2 = ${a}", "--set", "a=1", "--set", "a=2"}, "true\n"},
    {{"eval", "/data/a[position() = 2]", "--set", "a=1", "--set", "a=2"}, "2\n"},
    {{"eval", "indexed-repeat(${b}, ${a}, 2)", "--set", "a=1", "--set", "a=2", "--set", "b=x", "--set", "b=y"}, "y\n"},
    /* and each is looked at with those of its own number beside it, and with what is set once */
    {{"eval", "count-if(${a}, ${a} > 4)", "--set", "a=3", "--set", "a=5", "--set", "a=8"}, "2\n"},
    {{"eval", "sum-if(${a}, ${b} = 'y')", "--set", "a=1", "--set", "b=y", "--set", "a=2", "--set", "b=x"}, "1\n"},
    {{"eval", "sum-if(${a}, ${b} = 'y')", "--set", "b=x", "--set", "a=1", "--set", "b=y", "--set", "a=2"}, "2\n"},
    {{"eval", "join-if(' ', ${a}, ${a} > ${b})", "--set", "a=3", "--set", "b=4", "--set", "a=5"}, "5\n"},
    {{"eval", "max-if(${a}, ${a} < .)", "--set", ".=9", "--set", "a=3", "--set", "a=8", "--set", "a=12"}, "8\n"},
    {{"eval", "sum(${a})", "--set", ".=9", "--set", ".=1", "--set", "a=3", "--set", "a=8"}, "11\n"},
    {{"eval", "/data/*", "--set", "a=\"", "--set", "b=2", "--all"}, "[\"\\\"\",\"2\"]\n"},
    {{"eval", "../a", "--set", ".=1", "--set", "a=2"}, "2\n"},
    {{"eval", "/data/b", "--set", "a=1", "--all"}, "[]\n"},
    {{"eval", "1 div 4", "--all"}, "[0.25]\n"},
    {{"eval", "1 = 2", "--all"}, "[false]\n"},
    {{"eval", "0 div 0", "--all"}, "[\"NaN\"]\n"},
};

static void expressions_are_printed(void **state) {
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run(*state, cases[i].args, NULL);
    if (said.code != 0 || strcmp(said.out, cases[i].printed) != 0) fail_msg("%s: %d %s", cases[i].args[1], said.code, said.out);
    assert_string_equal(said.err, "");
  }
}

static void a_warning_hinders_nothing(void **state) {
  static const char *const args[] = {"eval", "search('a') = ''", NULL};
  Said said = program_run(*state, args, NULL);
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out, "true\n");
  assert_non_null(strstr(said.err, "warning expr-not-yet: "));
}

static void mistakes_are_told(void **state) {
  static const struct {
    const char *args[5];
    int code;
    const char *error_code, *says;
  } wrong[] = {
      {{"eval", "1 +"}, 1, "expr-syntax", "ends where a value is expected"},
      {{"eval", "${a} = ${aa}", "--set", "aa=1"}, 1, "expr-unknown-name", "did you mean ${aa}?"},
      {{"eval"}, 2, "usage", "needs an expression"},
      {{"eval", "1", "2"}, 2, "usage", "is a second"},
      {{"eval", "1", "--set", "=x"}, 2, "option-value", "sets nothing"},
      {{"eval", "1", "--sett", "a=x"}, 2, "unknown-option", "--sett"},
      {{"eval", "1", "--now", "noon"}, 2, "option-value", "is no date"},
      {{"eval", "1", "--seed", "x"}, 2, "option-value", "is no whole number"},
  };
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    Said said = program_run(*state, wrong[i].args, NULL);
    program_assert_error(&said, wrong[i].code, wrong[i].error_code, wrong[i].says);
    assert_string_equal(said.out, "");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(expressions_are_printed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_warning_hinders_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(mistakes_are_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
