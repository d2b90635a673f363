/* A backup is whole or not there, and the one before it stays until the new one is checked. */
#include "connection.h"
#include "lock.h"
#include "store/damage.h"
#include "store/fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static Store *open_filled(Fixture *fixture, const char *name, int responses) {
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  Store *store = fixture_open(fixture, name);
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  for (int i = 0; i < responses; i++) {
    Str answers = arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"%0200d\"}", i, i);
    Response visit = fixture_response(fixture, store, form, answers.ptr);
    visit.status = RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  return store;
}

static void back_up(Fixture *fixture, const char *from, const char *to) {
  Err err = {0};
  if (store_backup(fixture_path(fixture, from), fixture_path(fixture, to), &err) != STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
}

static const char *count(Fixture *fixture, const char *name) {
  return fixture_query(fixture, name, "PRAGMA integrity_check; SELECT count(*) FROM response");
}

static void a_copy_beside_a_running_kiosk_stands_on_its_own(void **state) {
  Fixture *fixture = *state;
  Store *store = open_filled(fixture, "a.db", 40);
  Response last = fixture_response(fixture, store, fixture_plain_form(fixture, "1"), "{}"); /* not numbered: the log is not empty */
  fixture_put(store, &last);
  assert_true(path_has_wal(fixture->arena, fixture_path(fixture, "a.db")));
  size_t files = fixture_file_count(fixture);
  back_up(fixture, "a.db", "b.db");
  assert_int_equal(fixture_file_count(fixture), files + 1); /* neither a log nor a part of it */
  assert_string_equal(count(fixture, "b.db"), "ok\n41");
  assert_string_equal(fixture_query(fixture, "b.db", "PRAGMA journal_mode"), "delete");
  struct stat info;
  assert_int_equal(stat(fixture_path(fixture, "b.db"), &info), 0);
  assert_int_equal(info.st_mode & S_IRWXO, 0);
  Response visit = fixture_response(fixture, store, fixture_plain_form(fixture, "1"), "{}"); /* the kiosk goes on */
  fixture_put(store, &visit);
  back_up(fixture, "a.db", "b.db");
  assert_string_equal(count(fixture, "b.db"), "ok\n42");
  store_close(store);
  store_close(fixture_open(fixture, "b.db")); /* in the kiosk's place */
}

static void a_copy_can_be_read_where_nothing_may_be_written(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 5));
  mkdir(fixture_path(fixture, "stick"), 0700);
  back_up(fixture, "a.db", "stick/b.db");
  Str before = fixture_read_file(fixture, "stick/b.db");
  assert_int_equal(chmod(fixture_path(fixture, "stick"), 0500), 0);
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, "stick/b.db"), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  const StoreForm *forms;
  size_t form_count;
  assert_int_equal(store_forms(store, fixture->arena, &forms, &form_count, &err), STATUS_OK);
  StoreCount responses;
  assert_int_equal(store_count(store, forms[0].form_id, NULL, &responses, &err), STATUS_OK);
  assert_int_equal(responses.rows, 5);
  store_close(store);
  assert_true(str_equal(before, fixture_read_file(fixture, "stick/b.db")));
  assert_int_equal(chmod(fixture_path(fixture, "stick"), 0700), 0);
}

typedef struct Refusal {
  const char *to, *code, *says;
} Refusal;

