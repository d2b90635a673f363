/* kioskctl keygen and pin: what they write and print, what they refuse, and that a terminal shows nothing of what is typed. */
#define _GNU_SOURCE /* prlimit */
#include "kioskctl/program.h"
#include "seal.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const char passphrase[] = "blåbærtur i skumringen";

static Said keygen(Fixture *fixture, const char *out, const char *shares, const char *typed) {
  const char *args[] = {"keygen", "--out", fixture_path(fixture, out), shares, NULL};
  return program_run_with(fixture, args, typed);
}

static const char *line(Fixture *fixture, const char *text) {
  return arena_printf(fixture->arena, "%s\n", text).ptr;
}

static SealPublic printed_key(Fixture *fixture, const Said *said) {
  static const char before[] = "seal:\n  public_key: ";
  assert_int_equal(said->code, 0);
  assert_string_equal(said->err, "");
  if (strncmp(said->out, before, sizeof before - 1) != 0) fail_msg("%s", said->out);
  Str rest = str_from(said->out + sizeof before - 1);
  SealPublic key;
  assert_true(seal_public_parse(str_next_word(&rest), &key));
  assert_null(strstr(said->out, passphrase));
  (void)fixture;
  return key;
}

static void assert_private(Fixture *fixture, const char *name) {
  struct stat info;
  assert_int_equal(stat(fixture_path(fixture, name), &info), 0);
  assert_int_equal(info.st_mode & 07777, 0600);
}

