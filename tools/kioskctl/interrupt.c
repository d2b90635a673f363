#include "interrupt.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDING_COUNT = sizeof ending / sizeof ending[0] };

/* What a signal handler can know is only what stands in a static. */
static Unfinished *volatile unfinished; /* the last one first */
static volatile sig_atomic_t on_terminal;

/* A line of progress may stand there, without an end. */
static void say(const char *line) {
  static const char wipe[] = "\r\033[K";
  ssize_t written = on_terminal ? write(STDERR_FILENO, wipe, sizeof wipe - 1) : 0;
  if (written >= 0) written = write(STDERR_FILENO, line, strlen(line));
  (void)written; /* nobody is left to be told */
}

static void take_away_and_die(int number) {
  const Unfinished *first = NULL;
  for (const Unfinished *file = unfinished; file != NULL; file = file->next) {
    unlink(file->path);
    first = file;
  }
  if (first != NULL) say(first->line);
  raise(number); /* SA_RESETHAND: the second time it does what it always does */
}

static sigset_t all_ending(void) {
  sigset_t all;
  sigemptyset(&all);
  for (size_t i = 0; i < ENDING_COUNT; i++)
    sigaddset(&all, ending[i]);
  return all;
}

static bool is_ignored(int number) {
  struct sigaction now;
  return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void catch_signals(void) {
  struct sigaction ours = {.sa_handler = take_away_and_die, .sa_mask = all_ending(), .sa_flags = (int)SA_RESETHAND};
  on_terminal = isatty(STDERR_FILENO) != 0;
  for (size_t i = 0; i < ENDING_COUNT; i++)
    if (!is_ignored(ending[i])) sigaction(ending[i], &ours, NULL);
}

sigset_t interrupt_hold(void) {
  sigset_t all = all_ending(), before;
  sigprocmask(SIG_BLOCK, &all, &before);
  return before;
}

void interrupt_release(const sigset_t *before) {
  sigprocmask(SIG_SETMASK, before, NULL);
}

bool interrupt_waits(void) {
  sigset_t waiting;
  if (sigpending(&waiting) != 0) return false;
  for (size_t i = 0; i < ENDING_COUNT; i++)
    if (sigismember(&waiting, ending[i]) == 1 && !is_ignored(ending[i])) return true;
  return false;
}

void interrupt_add(Unfinished *file) {
  file->next = unfinished;
  unfinished = file;
  catch_signals();
}

void interrupt_forget(const Unfinished *file) {
  Unfinished *at = unfinished;
  if (at == file) {
    unfinished = file->next;
    return;
  }
  while (at->next != file)
    at = at->next;
  at->next = file->next;
}
