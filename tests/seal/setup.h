/* What tests of sealing share: libsodium made ready, and an arena. */
#ifndef SETUP_H
#define SETUP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal.h"

static inline int setup(void **state) {
  *state = arena_new(0);
  return (int)seal_init(NULL);
}

static inline int teardown(void **state) {
  arena_free(*state);
  return 0;
}

#define SEAL_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
