/* Many puts at once: all of them are there, or none. */
#include "store/fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VISITS = 50 };

static const char count_sql[] = "SELECT count(*) FROM response";

static Store *open_with_form(Fixture *fixture, const Form **form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  *form = fixture_plain_form(fixture, "1");
  if (store_add_form(store, *form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

static void begin(Store *store) {
  Err err = {0};
  if (store_batch_begin(store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static void put_many(Fixture *fixture, Store *store, const Form *form) {
  for (int i = 0; i < VISITS; i++) {
    Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
    fixture_put(store, &visit);
  }
}

static void nothing_is_there_before_the_end(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  begin(store);
  put_many(fixture, store, form);
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "0");
  Err err = {0};
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "50");
  put_many(fixture, store, form); /* one by one again */
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "100");
  store_close(store);
}

static void closing_loses_an_unfinished_batch(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  put_many(fixture, store, form);
  begin(store);
  put_many(fixture, store, form);
  store_close(store);
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "50");
}

static void a_crash_loses_the_batch_only(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  pid_t child = fork();
  if (child == 0) {
    Store *store = open_with_form(fixture, &form);
    put_many(fixture, store, form);
    begin(store);
    put_many(fixture, store, form);
    raise(SIGKILL);
  }
  int how;
  assert_int_equal(waitpid(child, &how, 0), child);
  assert_true(WIFSIGNALED(how));
  store_close(fixture_open(fixture, "a.db"));
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "50");
}

static void a_put_that_fails_takes_no_other_with_it(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Response final = fixture_response(fixture, store, form, "{}");
  final.status = RESPONSE_COMPLETE;
  begin(store);
  fixture_put(store, &final);
  final.answers = STR("{\"antall\":2}");
  Err err = {0};
  assert_int_equal(store_put(store, &final, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-constraint");
  put_many(fixture, store, form);
  err = (Err){0};
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "51");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT answers FROM response WHERE status = 'complete'"), "{}");
  store_close(store);
}

static void what_is_discarded_is_erased_at_the_end(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"hemmelighet\"}");
  fixture_put(store, &visit);
  begin(store);
  visit.status = RESPONSE_DISCARDED;
  fixture_put(store, &visit);
  Err err = {0};
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  assert_false(fixture_folder_has(fixture, "hemmelighet"));
  store_close(store);
}

/* For what is whole only together, as a response and its draft. */
static void what_belongs_together_is_there_or_none_of_it(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  begin(store);
  put_many(fixture, store, form);
  Err err = {0};
  assert_int_equal(store_batch_end_if(store, STATUS_INPUT, &err), STATUS_INPUT);
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "0");
  begin(store);
  put_many(fixture, store, form);
  assert_int_equal(store_batch_end_if(store, STATUS_OK, &err), STATUS_OK);
  assert_string_equal(fixture_query(fixture, "a.db", count_sql), "50");
  store_close(store);
}

/* A file that is taken away meanwhile: the batch is not promised. */
static void a_moved_file_fails_the_batch(void **state) {
  Fixture *fixture = *state;
  const Form *form;
  Store *store = open_with_form(fixture, &form);
  begin(store);
  put_many(fixture, store, form);
  assert_int_equal(rename(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db")), 0);
  Err err = {0};
  assert_int_equal(store_batch_end(store, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-moved");
  store_close(store);
  assert_string_equal(fixture_query(fixture, "b.db", count_sql), "0");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(nothing_is_there_before_the_end, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(closing_loses_an_unfinished_batch, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_crash_loses_the_batch_only, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_put_that_fails_takes_no_other_with_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_discarded_is_erased_at_the_end, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_belongs_together_is_there_or_none_of_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_moved_file_fails_the_batch, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
