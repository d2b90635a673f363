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
/* The same, with a terminal or file as its standard input and, when it is a terminal, as the one that it is controlled by. */
pid_t program_start_with(Fixture *fixture, const char *const *args, int input);
/* Runs it with `input` as its standard input. */
Said program_run_with(Fixture *fixture, const char *const *args, const char *input);
/* Waits for one that was started with program_start_with. code -1: a signal ended it. */
Said program_wait(Fixture *fixture, pid_t program);
/* Fails unless the exit code is code and standard error begins with "error CODE: " and has `says` in its first line. */
void program_assert_error(const Said *said, int code, const char *error_code, const char *says);

#endif
