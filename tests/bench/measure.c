/* measure: how long a command takes and how much memory it has at most.
 *
 *   measure REPORT COMMAND [ARGUMENT...]    writes "seconds cpu_seconds peak_KiB" into the file REPORT; ends as the command ends
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NOT_RUN = 127 };

static double now_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds_of(struct timeval t) {
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int fail(const char *what) {
  fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
  return NOT_RUN;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fputs("measure: name a file for the report and a command\n", stderr);
    return 2;
  }
  const double begun = now_seconds();
  const pid_t child = fork();
  if (child < 0) return fail("a process");
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(fail(argv[2]));
  }
  int ended;
  struct rusage usage;
  if (wait4(child, &ended, 0, &usage) != child) return fail("waiting");
  const double seconds = now_seconds() - begun;
  FILE *report = fopen(argv[1], "w");
  if (report == NULL) return fail(argv[1]);
  fprintf(report, "%.6f %.6f %ld\n", seconds, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), usage.ru_maxrss);
  if (fclose(report) != 0) return fail(argv[1]);
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : NOT_RUN;
}
