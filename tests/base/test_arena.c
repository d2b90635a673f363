#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ADDRESS_SANITIZER
#endif
#endif

typedef struct Kind { /* of arena: all that one promises the other does */
  Arena *(*make)(size_t block_bytes);
} Kind;

static Kind of_the_heap = {arena_new}, of_locked_pages = {arena_new_locked};

static const size_t request_bytes[] = {1, 7, 16, 100, 5000, 64, 300, 0, 20000, 31, 900, 200};

static void memory_is_zeroed_aligned_and_apart(void **state) {
  const Kind *kind = *state;
  Arena *arena = kind->make(1024);
  for (int round = 0; round < 3; round++) {
    char *given[COUNT_OF(request_bytes)];
    for (size_t i = 0; i < COUNT_OF(request_bytes); i++) {
      given[i] = arena_alloc(arena, request_bytes[i]);
      assert_int_equal((uintptr_t)given[i] % _Alignof(max_align_t), 0);
      for (size_t j = 0; j < request_bytes[i]; j++)
        assert_int_equal(given[i][j], 0);
      memset(given[i], (int)i + 1, request_bytes[i]);
    }
    for (size_t i = 0; i < COUNT_OF(request_bytes); i++) {
      for (size_t j = 0; j < request_bytes[i]; j++)
        assert_int_equal(given[i][j], i + 1);
    }
    arena_rewind(arena);
    assert_int_equal(arena_used_bytes(arena), 0);
  }
  arena_free(arena);
}

static void a_warm_arena_asks_for_nothing(void **state) {
  const Kind *kind = *state;
  Arena *arena = kind->make(1024);
  size_t warm_blocks = 0, warm_bytes = 0;
  for (int round = 0; round < 20; round++) {
    for (size_t i = 0; i < COUNT_OF(request_bytes); i++)
      arena_alloc(arena, request_bytes[i]);
    if (round == 0) warm_blocks = arena_block_count(arena), warm_bytes = arena_used_bytes(arena);
    assert_int_equal(arena_block_count(arena), warm_blocks);
    assert_int_equal(arena_used_bytes(arena), warm_bytes);
    arena_rewind(arena);
  }
  assert_true(warm_blocks > 3); /* or nothing was tested */
  arena_free(arena);
}

static void a_big_block_serves_a_smaller_request_later(void **state) {
  const Kind *kind = *state;
  Arena *arena = kind->make(1024);
  arena_alloc(arena, 50000);
  arena_alloc(arena, 9000);
  const size_t blocks = arena_block_count(arena);
  arena_rewind(arena);
  arena_alloc(arena, 8000);  /* takes the 9,000, so that */
  arena_alloc(arena, 40000); /* this still finds the 50,000 */
  assert_int_equal(arena_block_count(arena), blocks);
  arena_free(arena);
}

/* Reads what is not handed out, so it cannot run under AddressSanitizer, which forbids just that. */
static void what_was_said_is_wiped(void **state) {
#ifdef UNDER_ADDRESS_SANITIZER
  (void)state;
  skip();
#else
  const Kind *kind = *state;
  Arena *arena = kind->make(1024);
  char *small = arena_alloc(arena, 16), *big = arena_alloc(arena, 5000);
  memset(small, 's', 16);
  memset(big, 'b', 5000);
  arena_rewind(arena);
  for (size_t i = 0; i < 16; i++)
    assert_int_equal(small[i], 0);
  for (size_t i = 0; i < 5000; i++)
    assert_int_equal(big[i], 0);
  arena_free(arena);
#endif
}

static void text_in_an_arena(void **state) {
  const Kind *kind = *state;
  Arena *arena = kind->make(256);
  const char source[] = {'a', 'b', 'c'};
  const Str copy = arena_str(arena, (Str){source, 3});
  assert_string_equal(copy.ptr, "abc");
  assert_int_equal(copy.len, 3);
  assert_ptr_not_equal(copy.ptr, source);
  assert_string_equal(arena_str(arena, (Str){NULL, 0}).ptr, "");
  assert_string_equal(arena_printf(arena, "%d %s", 7, "ting").ptr, "7 ting");
  const Str wide = arena_printf(arena, "%900d", 1);
  assert_int_equal(wide.len, 900);
  assert_int_equal(wide.ptr[899], '1');
  arena_free(arena);
  arena_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_prestate(memory_is_zeroed_aligned_and_apart, &of_the_heap),
      cmocka_unit_test_prestate(memory_is_zeroed_aligned_and_apart, &of_locked_pages),
      cmocka_unit_test_prestate(a_warm_arena_asks_for_nothing, &of_the_heap),
      cmocka_unit_test_prestate(a_warm_arena_asks_for_nothing, &of_locked_pages),
      cmocka_unit_test_prestate(a_big_block_serves_a_smaller_request_later, &of_the_heap),
      cmocka_unit_test_prestate(a_big_block_serves_a_smaller_request_later, &of_locked_pages),
      cmocka_unit_test_prestate(what_was_said_is_wiped, &of_the_heap),
      cmocka_unit_test_prestate(what_was_said_is_wiped, &of_locked_pages),
      cmocka_unit_test_prestate(text_in_an_arena, &of_the_heap),
      cmocka_unit_test_prestate(text_in_an_arena, &of_locked_pages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
