/* victim: the real kiosk as a process that plays what it is told line by line, and that is killed. */
#ifndef VICTIM_H
#define VICTIM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { VICTIM_SCREEN_BYTES = 16 * 1024 };

typedef struct Victim {
  pid_t pid;
  int to, from;
  char heard[VICTIM_SCREEN_BYTES]; /* of the description that is being read; NUL-terminated */
  size_t heard_bytes;
} Victim;

typedef struct VictimScreen {
  char screen[16], question[32]; /* of the last whole description */
} VictimScreen;

/* arguments: as of execv, the program first. What it says on standard error is added to the file. */
void victim_start(Victim *victim, const char *const *arguments, const char *stderr_path);
/* Lines of a script, each with its line break, and what is on the screen then is asked for. */
void victim_tell(Victim *victim, const char *lines);
/* Waits for the description. False: the kiosk ended before it. */
bool victim_hear(Victim *victim, VictimScreen *out);
/* SIGKILL, and what it had still said by then: true if that was a whole description. */
bool victim_kill(Victim *victim, VictimScreen *out);
/* The end of its script: it closes by itself. Its exit code, -1: a signal. */
int victim_dismiss(Victim *victim);

#endif
