/* kioskctl merge: what it says, how it ends, and that nothing is left of what it did not do. */
#include "kioskctl/program.h"
#include "store/merging.h"

#include <string.h>

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
                                             "5 responses from 2 databases: 5 new; all are in %s\n"
                                             "1 form version and 2 devices came with them\n",
                                             fixture_path(fixture, "all.db"))
                                    .ptr);
  merging_fill(fixture, "b.db", "kiosk-2", form, 1);
  said = merge(fixture, "all.db", (const char *const[]){"b.db", "a.db", NULL});
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out,
                      arena_printf(fixture->arena, "6 responses from 2 databases: 1 new, 5 known already; all are in %s\n",
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
  assert_non_null(strstr(said.out, "1 response from 1 database: 1 new; all are in "));
  assert_null(strchr(said.err, '\x1b'));
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
      cmocka_unit_test_setup_teardown(what_it_refuses, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
