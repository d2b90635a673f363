#include "kioskctl/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void become(const char *const *args, const char *out_path, const char *err_path) {
  char *argv[PROGRAM_ARGS_MAX + 2] = {strdup(KIOSKCTL)};
  for (size_t i = 0; args[i] != NULL; i++)
    argv[i + 1] = strdup(args[i]);
  int out = open(out_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int err = open(err_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0) _exit(126);
  execv(KIOSKCTL, argv);
  _exit(127);
}

static const char *take_file(Fixture *fixture, const char *name) {
  Str text = arena_str(fixture->arena, fixture_read_file(fixture, name));
  unlink(fixture_path(fixture, name));
  return text.ptr;
}

pid_t program_start(Fixture *fixture, const char *const *args, const char *out_path) {
  const char *own_out = fixture_path(fixture, "stdout");
  const char *own_err = fixture_path(fixture, "stderr");
  pid_t child = fork();
  if (child == 0) become(args, out_path ? out_path : own_out, own_err);
  return child;
}

Said program_run(Fixture *fixture, const char *const *args, const char *out_path) {
  int how = -1;
  waitpid(program_start(fixture, args, out_path), &how, 0);
  Said said = {.code = WIFEXITED(how) ? WEXITSTATUS(how) : -1, .out = ""};
  if (out_path == NULL) said.out = take_file(fixture, "stdout");
  said.err = take_file(fixture, "stderr");
  return said;
}

void program_assert_error(const Said *said, int code, const char *error_code, const char *says) {
  char begin[80];
  int length = snprintf(begin, sizeof begin, "error %s: ", error_code);
  const char *hit = strstr(said->err, says);
  const char *line_end = strchr(said->err, '\n');
  bool as_wanted = said->code == code && strncmp(said->err, begin, (size_t)length) == 0 && hit != NULL && hit < line_end;
  if (!as_wanted) fail_msg("wanted %d %s%s, got %d: %s", code, begin, says, said->code, said->err);
}