static void says_why_not_and_leaves_what_is_there(void **state) {
  static const Refusal refusals[] = {
      {"", "backup-path", "name a file"},
      {"gone/b.db", "backup-path", "put the stick in, or create the folder"},
      {"notes.txt/b.db", "backup-path", "put the stick in, or create the folder"},
      {"folder", "backup-path", "it is a folder; name a file in it"},
      {"pipe", "backup-path", "not an ordinary file"},
      {"notes.txt", "backup-path", "another file stands there; name another file for the backup"},
      {"other.db", "backup-path", "another file stands there; name another file for the backup"},
      {"used.db", "backup-path", "a database stands there that was used since, and no backup"},
      {"a.db", "backup-path", "it is the database itself"},
      {"link.db", "backup-path", "it is the database itself"},
      {"a.db-wal", "backup-path", "it is the database itself"},
      {"same.db", "backup-path", "it is the database itself"},
      {"log.db", "backup-path", "it is the database itself"},
  };
  Fixture *fixture = *state;
  Store *store = open_filled(fixture, "a.db", 3);
  mkdir(fixture_path(fixture, "folder"), 0700);
  mkfifo(fixture_path(fixture, "pipe"), 0600);
  fixture_write_file(fixture, "notes.txt", "just a few words, and no database", 33);
  fixture_query(fixture, "other.db", "CREATE TABLE people (name TEXT)");
  store_close(fixture_open(fixture, "used.db"));
  assert_int_equal(symlink("a.db", fixture_path(fixture, "link.db")), 0);
  assert_int_equal(link(fixture_path(fixture, "a.db"), fixture_path(fixture, "same.db")), 0);
  assert_int_equal(symlink("a.db-wal", fixture_path(fixture, "log.db")), 0);
  size_t files = fixture_file_count(fixture);
  Str before = fixture_read_file(fixture, "a.db"), used = fixture_read_file(fixture, "used.db");
  for (size_t i = 0; i < COUNT_OF(refusals); i++) {
    Err err = {0};
    const char *to = refusals[i].to[0] ? fixture_path(fixture, refusals[i].to) : "";
    Status status = store_backup(fixture_path(fixture, "a.db"), to, &err);
    if (status != STATUS_WORLD || strcmp(err.code, refusals[i].code) != 0 || strstr(err.sentence, refusals[i].says) == NULL)
      fail_msg("%s: %d %s: %s", refusals[i].to, (int)status, err.code, err.sentence);
    assert_int_equal(fixture_file_count(fixture), files);
  }
  assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
  assert_true(str_equal(used, fixture_read_file(fixture, "used.db")));
  store_close(store);
}

/* As on a stick that is full: SQLite is told so by the system, at any point of the copy. */
static void a_full_disk_leaves_the_old_copy(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 2));
  back_up(fixture, "a.db", "b.db");
  Str old = fixture_read_file(fixture, "b.db");
  store_close(open_filled(fixture, "a.db", 300));
  Str source = fixture_read_file(fixture, "a.db");
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit before;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  /* from where the source's own -shm has room */
  for (rlim_t bytes = 65536; bytes < source.len; bytes += source.len / 7 & ~(rlim_t)4095) {
    struct rlimit limit = {bytes, before.rlim_max};
    Err err = {0};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    Status status = store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, STATUS_WORLD);
    if (strncmp(err.code, "backup-", 7) != 0) fail_msg("%s: %s", err.code, err.sentence);
    assert_true(str_equal(old, fixture_read_file(fixture, "b.db")));
    assert_int_equal(access(fixture_path(fixture, "b.db.part"), F_OK), -1);
  }
  back_up(fixture, "a.db", "b.db");
  assert_string_equal(count(fixture, "b.db"), "ok\n302");
}

static void a_kill_leaves_the_old_copy(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 2));
  back_up(fixture, "a.db", "b.db");
  store_close(open_filled(fixture, "a.db", 600));
  for (useconds_t after_us = 200; after_us < 60000; after_us += after_us / 2) {
    pid_t child = fork();
    if (child == 0) {
      store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), NULL);
      _exit(0);
    }
    usleep(after_us);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    const char *counted = count(fixture, "b.db");
    if (strcmp(counted, "ok\n2") != 0 && strcmp(counted, "ok\n602") != 0) fail_msg("after %u us: %s", after_us, counted);
  }
  back_up(fixture, "a.db", "b.db"); /* over what was left behind */
  assert_string_equal(count(fixture, "b.db"), "ok\n602");
  assert_int_equal(access(fixture_path(fixture, "b.db.part"), F_OK), -1);
}

