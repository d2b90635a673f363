#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "yaml_tree.h"

typedef struct Case {
  const char *text, *expected; /* "line:column code: what" of all messages, a line each */
} Case;

static const char *report(Arena *arena, Str text, const YamlNode **root) {
  Diags diags = diags_new(arena);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  *root = yaml_parse(arena, text, "t.yaml", &diags).root;
  for (size_t i = 0; i < diags.count; i++) {
    const Diag *diag = &diags.items[i];
    assert_true(diag->remedy.len > 0);
    sink_printf(&sink, "%s%d:%d %s: " STR_FMT, i ? "\n" : "", diag->place.line, diag->place.column, diag->code,
                STR_ARG(diag->what));
  }
  return buffer_view(&buffer).ptr;
}

static void run_cases(const Case *cases, size_t count, bool ends_reading) {
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < count; i++) {
    const YamlNode *root;
    const char *got = report(arena, str_from(cases[i].text), &root);
    if (strcmp(got, cases[i].expected) != 0) fail_msg("for\n%s\nexpected\n%s\nand got\n%s", cases[i].text, cases[i].expected, got);
    assert_int_equal(root == NULL, ends_reading);
  }
  arena_free(arena);
}

static void test_syntax_in_plain_words(void **state) {
  (void)state;
  static const Case CASES[] = {
      {"a: b: c", "1:5 yaml-syntax: a colon cannot stand here"},
      {"a: 1\n  b: 2", "2:4 yaml-syntax: a colon cannot stand here"},
      {"a: 1\nbc\nd: 2", "2:1 yaml-syntax: this line has no colon and is not part of a text"},
      {"a:\n\tb: 1", "2:1 yaml-syntax: a tab cannot indent a line"},
      {"a: \"x\nb: 1\n", "1:4 yaml-syntax: this quotation mark is never closed"},
      {"æ: 'x\n---\n", "1:4 yaml-syntax: this quotation mark is never closed"},
      {"a: {b: 1\nc: 2", "1:4 yaml-syntax: this { is never closed, or a comma is missing behind it"},
      {"a: [1, 2\nb: 3", "1:4 yaml-syntax: this [ is never closed, or a comma is missing behind it"},
      {"a: @x", "1:4 yaml-syntax: a text cannot start with @"},
      {"a: `x`", "1:4 yaml-syntax: a text cannot start with `"},
      {"a: %x", "1:4 yaml-syntax: a text cannot start with %"},
      {"a:\n  - b\n - c", "3:2 yaml-syntax: this does not fit the lines above it"},
      {"- a\nb: 1", "2:1 yaml-syntax: this does not fit the list above it"},
      {"a: - b", "1:4 yaml-syntax: a list item cannot start here"},
      {"a: 'it's'", "1:8 yaml-syntax: this does not fit the lines above it"},
      {"a: \"\\q\"",
       "1:5 yaml-syntax: a backslash in double quotes changes the character after it, and this is none it can change"},
      {"a: \"\\x4g\"", "1:4 yaml-syntax: a \\x or \\u in double quotes needs hexadecimal digits after it"},
      {"a: }", "1:4 yaml-syntax: a value is missing here"},
      {"  a: 1\nb: 2", "2:1 yaml-syntax: this does not belong to what stands above it"},
      {"a: |x\n b", "1:5 yaml-syntax: nothing may follow | or > on its line"},
      {"%x", "1:1 yaml-syntax: a line cannot start with %"},
      {"a: &", "1:4 yaml-syntax: a text cannot start with & or *"},
      {"a: !x!y z", "1:4 yaml-syntax: a text cannot start with !"},
      {"a: [", "1:5 yaml-syntax: a value is missing here"},
  };
  run_cases(CASES, COUNT_OF(CASES), true);
}

