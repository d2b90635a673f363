/* Tokens: their form for ever, whose they are, and what is forgiven when they are typed. */
#include "link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_DAY = 18262, DAYS = 1 << 16 };

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void fill_counting(void *context, void *out, size_t bytes) {
  (void)context;
  for (size_t i = 0; i < bytes; i++)
    ((unsigned char *)out)[i] = (unsigned char)(i + 1);
}

static const Random counting = {fill_counting, NULL};

static LinkKey key_of(int first) {
  LinkKey key;
  for (int i = 0; i < LINK_KEY_BYTES; i++)
    key.bytes[i] = (unsigned char)(first + i);
  return key;
}

/* A change of the form would be a change of every token that is out there. Worked out anew by tests/link/vectors.py. */
static void the_form_of_a_token_stays(void **state) {
  (void)state;
  static const struct {
    int key;
    const char *form;
    int64_t day;
    const char *token, *hash;
  } cases[] = {
      {0, "oppfolging", 20778, "17A020G30G2GC1R81450SBH6K31KCWR1",
       "298511ea6becbd15ccb0c51b900fe6dc25c455168f51b0c46dfae9e948e9f074"},
      {100, "mentor", 18262, "000020G30G2GC1R814547GYVVB9QQ8ZR",
       "98b85804972032c8ea28d52992a3f420e59c27070210945b7edc91d077c5db4c"},
      {7, "f", 83797, "ZZZG20G30G2GC1R814519BA999S50YH3", "a78afed2bc9a24e4f50687686d7efec256bf6a9d4a7b1816b249466dfcc6f013"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    LinkKey key = key_of(cases[i].key);
    char token[LINK_TOKEN_CHARS + 1], hash[LINK_HASH_LEN + 1];
    link_token_mint(&key, str_from(cases[i].form), cases[i].day, &counting, token);
    assert_string_equal(token, cases[i].token);
    link_token_hash(&key, token, hash);
    assert_string_equal(hash, cases[i].hash);
  }
}

static void every_day_is_told_again(void **state) {
  (void)state;
  LinkKey key = key_of(7);
  for (int64_t day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
    char token[LINK_TOKEN_CHARS + 1];
    int64_t told = 0;
    link_token_mint(&key, STR("oppfolging"), day, &counting, token);
    if (!link_token_is_of(&key, STR("oppfolging"), token, &told) || told != day) fail_msg("day %lld", (long long)day);
  }
}

static void a_clock_that_is_wrong_is_the_nearest_day(void **state) {
  (void)state;
  static const int64_t days[][2] = {{0, FIRST_DAY},
                                    {-1, FIRST_DAY},
                                    {INT64_MIN, FIRST_DAY},
                                    {FIRST_DAY + DAYS, FIRST_DAY + DAYS - 1},
                                    {INT64_MAX, FIRST_DAY + DAYS - 1}};
  LinkKey key = key_of(7);
  for (size_t i = 0; i < COUNT_OF(days); i++) {
    char token[LINK_TOKEN_CHARS + 1];
    int64_t told = 0;
    link_token_mint(&key, STR("f"), days[i][0], &counting, token);
    assert_true(link_token_is_of(&key, STR("f"), token, &told));
    assert_int_equal(told, days[i][1]);
  }
}

static void another_letter_form_or_round_is_another_token(void **state) {
  (void)state;
  LinkKey key = key_of(7), other = key_of(8);
  char token[LINK_TOKEN_CHARS + 1];
  int64_t day = 0;
  link_token_mint(&key, STR("oppfolging"), 20000, &counting, token);
  assert_true(link_token_is_of(&key, STR("oppfolging"), token, &day));
  assert_false(link_token_is_of(&other, STR("oppfolging"), token, &day));
  assert_false(link_token_is_of(&key, STR("mentor"), token, &day));
  assert_false(link_token_is_of(&key, STR("oppfolgin"), token, &day));
  assert_false(link_token_is_of(&key, STR(""), token, &day));
  for (size_t at = 0; at < LINK_TOKEN_CHARS; at++) {
    char right = token[at];
    for (size_t i = 0; i < sizeof digits - 1; i++) {
      token[at] = digits[i];
      assert_int_equal(link_token_is_of(&key, STR("oppfolging"), token, &day), digits[i] == right);
    }
    token[at] = right;
  }
  assert_int_equal(day, 20000);
}

static void tokens_differ(void **state) {
  (void)state;
  uint64_t seed = 3;
  Random random = random_seeded(&seed);
  LinkKey key = key_of(7);
  static char tokens[300][LINK_TOKEN_CHARS + 1];
  for (size_t i = 0; i < COUNT_OF(tokens); i++) {
    link_token_mint(&key, STR("f"), 20000, &random, tokens[i]);
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(tokens[i], tokens[j]);
  }
}

static void what_is_typed_is_forgiven(void **state) {
  (void)state;
  static const char tidy[] = "0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q4";
  static const struct {
    const char *typed;
    bool read;
  } cases[] = {
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q4", true},
      {"oOiLa1b2c3d4e5f6g7h8j9k0m1n2p3q4", true},
      {"OOlI a1b2-c3d4 E5F6 G7H8  J9K0 M1N2 P3Q4 \n", true},
      {"\tooll\u00A0A1B2\u2013C3D4\u2014E5F6\u2010G7H8 J9K0 M1N2 P3Q4", true},
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q", false},
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q45", false},
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3QU", false},
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q.", false},
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q\u0660", false},
      {"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q\xff", false},
      {"", false},
      {"- - -", false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char token[LINK_TOKEN_CHARS + 1] = "";
    if (link_token_read(str_from(cases[i].typed), token) != cases[i].read) fail_msg("%s", cases[i].typed);
    if (cases[i].read) assert_string_equal(token, tidy);
  }
  char token[LINK_TOKEN_CHARS + 1];
  assert_false(link_token_read((Str){"0011A1B2C3D4E5F6G7H8J9K0M1N2P3Q\0", 32}, token));
}

static void it_is_shown_in_groups(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(str_is(link_grouped(arena, STR("7KQ29XGMAB")), "7KQ2 9XGM AB"));
  assert_true(str_is(link_grouped(arena, STR("7KQ2")), "7KQ2"));
  assert_int_equal(link_grouped(arena, STR("")).len, 0);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_form_of_a_token_stays),
      cmocka_unit_test(every_day_is_told_again),
      cmocka_unit_test(a_clock_that_is_wrong_is_the_nearest_day),
      cmocka_unit_test(another_letter_form_or_round_is_another_token),
      cmocka_unit_test(tokens_differ),
      cmocka_unit_test(what_is_typed_is_forgiven),
      cmocka_unit_test(it_is_shown_in_groups),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
