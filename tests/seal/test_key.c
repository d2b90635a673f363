/* Keys: pairs, what names them, and public ones as a word. */
#include "seal/setup.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

static void a_pair_belongs_together_and_is_new(void **state) {
  (void)state;
  SealSecret *one = seal_secret_new(), *other = seal_secret_new();
  char one_id[SEAL_ID_LEN + 1], other_id[SEAL_ID_LEN + 1];
  seal_id(seal_public_of(one), one_id);
  seal_id(seal_public_of(other), other_id);
  assert_memory_not_equal(seal_public_of(one), seal_public_of(other), sizeof(SealPublic));
  assert_string_not_equal(one_id, other_id);
  assert_string_equal(seal_id_of(one), one_id);
  assert_string_equal(seal_id_of(other), other_id);
  assert_int_equal(strlen(one_id), SEAL_ID_LEN);
  assert_int_equal(strspn(one_id, "0123456789abcdef"), SEAL_ID_LEN);
  seal_secret_free(one);
  seal_secret_free(other);
  seal_secret_free(NULL);
}

/* Names of keys stand in databases, and words in configurations, for years: here is what they are for ever. */
static void names_and_words_stay_what_they_are(void **state) {
  SealPublic key;
  for (size_t i = 0; i < sizeof key.bytes; i++)
    key.bytes[i] = (unsigned char)(i + 1);
  char id[SEAL_ID_LEN + 1];
  seal_id(&key, id);
  assert_string_equal(id, "b13fe24e1d3866a2");
  assert_string_equal(seal_public_text(*state, &key).ptr,
                      "seal1-0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20881050ca");
}

static void a_word_reads_back(void **state) {
  for (int i = 0; i < 20; i++) {
    SealSecret *secret = seal_secret_new();
    Str word = seal_public_text(*state, seal_public_of(secret));
    SealPublic read;
    assert_true(seal_public_parse(word, &read));
    assert_memory_equal(&read, seal_public_of(secret), sizeof read);
    seal_secret_free(secret);
  }
}

static void a_slip_of_the_pen_is_noticed(void **state) {
  SealSecret *secret = seal_secret_new();
  Str word = seal_public_text(*state, seal_public_of(secret));
  seal_secret_free(secret);
  SealPublic untouched = {{42}}, out = untouched;
  for (size_t i = 0; i < word.len; i++) {
    for (int c = 1; c < 256; c++) {
      Str slip = arena_str(*state, word);
      char *at = (char *)(uintptr_t)slip.ptr + i;
      if (tolower(c) == *at) continue; /* the same digit, however it is written */
      *at = (char)c;
      assert_false(seal_public_parse(slip, &out));
    }
    assert_false(seal_public_parse((Str){word.ptr, i}, &out));
    assert_false(seal_public_parse(arena_printf(*state, "%.*s%s", (int)i, word.ptr, word.ptr + i + 1), &out)); /* one left out */
    Str swapped = arena_str(*state, word);
    char *at = (char *)(uintptr_t)swapped.ptr + i;
    if (i + 1 < word.len && at[0] != at[1]) {
      char first = at[0];
      at[0] = at[1];
      at[1] = first;
      assert_false(seal_public_parse(swapped, &out));
    }
  }
  assert_false(seal_public_parse(arena_printf(*state, "%s0", word.ptr), &out));
  assert_false(seal_public_parse((Str){0}, &out));
  assert_memory_equal(&out, &untouched, sizeof out);
}

/* The points whose shared secret everybody knows (RFC 7748, section 6.1), as they are and with the bit that is not looked at. */
static void points_that_protect_nothing_are_refused(void **state) {
  static const char *const points[] = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  };
  SealPublic key, read;
  for (size_t i = 0; i < 2 * COUNT_OF(points); i++) {
    assert_int_equal(sodium_hex2bin(key.bytes, sizeof key.bytes, points[i / 2], 64, NULL, NULL, NULL), 0);
    if (i % 2 == 1) key.bytes[31] |= 0x80;
    assert_false(seal_public_parse(seal_public_text(*state, &key), &read));
  }
  key.bytes[0] ^= 64; /* and it is not for something else */
  assert_true(seal_public_parse(seal_public_text(*state, &key), &read));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      SEAL_TEST(a_pair_belongs_together_and_is_new),
      SEAL_TEST(names_and_words_stay_what_they_are),
      SEAL_TEST(a_word_reads_back),
      SEAL_TEST(a_slip_of_the_pen_is_noticed),
      SEAL_TEST(points_that_protect_nothing_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
