/* kioskctl export on a terminal: who waits for longer than a second sees how far it is, and nothing of that stays. */
#include "kioskctl/program.h"

#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 20000 };

static void make_database(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"fordi\"}");
  fixture_put(store, &visit);
  store_close(store);
  fixture_multiply(fixture, "a.db", ROWS);
}

static pid_t start_with_errors_to(Fixture *fixture, const char *out, int terminal) {
  const char *db = fixture_path(fixture, "a.db");
  pid_t child = fork();
  if (child != 0) return child;
  if (dup2(terminal, STDERR_FILENO) < 0) _exit(126);
  execl(KIOSKCTL, KIOSKCTL, "export", "--db", db, "--format", "csv", "--out", out, (char *)NULL);
  _exit(127);
}

/* Nobody reads for so long: the program stands still with a full pipe, however fast the machine is. */
static size_t drain_after(const char *pipe, long wait_ms) {
  static char bytes[65536];
  size_t lines = 0;
  int end = open(pipe, O_RDONLY);
  nanosleep(&(struct timespec){wait_ms / 1000, wait_ms % 1000 * 1000000}, NULL);
  for (ssize_t got; (got = read(end, bytes, sizeof bytes)) > 0;)
    for (ssize_t i = 0; i < got; i++)
      lines += bytes[i] == '\n';
  close(end);
  return lines;
}

static Str read_all(Fixture *fixture, int terminal) {
  Buffer said = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&said);
  char bytes[4096];
  for (ssize_t got; (got = read(terminal, bytes, sizeof bytes)) > 0;) /* fails when the other end is closed */
    sink_bytes(&sink, bytes, (size_t)got);
  return buffer_view(&said);
}

static Str terminal_says(Fixture *fixture, long wait_ms) {
  const char *pipe = fixture_path(fixture, "pipe");
  int ours, its, how = -1;
  if (access(pipe, F_OK) != 0) assert_int_equal(mkfifo(pipe, 0600), 0);
  assert_int_equal(openpty(&ours, &its, NULL, NULL, NULL), 0);
  pid_t program = start_with_errors_to(fixture, pipe, its);
  close(its);
  size_t lines = drain_after(pipe, wait_ms);
  Str said = read_all(fixture, ours);
  close(ours);
  waitpid(program, &how, 0);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
  assert_int_equal(lines, ROWS + 2); /* and the header */
  return arena_str(fixture->arena, said);
}

static void whoever_waits_sees_how_far_it_is(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  Str said = terminal_says(fixture, 1300);
  const char *bar = strstr(said.ptr, "\r[");
  if (bar == NULL || strstr(bar, " s left\033[K") == NULL) fail_msg("%s", said.ptr);
  assert_true(said.len > 4 && strcmp(said.ptr + said.len - 4, "\r\033[K") == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(whoever_waits_sees_how_far_it_is, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
