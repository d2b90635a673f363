/* What the privacy officer is shown. */
#include "kioskctl/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void put_some(Fixture *fixture, Store *store, const Form *form, ResponseStatus status, int count) {
  for (int i = 0; i < count; i++) {
    Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
    visit.status = status;
    fixture_put(store, &visit);
  }
}

static Store *open_filled(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  put_some(fixture, store, form, RESPONSE_COMPLETE, 14);
  put_some(fixture, store, form, RESPONSE_PARTIAL, 3);
  return store;
}

static Said verify(Fixture *fixture, const char *name) {
  const char *const args[] = {"verify", "--db", fixture_path(fixture, name), NULL};
  return program_run(fixture, args, NULL);
}

static void assert_whole(const Said *said) {
  if (said->code != 0) fail_msg("%d: %s%s", said->code, said->out, said->err);
  static const char wanted[] = "kiosk-1: 1-10 whole, 4 waiting, 3 partial, 0 missing\n  fingerprint of 10: ";
  assert_memory_equal(said->out, wanted, strlen(wanted));
  assert_string_equal(said->err, "");
}

static void a_whole_one_is_said_to_be(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture));
  Said said = verify(fixture, "a.db");
  assert_whole(&said);
}

/* What was noted at number 10 is still so when there are more. */
static void a_fingerprint_stays(void **state) {
  Fixture *fixture = *state;
  Store *store = open_filled(fixture);
  const char *noted = strstr(verify(fixture, "a.db").out, "  fingerprint of 10: ");
  assert_non_null(noted);
  put_some(fixture, store, fixture_plain_form(fixture, "1"), RESPONSE_COMPLETE, 1);
  store_close(store);
  assert_null(strstr(verify(fixture, "a.db").out, noted));
  const char *args[] = {"verify", "--db", fixture_path(fixture, "a.db"), "--at", "10", NULL};
  assert_non_null(strstr(program_run(fixture, args, NULL).out, noted));
  args[4] = "99";
  Said beyond = program_run(fixture, args, NULL);
  assert_null(strstr(beyond.out, "fingerprint"));
  assert_int_equal(beyond.code, 1); /* an older copy has not got it */
  assert_memory_equal(beyond.err, "error ledger-short: ", 20);
  args[4] = "ti";
  Said said = program_run(fixture, args, NULL);
  program_assert_error(&said, 2, "option-value", "--at ti");
}

static void it_may_be_in_use(void **state) {
  Fixture *fixture = *state;
  Store *store = open_filled(fixture);
  Err err = {0};
  assert_int_equal(store_claim(store, STORE_KIOSK, &err), STATUS_OK);
  Said said = verify(fixture, "a.db");
  assert_whole(&said);
  put_some(fixture, store, fixture_plain_form(fixture, "1"), RESPONSE_COMPLETE, 1);
  said = verify(fixture, "a.db");
  assert_non_null(strstr(said.out, "kiosk-1: 1-15 whole, 0 waiting, 3 partial, 0 missing\n"));
  store_close(store);
}

static void it_may_be_read_only(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture));
  chmod(fixture_path(fixture, "a.db"), 0444);
  chmod(fixture->folder, 0555);
  const char *const args[] = {"verify", "--db", fixture_path(fixture, "a.db"), NULL};
  char out[] = "/tmp/innspill-verify-XXXXXX"; /* the folder takes nothing, what is said neither */
  int file = mkstemp(out);
  assert_true(file >= 0);
  close(file);
  Said said = program_run(fixture, args, out);
  chmod(fixture->folder, 0755);
  assert_int_equal(said.code, 0);
  unlink(out);
}

static void what_is_wrong_is_said_and_told_by_the_exit_code(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture));
  fixture_query(fixture, "a.db",
                "UPDATE response SET time = '2026-11-20' WHERE uuid = (SELECT response FROM ledger WHERE number = 3);"
                "DELETE FROM response WHERE uuid = (SELECT response FROM ledger WHERE number = 4)");
  Said said = verify(fixture, "a.db");
  program_assert_error(&said, 1, "ledger-broken", "2 faults are listed above");
  assert_non_null(strstr(said.out, "kiosk-1: 1-10, of which 8 whole, 4 waiting, 3 partial, 1 missing\n"));
  assert_non_null(strstr(said.out, "  device kiosk-1: number 3, response "));
  assert_non_null(strstr(said.out, "is not as it was when it was completed, or its form is not\n"));
  assert_non_null(strstr(said.out, "  device kiosk-1: number 4, response "));
  assert_non_null(strstr(said.out, " is missing\n"));
}

static void many_faults_are_counted(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture));
  fixture_query(fixture, "a.db",
                "PRAGMA ignore_check_constraints = ON;"
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)"
                "INSERT INTO response (uuid, device, form_id, form_version, language, channel, status, trial, time, answers)"
                " SELECT printf('%036d', i), 'kiosk-1', 'samling', '1', 'nb', 'kiosk', 'complete', 0, '2026-11-21', '{}' FROM n");
  Said said = verify(fixture, "a.db");
  program_assert_error(&said, 1, "ledger-broken", "120 faults are listed above");
  assert_non_null(strstr(said.out, "  and 20 more\n"));
}

static void a_new_one_is_whole(void **state) {
  Fixture *fixture = *state;
  store_close(fixture_open(fixture, "a.db"));
  Said said = verify(fixture, "a.db");
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out, "no device has stored anything yet\n");
}

static void what_cannot_be_read_is_refused(void **state) {
  static const struct {
    const char *args[4];
    int code;
    const char *error_code, *says;
  } cases[] = {
      {{"verify"}, 2, "option-missing", "--db"},
      {{"verify", "--db", "/nowhere/a.db"}, 3, "db-path", "/nowhere/a.db"},
      {{"verify", "--db", "x", "y"}, 2, "unexpected-word", "\"y\""},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *args[5] = {0};
    memcpy(args, cases[i].args, sizeof cases[i].args);
    Said said = program_run(*state, args, NULL);
    program_assert_error(&said, cases[i].code, cases[i].error_code, cases[i].says);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_whole_one_is_said_to_be, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_fingerprint_stays, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_may_be_in_use, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_may_be_read_only, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_wrong_is_said_and_told_by_the_exit_code, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(many_faults_are_counted, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_new_one_is_whole, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_cannot_be_read_is_refused, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
