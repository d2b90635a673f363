/* What an export says of its own accord, in every language it knows. */
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *const languages[] = {"nb", "nn", "en", "uk", "ar"};

static bool has_letter_between(Str s, uint32_t first, uint32_t last) {
  uint32_t cp;
  for (size_t at = 0; str_next_cp(s, &at, &cp);)
    if (first <= cp && cp <= last) return true;
  return false;
}

static void every_word_is_said_in_every_language(void **state) {
  (void)state;
  for (int word = 0; word < WORD_COUNT; word++)
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
      const Str said = word_in((Word)word, str_from(languages[i]));
      if (!said.len || str_trim(said).len != said.len || !str_is_utf8(said))
        fail_msg("word %d in %s: '%s'", word, languages[i], said.ptr);
    }
}

/* A word in the wrong column would be in the wrong letters. */
static void each_language_has_its_own_letters(void **state) {
  (void)state;
  for (int word = 0; word < WORD_COUNT; word++) {
    const Str uk = word_in((Word)word, STR("uk")), ar = word_in((Word)word, STR("ar"));
    if (!has_letter_between(uk, 0x400, 0x4FF) || has_letter_between(uk, 0x600, 0x6FF)) fail_msg("word %d: %s", word, uk.ptr);
    if (!has_letter_between(ar, 0x600, 0x6FF) || has_letter_between(ar, 0x400, 0x4FF)) fail_msg("word %d: %s", word, ar.ptr);
    for (size_t i = 0; i < 3; i++) {
      const Str latin = word_in((Word)word, str_from(languages[i]));
      if (has_letter_between(latin, 0x400, 0x6FF)) fail_msg("word %d: %s", word, latin.ptr);
    }
    if (has_letter_between(word_in((Word)word, STR("en")), 0xC0, 0x17F)) fail_msg("word %d is no English", word);
  }
}

static void a_language_is_known_by_its_first_part_and_else_english(void **state) {
  static const struct {
    const char *language, *want;
    bool known;
  } cases[] = {
      {"nb", "Språk", true},     {"nb-NO", "Språk", true}, {"en-GB", "Language", true}, {"uk", "Мова", true},
      {"pl", "Language", false}, {"", "Language", false},  {"nbx", "Language", false},  {"-", "Language", false},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_string_equal(word_in(WORD_LANGUAGE, str_from(cases[i].language)).ptr, cases[i].want);
    assert_int_equal(word_language_known(str_from(cases[i].language)), cases[i].known);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_word_is_said_in_every_language),
      cmocka_unit_test(each_language_has_its_own_letters),
      cmocka_unit_test(a_language_is_known_by_its_first_part_and_else_english),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
