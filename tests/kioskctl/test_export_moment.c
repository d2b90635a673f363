/* kioskctl export beside a kiosk that goes on taking answers: what it writes is of the moment it began. */
#include "kioskctl/program.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 10000 }; /* more than a pipe holds */

static void make_database(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"fordi\"}");
  fixture_put(store, &visit);
  store_close(store);
  fixture_multiply(fixture, "a.db", ROWS - 1);
}

static void add_version(Fixture *fixture) {
  Store *kiosk = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "2");
  Err err = {0};
  if (store_add_form(kiosk, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, kiosk, form, "{\"hvorfor\":\"for sent\"}");
  fixture_put(kiosk, &visit);
  store_close(kiosk);
}

static Str read_all(Fixture *fixture, int pipe) {
  Buffer bytes = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&bytes);
  static char chunk[65536];
  for (ssize_t got; (got = read(pipe, chunk, sizeof chunk)) > 0;)
    sink_bytes(&sink, chunk, (size_t)got);
  return buffer_view(&bytes);
}

static size_t lines_in(Str text) {
  size_t lines = 0;
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n';
  return lines;
}

static Str codebook(Fixture *fixture) {
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--codebook", fixture_path(fixture, "alone.json"), NULL};
  assert_int_equal(program_run(fixture, args, NULL).code, 0);
  return fixture_read_file(fixture, "alone.json");
}

/* It stands still in the middle of the table, for nobody reads the pipe, and has the codebook before it. */
static void table_and_codebook_are_of_one_moment(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  Str before = codebook(fixture);
  const char *pipe = fixture_path(fixture, "pipe"), *book = fixture_path(fixture, "along.json");
  assert_int_equal(mkfifo(pipe, 0600), 0);
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--format", "csv", "--out", pipe, "--codebook",
                        book,     NULL};
  pid_t program = program_start(fixture, args, NULL);
  int end = open(pipe, O_RDONLY); /* waits for the program */
  assert_true(end >= 0);
  add_version(fixture);
  Str table = read_all(fixture, end);
  close(end);
  Said said = program_wait(fixture, program);
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
  assert_int_equal(lines_in(table), ROWS + 1); /* and the header */
  assert_null(strstr(arena_str(fixture->arena, table).ptr, "for sent"));
  assert_true(str_equal(before, fixture_read_file(fixture, "along.json")));
  assert_false(str_equal(before, codebook(fixture))); /* where it would have been seen */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(table_and_codebook_are_of_one_moment, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
