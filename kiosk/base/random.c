#include "base.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static void system_fill(void *context, void *out, size_t bytes) {
  (void)context;
  char *at = out;
  while (bytes > 0) {
    const ssize_t got = getrandom(at, bytes, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) BUG("the system gives no random bytes");
    at += got;
    bytes -= (size_t)got;
  }
}

/* SplitMix64 (Steele, Lea and Flood 2014): any seed will do, 0 too. */
static uint64_t splitmix_next(uint64_t *state) {
  *state += UINT64_C(0x9E3779B97F4A7C15);
  uint64_t z = *state;
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static void seeded_fill(void *context, void *out, size_t bytes) {
  unsigned char *at = out;
  while (bytes > 0) {
    uint64_t word = splitmix_next(context);
    for (size_t i = 0; i < sizeof word && bytes > 0; i++, bytes--, word >>= 8)
      *at++ = (unsigned char)word;
  }
}

Random random_system(void) {
  return (Random){.fill = system_fill, .context = NULL};
}

Random random_seeded(uint64_t *state) {
  return (Random){.fill = seeded_fill, .context = state};
}

uint32_t random_below(const Random *random, uint32_t bound) {
  BUG_UNLESS(bound > 0);
  /* The lowest 2^32 mod bound words are drawn again: otherwise the first remainders would come up more often. */
  const uint32_t reject_below = (0u - bound) % bound;
  for (;;) {
    uint32_t word;
    random->fill(random->context, &word, sizeof word);
    if (word >= reject_below) return word % bound;
  }
}