static void test_encoding(void **state) {
  (void)state;
  static const Case CASES[] = {
      {"a: 1\nb: bl\xE5\n", "2:6 yaml-encoding: the byte 0xE5 here is not UTF-8"},
      {"\xE5", "1:1 yaml-encoding: the byte 0xE5 here is not UTF-8"},
      {"æ: \xC3", "1:4 yaml-encoding: the byte 0xC3 here is not UTF-8"},
      {"\xFF\xFE", "1:1 yaml-encoding: the file is UTF-16, not UTF-8"},
      {"a: 1\nb: æ\x01", "2:5 yaml-encoding: the character U+0001 cannot stand in a YAML file"},
      {"a: \xF0\x9F\x98\x80\x7F", "1:5 yaml-encoding: the character U+007F cannot stand in a YAML file"},
  };
  run_cases(CASES, COUNT_OF(CASES), true);
}

static void test_limits(void **state) {
  (void)state;
  static const Case CASES[] = {
      {"a: 1\n---\nb: 2\n", "2:1 yaml-limit: a second document begins here"},
      {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]",
       "1:65 yaml-limit: maps and lists are nested more than 64 deep"},
  };
  run_cases(CASES, COUNT_OF(CASES), true);
}

static void test_too_many_values(void **state) {
  (void)state;
  enum { COUNT = 1000001 };
  Arena *arena = arena_new(0);
  char *text = arena_alloc(arena, 2 * (size_t)COUNT + 2);
  text[0] = '[';
  for (size_t i = 0; i < COUNT; i++)
    memcpy(text + 1 + 2 * i, "1,", 2);
  text[2 * (size_t)COUNT + 1] = ']';
  const YamlNode *root;
  const char *got = report(arena, (Str){text, 2 * (size_t)COUNT + 2}, &root);
  assert_string_equal(got, "1:2000000 yaml-limit: the file has more than 1,000,000 values");
  assert_null(root);
  arena_free(arena);
}

static void test_mistakes_that_do_not_end_the_reading(void **state) {
  (void)state;
  static const Case CASES[] = {
      {"a: 1\nb: 2\na: 3\nc: *b\na: 4", "4:4 yaml-alias: a reference to another place (*b) is not read\n"
                                        "3:1 yaml-duplicate-key: the key \"a\" stands here a second time, after line 1\n"
                                        "5:1 yaml-duplicate-key: the key \"a\" stands here a second time, after line 1"},
      {"{a: 1, \"a\": 2}", "1:8 yaml-duplicate-key: the key \"a\" stands here a second time, after line 1"},
      {"a: !x y\nb: !!int 3", "1:4 yaml-tag: a value cannot start with a tag (!x)\n"
                              "2:4 yaml-tag: a value cannot start with a tag (tag:yaml.org,2002:int)"},
      {"[a, b]: 1\nc: 2", "1:1 yaml-syntax: a key must be a word or a text"},
  };
  run_cases(CASES, COUNT_OF(CASES), false);
}

static void test_a_duplicate_key_stands_once_with_its_first_value(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  const YamlNode *root;
  report(arena, STR("a: first\nb: x\na: second\n"), &root);
  assert_int_equal(root->count, 2);
  assert_true(str_is(yaml_get(root, "a")->text, "first"));
  assert_true(str_is(yaml_get(root, "b")->text, "x"));
  arena_free(arena);
}

/* The readers after it must not say the same again. */
static void test_what_is_broken_is_reported_once(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const YamlNode *root = yaml_parse(arena, STR("a: *x\nb: !y {c: 1}\n"), "t.yaml", &diags).root;
  assert_int_equal(diags.count, 2);
  Str text;
  int number;
  assert_false(yaml_text(yaml_get(root, "a"), "a", &text, &diags));
  assert_false(yaml_int(yaml_get(root, "a"), "a", 0, 1, &number, &diags));
  yaml_expect_keys(yaml_get(root, "a"), "a", NULL, 0, &diags);
  yaml_expect_keys(yaml_get(root, "b"), "b", NULL, 0, &diags);
  assert_int_equal(diags.count, 2);
  assert_false(yaml_is_null(yaml_get(root, "a")));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_syntax_in_plain_words),
      cmocka_unit_test(test_encoding),
      cmocka_unit_test(test_limits),
      cmocka_unit_test(test_too_many_values),
      cmocka_unit_test(test_mistakes_that_do_not_end_the_reading),
      cmocka_unit_test(test_a_duplicate_key_stands_once_with_its_first_value),
      cmocka_unit_test(test_what_is_broken_is_reported_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
