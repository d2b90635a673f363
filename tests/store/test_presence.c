/* What an operator's hand does to the file while the kiosk runs: nothing may be promised that is not there afterwards. */
#include "connection.h"
#include "store/fixture.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void move(Fixture *fixture, const char *from, const char *to) {
  assert_int_equal(rename(fixture_path(fixture, from), fixture_path(fixture, to)), 0);
}

static Store *open_with_form(Fixture *fixture, const char *name, const Form *form) {
  Store *store = fixture_open(fixture, name);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

/* A database of another station, in whose place ours will stand. */
static void make_other(Fixture *fixture, const Form *form) {
  Store *store = open_with_form(fixture, "data/other.db", form);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"other\"}");
  fixture_put(store, &visit);
  store_close(store);
}

static void delete_file(Fixture *fixture) {
  assert_int_equal(unlink(fixture_path(fixture, "data/a.db")), 0);
}
static void delete_all(Fixture *fixture) {
  delete_file(fixture);
  assert_int_equal(unlink(fixture_path(fixture, "data/a.db-wal")), 0);
  assert_int_equal(unlink(fixture_path(fixture, "data/a.db-shm")), 0);
}
static void delete_log(Fixture *fixture) {
  assert_int_equal(unlink(fixture_path(fixture, "data/a.db-wal")), 0);
}
static void replace_log(Fixture *fixture) {
  fixture_write_file(fixture, "data/notes.txt", "mine", 4);
  move(fixture, "data/notes.txt", "data/a.db-wal");
}
static void move_file(Fixture *fixture) {
  move(fixture, "data/a.db", "data/moved.db");
}
static void move_folder(Fixture *fixture) {
  move(fixture, "data", "elsewhere");
}
static void replace_file(Fixture *fixture) {
  move(fixture, "data/other.db", "data/a.db");
}

typedef struct Mishap {
  const char *name;
  void (*happen)(Fixture *fixture);
  const char *kept;     /* where the answers that were promised are found afterwards, NULL: deleted by hand */
  const char *stranger; /* what stands in our place, and stays as it is */
} Mishap;

static const Mishap mishaps[] = {
    {"delete", delete_file, NULL, NULL},           {"delete all", delete_all, NULL, NULL},
    {"delete log", delete_log, "data/a.db", NULL}, {"replace log", replace_log, "data/a.db", "data/a.db-wal"},
    {"move", move_file, "data/moved.db", NULL},    {"move folder", move_folder, "elsewhere/a.db", NULL},
    {"replace", replace_file, NULL, "data/a.db"},
};

static void assert_refused(Store *store, Response *visit, const char *answers, const char *mishap) {
  Err err = {0};
  visit->answers = str_from(answers);
  Status status = store_put(store, visit, &err);
  if (status != STATUS_WORLD || strcmp(err.code, "db-moved") != 0)
    fail_msg("%s: %d %s: %s", mishap, (int)status, err.code, err.sentence);
  assert_non_null(strstr(err.sentence, "restart the kiosk"));
}

