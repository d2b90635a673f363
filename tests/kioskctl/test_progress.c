/* The line of progress: when it is there, what it says, and that nothing of it stays. */
#include "progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <pty.h>
#include <unistd.h>

typedef struct Terminal {
  int ours; /* what is written to the other end is read here */
  FILE *its;
  char said[256];
} Terminal;

static Terminal open_terminal(void) {
  Terminal terminal = {.ours = -1};
  int its;
  assert_int_equal(openpty(&terminal.ours, &its, NULL, NULL, NULL), 0);
  terminal.its = fdopen(its, "w");
  assert_non_null(terminal.its);
  return terminal;
}

static void close_terminal(Terminal *terminal) {
  fclose(terminal->its);
  close(terminal->ours);
}

/* What was written since the last time; a mark of our own ends it, as reading from a silent terminal would wait. */
static const char *said(Terminal *terminal) {
  size_t length = 0;
  fputc('!', terminal->its);
  fflush(terminal->its);
  do {
    ssize_t got = read(terminal->ours, terminal->said + length, sizeof terminal->said - 1 - length);
    assert_true(got > 0);
    length += (size_t)got;
  } while (terminal->said[length - 1] != '!');
  terminal->said[length - 1] = '\0';
  return terminal->said;
}

static void a_bar_comes_after_a_second_and_goes(void **state) {
  (void)state;
  static const struct {
    int64_t at_ms;
    size_t done;
    const char *line;
  } steps[] = {
      {999, 100, ""},
      {1000, 0, ""}, /* how long the rest takes is not known yet */
      {1000, 250, "\r[#######.......................] 25 %, 4 s left\033[K"},
      {1199, 260, ""},
      {1200, 500, "\r[###############...............] 50 %, 2 s left\033[K"},
      {200000, 501, "\r[###############...............] 50 %, 4 min left\033[K"},
      {200100, 502, ""},
      {200150, 1000, "\r[##############################] 100 %, finishing\033[K"}, /* at once */
  };
  Terminal terminal = open_terminal();
  ManualClock clock = clock_manual(0);
  clock.now_ms = 5000;
  Progress progress = progress_begin(&clock.clock, terminal.its);
  for (size_t i = 0; i < COUNT_OF(steps); i++) {
    clock.now_ms = 5000 + steps[i].at_ms;
    progress_tell(&progress, steps[i].done, 1000);
    assert_string_equal(said(&terminal), steps[i].line);
  }
  progress_end(&progress);
  assert_string_equal(said(&terminal), "\r\033[K");
  progress_end(&progress);
  assert_string_equal(said(&terminal), "");
  close_terminal(&terminal);
}

static void what_is_quick_says_nothing(void **state) {
  (void)state;
  Terminal terminal = open_terminal();
  ManualClock clock = clock_manual(0);
  Progress progress = progress_begin(&clock.clock, terminal.its);
  clock.now_ms = 900;
  progress_tell(&progress, 1, 2);
  clock.now_ms = 2000;
  progress_tell(&progress, 0, 0);
  progress_end(&progress);
  assert_string_equal(said(&terminal), "");
  close_terminal(&terminal);
}

static void a_file_gets_no_bar(void **state) {
  (void)state;
  FILE *file = tmpfile();
  assert_non_null(file);
  ManualClock clock = clock_manual(0);
  Progress progress = progress_begin(&clock.clock, file);
  clock.now_ms = 5000;
  progress_tell(&progress, 1, 2);
  progress_end(&progress);
  assert_int_equal(ftell(file), 0);
  fclose(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_bar_comes_after_a_second_and_goes),
      cmocka_unit_test(what_is_quick_says_nothing),
      cmocka_unit_test(a_file_gets_no_bar),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
