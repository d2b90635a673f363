/* How kioskctl serve is asked for what it cannot do, and what it leaves in the database. */
#include "program.h"

#include <string.h>

#define FORM  "--form", "forms/samling.yaml"
#define THERE "--listen", "127.0.0.1:0", "--base-url", "http://127.0.0.1"

static void what_is_wrong_is_said(void **state) {
  Fixture *fixture = *state;
  const char *db = fixture_path(fixture, "a.db");
  const struct {
    const char *args[PROGRAM_ARGS_MAX];
    int code;
    const char *error, *says;
  } cases[] = {
      {{"serve", FORM, THERE, NULL}, 2, "option-missing", "--db is missing"},
      {{"serve", "--db", db, THERE, NULL}, 2, "option-missing", "--form is missing"},
      {{"serve", "--db", db, FORM, "--base-url", "http://a", NULL}, 2, "option-missing", "--listen is missing"},
      {{"serve", "--db", db, FORM, "--listen", ":0", NULL}, 2, "option-missing", "--base-url is missing"},
      {{"serve", "--db", db, FORM, "--listen", ":0", "--base-url", "a.no", NULL}, 2, "base-url", "a.no"},
      {{"serve", "--db", db, FORM, THERE, "--theme", "lihgt", NULL}, 2, "usage", "there is no theme"},
      {{"serve", "--db", db, FORM, THERE, "--seal", "x", NULL}, 2, "seal-key", "--seal x"},
      {{"serve", "--db", db, FORM, THERE, "--connections", "0", NULL}, 2, "option-value", "--connections 0"},
      {{"serve", "--db", db, FORM, THERE, "--request-seconds", "1s", NULL}, 2, "option-value", "--request-seconds 1s"},
      {{"serve", "--db", db, FORM, THERE, "--tls-cert", "x", NULL}, 2, "option-missing", "--tls-cert and --tls-key"},
      {{"serve", "--db", db, FORM, THERE, "samling", NULL}, 2, "usage", "samling"},
      {{"serve", "--db", db, FORM, "--listen", "8080", "--base-url", "http://a", NULL}, 2, "listen-address", "8080"},
      {{"serve", "--db", db, FORM, "--listen", "192.0.2.1:0", "--base-url", "http://a", NULL}, 3, "listen", "no such address"},
      {{"serve", "--db", db, "--form", "forms/nowhere.yaml", THERE, NULL}, 1, "file-open", "forms/nowhere.yaml"},
      {{"serve", "--db", "/nowhere/a.db", FORM, THERE, NULL}, 3, "db-path", "/nowhere"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run(fixture, cases[i].args, NULL);
    program_assert_error(&said, cases[i].code, cases[i].error, cases[i].says);
  }
}

static void a_database_that_another_server_holds_is_left(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_claim(store, STORE_SERVER, &err), STATUS_OK);
  const char *args[] = {"serve", "--db", fixture_path(fixture, "a.db"), FORM, THERE, NULL};
  Said said = program_run(fixture, args, NULL);
  program_assert_error(&said, 3, "db-in-use", "");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_is_wrong_is_said, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_database_that_another_server_holds_is_left, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
