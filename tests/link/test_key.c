/* Keys as words that are carried from one machine to another. */
#include "link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char word[] = "round1-000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fc5f01103";

static LinkKey counting_key(void) {
  LinkKey key;
  for (int i = 0; i < LINK_KEY_BYTES; i++)
    key.bytes[i] = (unsigned char)i;
  return key;
}

static void a_key_is_a_word(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  LinkKey key = counting_key(), read;
  assert_true(str_is(link_key_text(arena, &key), word));
  assert_true(link_key_parse(str_from(word), &read));
  assert_memory_equal(key.bytes, read.bytes, sizeof key.bytes);
  assert_true(link_key_parse(arena_printf(arena, " %s\n", word), &read)); /* as it comes from a file */
  arena_free(arena);
}

/* Whichever letter is lost or another one: all hexadecimal digits are tried in each place. */
static void a_damaged_word_is_none(void **state) {
  (void)state;
  char damaged[sizeof word + 1];
  LinkKey read;
  for (size_t at = 0; at < sizeof word - 1; at++) {
    for (const char *digit = "0123456789abcdef-rz"; *digit; digit++) {
      if (*digit == word[at]) continue;
      memcpy(damaged, word, sizeof word);
      damaged[at] = *digit;
      if (link_key_parse(str_from(damaged), &read)) fail_msg("%s", damaged);
    }
    assert_false(link_key_parse((Str){word, at}, &read));
    memcpy(damaged, word, at);
    memcpy(damaged + at, word + at + 1, sizeof word - at - 1);
    assert_false(link_key_parse(str_from(damaged), &read));
  }
  snprintf(damaged, sizeof damaged, "%s0", word);
  assert_false(link_key_parse(str_from(damaged), &read));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_key_is_a_word), cmocka_unit_test(a_damaged_word_is_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
