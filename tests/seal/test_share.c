/* Splitting by itself: enough shares give the secret back, whichever they are; too few give just any bytes. */
#include "seal/setup.h"
#include "share.h"

#include <sodium.h>
#include <string.h>

static unsigned char secret[SEAL_KEY_BYTES];

static int shares_of(const Share *all, unsigned chosen, unsigned char *numbers, Share *out) {
  int count = 0;
  for (int i = 0; i < SHARES_MAX; i++) {
    if (!(chosen >> i & 1)) continue;
    numbers[count] = (unsigned char)(i + 1);
    out[count++] = all[i];
  }
  return count;
}

/* Backwards too: in whatever order they are given. */
static bool gives_secret(const unsigned char *numbers, const Share *shares, int count) {
  unsigned char joined[SEAL_KEY_BYTES], back[SEAL_KEY_BYTES], turned_numbers[SHARES_MAX];
  Share turned[SHARES_MAX];
  for (int i = 0; i < count; i++) {
    turned_numbers[i] = numbers[count - 1 - i];
    turned[i] = shares[count - 1 - i];
  }
  shares_join(numbers, shares, count, joined);
  shares_join(turned_numbers, turned, count, back);
  assert_memory_equal(joined, back, sizeof joined);
  return memcmp(joined, secret, sizeof secret) == 0;
}

static void any_that_are_enough_and_no_fewer(void **state) {
  (void)state;
  randombytes_buf(secret, sizeof secret);
  size_t tried = 0;
  for (int count = SHARES_MIN; count <= SHARES_MAX; count++)
    for (int needed = SHARES_MIN; needed <= count; needed++) {
      Share all[SHARES_MAX], chosen[SHARES_MAX];
      unsigned char numbers[SHARES_MAX];
      shares_split(secret, needed, count, all);
      for (unsigned subset = 1; subset < 1u << count; subset++, tried++) {
        int taken = shares_of(all, subset, numbers, chosen);
        assert_int_equal(gives_secret(numbers, chosen, taken), taken >= needed);
      }
    }
  assert_int_equal(tried, 7136);
}

static void a_share_says_nothing_by_itself(void **state) {
  (void)state;
  Share one[3], other[3];
  shares_split(secret, 2, 3, one);
  shares_split(secret, 2, 3, other);
  for (int i = 0; i < 3; i++) {
    assert_memory_not_equal(one[i].bytes, secret, sizeof secret);
    assert_memory_not_equal(one[i].bytes, other[i].bytes, sizeof secret); /* chance is new each time */
  }
  const unsigned char numbers[] = {1, 2};
  const Share mixed[] = {one[0], other[1]};
  assert_false(gives_secret(numbers, mixed, 2));
  const unsigned char wrong_numbers[] = {1, 3};
  assert_false(gives_secret(wrong_numbers, one, 2));
}

int main(void) {
  const struct CMUnitTest tests[] = {SEAL_TEST(any_that_are_enough_and_no_fewer), SEAL_TEST(a_share_says_nothing_by_itself)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
