#include "kioskctl/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static bool take_input(int input) {
  if (isatty(input) && (setsid() < 0 || ioctl(input, TIOCSCTTY, 0) != 0)) return false;
  return dup2(input, STDIN_FILENO) >= 0;
}

static void become(const char *const *args, int input, const char *out_path, const char *err_path) {
  char *argv[PROGRAM_ARGS_MAX + 2] = {strdup(KIOSKCTL)};
  for (size_t i = 0; args[i] != NULL; i++)
    argv[i + 1] = strdup(args[i]);
  int out = open(out_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int err = open(err_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (input != STDIN_FILENO && !take_input(input)) _exit(126);
  if (dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0) _exit(126);
  execv(KIOSKCTL, argv);
  _exit(127);
}

static const char *take_file(Fixture *fixture, const char *name) {
  Str text = arena_str(fixture->arena, fixture_read_file(fixture, name));
  unlink(fixture_path(fixture, name));
  return text.ptr;
}

static pid_t start(Fixture *fixture, const char *const *args, int input, const char *out_path) {
  const char *own_out = fixture_path(fixture, "stdout");
  const char *own_err = fixture_path(fixture, "stderr");
  pid_t child = fork();
  if (child == 0) become(args, input, out_path ? out_path : own_out, own_err);
  return child;
}

pid_t program_start(Fixture *fixture, const char *const *args, const char *out_path) {
  return start(fixture, args, STDIN_FILENO, out_path);
}

pid_t program_start_with(Fixture *fixture, const char *const *args, int input) {
  return start(fixture, args, input, NULL);
}

static Said said_by(Fixture *fixture, pid_t program, bool keeps_out) {
  int how = -1;
  waitpid(program, &how, 0);
  Said said = {.code = WIFEXITED(how) ? WEXITSTATUS(how) : -1, .out = ""};
  if (keeps_out) said.out = take_file(fixture, "stdout");
  said.err = take_file(fixture, "stderr");
  return said;
}

Said program_run(Fixture *fixture, const char *const *args, const char *out_path) {
  return said_by(fixture, program_start(fixture, args, out_path), out_path == NULL);
}

Said program_run_with(Fixture *fixture, const char *const *args, const char *input) {
  fixture_write_file(fixture, "stdin", input, strlen(input));
  int file = open(fixture_path(fixture, "stdin"), O_RDONLY);
  pid_t program = program_start_with(fixture, args, file);
  close(file);
  unlink(fixture_path(fixture, "stdin"));
  return said_by(fixture, program, true);
}

Said program_wait(Fixture *fixture, pid_t program) {
  return said_by(fixture, program, true);
}

void program_assert_error(const Said *said, int code, const char *error_code, const char *says) {
  char begin[80];
  int length = snprintf(begin, sizeof begin, "error %s: ", error_code);
  const char *hit = strstr(said->err, says);
  const char *line_end = strchr(said->err, '\n');
  bool as_wanted = said->code == code && strncmp(said->err, begin, (size_t)length) == 0 && hit != NULL && hit < line_end;
  if (!as_wanted) fail_msg("wanted %d %s%s, got %d: %s", code, begin, says, said->code, said->err);
}
