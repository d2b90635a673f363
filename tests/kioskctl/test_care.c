/* backup and recover as people and scripts meet them. */
#include "kioskctl/program.h"
#include "store/damage.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Store *open_filled(Fixture *fixture, const char *name, int responses) {
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  Store *store = fixture_open(fixture, name);
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  for (int i = 0; i < responses; i++) {
    Response visit =
        fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"%0800d\"}", i, i).ptr);
    visit.status = RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
  return store;
}

static Said run(Fixture *fixture, const char *command, const char *db, const char *option, const char *to) {
  const char *const args[] = {command, "--db", fixture_path(fixture, db), option, fixture_path(fixture, to), NULL};
  return program_run(fixture, args, NULL);
}

static void backs_up_beside_a_running_kiosk(void **state) {
  Fixture *fixture = *state;
  Store *store = open_filled(fixture, "a.db", 12);
  Err err = {0};
  assert_int_equal(store_claim(store, STORE_KIOSK, &err), STATUS_OK);
  Said said = run(fixture, "backup", "a.db", "--to", "b.db");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "b.db, and read back"));
  assert_string_equal(said.err, "");
  assert_string_equal(fixture_query(fixture, "b.db", "SELECT count(*) FROM response; PRAGMA integrity_check"), "12\nok");
  said = run(fixture, "backup", "a.db", "--to", "stick/b.db");
  program_assert_error(&said, 3, "backup-path", "put the stick in, or create the folder");
  said = run(fixture, "backup", "none.db", "--to", "b.db");
  program_assert_error(&said, 3, "db-path", "there is no database");
  store_close(store);
}

static void gets_out_what_can_be_got(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 60));
  Said said = run(fixture, "recover", "a.db", "--out", "whole.db");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "60 responses, 0 attachments and 1 form are in "));
  assert_null(strstr(said.out, "lost"));
  Str bytes = fixture_read_file(fixture, "a.db");
  char *bad = arena_alloc(fixture->arena, bytes.len);
  memcpy(bad, bytes.ptr, bytes.len);
  int page = atoi(fixture_query(fixture, "a.db", "SELECT max(pageno) FROM dbstat WHERE name = 'response' AND pagetype = 'leaf'"));
  memset(bad + (size_t)(page - 1) * DAMAGE_PAGE_BYTES, 0, DAMAGE_PAGE_BYTES);
  fixture_write_file(fixture, "bad.db", bad, bytes.len);
  said = run(fixture, "recover", "bad.db", "--out", "new.db");
  program_assert_error(&said, 1, "not-all", "not everything could be got out of");
  assert_non_null(strstr(said.out, "1 page of the file, where rows were to be, cannot be read ("));
  assert_non_null(strstr(said.out, " of kiosk-1, is gone\n"));
  assert_non_null(strstr(said.out, " of 60 completed responses are gone\n"));
  assert_non_null(strstr(said.out, " completed responses are lost, 0 damaged rows left out\n"));
  said = run(fixture, "recover", "bad.db", "--out", "new.db");
  program_assert_error(&said, 1, "out-exists", "exists already; choose a new name");
}

static void asks_for_what_it_needs(void **state) {
  static const char *const cases[][4] = {{"backup"}, {"backup", "--db", "a"}, {"recover", "--db", "a"}, {"recover", "--out", "a"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *const args[] = {cases[i][0], cases[i][1], cases[i][2], NULL};
    Said said = program_run(*state, args, NULL);
    program_assert_error(&said, 2, "option-missing", "is missing");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(backs_up_beside_a_running_kiosk, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(gets_out_what_can_be_got, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(asks_for_what_it_needs, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