/* Damage is not spread: the copy that is whole is worth more than a new one. */
static void a_damaged_source_does_not_replace_a_whole_copy(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 400));
  back_up(fixture, "a.db", "b.db");
  Str old = fixture_read_file(fixture, "b.db"), source = fixture_read_file(fixture, "a.db");
  size_t pages = source.len / DAMAGE_PAGE_BYTES, refused = 0;
  for (uint64_t seed = 1; seed <= 25; seed++) {
    uint64_t chance = seed;
    Random random = random_seeded(&chance);
    char *bytes = malloc(source.len);
    memcpy(bytes, source.ptr, source.len);
    damage_page(&random, bytes, pages, random_below(&random, (uint32_t)pages));
    fixture_write_file(fixture, "a.db", bytes, source.len);
    free(bytes);
    Err err = {0};
    Status status = store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), &err);
    if (status == STATUS_OK) {
      fixture_write_file(fixture, "b.db", old.ptr, old.len);
      continue;
    }
    refused++;
    assert_true(str_equal(old, fixture_read_file(fixture, "b.db")));
    assert_true(strcmp(err.code, "db-corrupt") == 0 || strcmp(err.code, "backup-damaged") == 0 ||
                strcmp(err.code, "db-foreign") == 0);
  }
  assert_true(refused > 20);
}

static void two_backups_do_not_write_into_one(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 2));
  fixture_write_file(fixture, "b.db.part", "", 0);
  int part = lock_open(fixture_path(fixture, "b.db.part"));
  assert_int_equal(lock_take_role(part, STORE_KIOSK), LOCK_HELD);
  Err err = {0};
  assert_int_equal(store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), &err), STATUS_WORLD);
  assert_non_null(strstr(err.sentence, "another backup is being written there; wait for it"));
  assert_int_equal(access(fixture_path(fixture, "b.db.part"), F_OK), 0);
  lock_close(part);
  back_up(fixture, "a.db", "b.db");
}

typedef struct Obstacle {
  const char *leads_to; /* NULL: a folder, or a pipe */
  bool is_hard, is_pipe;
  const char *at;
} Obstacle;

static void put_in_way(Fixture *fixture, const Obstacle *obstacle) {
  const char *at = fixture_path(fixture, obstacle->at);
  if (obstacle->leads_to == NULL)
    assert_int_equal(obstacle->is_pipe ? mkfifo(at, 0600) : mkdir(at, 0700), 0);
  else if (obstacle->is_hard)
    assert_int_equal(link(fixture_path(fixture, obstacle->leads_to), at), 0);
  else
    assert_int_equal(symlink(obstacle->leads_to, at), 0);
}

/* What stands where the part is to be written leads to the database itself, or to what is somebody's: nothing goes through it. */
static void no_link_is_written_through(void **state) {
  static const Obstacle obstacles[] = {
      {"a.db", false, false, "b.db.part"},      {"a.db", true, false, "b.db.part"},
      {"notes.txt", false, false, "b.db.part"}, {"notes.txt", true, false, "b.db.part"},
      {"nowhere", false, false, "b.db.part"},   {"a.db-wal", true, false, "b.db.part"},
      {NULL, false, false, "b.db.part"},        {NULL, false, true, "b.db.part"},
      {"a.db", true, false, "b.db.part-wal"},   {"notes.txt", false, false, "b.db.part-journal"},
  };
  Fixture *fixture = *state;
  Store *store = open_filled(fixture, "a.db", 3);
  fixture_write_file(fixture, "notes.txt", "somebody's words", 16);
  for (size_t i = 0; i < COUNT_OF(obstacles); i++) {
    put_in_way(fixture, &obstacles[i]);
    Str before = fixture_read_file(fixture, "a.db"), log = fixture_read_file(fixture, "a.db-wal");
    size_t files = fixture_file_count(fixture);
    Err err = {0};
    Status status = store_backup(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), &err);
    if (status != STATUS_WORLD || strcmp(err.code, "backup-path") != 0 || strstr(err.sentence, "move it away") == NULL)
      fail_msg("%zu: %d %s: %s", i, (int)status, err.code, err.sentence);
    assert_int_equal(fixture_file_count(fixture), files);
    assert_true(str_equal(before, fixture_read_file(fixture, "a.db")));
    assert_true(str_equal(log, fixture_read_file(fixture, "a.db-wal")));
    assert_true(str_is(fixture_read_file(fixture, "notes.txt"), "somebody's words"));
    assert_int_equal(access(fixture_path(fixture, "nowhere"), F_OK), -1);
    assert_int_equal(remove(fixture_path(fixture, obstacles[i].at)), 0);
  }
  store_close(store);
  back_up(fixture, "a.db", "b.db");
}

