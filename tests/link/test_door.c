/* Doors: what one secret closed no other opens, and nothing of it shows. */
#include "link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_secret_stays_the_same_door(void **state) {
  (void)state;
  LinkDoor door, other;
  link_door(STR("7KQ29XGMABCDEFGH"), &door);
  assert_string_equal(door.stamp, "9E1M62JXN8BXKVCX"); /* worked out anew by tests/link/vectors.py */
  assert_string_equal(door.id, "39ee2d11cab7a4e65ef57351b1e4cf8ba674cc42aed928223e5c190d04e3a33c");
  link_door(STR("7KQ29XGMABCDEFGJ"), &other);
  assert_string_not_equal(door.id, other.id);
  assert_string_not_equal(door.stamp, other.stamp);
  assert_memory_not_equal(door.key, other.key, sizeof door.key);
}

static void secrets_are_new_and_can_be_typed(void **state) {
  (void)state;
  uint64_t seed = 1;
  Random random = random_seeded(&seed);
  Arena *arena = arena_new(0);
  char last[LINK_SECRET_CHARS + 1] = "";
  for (int i = 0; i < 100; i++) {
    char secret[LINK_SECRET_CHARS + 1], read[LINK_SECRET_CHARS + 1];
    link_secret_new(&random, secret);
    assert_int_equal(strlen(secret), LINK_SECRET_CHARS);
    assert_true(link_secret_read(link_grouped(arena, str_from(secret)), read));
    assert_string_equal(read, secret);
    assert_string_not_equal(secret, last);
    memcpy(last, secret, sizeof last);
  }
  assert_false(link_secret_read(STR("7KQ2 9XGM ABCD EFG"), last));
  assert_false(link_secret_read(STR("7KQ2 9XGM ABCD EFGHJ"), last));
  arena_free(arena);
}

static void what_is_closed_is_opened(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  LinkDoor door;
  link_door(STR("7KQ29XGMABCDEFGH"), &door);
  static const size_t lengths[] = {0, 1, 40, 1023, 1024, 1025, 5000};
  for (size_t i = 0; i < COUNT_OF(lengths); i++) {
    char *bytes = arena_alloc(arena, lengths[i] + 1);
    memset(bytes, 'x', lengths[i]);
    Str plain = {bytes, lengths[i]}, opened;
    Str closed = link_close(arena, &door, plain);
    assert_int_equal((closed.len - 40) % 1024, 0); /* the length tells steps of 1 KiB and no more */
    assert_int_equal((closed.len - 40) / 1024, lengths[i] / 1024 + 1);
    assert_true(link_open(arena, &door, closed, &opened));
    assert_true(str_equal(opened, plain));
    Str again = link_close(arena, &door, plain);
    assert_false(str_equal(again, closed)); /* nor that nothing has changed */
  }
  arena_free(arena);
}

static void another_secret_or_a_damaged_text_opens_nothing(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  LinkDoor door, other;
  Str opened;
  link_door(STR("7KQ29XGMABCDEFGH"), &door);
  link_door(STR("7KQ29XGMABCDEFGJ"), &other);
  Str closed = link_close(arena, &door, STR("hemmelig"));
  assert_false(link_open(arena, &other, closed, &opened));
  assert_int_equal(opened.len, 0);
  char *damaged = arena_alloc(arena, closed.len + 1024);
  for (size_t i = 0; i < closed.len; i++) {
    memcpy(damaged, closed.ptr, closed.len);
    damaged[i] ^= 1;
    if (link_open(arena, &door, (Str){damaged, closed.len}, &opened)) fail_msg("byte %zu", i);
  }
  memcpy(damaged, closed.ptr, closed.len);
  for (size_t length = 0; length < closed.len + 1024; length++)
    assert_int_equal(link_open(arena, &door, (Str){damaged, length}, &opened), length == closed.len);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_secret_stays_the_same_door),
      cmocka_unit_test(secrets_are_new_and_can_be_typed),
      cmocka_unit_test(what_is_closed_is_opened),
      cmocka_unit_test(another_secret_or_a_damaged_text_opens_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
