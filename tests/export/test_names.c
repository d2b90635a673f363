/* Short names: legal in SPSS and Stata, unlike each other, and the same whenever the same were there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "names.h"

#include <string.h>

static void paths_become_ascii_names(void **state) {
  static const struct {
    const char *path, *name;
  } cases[] = {
      {"nytte", "nytte"},
      {"arbeid/jobb/navn", "arbeid_jobb_navn"},
      {"tema/blåbær-øl.2", "tema_blabaer_ol_2"},
      {"Ærlig_ÅØÆ", "AErlig_AOAE"},
      {"žluťoučký", "zlutoucky"},
      {"Straße", "Strasse"},
      {"ĳsŒuvreſ", "ijsOEuvres"},
      {"2022", "v2022"},
      {"_skjult", "v_skjult"},
      {"питання", "v_______"},
      {"سؤال", "v____"},
      {"a×b÷c", "a_b_c"},
      {"", "v"},
      {"abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz012345"},
      {"abcdefghijklmnopqrstuvwxyz01234æ", "abcdefghijklmnopqrstuvwxyz01234"}, /* no half letters */
  };
  (void)state;
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Names names = {0};
    const Str path = str_from(cases[i].path);
    assert_string_equal(names_make(&names, arena, path, path, NAME_BYTES_MAX).ptr, cases[i].name);
  }
  arena_free(arena);
}

/* Is it letters and a tail of "_" and five letters? */
static bool has_tail(Str name, const char *before) {
  const size_t length = strlen(before);
  if (name.len != length + 6 || strncmp(name.ptr, before, length) != 0 || name.ptr[length] != '_') return false;
  for (size_t i = length + 1; i < name.len; i++)
    if (name.ptr[i] < 'a' || name.ptr[i] > 'z') return false;
  return true;
}

static void words_of_spss_and_stata_are_none(void **state) {
  static const char *const keywords[] = {"all", "AND", "by",  "eq",   "ge",   "gt",    "le",     "lt",
                                         "ne",  "not", "or",  "to",   "with", "byte",  "double", "float",
                                         "if",  "in",  "int", "long", "strL", "using", "str1",   "STR2045"};
  static const char *const names_of_others[] = {"allow", "str", "str_1", "str1a", "integer", "withal"};
  (void)state;
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(keywords); i++) {
    Names names = {0};
    const Str path = str_from(keywords[i]);
    assert_true(has_tail(names_make(&names, arena, path, path, NAME_BYTES_MAX), keywords[i]));
  }
  for (size_t i = 0; i < COUNT_OF(names_of_others); i++) {
    Names names = {0};
    const Str path = str_from(names_of_others[i]);
    assert_string_equal(names_make(&names, arena, path, path, NAME_BYTES_MAX).ptr, names_of_others[i]);
  }
  arena_free(arena);
}

static void what_is_taken_gets_letters_of_its_header(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Names names = {0}, others = {0};
  names_reserve(&names, arena, STR("time"));
  assert_string_equal(names_make(&names, arena, STR("a/b"), STR("a/b"), NAME_BYTES_MAX).ptr, "a_b");
  const Str second = names_make(&names, arena, STR("a_b"), STR("a_b"), NAME_BYTES_MAX);
  const Str third = names_make(&names, arena, STR("A.B"), STR("A.B"), NAME_BYTES_MAX);
  assert_true(has_tail(second, "a_b"));
  assert_true(has_tail(third, "A_B"));
  assert_true(has_tail(names_make(&names, arena, STR("Time"), STR("question:Time"), NAME_BYTES_MAX), "Time"));
  /* Whoever came first, the second's letters are its own. */
  names_make(&others, arena, STR("a.b"), STR("a.b"), NAME_BYTES_MAX);
  assert_true(str_equal(names_make(&others, arena, STR("a_b"), STR("a_b"), NAME_BYTES_MAX), second));
  /* Even the same header gets another name, and long ones keep room for the letters. */
  const Str twin = names_make(&names, arena, STR("a_b"), STR("a_b"), NAME_BYTES_MAX);
  assert_true(has_tail(twin, "a_b"));
  assert_false(str_equal(twin, second));
  const Str longest = STR("abcdefghijklmnopqrstuvwxyz0123456789");
  names_make(&names, arena, longest, longest, NAME_BYTES_MAX);
  assert_true(has_tail(names_make(&names, arena, longest, STR("x"), NAME_BYTES_MAX), "abcdefghijklmnopqrstuvwxyz"));
  arena_free(arena);
}

static void thousands_are_unlike_each_other(void **state) {
  enum { COUNT = 20000 };
  (void)state;
  Arena *arena = arena_new(0);
  Names names = {0};
  Lookup seen = {0};
  for (int i = 0; i < COUNT; i++) {
    const Str path = arena_printf(arena, "arbeidsplassen/oppfølging/%%/%d", i % 97), header = arena_printf(arena, "%d", i);
    const Str name = names_make(&names, arena, path, header, NAME_BYTES_MAX);
    assert_in_range(name.len, 1, NAME_BYTES_MAX);
    assert_int_equal(lookup_find(&seen, name), -1);
    lookup_add(&seen, arena, name, i);
  }
  assert_int_equal(lookup_find(&seen, STR("arbeidsplassen_oppfolging___0")), 0);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paths_become_ascii_names),
      cmocka_unit_test(words_of_spss_and_stata_are_none),
      cmocka_unit_test(what_is_taken_gets_letters_of_its_header),
      cmocka_unit_test(thousands_are_unlike_each_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
