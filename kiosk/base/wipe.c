#include "base.h"

#include <string.h>

enum { STACK_BYTES = 64 * 1024 };

void memory_wipe(void *memory, size_t bytes) {
  if (bytes > 0) explicit_bzero(memory, bytes);
}

/* Its own frame lies over those of the calls that have returned. */
__attribute__((noinline)) void memory_wipe_stack(void) {
  char over[STACK_BYTES];
  memory_wipe(over, sizeof over);
}
