#include "regex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
  const char *pattern, *text;
  bool matches;
} cases[] = {
    {"", "", true},
    {"", "a", false},
    {"abc", "abc", true},
    {"abc", "abcd", false},
    {"abc", "xabc", false},
    {"^abc$", "abc", true},
    {"a^b", "ab", false},
    {"a.c", "abc", true},
    {"a.c", "a\nc", false},
    {".", "å", true},
    {"...", "æøå", true},
    {"[æøå]{3}", "æøå", true},
    {"[a-zæøå]+", "blåbær", true},
    {"[^æ]", "ø", true},
    {"[^æ]", "æ", false},
    {"a*", "", true},
    {"a*", "aaaa", true},
    {"a+", "", false},
    {"a+", "aaa", true},
    {"ab?c", "ac", true},
    {"ab?c", "abbc", false},
    {"a+?b*?", "aab", true},
    {"a{3}", "aaa", true},
    {"a{3}", "aa", false},
    {"a{2,}", "a", false},
    {"a{2,}", "aaaaa", true},
    {"a{1,3}", "aaa", true},
    {"a{1,3}", "aaaa", false},
    {"a{0}", "", true},
    {"a{0}", "a", false},
    {"a{,3}", "a{,3}", true},
    {"{}", "{}", true},
    {"a|b|cd", "cd", true},
    {"a|b|cd", "b", true},
    {"a|b|cd", "ad", false},
    {"(a|b)c", "bc", true},
    {"(?:ab)+", "abab", true},
    {"(ab|)c", "c", true},
    {"(a*)*", "aaa", true},
    {"(a*)*b", "aaa", false},
    {"((a|b)*c){2}", "abcc", true},
    {"\\d{4}-\\d\\d", "2026-11", true},
    {"\\d", "a", false},
    {"\\D", "a", true},
    {"\\w+", "a_9", true},
    {"\\w", "å", false},
    {"\\W", "å", true},
    {"a\\sb", "a\tb", true},
    {"\\S+", "a b", false},
    {"\\.\\*\\\\", ".*\\", true},
    {"\\n", "\n", true},
    {"[\\w-\\.]+@[\\w-]+\\.no", "ola.nord-mann@ks.no", true},
    {"[\\w-\\.]+", "a b", false},
    {"[a-c-]+", "a-c", true},
    {"[-a]+", "-a", true},
    {"[]a]+", "a]", true},
    {"[^]]", "]", false},
    {"[\\]x]+", "]x", true},
    {"[\\d,]+", "1,5", true},
    {"[^\\d]", "5", false},
    {"[^\\D]", "5", true},
    {"[\\Dx]", "7", false},
    {"[[:alpha:]_]+", "ab_", true},
    {"[[:digit:]]", "x", false},
    {"[.+*?()|]+", ".+*?()|", true},
    {"a\\b.*", "a b", true},
    {"a\\b.*", "ab", false},
    {"a\\Bb", "ab", true},
    {"\\ba", "a", true},
    {"([0-9]{3}[ ]?){3}", "123 456789", true},
    {"(0|[1-9][0-9]*)(\\.[0-9]{1,2})?", "120.50", true},
    {"(0|[1-9][0-9]*)(\\.[0-9]{1,2})?", "0120", false},
};

static void whole_texts_match(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *problem = "";
    const Regex *regex = regex_compile(arena, str_from(cases[i].pattern), &problem);
    if (regex && regex_matches(regex, str_from(cases[i].text), arena) == cases[i].matches) continue;
    print_error("%s on %s: %s\n", cases[i].pattern, cases[i].text, regex ? "wrong" : problem);
    failed++;
  }
  arena_free(arena);
  assert_int_equal(failed, 0);
}

static void wrong_patterns_are_refused(void **state) {
  (void)state;
  static const char *const patterns[] = {"(",
                                         "(a",
                                         "a)",
                                         "[",
                                         "[a",
                                         "[]",
                                         "[b-a]",
                                         "*a",
                                         "a**",
                                         "a++",
                                         "a|*",
                                         "(?=a)",
                                         "(?i)a",
                                         "\\",
                                         "\\p{L}",
                                         "\\1",
                                         "a{3,2}",
                                         "a{1001}",
                                         "[a\\",
                                         "a{2}{3}",
                                         "((((((((((((((((((((((((((((((((((((((((((a",
                                         "((a{99}){99}){99}",
                                         "((((){1000}){1000}){1000}){1000}"};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(patterns); i++) {
    const char *problem = NULL;
    assert_null(regex_compile(arena, str_from(patterns[i]), &problem));
    assert_non_null(problem);
  }
  arena_free(arena);
}

/* A backtracking matcher would not come to an end here. */
static void evil_patterns_take_no_longer(void **state) {
  (void)state;
  static const char *const patterns[] = {"(a+)+b", "(a|a)*b", "(a*)*(a*)*(a*)*b", "(a?){500}a{500}"};
  Arena *arena = arena_new(0);
  char text[2000];
  for (size_t i = 0; i < sizeof text; i++)
    text[i] = 'a';
  for (size_t i = 0; i < COUNT_OF(patterns); i++) {
    const char *problem;
    const Regex *regex = regex_compile(arena, str_from(patterns[i]), &problem);
    assert_false(regex_matches(regex, (Str){text, sizeof text}, arena));
  }
  arena_free(arena);
}

/* What is drawn matches; and chance comes round to every way and every character. */
static void what_is_drawn_matches(void **state) {
  (void)state;
  static const char *const patterns[] = {"^07[0-9]{8}$",
                                         "[\\w-\\.]+@[a-z]+\\.com",
                                         "(NG|LA)-?\\d{3,5}",
                                         "[^ ]+",
                                         "[\xe0\xba\x81-\xe0\xba\x82]*",
                                         "a|(b|c(d|e)*)+\\s?",
                                         "(a*)*(b*)*",
                                         "",
                                         ".*",
                                         "\\+?1?"};
  Arena *arena = arena_new(0);
  uint64_t seed = 7;
  const Random random = random_seeded(&seed);
  for (size_t i = 0; i < COUNT_OF(patterns); i++) {
    const char *problem = "";
    const Regex *regex = regex_compile(arena, str_from(patterns[i]), &problem);
    assert_non_null(regex);
    for (int times = 0; times < 200; times++) {
      Str drawn = regex_draw(regex, &random, arena);
      if (!regex_matches(regex, drawn, arena)) fail_msg("%s is drawn for %s", drawn.ptr, patterns[i]);
    }
  }
  const char *problem;
  const Regex *regex = regex_compile(arena, STR("[a-e]|x{2,4}"), &problem);
  static const char *const wanted[] = {"a", "b", "c", "d", "e", "xx", "xxx", "xxxx"};
  bool seen[COUNT_OF(wanted)] = {false};
  for (int times = 0; times < 300; times++) {
    Str drawn = regex_draw(regex, &random, arena);
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
      seen[i] |= str_is(drawn, wanted[i]);
  }
  for (size_t i = 0; i < COUNT_OF(wanted); i++)
    assert_true(seen[i]);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(whole_texts_match), cmocka_unit_test(wrong_patterns_are_refused),
                                     cmocka_unit_test(evil_patterns_take_no_longer), cmocka_unit_test(what_is_drawn_matches)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
