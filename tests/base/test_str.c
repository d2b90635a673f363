#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define assert_str(actual, expected) assert_true(str_equal((actual), STR(expected)))

static void equality_and_order(void **state) {
  (void)state;
  assert_true(str_equal((Str){NULL, 0}, STR("")));
  assert_true(str_equal(str_from(NULL), STR("")));
  assert_false(str_equal(STR("a"), STR("ab")));
  assert_true(str_is(STR("abc"), "abc"));
  assert_false(str_is(STR("abc"), "ab"));
  assert_true(str_starts_with(STR("abc"), STR("")));
  assert_true(str_starts_with(STR("abc"), STR("abc")));
  assert_false(str_starts_with(STR("ab"), STR("abc")));
  assert_true(str_compare(STR("a"), STR("ab")) < 0);
  assert_true(str_compare(STR("\xC3\xA5"), STR("z")) > 0);
  assert_int_equal(str_compare(STR("x"), STR("x")), 0);
  assert_true(str_compare((Str){NULL, 0}, STR("x")) < 0);
}

static void trimming(void **state) {
  (void)state;
  assert_str(str_trim(STR(" \t\r\n a b \n")), "a b");
  assert_str(str_trim(STR("\xC2\xA0\xC2\xA0x\xC2\xA0 ")), "x");
  assert_str(str_trim(STR("\xC3\xA0")), "\xC3\xA0"); /* à ends with A0 but is no space */
  assert_str(str_trim(STR(" \xC2\xA0 ")), "");
  assert_str(str_trim((Str){NULL, 0}), "");
}

static void letters_of_any_script(void **state) {
  (void)state;
  static const char *const with[] = {"a", "10 Z", "å", "Ж", "ب", "中", "한"};
  static const char *const without[] = {"", "0", "10-20 %", "\xC2\xA0", "½", "3 × 4", "–", "€", "☹", "☹\xEF\xB8\x8F", "😀", "→"};
  for (size_t i = 0; i < COUNT_OF(with); i++)
    if (!str_has_letters(str_from(with[i]))) fail_msg("%s", with[i]);
  for (size_t i = 0; i < COUNT_OF(without); i++)
    if (str_has_letters(str_from(without[i]))) fail_msg("%s", without[i]);
}

static void words(void **state) {
  (void)state;
  Str rest = STR("  one\xC2\xA0two \n three ");
  assert_str(str_next_word(&rest), "one");
  assert_str(str_next_word(&rest), "two");
  assert_str(str_next_word(&rest), "three");
  assert_str(str_next_word(&rest), "");
  assert_str(str_next_word(&rest), "");
}