/* A name that a database has may be that of another's part. */
static void a_database_that_is_named_like_a_part_stays(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "b.db.part", 3));
  Err err = {0};
  assert_int_equal(store_backup(fixture_path(fixture, "b.db.part"), fixture_path(fixture, "b.db"), &err), STATUS_WORLD);
  assert_string_equal(err.code, "backup-path");
  assert_string_equal(count(fixture, "b.db.part"), "ok\n3");
}

static void an_older_database_is_copied_as_it_is(void **state) {
  Fixture *fixture = *state;
  Arena *arena = fixture->arena;
  Str sql;
  Err err = {0};
  assert_int_equal(file_read(arena, "tests/store/schema-1.sql", 1 << 20, &sql, &err), STATUS_OK);
  Str script =
      arena_printf(arena, STR_FMT ";PRAGMA application_id = %d; PRAGMA user_version = 1", STR_ARG(sql), SCHEMA_APPLICATION_ID);
  fixture_query(fixture, "old.db", script.ptr);
  back_up(fixture, "old.db", "b.db");
  assert_string_equal(fixture_query(fixture, "b.db", "PRAGMA user_version"), "1");
}

static void a_later_state_takes_the_place_of_an_earlier_one(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 3)); /* all of them wait */
  back_up(fixture, "a.db", "b.db");
  for (int i = 0; i < 3; i++) {
    store_close(open_filled(fixture, "a.db", 4));
    back_up(fixture, "a.db", "b.db");
  }
  assert_string_equal(count(fixture, "b.db"), "ok\n15");
  assert_int_not_equal(access(fixture_path(fixture, "b.kept-1.db"), F_OK), 0);
}

/* As after damage or a slip: the copy may be all that is left. */
static void a_copy_of_what_was_lost_is_kept(void **state) {
  static const int lost[] = {3, 40}; /* none has a number yet; most have */
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(lost); i++) {
    store_close(open_filled(fixture, "a.db", lost[i]));
    back_up(fixture, "a.db", "b.db");
    unlink(fixture_path(fixture, "a.db"));
    store_close(open_filled(fixture, "a.db", 50));
    back_up(fixture, "a.db", "b.db");
    assert_string_equal(count(fixture, "b.db"), "ok\n50");
    const char *kept = arena_printf(fixture->arena, "b.kept-%zu.db", i + 1).ptr;
    assert_string_equal(count(fixture, kept), arena_printf(fixture->arena, "ok\n%d", lost[i]).ptr);
    unlink(fixture_path(fixture, "a.db"));
    unlink(fixture_path(fixture, "b.db"));
  }
}

static void a_copy_of_what_was_set_aside_is_kept(void **state) {
  Fixture *fixture = *state;
  store_close(open_filled(fixture, "a.db", 40));
  back_up(fixture, "a.db", "b.db");
  StoreReplacement report;
  Store *store;
  Err err = {0};
  Status status = store_replace_damaged(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db"), STR("2026-11-22"),
                                        &fixture->random, fixture->arena, &report, &store, &err);
  if (status != STATUS_OK) fail_msg("%s", err.sentence);
  store_close(store);
  store_close(open_filled(fixture, "a.db", 50));
  back_up(fixture, "a.db", "b.db");
  assert_string_equal(count(fixture, "b.db"), "ok\n50");
  assert_string_equal(count(fixture, "b.kept-1.db"), "ok\n40");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_copy_beside_a_running_kiosk_stands_on_its_own, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_copy_can_be_read_where_nothing_may_be_written, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_why_not_and_leaves_what_is_there, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_copy, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kill_leaves_the_old_copy, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_damaged_source_does_not_replace_a_whole_copy, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(two_backups_do_not_write_into_one, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(no_link_is_written_through, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_database_that_is_named_like_a_part_stays, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_older_database_is_copied_as_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_later_state_takes_the_place_of_an_earlier_one, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_copy_of_what_was_lost_is_kept, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_copy_of_what_was_set_aside_is_kept, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
