/* Codes that respondents give themselves: what is the same, what is nearly, and what is another. */
#include "link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { HASHES = LINK_ELEMENTS_MAX + 1 };

typedef char Hash[LINK_HASH_LEN + 1];

static LinkKey key_of(int first) {
  LinkKey key;
  for (int i = 0; i < LINK_KEY_BYTES; i++)
    key.bytes[i] = (unsigned char)(first + i);
  return key;
}

static void hash(int key, const char *const *elements, size_t count, Hash *out) {
  LinkKey of = key_of(key);
  Str texts[LINK_ELEMENTS_MAX];
  for (size_t i = 0; i < count; i++)
    texts[i] = str_from(elements[i]);
  link_code_hashes(&of, texts, count, out);
}

/* Worked out anew by tests/link/vectors.py. A change would part all waves. */
static void hashes_stay_as_they_are(void **state) {
  (void)state;
  static const char *const elements[] = {"12", "hund katt", "åse"};
  static const char *const expected[] = {
      "37ac542406caa31c07d674909900f363fe8b1782e4e126c98b1239ae03f6cea2",
      "14b1194aa0239638973e9e0cc9ad60c0c098d6e2f801b3b35afd12d61ad130a7",
      "7e166ba77eb2f391b7844a74603b5b6ebbc55f1d015f4c65966eb4cd664e50b5",
      "e41e3f7727fa88f0729b18a391290a28526466f9e9bb69a88b61d9254db22213",
  };
  Hash hashes[HASHES];
  hash(0, elements, COUNT_OF(elements), hashes);
  for (size_t i = 0; i < COUNT_OF(expected); i++)
    assert_string_equal(hashes[i], expected[i]);
}

static void spelling_does_not_count(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"Oslo", "oslo"},
      {"  Oslo ", "oslo"},
      {"Sør  Trøndelag", "sør trøndelag"},
      {"Å", "A\u030A"},
      {"Stra\u00DFe", "STRASSE"},
      {"\u00A0Oslo", "oslo"},
      {"Київ", "київ"},
      {"ΟΔΟΣ", "οδος"},
      {"", "   "},
      {"\uFF11\uFF12", "12"},
      {"a\tb", "a b"},
  };
  for (size_t i = 0; i < COUNT_OF(pairs); i++) {
    const char *const one[] = {pairs[i][0], "1"}, *const other[] = {pairs[i][1], "1"};
    Hash hashes[HASHES], others[HASHES];
    hash(0, one, 2, hashes);
    hash(0, other, 2, others);
    for (size_t j = 0; j < 3; j++)
      if (strcmp(hashes[j], others[j]) != 0) fail_msg("%s and %s", pairs[i][0], pairs[i][1]);
  }
}

/* How many of the hashes that leave one element out are the same. */
static size_t count_near(Hash *a, Hash *b, size_t count) {
  size_t same = 0;
  for (size_t i = 1; i <= count; i++)
    same += strcmp(a[i], b[i]) == 0;
  return same;
}

static void one_slip_is_a_near_miss_and_two_are_none(void **state) {
  (void)state;
  static const char *const right[] = {"12", "hund", "3", "mai"};
  static const struct {
    const char *elements[4];
    bool same;
    size_t near;
  } cases[] = {
      {{"12", "hund", "3", "mai"}, true, 4},  {{"12", "hund", "4", "mai"}, false, 1}, {{"21", "hund", "3", "mai"}, false, 1},
      {{"12", "katt", "4", "mai"}, false, 0}, {{"hund", "12", "3", "mai"}, false, 0}, {{"12", "hund", "", "mai"}, false, 1},
      {{"12h", "und", "3", "mai"}, false, 0},
  };
  Hash hashes[HASHES], others[HASHES];
  hash(0, right, 4, hashes);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    hash(0, cases[i].elements, 4, others);
    assert_int_equal(strcmp(hashes[0], others[0]) == 0, cases[i].same);
    assert_int_equal(count_near(hashes, others, 4), cases[i].near);
  }
}

static void another_round_knows_nobody(void **state) {
  (void)state;
  static const char *const elements[] = {"12", "hund"};
  Hash hashes[HASHES], others[HASHES];
  hash(0, elements, 2, hashes);
  hash(1, elements, 2, others);
  assert_string_not_equal(hashes[0], others[0]);
  assert_int_equal(count_near(hashes, others, 2), 0);
}

static void all_hashes_of_a_code_differ(void **state) {
  (void)state;
  static const char *const same[LINK_ELEMENTS_MAX] = {"1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1"};
  Hash hashes[HASHES], fewer[HASHES];
  hash(0, same, LINK_ELEMENTS_MAX, hashes);
  hash(0, same, LINK_ELEMENTS_MAX - 1, fewer);
  for (size_t i = 0; i < HASHES; i++) {
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(hashes[i], hashes[j]);
    if (i < HASHES - 1) assert_string_not_equal(hashes[i], fewer[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hashes_stay_as_they_are),
      cmocka_unit_test(spelling_does_not_count),
      cmocka_unit_test(one_slip_is_a_near_miss_and_two_are_none),
      cmocka_unit_test(another_round_knows_nobody),
      cmocka_unit_test(all_hashes_of_a_code_differ),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
