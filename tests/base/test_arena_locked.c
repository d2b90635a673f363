/* What the system says of locked pages: they stay in memory, out of core files, and are wiped before they go back to it. */
#include "base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ADDRESS_SANITIZER
#endif
#endif

enum { BLOCK_BYTES = 64 * 1024, BIG_BYTES = 300 * 1000, NOBODY = 65534 };

typedef struct Mapping { /* as the system describes it; all 0: there is none */
  long size_kib, locked_kib;
  bool out_of_core_files;
} Mapping;

static Mapping mapping_at(const void *memory) {
  FILE *file = fopen("/proc/self/smaps", "r");
  assert_non_null(file);
  Mapping found = {0};
  char line[512];
  bool here = false;
  while (fgets(line, sizeof line, file)) {
    unsigned long from, to;
    if (sscanf(line, "%lx-%lx ", &from, &to) == 2) here = (uintptr_t)memory >= from && (uintptr_t)memory < to;
    if (!here) continue;
    sscanf(line, "Size: %ld", &found.size_kib);
    sscanf(line, "Locked: %ld", &found.locked_kib);
    if (strncmp(line, "VmFlags:", 8) == 0) found.out_of_core_files = strstr(line, " dd ") != NULL;
  }
  fclose(file);
  return found;
}

static long locked_kib(void) { /* by the whole process */
  FILE *file = fopen("/proc/self/status", "r");
  assert_non_null(file);
  char line[256];
  long kib = -1;
  while (fgets(line, sizeof line, file))
    sscanf(line, "VmLck: %ld", &kib);
  fclose(file);
  return kib;
}

static void its_pages_stay_out_of_swap_and_core_files(void **state) {
  (void)state;
  Arena *arena = arena_new_locked(BLOCK_BYTES);
  const Mapping ordinary = mapping_at(arena_alloc(arena, 16)), big = mapping_at(arena_alloc(arena, BIG_BYTES));
  assert_true(ordinary.size_kib >= BLOCK_BYTES / 1024);
  assert_true(big.size_kib >= BIG_BYTES / 1024);
  assert_true(ordinary.out_of_core_files);
  assert_true(big.out_of_core_files);
#ifndef UNDER_ADDRESS_SANITIZER /* which lets nobody lock memory */
  assert_true(ordinary.locked_kib >= BLOCK_BYTES / 1024);
  assert_true(big.locked_kib >= BIG_BYTES / 1024);
  assert_true(locked_kib() >= (BLOCK_BYTES + BIG_BYTES) / 1024);
#endif
  arena_free(arena);
  assert_int_equal(locked_kib(), 0);
}

static void an_ordinary_arena_is_not_locked(void **state) {
  (void)state;
  Arena *arena = arena_new(BLOCK_BYTES);
  arena_alloc(arena, BIG_BYTES);
  assert_int_equal(locked_kib(), 0);
  arena_free(arena);
}

/* In a process of its own, which may lock a little only: all is had that was asked for, the first of it locked. */
static int use_more_than_may_be_locked(rlim_t limit_bytes) {
  if (setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){limit_bytes, limit_bytes}) != 0) return 1;
  if (geteuid() == 0 && setuid(NOBODY) != 0) return 2; /* no limit holds root */
  Arena *arena = arena_new_locked(BLOCK_BYTES);
  for (int i = 0; i < 64; i++)
    memset(arena_alloc(arena, BLOCK_BYTES / 8), 'x', BLOCK_BYTES / 8);
  void *others = mmap(NULL, BIG_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (others == MAP_FAILED) return 3;
  memset(others, 'y', BIG_BYTES);
  const long locked = locked_kib();
  if (locked < 0 || (rlim_t)locked * 1024 > limit_bytes) return 4;
#ifndef UNDER_ADDRESS_SANITIZER
  if (limit_bytes > 2 * BLOCK_BYTES && locked < BLOCK_BYTES / 1024) return 5;
#endif
  arena_free(arena);
  return locked_kib() == 0 ? 0 : 6;
}

static void beyond_the_limit_it_is_ordinary_memory(void **state) {
  (void)state;
  static const rlim_t limits_bytes[] = {0, 4096, 3 * BLOCK_BYTES};
  for (size_t i = 0; i < COUNT_OF(limits_bytes); i++) {
    int status = -1;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(use_more_than_may_be_locked(limits_bytes[i]));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
  }
}

/* The linker gives base this in munmap's place (--wrap). */
int __real_munmap(void *memory, size_t bytes);
int __wrap_munmap(void *memory, size_t bytes);
static size_t given_back_bytes;

int __wrap_munmap(void *memory, size_t bytes) {
  for (size_t i = 0; i < bytes; i++)
    assert_int_equal(((const char *)memory)[i], 0);
  given_back_bytes += bytes;
  return __real_munmap(memory, bytes);
}

static void pages_go_back_wiped(void **state) {
  (void)state;
  Arena *arena = arena_new_locked(BLOCK_BYTES);
  memset(arena_alloc(arena, 100), 'a', 100);
  memset(arena_alloc(arena, BIG_BYTES), 'b', BIG_BYTES);
  given_back_bytes = 0;
  arena_free(arena);
  assert_true(given_back_bytes >= BLOCK_BYTES + BIG_BYTES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(its_pages_stay_out_of_swap_and_core_files),
      cmocka_unit_test(an_ordinary_arena_is_not_locked),
      cmocka_unit_test(beyond_the_limit_it_is_ordinary_memory),
      cmocka_unit_test(pages_go_back_wiped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
