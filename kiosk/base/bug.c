#include "base.h"

#include <stdlib.h>

_Noreturn void bug_at(const char *file, int line, const char *what) {
  fprintf(stderr, "%s:%d: bug: %s\n", file, line, what);
  abort();
}
