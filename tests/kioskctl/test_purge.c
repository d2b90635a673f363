/* kioskctl purge: what it says, what it refuses, and that it works beside a kiosk. */
#include "kioskctl/program.h"

#include <string.h>

static const Form *form_of(Fixture *fixture, const char *form_id, const char *kiosk) {
  return fixture_form(fixture, arena_printf(fixture->arena,
                                            "settings: {form_id: %s, form_title: T, version: 1, default_language: nb}\n"
                                            "kiosk: %s\n"
                                            "survey: [{type: text, name: hvorfor, label: Hvorfor?}]\n",
                                            form_id, kiosk)
                                   .ptr);
}

static void put_at(Fixture *fixture, Store *store, const Form *form, const char *time) {
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"Hemmelig beskjed\"}");
  visit.time = str_from(time);
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
}

static Said purge(Fixture *fixture, const char *today, const char *flag) {
  const char *args[] = {"purge", "--db", fixture_path(fixture, "a.db"), "--today", today, flag, NULL};
  return program_run(fixture, args, NULL);
}

/* The store stays open, as a kiosk's is. */
static Store *fill(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *both = form_of(fixture, "begge", "{retention: {free_text: 10, responses: 30}}"),
             *none = form_of(fixture, "ingen", "{idle: {after: 60}}"),
             *text = form_of(fixture, "tekst", "{retention: {free_text: 2026-02-01}}");
  put_at(fixture, store, both, "2026-01-01");
  put_at(fixture, store, both, "2026-01-20");
  put_at(fixture, store, both, "2026-01-21");
  put_at(fixture, store, none, "2026-01-01");
  put_at(fixture, store, text, "2026-01-01");
  return store;
}

static void it_says_what_went(void **state) {
  Fixture *fixture = *state;
  Store *kiosk = fill(fixture);
  Said said = purge(fixture, "2026-01-05", NULL);
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out, "begge: nothing is due\ningen: this form does not say when its answers are deleted\n"
                                "tekst: nothing is due\n");
  said = purge(fixture, "2026-02-01", "--dry-run");
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out, "begge: 1 response would be deleted, and the free text of 2 responses\n"
                                "ingen: this form does not say when its answers are deleted\n"
                                "tekst: the free text of 1 response would be deleted\n");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*), count(free_text) FROM response"), "5|5");
  said = purge(fixture, "2026-2-1", NULL);
  assert_int_equal(said.code, 0);
  assert_string_equal(said.err, "");
  assert_string_equal(said.out, "begge: 1 response deleted, and the free text of 2 responses\n"
                                "ingen: this form does not say when its answers are deleted\n"
                                "tekst: the free text of 1 response deleted\n"
                                "backups and exports that were made before still have what was deleted: make them anew and delete "
                                "the old ones\n");
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT count(*), count(free_text) FROM response; SELECT DISTINCT day FROM purge"),
      "4|1\n2026-02-01");
  store_close(kiosk);
}

static void a_form_that_cannot_be_read_is_named(void **state) {
  Fixture *fixture = *state;
  store_close(fill(fixture));
  fixture_query(fixture, "a.db", "UPDATE form_version SET source = 'later: 1' WHERE form_id = 'begge'");
  Said said = purge(fixture, "2027-02-01", NULL);
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "begge: 3 responses left as they are, given to a version of the form that this kioskctl cannot "
                                   "read; use a newer one\n"));
  assert_null(strstr(said.out, "begge: nothing"));
}

static void a_locked_database_is_asked_for_again(void **state) {
  Fixture *fixture = *state;
  Store *kiosk = fill(fixture);
  Err err = {0};
  assert_int_equal(store_batch_begin(kiosk, &err), STATUS_OK);
  Said said = purge(fixture, "2026-02-01", NULL);
  program_assert_error(&said, 3, "db-busy", "try again");
  assert_int_equal(store_batch_end(kiosk, &err), STATUS_OK);
  said = purge(fixture, "2026-02-01", NULL);
  assert_int_equal(said.code, 0);
  store_close(kiosk);
}

static void what_it_refuses(void **state) {
  Fixture *fixture = *state;
  Said said = purge(fixture, "2026-02-01", NULL);
  program_assert_error(&said, 3, "db-path", "there is no database");
  assert_int_equal(fixture_file_count(fixture), 0); /* no new database either */
  store_close(fill(fixture));
  said = purge(fixture, "i morgen", NULL);
  program_assert_error(&said, 2, "option-value", "write it as 2026-11-21");
  said = purge(fixture, "2026-02-01T12:00", NULL);
  program_assert_error(&said, 2, "option-value", "write it as 2026-11-21");
  said = purge(fixture, "2026-02-01", "begge");
  program_assert_error(&said, 2, "usage", "begge");
  said = program_run(fixture, (const char *const[]){"purge", NULL}, NULL);
  program_assert_error(&said, 2, "option-missing", "--db");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "5");
}

/* A server that is not started again sweeps nothing. */
static void visits_that_were_left_go_too(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  const Form *form = form_of(fixture, "hele", "{idle: {outcome: discard}}");
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"Hemmelig beskjed\"}");
  StoreDraft draft = {.id = arena_printf(fixture->arena, "%064x", 1),
                      .uuid = visit.uuid,
                      .form_id = form->form_id,
                      .form_version = form->version,
                      .until_min = 100, /* in 1970 */
                      .state = STR("closed")};
  fixture_put(store, &visit);
  if (store_put_draft(store, &draft, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  static const char sql[] = "SELECT status, (SELECT count(*) FROM draft) FROM response";
  purge(fixture, "2026-02-01", "--dry-run");
  assert_string_equal(fixture_query(fixture, "a.db", sql), "partial|1");
  Said said = purge(fixture, "2026-02-01", NULL);
  assert_int_equal(said.code, 0);
  assert_string_equal(fixture_query(fixture, "a.db", sql), "discarded|0");
  store_close(store);
  assert_false(fixture_folder_has(fixture, "Hemmelig beskjed"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(it_says_what_went, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_form_that_cannot_be_read_is_named, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_locked_database_is_asked_for_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(visits_that_were_left_go_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_it_refuses, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
