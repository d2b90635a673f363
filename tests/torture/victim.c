#include "victim.h"

#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 60000 };

static _Noreturn void become(const char *const *arguments, const char *stderr_path, int in, int out) {
  int errors = open(stderr_path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(errors, STDERR_FILENO);
  char *copies[16] = {0}; /* execv takes no constant texts */
  for (size_t i = 0; arguments[i] && i + 1 < COUNT_OF(copies); i++)
    copies[i] = strdup(arguments[i]);
  signal(SIGPIPE, SIG_DFL);
  execv(copies[0], copies);
  _exit(127);
}

void victim_start(Victim *victim, const char *const *arguments, const char *stderr_path) {
  int in[2], out[2];
  BUG_UNLESS(pipe(in) == 0 && pipe(out) == 0);
  fcntl(in[1], F_SETFD, FD_CLOEXEC);
  fcntl(out[0], F_SETFD, FD_CLOEXEC);
  victim->pid = fork();
  BUG_UNLESS(victim->pid >= 0);
  if (victim->pid == 0) become(arguments, stderr_path, in[0], out[1]);
  close(in[0]);
  close(out[1]);
  victim->to = in[1];
  victim->from = out[0];
  victim->heard_bytes = 0;
}

/* What cannot be written any more went to one who has ended; who listens finds that out. */
void victim_tell(Victim *victim, const char *lines) {
  char all[1024];
  int length = snprintf(all, sizeof all, "%sdescribe\n", lines);
  BUG_UNLESS(length > 0 && (size_t)length < sizeof all);
  ssize_t written = write(victim->to, all, (size_t)length);
  BUG_UNLESS(written == length || errno == EPIPE);
}

static void read_value(const char *text, const char *key, char *out, size_t size) {
  const char *at = strstr(text, key);
  size_t length = 0;
  out[0] = '\0';
  if (at == NULL) return;
  at += strlen(key);
  while (length + 1 < size && at[length] != '"' && at[length] != '\0')
    length++;
  memcpy(out, at, length);
  out[length] = '\0';
}

/* Takes a whole description off the front of what was heard. */
static bool take_description(Victim *victim, VictimScreen *out) {
  static const char ending[] = "{\"end\":true}\n";
  char *end = strstr(victim->heard, ending);
  if (end == NULL) return false;
  end += sizeof ending - 1;
  char *line_end = strchr(victim->heard, '\n');
  *line_end = '\0';
  read_value(victim->heard, "\"screen\":\"", out->screen, sizeof out->screen);
  read_value(victim->heard, "\"question\":\"", out->question, sizeof out->question);
  victim->heard_bytes -= (size_t)(end - victim->heard);
  memmove(victim->heard, end, victim->heard_bytes + 1);
  return true;
}

/* False at the end of what it says. */
static bool listen_on(Victim *victim) {
  struct pollfd ready = {.fd = victim->from, .events = POLLIN};
  if (poll(&ready, 1, PATIENCE_MS) == 0) {
    fprintf(stderr, "the kiosk does not answer; it had said: %s\n", victim->heard);
    abort();
  }
  BUG_UNLESS(victim->heard_bytes + 1 < sizeof victim->heard);
  ssize_t got = read(victim->from, victim->heard + victim->heard_bytes, sizeof victim->heard - 1 - victim->heard_bytes);
  if (got <= 0) return false;
  victim->heard_bytes += (size_t)got;
  victim->heard[victim->heard_bytes] = '\0';
  return true;
}

bool victim_hear(Victim *victim, VictimScreen *out) {
  for (;;) {
    if (victim->heard_bytes > 0 && take_description(victim, out)) return true;
    if (!listen_on(victim)) return false;
  }
}

static int bury(Victim *victim) {
  int status;
  if (victim->to >= 0) close(victim->to);
  close(victim->from);
  while (waitpid(victim->pid, &status, 0) < 0)
    BUG_UNLESS(errno == EINTR);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool victim_kill(Victim *victim, VictimScreen *out) {
  kill(victim->pid, SIGKILL);
  bool heard = victim_hear(victim, out);
  bury(victim);
  return heard;
}

int victim_dismiss(Victim *victim) {
  close(victim->to);
  victim->to = -1;
  while (listen_on(victim))
    victim->heard_bytes = 0;
  return bury(victim);
}
