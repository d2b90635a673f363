#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void a_seed_gives_the_same_again(void **state) {
  (void)state;
  uint64_t seed_a = 7, seed_b = 7, seed_c = 8;
  const Random a = random_seeded(&seed_a), b = random_seeded(&seed_b), c = random_seeded(&seed_c);
  unsigned char from_a[33], from_b[33], from_c[33];
  a.fill(a.context, from_a, sizeof from_a);
  b.fill(b.context, from_b, sizeof from_b);
  c.fill(c.context, from_c, sizeof from_c);
  assert_memory_equal(from_a, from_b, sizeof from_a);
  assert_memory_not_equal(from_a, from_c, sizeof from_a);
  b.fill(b.context, from_b, sizeof from_b);
  assert_memory_not_equal(from_a, from_b, sizeof from_a); /* the state has moved on */
}

/* The published first outputs of SplitMix64 for the seed 1234567. */
static void it_is_splitmix64(void **state) {
  (void)state;
  uint64_t seed = 1234567;
  const Random random = random_seeded(&seed);
  static const uint64_t expected[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973), UINT64_C(9817491932198370423)};
  for (size_t i = 0; i < COUNT_OF(expected); i++) {
    uint64_t word = 0;
    unsigned char bytes[8];
    random.fill(random.context, bytes, sizeof bytes);
    for (size_t j = 0; j < 8; j++)
      word |= (uint64_t)bytes[j] << (8 * j);
    assert_true(word == expected[i]);
  }
}

static void below_is_even(void **state) {
  (void)state;
  uint64_t seed = 42;
  const Random random = random_seeded(&seed);
  size_t counts[6] = {0};
  for (int i = 0; i < 60000; i++)
    counts[random_below(&random, 6)]++;
  for (size_t i = 0; i < 6; i++)
    assert_in_range(counts[i], 9600, 10400);
  for (int i = 0; i < 100; i++)
    assert_int_equal(random_below(&random, 1), 0);
}

static void scripted_fill(void *context, void *out, size_t bytes) {
  const uint32_t **next = context;
  assert_int_equal(bytes, sizeof **next);
  memcpy(out, (*next)++, bytes);
}

/* 2^32 mod 3 is 1: the word 0 is one too many for the remainder 0 and must be drawn again. */
static void uneven_words_are_drawn_again(void **state) {
  (void)state;
  static const uint32_t words[] = {0, 5};
  const uint32_t *next = words;
  const Random random = {.fill = scripted_fill, .context = &next};
  assert_int_equal(random_below(&random, 3), 2);
  assert_ptr_equal(next, words + 2);
}

static void the_system_has_randomness(void **state) {
  (void)state;
  const Random random = random_system();
  unsigned char a[32], b[32];
  random.fill(random.context, a, sizeof a);
  random.fill(random.context, b, sizeof b);
  assert_memory_not_equal(a, b, sizeof a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_seed_gives_the_same_again),  cmocka_unit_test(it_is_splitmix64),          cmocka_unit_test(below_is_even),
      cmocka_unit_test(uneven_words_are_drawn_again), cmocka_unit_test(the_system_has_randomness),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
