/* Runs kioskctl and keeps what it said. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "store/fixture.h"

#include <sys/types.h>

enum { PROGRAM_ARGS_MAX = 16 };

typedef struct Said {
  int code; /* exit code; -1: it died */
  const char *out, *err;
} Said;

/* args ends with NULL; without the program's name. Standard output goes to `out_path`, or NULL: is kept in Said.out. */
Said program_run(Fixture *fixture, const char *const *args, const char *out_path);
/* Only starts it; what it says stays in the folder, in "stdout" and "stderr". */
pid_t program_start(Fixture *fixture, const char *const *args, const char *out_path);
/* Fails unless the exit code is code and standard error begins with "error CODE: " and has `says` in its first line. */
void program_assert_error(const Said *said, int code, const char *error_code, const char *says);

#endif
