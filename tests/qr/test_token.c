#include "qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void fill_fixed(void *context, void *out, size_t bytes) {
  assert_int_equal(bytes, QR_TOKEN_BYTES);
  memcpy(out, context, bytes);
}

static void bits_become_digits(void **state) {
  (void)state;
  static const struct {
    const char *bytes, *token;
  } cases[] = {
      {"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "00000000000000000000000000"},
      {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"},
      {"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01", "00000000000000000000000001"},
      {"\x01\x56\x3e\x3a\xb5\xd3\xd6\x76\x4c\x61\xef\xb9\x93\x02\xbd\x5b", "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    char bytes[QR_TOKEN_BYTES];
    memcpy(bytes, cases[i].bytes, sizeof bytes);
    Random random = {fill_fixed, bytes};
    Str token = qr_token(arena, &random);
    assert_int_equal(token.len, 26);
    assert_true(str_is(token, cases[i].token));
    arena_free(arena);
  }
}

static void tokens_differ(void **state) {
  (void)state;
  uint64_t seed = 7;
  Random random = random_seeded(&seed);
  Arena *arena = arena_new(0);
  Str last = {0};
  for (int i = 0; i < 1000; i++) {
    Str token = qr_token(arena, &random);
    assert_false(str_equal(token, last));
    last = token;
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(bits_become_digits), cmocka_unit_test(tokens_differ)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