static void code_points_are_decoded(void **state) {
  (void)state;
  static const struct {
    Str text;
    uint32_t cps[4];
    size_t count;
    bool well_formed;
  } cases[] = {
      {STR_INIT("aZ"), {'a', 'Z'}, 2, true},
      {STR_INIT("\xC3\xA5"), {0xE5}, 1, true},
      {STR_INIT("\xE2\x82\xAC"), {0x20AC}, 1, true},
      {STR_INIT("\xF0\x9F\x98\x80"), {0x1F600}, 1, true},
      {STR_INIT("\xF4\x8F\xBF\xBF"), {0x10FFFF}, 1, true},
      {STR_INIT("\xF4\x90\x80\x80"), {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}, 4, false}, /* above the last */
      {STR_INIT("\xC0\x80"), {0xFFFD, 0xFFFD}, 2, false},                         /* overlong */
      {STR_INIT("\xE0\x80\xAF"), {0xFFFD, 0xFFFD, 0xFFFD}, 3, false},             /* overlong */
      {STR_INIT("\xED\xA0\x80"), {0xFFFD, 0xFFFD, 0xFFFD}, 3, false},             /* a surrogate */
      {STR_INIT("\xE2\x82"), {0xFFFD, 0xFFFD}, 2, false},                         /* cut short */
      {STR_INIT("\xC3"
                "b"),
       {0xFFFD, 'b'},
       2,
       false},
      {STR_INIT("\x80"), {0xFFFD}, 1, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    size_t at = 0;
    uint32_t cp;
    for (size_t j = 0; j < cases[i].count; j++) {
      assert_true(str_next_cp(cases[i].text, &at, &cp));
      assert_int_equal(cp, cases[i].cps[j]);
    }
    assert_false(str_next_cp(cases[i].text, &at, &cp));
    assert_int_equal(str_count_cp(cases[i].text), cases[i].count);
    assert_int_equal(str_is_utf8(cases[i].text), cases[i].well_formed);
  }
}

/* ASCII is passed over eight bytes at a time: wherever something else stands in it, it is looked at. */
static void well_formed_wherever_it_stands(void **state) {
  (void)state;
  static const struct {
    Str text;
    bool well_formed;
  } cases[] = {
      {STR_INIT("~"), true},
      {STR_INIT("\xC3\xA5"), true},
      {STR_INIT("\xE2\x82\xAC"), true},
      {STR_INIT("\xF0\x9F\x98\x80"), true},
      {STR_INIT("\x80"), false},
      {STR_INIT("\xC3"), false},
      {STR_INIT("\xE2\x82"), false},
      {STR_INIT("\xF0\x9F\x98"), false},
      {STR_INIT("\xFF"), false},
  };
  enum { AROUND = 20 };
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    for (size_t before = 0; before <= AROUND; before++)
      for (size_t after = 0; after <= AROUND; after++) {
        char text[2 * AROUND + 4];
        memset(text, 'a', sizeof text);
        memcpy(text + before, cases[i].text.ptr, cases[i].text.len);
        assert_int_equal(str_is_utf8((Str){text, before + cases[i].text.len + after}), cases[i].well_formed);
      }
}

static void every_code_point_survives_encoding(void **state) {
  (void)state;
  for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
    if (cp >= 0xD800 && cp <= 0xDFFF) continue;
    char bytes[4];
    const Str text = {bytes, utf8_encode(cp, bytes)};
    size_t at = 0;
    uint32_t back = 0;
    assert_true(str_is_utf8(text) && str_next_cp(text, &at, &back) && at == text.len && back == cp);
  }
}

static void no_code_point_becomes_the_replacement(void **state) {
  (void)state;
  static const uint32_t wrong[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    char bytes[4];
    assert_str(((Str){bytes, utf8_encode(wrong[i], bytes)}), "\xEF\xBF\xBD");
  }
}

static void edit_distance(void **state) {
  (void)state;
  assert_int_equal(str_edit_distance(STR("kitten"), STR("sitting"), 9), 3);
  assert_int_equal(str_edit_distance(STR("relevant"), STR("RELEVANT"), 9), 0);
  assert_int_equal(str_edit_distance(STR(""), STR("abc"), 9), 3);
  assert_int_equal(str_edit_distance(STR("abc"), STR(""), 9), 3);
  assert_int_equal(str_edit_distance(STR("abcdef"), STR("uvwxyz"), 2), 3); /* limit + 1 */
  assert_int_equal(str_edit_distance(STR("a"), STR("abcdef"), 2), 3);
}

static void nearest_name(void **state) {
  (void)state;
  static const Str names[] = {{"alder", 5}, {"kommune", 7}, {"tilfredshet", 11}, {"q1", 2}};
  assert_str(str_nearest(STR("komune"), names, COUNT_OF(names)), "kommune");
  assert_str(str_nearest(STR("Tilfredhset"), names, COUNT_OF(names)), "tilfredshet");
  assert_str(str_nearest(STR("alder"), names, COUNT_OF(names)), "alder");
  assert_str(str_nearest(STR("q2"), names, COUNT_OF(names)), "q1");
  assert_str(str_nearest(STR("postnummer"), names, COUNT_OF(names)), "");
  assert_str(str_nearest(STR("x"), NULL, 0), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equality_and_order),
      cmocka_unit_test(trimming),
      cmocka_unit_test(letters_of_any_script),
      cmocka_unit_test(words),
      cmocka_unit_test(code_points_are_decoded),
      cmocka_unit_test(well_formed_wherever_it_stands),
      cmocka_unit_test(every_code_point_survives_encoding),
      cmocka_unit_test(no_code_point_becomes_the_replacement),
      cmocka_unit_test(edit_distance),
      cmocka_unit_test(nearest_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
