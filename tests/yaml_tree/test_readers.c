#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "yaml_tree.h"

static Arena *arena;

static int set_up(void **state) {
  (void)state;
  arena = arena_new(0);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static const YamlNode *value_of(const char *value, Diags *diags) {
  *diags = diags_new(arena);
  return yaml_get(yaml_parse(arena, arena_printf(arena, "k: %s\n", value), "t.yaml", diags).root, "k");
}

static void assert_refused(const Diags *diags, const char *what) {
  assert_int_equal(diags->error_count, 1);
  assert_string_equal(diags->items[0].code, "yaml-type");
  if (!str_is(diags->items[0].what, what)) fail_msg("expected %s, got " STR_FMT, what, STR_ARG(diags->items[0].what));
  assert_true(diags->items[0].line_text.len > 0);
}

static void test_text(void **state) {
  (void)state;
  Diags diags;
  Str text = STR("untouched");
  assert_true(yaml_text(value_of("12", &diags), "k", &text, &diags));
  assert_true(str_is(text, "12"));
  assert_true(yaml_text(value_of("''", &diags), "k", &text, &diags));
  assert_int_equal(text.len, 0);
  assert_false(yaml_text(value_of("[a]", &diags), "k", &text, &diags));
  assert_refused(&diags, "\"k\" is a list, not a text");
  assert_false(yaml_text(value_of("", &diags), "k", &text, &diags));
  assert_refused(&diags, "\"k\" is empty, not a text");
}

static void test_bool(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool value;
  } CASES[] = {{"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"TRUE", true}, {"No", false}};
  Diags diags;
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    bool value = !CASES[i].value;
    assert_true(yaml_bool(value_of(CASES[i].text, &diags), "k", &value, &diags));
    assert_int_equal(value, CASES[i].value);
  }
  bool value = true;
  assert_false(yaml_bool(value_of("'no'", &diags), "k", &value, &diags));
  assert_refused(&diags, "\"k\" is \"no\" in quotes, a text, not yes or no");
  assert_false(yaml_bool(value_of("perhaps", &diags), "k", &value, &diags));
  assert_refused(&diags, "\"k\" is \"perhaps\", not yes or no");
  assert_true(value);
}

static void test_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool is_number, is_int;
  } CASES[] = {{"5", true, true},
               {"60", true, true},
               {"-1", false, false},
               {"4.999", false, false},
               {"5.5", true, false},
               {"61", false, false},
               {"0x10", false, false},
               {"1e1", false, false},
               {"'7'", false, false},
               {"7 s", false, false},
               {"", false, false},
               {"{}", false, false},
               {"99999999999999999999", false, false},
               {"nan", false, false}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Diags diags;
    double number = -7;
    int whole = -7;
    const YamlNode *node = value_of(CASES[i].text, &diags);
    if (yaml_number(node, "k", 5, 60, &number, &diags) != CASES[i].is_number || (number != -7) != CASES[i].is_number)
      fail_msg("%s read as number %g", CASES[i].text, number);
    diags = diags_new(arena);
    if (yaml_int(node, "k", 5, 60, &whole, &diags) != CASES[i].is_int || (whole != -7) != CASES[i].is_int)
      fail_msg("%s read as int %d", CASES[i].text, whole);
    assert_int_equal(diags.error_count, !CASES[i].is_int);
  }
  Diags diags;
  int whole;
  assert_false(yaml_int(value_of("soon", &diags), "idle.after", 5, 60, &whole, &diags));
  assert_refused(&diags, "\"idle.after\" is \"soon\", not a whole number from 5 to 60");
}

static void test_what_is_not_there_is_no_mistake(void **state) {
  (void)state;
  Diags diags = diags_new(arena);
  Str text;
  bool yes;
  double number;
  int whole;
  assert_false(yaml_text(NULL, "k", &text, &diags));
  assert_false(yaml_bool(NULL, "k", &yes, &diags));
  assert_false(yaml_number(NULL, "k", 0, 1, &number, &diags));
  assert_false(yaml_int(NULL, "k", 0, 1, &whole, &diags));
  yaml_expect_keys(NULL, "k", NULL, 0, &diags);
  assert_int_equal(diags.count, 0);
}

static void test_keys(void **state) {
  (void)state;
  static const char *const KNOWN[] = {"after", "warn"};
  Diags diags;
  yaml_expect_keys(value_of("{after: 1, wran: 2, colour: 3}", &diags), "idle", KNOWN, COUNT_OF(KNOWN), &diags);
  assert_int_equal(diags.count, 2);
  assert_string_equal(diags.items[0].code, "unknown-key");
  assert_true(str_is(diags.items[0].what, "idle has no key \"wran\""));
  assert_int_equal(diags.items[0].place.column, 15);
  assert_true(str_is(diags.items[1].remedy, "the keys here are after, warn"));
  yaml_expect_keys(value_of("{aftr: 1}", &diags), "idle", KNOWN, COUNT_OF(KNOWN), &diags);
  assert_true(str_is(diags.items[0].remedy, "perhaps you mean \"after\""));
  yaml_expect_keys(value_of("soon", &diags), "idle", KNOWN, COUNT_OF(KNOWN), &diags);
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.items[0].code, "not-a-map");
}

/* A value from a file of unknown origin: cut, and on one line. */
static void test_a_long_value_is_cut_in_messages(void **state) {
  (void)state;
  Diags diags;
  int whole;
  yaml_int(value_of("ååååååååååååååååååååååååååååååå", &diags), "k", 0, 1, &whole, &diags);
  assert_refused(&diags, "\"k\" is \"åååååååååååååååååååå…\", not a whole number from 0 to 1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_text),    TEST(test_bool),
      TEST(test_numbers), TEST(test_what_is_not_there_is_no_mistake),
      TEST(test_keys),    TEST(test_a_long_value_is_cut_in_messages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
