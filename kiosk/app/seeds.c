#include "seeds.h"

#include <string.h>

static void give(void *context, void *out, size_t bytes) {
  uint64_t *next = context, given = *next;
  BUG_UNLESS(bytes <= sizeof given);
  memcpy(out, &given, bytes);
  Random after = random_seeded(&given);
  after.fill(after.context, next, sizeof *next);
}

Random seeds_from(uint64_t *next) {
  return (Random){give, next};
}
