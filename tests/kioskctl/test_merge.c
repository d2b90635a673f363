/* kioskctl merge: what it says, how it ends, and that nothing is left of what it did not do. */
#include "kioskctl/program.h"
#include "store/merging.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static Said merge(Fixture *fixture, const char *into, const char *const *sources) {
  const char *args[PROGRAM_ARGS_MAX] = {"merge", "--into", fixture_path(fixture, into)};
  for (size_t i = 0; sources[i] != NULL; i++)
    args[3 + i] = fixture_path(fixture, sources[i]);
  return program_run(fixture, args, NULL);
}

static void it_says_what_came(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  merging_fill(fixture, "a.db", "kiosk-1", form, 4);
  merging_fill(fixture, "b.db", "kiosk-2", form, 1);
  Said said = merge(fixture, "all.db", (const char *const[]){"a.db", "b.db", NULL});
  assert_int_equal(said.code, 0);
  assert_string_equal(said.err, "");
  assert_string_equal(said.out, arena_printf(fixture->arena,
                                             "5 responses from 2 databases: 5 new; they are in %s\n"
                                             "1 form version and 2 devices came with them\n",
                                             fixture_path(fixture, "all.db"))
                                    .ptr);
  merging_fill(fixture, "b.db", "kiosk-2", form, 1);
  said = merge(fixture, "all.db", (const char *const[]){"b.db", "a.db", NULL});
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out,
                      arena_printf(fixture->arena, "6 responses from 2 databases: 1 new, 5 known already; they are in %s\n",
                                   fixture_path(fixture, "all.db"))
                          .ptr);
  merging_purge(fixture, "a.db", "2026-03-01");
  said = merge(fixture, "all.db", (const char *const[]){"a.db", NULL});
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "4 responses deleted here, in whole or their free text, as they were on time elsewhere\n"));
}

static void conflicts_are_listed(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  merging_fill(fixture, "a.db", "kiosk-1", form, 3);
  merging_fill(fixture, "b.db", "kiosk-1", form, 3);
  merging_fill(fixture, "b.db", "kiosk\x1b-2", form, 1);
  assert_int_equal(merge(fixture, "all.db", (const char *const[]){"a.db", NULL}).code, 0);
  Said said = merge(fixture, "all.db", (const char *const[]){"b.db", NULL});
  program_assert_error(&said, 1, "merge-conflicts", "1 thing in which the databases disagree");
  assert_non_null(strstr(said.err, "\nconflict: device kiosk-1: number 1 in "));
  assert_non_null(strstr(said.out, "1 response from 1 database: 1 new; they are in "));
  assert_null(strchr(said.err, '\x1b'));
}

/* As where a clock was wrong: what that deleted is not deleted here. */
static void a_purge_has_to_have_been(void **state) {
  Fixture *fixture = *state;
  merging_fill(fixture, "a.db", "kiosk-1", merging_form(fixture, "samling", 1), 4);
  assert_int_equal(merge(fixture, "all.db", (const char *const[]){"a.db", NULL}).code, 0);
  merging_purge(fixture, "a.db", "9999-12-31");
  Said said = merge(fixture, "all.db", (const char *const[]){"a.db", NULL});
  program_assert_error(&said, 1, "merge-conflicts", "1 thing in which the databases disagree");
  assert_non_null(strstr(said.err, "a.db has a purge of 9999-12-31, a day that is yet to come"));
  assert_null(strstr(said.out, "deleted here"));
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT count(*) FROM response"), "4");
}

/* Codes that databases gave by themselves are no conflict. */
static void notes_are_told_once(void **state) {
  Fixture *fixture = *state;
  static const char yaml[] = "settings: {form_id: samling, form_title: S, version: '%d', default_language: nb}\n"
                             "survey: [{type: select_one nytte, name: nytte, label: Nyttig?}]\n"
                             "choices: {nytte: [%s{name: ja, label: Ja}]}\n";
  for (int i = 1; i <= 2; i++) {
    const char *name = i == 1 ? "a.db" : "b.db", *more = i == 1 ? "" : "{name: nei, label: Nei}, ";
    Store *store = fixture_open(fixture, name);
    merging_put(fixture, store, fixture_form(fixture, arena_printf(fixture->arena, yaml, i, more).ptr),
                &(MergingVisit){.device = name, .status = RESPONSE_COMPLETE, .answers = "{\"nytte\":\"ja\"}"});
    store_close(store);
  }
  Said said = merge(fixture, "all.db", (const char *const[]){"b.db", "a.db", NULL});
  assert_int_equal(said.code, 0);
  assert_int_equal(strncmp(said.err, "note: form samling, list nytte: 2 choices had other codes in ", 61), 0);
  assert_string_equal(strchr(said.err, '\n'), "\n");
  said = merge(fixture, "all.db", (const char *const[]){"b.db", "a.db", NULL});
  assert_int_equal(said.code, 0);
  assert_string_equal(said.err, "");
}