static void assert_opens(Fixture *fixture, const char *const *names, size_t count, const SealPublic *key) {
  Str texts[3];
  SealSecret *secret;
  Err err = {0};
  for (size_t i = 0; i < count; i++) {
    texts[i] = fixture_read_file(fixture, names[i]);
    assert_private(fixture, names[i]);
  }
  if (seal_file_open(texts, names, count, str_from(passphrase), &secret, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_memory_equal(seal_public_of(secret), key, sizeof *key);
  seal_secret_free(secret);
}

static void a_key_is_made_and_never_written_over(void **state) {
  Fixture *fixture = *state;
  mode_t mask = umask(0);
  Said said = keygen(fixture, "inn.key", NULL, line(fixture, passphrase));
  umask(mask);
  SealPublic key = printed_key(fixture, &said);
  assert_opens(fixture, (const char *[]){"inn.key"}, 1, &key);
  assert_int_equal(fixture_file_count(fixture), 1);
  Str before = fixture_read_file(fixture, "inn.key");
  said = keygen(fixture, "inn.key", NULL, line(fixture, passphrase));
  program_assert_error(&said, 1, "key-exists", "inn.key is there already");
  assert_string_equal(said.out, "");
  assert_true(str_equal(before, fixture_read_file(fixture, "inn.key")));
  assert_int_equal(symlink("elsewhere", fixture_path(fixture, "link.key")), 0);
  said = keygen(fixture, "link.key", NULL, line(fixture, passphrase));
  program_assert_error(&said, 1, "key-exists", "link.key");
}

static void it_can_be_split(void **state) {
  static const char *const last[] = {"inn-3-of-3.key", "inn-2-of-3.key"};
  Fixture *fixture = *state;
  fixture_write_file(fixture, "pass", passphrase, strlen(passphrase)); /* without an end of the line */
  const char *args[] = {
      "keygen", "--shares=2/3", "--out", fixture_path(fixture, "inn.key"), "--passphrase-file", fixture_path(fixture, "pass"),
      NULL};
  Said said = program_run_with(fixture, args, "");
  SealPublic key = printed_key(fixture, &said);
  assert_non_null(strstr(said.out, "2 of the 3 files"));
  assert_opens(fixture, last, 2, &key);
  assert_int_equal(fixture_file_count(fixture), 4);
  assert_int_equal(unlink(fixture_path(fixture, "inn-1-of-3.key")), 0);
  said = program_run_with(fixture, args, "");
  program_assert_error(&said, 1, "key-exists", "inn-2-of-3.key is there already");
  assert_int_equal(fixture_file_count(fixture), 3); /* nor is the first of them there */
}

static void what_is_no_passphrase_makes_no_key(void **state) {
  static const struct {
    const char *typed, *code, *says;
  } cases[] = {
      {"", "secret-missing", "nothing on standard input"},
      {"\n", "passphrase-short", "at least 12 characters"},
      {"blåbærtur i\n", "passphrase-short", "four or five words"}, /* 11, in 13 bytes */
      {"blåbærtur i sku\x1b[D\n", "secret-line", "a control character"},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = keygen(fixture, "inn.key", NULL, cases[i].typed);
    program_assert_error(&said, 1, cases[i].code, cases[i].says);
  }
  Said said = keygen(fixture, "inn.key", NULL, arena_printf(fixture->arena, "%01100d\n", 7).ptr);
  program_assert_error(&said, 1, "secret-line", "longer than 1024 bytes");
  said = keygen(fixture, "missing/inn.key", NULL, line(fixture, passphrase));
  program_assert_error(&said, 3, "key-write", "No such file or directory");
  assert_int_equal(fixture_file_count(fixture), 0);
}

typedef struct Misuse {
  const char *args[8];
  const char *error_code, *says;
} Misuse;

static void says_how_they_are_used(void **state) {
  static const Misuse cases[] = {
      {{"keygen"}, "option-missing", "--out is missing: name the file for the secret key"},
      {{"keygen", "inn.key"}, "unexpected-word", "\"inn.key\""},
      {{"keygen", "--out", "x", "--shares", "4/3"}, "option-value", "--shares 4/3 is none such as 2/3"},
      {{"keygen", "--out", "x", "--shares", "1/3"}, "option-value", "from 2 to 9"},
      {{"keygen", "--out", "x", "--shares", "2/10"}, "option-value", "2/10"},
      {{"keygen", "--out", "x", "--shares", "2"}, "option-value", "--shares 2"},
      {{"keygen", "--out", "x", "--passfrase-file", "y"}, "unknown-option", "did you mean --passphrase-file?"},
      {{"pin", "258025"}, "unexpected-word", "what stands on a command line can be read by others"},
      {{"robot", "forms/samling.yaml", "--seal", "seal1-00"}, "option-missing", "--db or --trace is missing"},
      {{"robot", "forms/samling.yaml", "--seal", "seal1-00", "--trace", "/dev/null"}, "option-missing", "--db is missing"},
      {{"robot", "forms/samling.yaml", "--seal", "seal1-00", "--db", "/dev/null/x"}, "seal-key", "seal1-00 is no public key"},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run_with(fixture, cases[i].args, line(fixture, passphrase));
    program_assert_error(&said, 2, cases[i].error_code, cases[i].says);
  }
}

static void a_pin_becomes_a_line_of_the_configuration(void **state) {
  static const char before[] = "staff:\n  pin_hash: '";
  static const struct {
    const char *typed, *code;
  } cases[] = {{"123\n", "pin-digits"},    {"1234567890123\n", "pin-digits"},
               {"25a025\n", "pin-digits"}, {"\n", "pin-digits"},
               {"٢٥٨٠٢٥\n", "pin-digits"}, {"0000\n", "pin-easy"},
               {"123456\n", "pin-easy"},   {"9876\n", "pin-easy"},
               {"", "secret-missing"}};
  static const char *const args[] = {"pin", NULL};
  Fixture *fixture = *state;
  Said said = program_run_with(fixture, args, "258025\r\n1\n");
  assert_string_equal(said.err, "");
  assert_int_equal(strncmp(said.out, before, sizeof before - 1), 0);
  const char *hash = said.out + sizeof before - 1, *end = strchr(hash, '\'');
  assert_string_equal(end, "'\n");
  assert_true(seal_pin_matches((Str){hash, (size_t)(end - hash)}, STR("258025")));
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    said = program_run_with(fixture, args, cases[i].typed);
    program_assert_error(&said, 1, cases[i].code, "");
  }
}

typedef struct Terminal {
  int ours, its;
} Terminal;

static Terminal open_terminal(void) {
  Terminal terminal;
  assert_int_equal(openpty(&terminal.ours, &terminal.its, NULL, NULL, NULL), 0);
  return terminal;
}

static bool echoes(const Terminal *terminal) {
  struct termios now;
  assert_int_equal(tcgetattr(terminal->its, &now), 0);
  return (now.c_lflag & ECHO) != 0;
}

/* What is typed before the question is thrown away, so wait for it. */
static void await_words(Fixture *fixture, const char *words) {
  for (int i = 0; i < 10000; i++) {
    Str err = access(fixture_path(fixture, "stderr"), R_OK) == 0 ? fixture_read_file(fixture, "stderr") : STR("");
    if (strstr(arena_str(fixture->arena, err).ptr, words) != NULL) return;
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
  fail_msg("nobody asked for \"%s\"", words);
}

static void type_line(const Terminal *terminal, const char *typed) {
  assert_int_equal(write(terminal->ours, typed, strlen(typed)), (ssize_t)strlen(typed));
}

static const char *shown(Fixture *fixture, const Terminal *terminal) {
  char *seen = arena_alloc(fixture->arena, 4096);
  size_t count = 0;
  assert_int_equal(fcntl(terminal->ours, F_SETFL, O_NONBLOCK), 0);
  for (ssize_t got; count < 4000 && (got = read(terminal->ours, seen + count, 4000 - count)) > 0;)
    count += (size_t)got;
  return seen;
}

static void close_terminal(const Terminal *terminal) {
  close(terminal->ours);
  close(terminal->its);
}

static void a_terminal_shows_nothing_of_it(void **state) {
  Fixture *fixture = *state;
  Terminal terminal = open_terminal();
  const char *args[] = {"keygen", "--out", fixture_path(fixture, "inn.key"), NULL};
  pid_t program = program_start_with(fixture, args, terminal.its);
  await_words(fixture, "Passphrase for the new key, four or five words: ");
  assert_false(echoes(&terminal));
  type_line(&terminal, line(fixture, passphrase));
  await_words(fixture, "Once more: ");
  type_line(&terminal, line(fixture, passphrase));
  Said said = program_wait(fixture, program);
  assert_int_equal(said.code, 0);
  assert_true(echoes(&terminal));
  assert_string_equal(shown(fixture, &terminal), "\r\n\r\n");
  assert_int_equal(access(fixture_path(fixture, "inn.key"), F_OK), 0);
  close_terminal(&terminal);
}

static void two_that_differ_make_no_key(void **state) {
  Fixture *fixture = *state;
  Terminal terminal = open_terminal();
  const char *args[] = {"keygen", "--out", fixture_path(fixture, "inn.key"), NULL};
  pid_t program = program_start_with(fixture, args, terminal.its);
  await_words(fixture, "Passphrase");
  type_line(&terminal, line(fixture, passphrase));
  await_words(fixture, "Once more");
  type_line(&terminal, "blåbærtur i skumringer\n");
  Said said = program_wait(fixture, program);
  assert_int_equal(said.code, 1);
  assert_non_null(strstr(said.err, "error secret-differs: the two are not the same"));
  assert_int_equal(access(fixture_path(fixture, "inn.key"), F_OK), -1);
  close_terminal(&terminal);
}

/* While it waits for the passphrase: from then on it gets hardly more memory than it has. */
static void limit_memory(Fixture *fixture, pid_t program) {
  enum { MORE_BYTES = 64 * 1024 * 1024 };
  unsigned long pages;
  FILE *file = fopen(arena_printf(fixture->arena, "/proc/%d/statm", (int)program).ptr, "r");
  assert_non_null(file);
  assert_int_equal(fscanf(file, "%lu", &pages), 1);
  fclose(file);
  rlim_t limit = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + MORE_BYTES;
  assert_int_equal(prlimit(program, RLIMIT_AS, &(struct rlimit){limit, limit}, NULL), 0);
}

static void a_machine_that_is_too_small_is_told_so(void **state) {
  static const char *const shares[] = {NULL, "--shares=2/3"};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(shares); i++) {
    Terminal terminal = open_terminal();
    const char *args[] = {"keygen", "--out", fixture_path(fixture, "inn.key"), shares[i], NULL};
    pid_t program = program_start_with(fixture, args, terminal.its);
    await_words(fixture, "Passphrase");
    limit_memory(fixture, program);
    type_line(&terminal, line(fixture, passphrase));
    await_words(fixture, "Once more");
    type_line(&terminal, line(fixture, passphrase));
    Said said = program_wait(fixture, program);
    assert_int_equal(said.code, 3);
    if (strstr(said.err, "error key-memory: there is not enough memory to make a key: it takes 256 MiB") == NULL)
      fail_msg("%s", said.err);
    assert_int_equal(fixture_file_count(fixture), 0);
    close_terminal(&terminal);
  }
}

static void a_signal_leaves_the_terminal_as_it_was(void **state) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  static const char *const args[] = {"pin", NULL};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(signals); i++) {
    Terminal terminal = open_terminal();
    pid_t program = program_start_with(fixture, args, terminal.its);
    await_words(fixture, "PIN for staff");
    assert_false(echoes(&terminal));
    if (signals[i] == SIGINT)
      type_line(&terminal, "25\x03"); /* Ctrl+C */
    else
      kill(program, signals[i]);
    Said said = program_wait(fixture, program);
    assert_int_equal(said.code, -1);
    assert_string_equal(said.out, "");
    assert_true(echoes(&terminal));
    close_terminal(&terminal);
  }
}

static int ready(void **state) {
  return seal_init(NULL) == STATUS_OK ? fixture_setup(state) : -1;
}

#define KEYGEN_TEST(name) cmocka_unit_test_setup_teardown(name, ready, fixture_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      KEYGEN_TEST(a_key_is_made_and_never_written_over),
      KEYGEN_TEST(it_can_be_split),
      KEYGEN_TEST(what_is_no_passphrase_makes_no_key),
      KEYGEN_TEST(says_how_they_are_used),
      KEYGEN_TEST(a_pin_becomes_a_line_of_the_configuration),
      KEYGEN_TEST(a_terminal_shows_nothing_of_it),
      KEYGEN_TEST(two_that_differ_make_no_key),
      KEYGEN_TEST(a_machine_that_is_too_small_is_told_so),
      KEYGEN_TEST(a_signal_leaves_the_terminal_as_it_was),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
