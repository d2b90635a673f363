/* One kiosk at a time takes answers into a file; whoever only reads needs no leave. */
#include "store/fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_in_use(Fixture *fixture, const char *path, StoreRole role, const char *says) {
  Store *store;
  Err err = {0};
  if (store_open(path, &fixture->random, &store, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
  assert_int_equal(store_claim(store, role, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-in-use");
  if (strstr(err.sentence, says) == NULL) fail_msg("%s", err.sentence);
  store_close(store);
}

static void assert_free(Fixture *fixture, const char *name) {
  Store *store = fixture_open(fixture, name);
  Err err = {0};
  if (store_claim(store, STORE_KIOSK, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
  store_close(store);
}

/* Waits to be killed, or for the test to end. */
static _Noreturn void hold_on(pid_t test) {
  while (getppid() == test)
    usleep(50000);
  _exit(0);
}

/* Claims in a process of its own. */
static pid_t start_holder(Fixture *fixture, const char *name, StoreRole role) {
  int ready[2];
  pid_t test = getpid();
  assert_int_equal(pipe(ready), 0);
  pid_t holder = fork();
  if (holder == 0) {
    Store *store = fixture_open(fixture, name);
    Err err = {0};
    char word = store_claim(store, role, &err) == STATUS_OK ? 'y' : 'n';
    if (write(ready[1], &word, 1) != 1) _exit(1);
    hold_on(test);
  }
  char word = 0;
  assert_int_equal(read(ready[0], &word, 1), 1);
  assert_int_equal(word, 'y');
  close(ready[0]);
  close(ready[1]);
  return holder;
}

static void end_holder(pid_t holder) {
  assert_int_equal(kill(holder, SIGKILL), 0);
  assert_int_equal(waitpid(holder, NULL, 0), holder);
}

static void a_second_kiosk_is_refused_until_the_first_is_gone(void **state) {
  Fixture *fixture = *state;
  pid_t holder = start_holder(fixture, "a.db", STORE_KIOSK);
  assert_in_use(fixture, fixture_path(fixture, "a.db"), STORE_KIOSK, "another kiosk is running on the database");
  assert_in_use(fixture, fixture_path(fixture, "a.db"), STORE_KIOSK,
                "a.db; close that one, or give this one a database of its own");
  end_holder(holder);
  assert_free(fixture, "a.db");
  assert_free(fixture, "a.db"); /* closing let it go */
}

static void roles_do_not_stand_in_each_others_way(void **state) {
  Fixture *fixture = *state;
  pid_t server = start_holder(fixture, "a.db", STORE_SERVER);
  assert_free(fixture, "a.db");
  assert_in_use(fixture, fixture_path(fixture, "a.db"), STORE_SERVER, "another server is running");
  end_holder(server);
}

static void it_is_the_file_that_is_claimed_whatever_it_is_called(void **state) {
  Fixture *fixture = *state;
  mkdir(fixture_path(fixture, "sub"), 0700);
  assert_int_equal(symlink("../a.db", fixture_path(fixture, "sub/link.db")), 0);
  pid_t holder = start_holder(fixture, "a.db", STORE_KIOSK);
  char here[512];
  assert_non_null(getcwd(here, sizeof here));
  assert_int_equal(chdir(fixture_path(fixture, "sub")), 0);
  assert_in_use(fixture, "link.db", STORE_KIOSK, "another kiosk");
  assert_in_use(fixture, "../a.db", STORE_KIOSK, "another kiosk");
  assert_in_use(fixture, "./../sub/../a.db", STORE_KIOSK, "another kiosk");
  assert_int_equal(chdir(here), 0);
  end_holder(holder);
}

static void another_file_is_free(void **state) {
  Fixture *fixture = *state;
  pid_t holder = start_holder(fixture, "a.db", STORE_KIOSK);
  assert_free(fixture, "b.db");
  end_holder(holder);
}

/* The companion tool writes, and others read, beside a running kiosk: neither takes its claim away by closing. */
static void others_work_beside_it(void **state) {
  Fixture *fixture = *state;
  pid_t holder = start_holder(fixture, "a.db", STORE_KIOSK);
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_add_form(store, fixture_plain_form(fixture, "1"), &err), STATUS_OK);
  store_close(store);
  assert_int_equal(store_open_readonly(fixture_path(fixture, "a.db"), &store, &err), STATUS_OK);
  const StoreForm *forms;
  size_t count;
  assert_int_equal(store_forms(store, fixture->arena, &forms, &count, &err), STATUS_OK);
  assert_int_equal(count, 1);
  store_close(store);
  assert_in_use(fixture, fixture_path(fixture, "a.db"), STORE_KIOSK, "another kiosk");
  end_holder(holder);
}

/* What a program starts does not hold the file on for it. */
static void a_child_does_not_keep_it(void **state) {
  Fixture *fixture = *state;
  int ready[2];
  pid_t test = getpid();
  assert_int_equal(pipe(ready), 0);
  pid_t holder = fork();
  if (holder == 0) {
    Store *store = fixture_open(fixture, "a.db");
    if (store_claim(store, STORE_KIOSK, NULL) != STATUS_OK) _exit(1);
    pid_t child = fork();
    if (child == 0) {
      execlp("sleep", "sleep", "60", (char *)NULL);
      _exit(1);
    }
    usleep(100000); /* until it runs another program */
    if (write(ready[1], &child, sizeof child) != sizeof child) _exit(1);
    hold_on(test);
  }
  pid_t child = -1;
  assert_int_equal(read(ready[0], &child, sizeof child), sizeof child);
  end_holder(holder);
  assert_free(fixture, "a.db");
  kill(child, SIGKILL);
  close(ready[0]);
  close(ready[1]);
}

static void others_are_told_who_runs(void **state) {
  Fixture *fixture = *state;
  pid_t holder = start_holder(fixture, "a.db", STORE_SERVER);
  Store *store = fixture_open(fixture, "a.db"), *reader;
  Err err = {0};
  assert_true(store_is_claimed(store, STORE_SERVER));
  assert_false(store_is_claimed(store, STORE_KIOSK));
  assert_int_equal(store_claim(store, STORE_KIOSK, &err), STATUS_OK);
  assert_true(store_is_claimed(store, STORE_KIOSK)); /* itself */
  assert_int_equal(store_open_readonly(fixture_path(fixture, "a.db"), &reader, &err), STATUS_OK);
  assert_false(store_is_claimed(reader, STORE_SERVER)); /* it has no way to ask */
  store_close(reader);
  assert_true(store_is_claimed(store, STORE_SERVER)); /* asking takes nothing away */
  end_holder(holder);
  assert_false(store_is_claimed(store, STORE_SERVER));
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_second_kiosk_is_refused_until_the_first_is_gone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(roles_do_not_stand_in_each_others_way, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_is_the_file_that_is_claimed_whatever_it_is_called, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(another_file_is_free, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(others_work_beside_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_child_does_not_keep_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(others_are_told_who_runs, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