enum { KIOSKS = 12 };

/* In use, so that each is three files. */
static void start_kiosks(Fixture *fixture, Store **kiosks, const char **names) {
  for (int i = 0; i < KIOSKS; i++) {
    names[i] = arena_printf(fixture->arena, "%d.db", i).ptr;
    kiosks[i] = fixture_open(fixture, names[i]);
    merging_put(fixture, kiosks[i], merging_form(fixture, "samling", 1),
                &(MergingVisit){.device = names[i], .status = RESPONSE_COMPLETE});
  }
  names[KIOSKS] = NULL;
}

/* Lets go of the kiosks' files, of which this process has copies, and of the right to have many. */
static void limit_files(rlim_t soft, rlim_t hard) {
  for (int file = STDERR_FILENO + 1; file < 16 * KIOSKS; file++)
    close(file);
  setrlimit(RLIMIT_NOFILE, &(struct rlimit){soft, hard});
}

static bool is_merged(Fixture *fixture, const char *const *names, rlim_t most) {
  limit_files(30, most);
  return merge(fixture, "all.db", names).code == 0;
}

static bool is_refused(Fixture *fixture, const char *const *names, rlim_t most) {
  (void)most;
  limit_files(50, 50);
  Said said = merge(fixture, "other.db", names);
  return said.code == 3 && strncmp(said.err, "error merge-many: 12 databases are more than ", 45) == 0 &&
         strstr(said.err, "no more than 6 each: it comes to the same") != NULL;
}

static void assert_in_child(Fixture *fixture, const char *const *names,
                            bool (*holds)(Fixture *fixture, const char *const *names, rlim_t most)) {
  struct rlimit files;
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &files), 0);
  pid_t child = fork();
  if (child == 0) _exit(holds(fixture, names, files.rlim_max) ? 0 : 1);
  int how = -1;
  assert_int_equal(waitpid(child, &how, 0), child);
  assert_int_equal(how, 0);
}

static void it_asks_for_more_files_where_it_needs_them(void **state) {
  Fixture *fixture = *state;
  Store *kiosks[KIOSKS];
  const char *names[KIOSKS + 1];
  start_kiosks(fixture, kiosks, names);
  assert_in_child(fixture, names, is_merged);
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT count(*) FROM response"), "12");
  assert_in_child(fixture, names, is_refused);
  for (int i = 0; i < KIOSKS; i++)
    store_close(kiosks[i]);
}

/* Nothing is left of it, least of all half a database with everybody's answers. */
static void ctrl_c_leaves_nothing(void **state) {
  Fixture *fixture = *state;
  merging_fill(fixture, "a.db", "kiosk-1", merging_form(fixture, "samling", 1), 4);
  sigset_t interrupt, before;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  sigprocmask(SIG_BLOCK, &interrupt, &before); /* so that it comes before anything was done */
  const char *args[] = {"merge", "--into", fixture_path(fixture, "all.db"), fixture_path(fixture, "a.db"), NULL};
  pid_t program = program_start(fixture, args, NULL);
  kill(program, SIGINT);
  Said said = program_wait(fixture, program);
  sigprocmask(SIG_SETMASK, &before, NULL);
  program_assert_error(&said, 3, "merge-stopped", "nothing was merged: it was stopped");
  assert_string_equal(said.out, "");
  assert_int_equal(fixture_file_count(fixture), 1);
}

static void what_it_refuses(void **state) {
  Fixture *fixture = *state;
  merging_fill(fixture, "a.db", "kiosk-1", merging_form(fixture, "samling", 1), 3);
  Said said = merge(fixture, "all.db", (const char *const[]){NULL});
  program_assert_error(&said, 2, "no-database", "kioskctl merge --into ");
  said = program_run(fixture, (const char *const[]){"merge", fixture_path(fixture, "a.db"), NULL}, NULL);
  program_assert_error(&said, 2, "option-missing", "--into");
  said = merge(fixture, "a.db", (const char *const[]){"a.db", NULL});
  program_assert_error(&said, 1, "merge-itself", "cannot be merged into itself");
  said = merge(fixture, "all.db", (const char *const[]){"a.db", "b.db", NULL});
  program_assert_error(&said, 3, "db-path", "nothing was merged");
  assert_string_equal(said.out, "");
  Store *kiosk = fixture_open(fixture, "kiosk.db");
  Err err = {0};
  if (store_claim(kiosk, STORE_KIOSK, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  said = merge(fixture, "kiosk.db", (const char *const[]){"a.db", NULL});
  program_assert_error(&said, 3, "db-in-use", "is in use by a kiosk");
  store_close(kiosk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(it_says_what_came, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(conflicts_are_listed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_purge_has_to_have_been, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(notes_are_told_once, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_asks_for_more_files_where_it_needs_them, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(ctrl_c_leaves_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_it_refuses, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