static void nothing_is_promised_to_a_file_that_is_gone(void **state) {
  for (size_t i = 0; i < COUNT_OF(mishaps); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    mkdir(fixture_path(fixture, "data"), 0700);
    const Form *form = fixture_plain_form(fixture, "1");
    make_other(fixture, form);
    Store *store = open_with_form(fixture, "data/a.db", form);
    Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
    fixture_put(store, &visit);
    mishaps[i].happen(fixture);
    const char *stranger = mishaps[i].stranger;
    Str before = stranger ? fixture_read_file(fixture, stranger) : (Str){0};
    assert_refused(store, &visit, "{\"antall\":2}", mishaps[i].name);
    assert_refused(store, &visit, "{\"antall\":3}", mishaps[i].name);
    store_close(store);
    if (stranger != NULL) assert_true(str_equal(before, fixture_read_file(fixture, stranger)));
    if (mishaps[i].kept != NULL)
      assert_string_equal(fixture_query(fixture, mishaps[i].kept, "SELECT answers FROM response; PRAGMA integrity_check"),
                          "{\"antall\":1}\nok");
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* The log of the old file may not be laid over the new one, not even when the kiosk dies without closing. */
static void a_replaced_file_is_safe_from_the_old_log(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  mkdir(fixture_path(fixture, "data"), 0700);
  make_other(fixture, form);
  pid_t kiosk = fork();
  if (kiosk == 0) {
    Store *store = open_with_form(fixture, "data/a.db", form);
    Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
    fixture_put(store, &visit);
    replace_file(fixture);
    assert_refused(store, &visit, "{\"antall\":2}", "replace");
    _exit(0);
  }
  int how = -1;
  waitpid(kiosk, &how, 0);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
  assert_string_equal(fixture_query(fixture, "data/a.db", "SELECT free_text FROM response; PRAGMA integrity_check"),
                      "{\"hvorfor\":\"other\"}\nok");
}

static void putting_it_back_needs_a_restart(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, "a.db", form);
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
  fixture_put(store, &visit);
  move(fixture, "a.db", "b.db");
  assert_refused(store, &visit, "{\"antall\":2}", "away");
  move(fixture, "b.db", "a.db");
  assert_refused(store, &visit, "{\"antall\":3}", "back");
  store_close(store);
  store = fixture_open(fixture, "a.db");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT answers FROM response"), "{\"antall\":1}");
  visit.answers = STR("{\"antall\":4}");
  fixture_put(store, &visit);
  store_close(store);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT answers FROM response"), "{\"antall\":4}");
}

static int move_away(void *context) {
  move(context, "a.db", "b.db");
  return 0;
}

/* Moved when it had been looked for already. */
static void it_is_looked_for_after_the_commit_too(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, "a.db", form);
  Response visit = fixture_response(fixture, store, form, "{}");
  sqlite3_commit_hook(store->db, move_away, fixture);
  assert_refused(store, &visit, "{}", "late");
  sqlite3_commit_hook(store->db, NULL, NULL);
  store_close(store);
  assert_string_equal(fixture_query(fixture, "b.db", "SELECT count(*) FROM response"), "1");
}

/* A kiosk that wrote nothing since then may not delete the log of the file that stands there now. */
static void closing_leaves_a_strangers_log_alone(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  pid_t other = fork();
  if (other == 0) {
    Store *store = open_with_form(fixture, "b.db", form);
    Response visit = fixture_response(fixture, store, form, "{\"antall\":7}");
    fixture_put(store, &visit);
    _exit(0);
  }
  waitpid(other, NULL, 0);
  Store *store = open_with_form(fixture, "a.db", form);
  move(fixture, "b.db", "a.db");
  move(fixture, "b.db-wal", "a.db-wal");
  move(fixture, "b.db-shm", "a.db-shm");
  store_close(store);
  assert_true(fixture_read_file(fixture, "a.db-wal").len > 0);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT answers FROM response; PRAGMA integrity_check"), "{\"antall\":7}\nok");
}

static void every_write_looks_for_it(void **state) {
  Fixture *fixture = *state;
  Store *store = open_with_form(fixture, "a.db", fixture_plain_form(fixture, "1"));
  Err err = {0};
  Str device;
  assert_int_equal(store_device(store, STR("k"), fixture->arena, &device, &err), STATUS_OK);
  move(fixture, "a.db", "b.db");
  assert_int_equal(store_log(store, device, STR("stop"), (Str){0}, STR("2026-11-21"), &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-moved");
  err = (Err){0};
  assert_int_equal(store_device(store, STR("l"), fixture->arena, &device, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-moved");
  err = (Err){0};
  assert_int_equal(store_add_form(store, fixture_plain_form(fixture, "2"), &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-moved");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_promised_to_a_file_that_is_gone),
      cmocka_unit_test_setup_teardown(a_replaced_file_is_safe_from_the_old_log, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(putting_it_back_needs_a_restart, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_is_looked_for_after_the_commit_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(closing_leaves_a_strangers_log_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_write_looks_for_it, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
