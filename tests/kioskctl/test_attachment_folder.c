/* The folder beside a table holds the pictures of that export and no others, whatever was there, and however the export ends. */
#include "kioskctl/program.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define UUID_OF(number) "00000000-0000-4000-8000-00000000000" #number

static const char first_picture[] = "a-attachments/" UUID_OF(1) "/navn.png";
static const char second_picture[] = "a-attachments/" UUID_OF(2) "/navn.png";

static void put_signed(Fixture *fixture, Store *store, const char *uuid, const char *round, Str picture) {
  Response visit = fixture_response(fixture, store, fixture_plain_form(fixture, "1"), "{\"antall\":1}");
  StoreAttachment attachment = {STR("navn.png"), picture};
  visit.uuid = str_from(uuid);
  visit.round = str_from(round);
  visit.attachments = &attachment;
  visit.attachment_count = 1;
  fixture_put(store, &visit);
}

/* Of two rounds, with a signature each. */
static void make_database(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, fixture_plain_form(fixture, "1"), &err) != STATUS_OK) fail_msg("%s", err.sentence);
  put_signed(fixture, store, UUID_OF(1), "h26", STR("en"));
  put_signed(fixture, store, UUID_OF(2), "v26", STR("to"));
  store_close(store);
}

static Said export_round(Fixture *fixture, const char *round) {
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", fixture_path(fixture, "a.csv"), "--round",
                        round,    NULL};
  if (round == NULL) args[5] = NULL;
  return program_run(fixture, args, NULL);
}

static void make_export(Fixture *fixture) {
  make_database(fixture);
  Said said = export_round(fixture, NULL);
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
}

static bool is_there(Fixture *fixture, const char *name) {
  struct stat info;
  return lstat(fixture_path(fixture, name), &info) == 0;
}

static void make_folder(Fixture *fixture, const char *name, mode_t mode) {
  const char *path = fixture_path(fixture, name);
  assert_int_equal(mkdir(path, 0700), 0);
  assert_int_equal(chmod(path, mode), 0);
}

static void put_file(Fixture *fixture, const char *name, const char *text) {
  fixture_write_file(fixture, name, text, strlen(text));
}

static void assert_has(Fixture *fixture, const char *name, const char *text) {
  if (!str_is(fixture_read_file(fixture, name), text)) fail_msg("%s is not \"%s\"", name, text);
}

static void assert_nothing_is_left_over(Fixture *fixture) {
  DIR *folder = opendir(fixture->folder);
  assert_non_null(folder);
  for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (strstr(entry->d_name, ".part") != NULL || strstr(entry->d_name, ".before") != NULL) fail_msg("%s", entry->d_name);
  closedir(folder);
}

static void a_narrower_export_hands_on_no_more_than_it_says(void **state) {
  Fixture *fixture = *state;
  make_export(fixture);
  assert_has(fixture, first_picture, "en");
  assert_has(fixture, second_picture, "to");
  size_t files = fixture_file_count(fixture);
  Said said = export_round(fixture, "v26");
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "\n1 signature or drawing written to "));
  assert_false(is_there(fixture, "a-attachments/" UUID_OF(1)));
  assert_has(fixture, second_picture, "to");
  assert_int_equal(fixture_file_count(fixture), files);
  said = export_round(fixture, "h27"); /* which nobody answered */
  assert_int_equal(said.code, 0);
  assert_null(strstr(said.out, "signature"));
  assert_false(is_there(fixture, "a-attachments"));
}

static void the_folders_mode_is_kept(void **state) {
  Fixture *fixture = *state;
  make_export(fixture);
  const char *folder = fixture_path(fixture, "a-attachments");
  assert_int_equal(chmod(folder, 0700), 0);
  assert_int_equal(export_round(fixture, NULL).code, 0);
  struct stat info;
  assert_int_equal(stat(folder, &info), 0);
  assert_int_equal(info.st_mode & 07777, 0700);
}

/* What no export has written is not for an export to delete, nor is anything that a link leads to. */
static void what_is_not_an_exports_stays(void **state) {
  static const char *const others[] = {"a-attachments/les.txt", "a-attachments/mappe/navn.png",
                                       "a-attachments/" UUID_OF(1) "/notat.odt", "a-attachments/" UUID_OF(2) "/notat.odt"};
  static const char *const links[] = {"a-attachments/" UUID_OF(1) "/lenke.png", "a-attachments/" UUID_OF(7)};
  Fixture *fixture = *state;
  make_export(fixture);
  make_folder(fixture, "ute", 0700);
  put_file(fixture, "ute/navn.png", "ute");
  make_folder(fixture, "a-attachments/mappe", 0700);
  for (size_t i = 0; i < COUNT_OF(others); i++)
    put_file(fixture, others[i], "mitt");
  assert_int_equal(symlink(fixture_path(fixture, "ute/navn.png"), fixture_path(fixture, links[0])), 0);
  assert_int_equal(symlink(fixture_path(fixture, "ute"), fixture_path(fixture, links[1])), 0);
  for (int i = 0; i < 2; i++) {
    Said said = export_round(fixture, "v26");
    assert_int_equal(said.code, 0);
    const char *says = arena_printf(fixture->arena, "warning: %s has 5 other files or folders, which no export wrote",
                                    fixture_path(fixture, "a-attachments"))
                           .ptr;
    if (strstr(said.err, says) == NULL) fail_msg("%s", said.err);
    assert_false(is_there(fixture, first_picture));
    assert_has(fixture, second_picture, "to");
    for (size_t k = 0; k < COUNT_OF(others); k++)
      assert_has(fixture, others[k], "mitt");
    for (size_t k = 0; k < COUNT_OF(links); k++)
      assert_true(is_there(fixture, links[k]));
    assert_has(fixture, "ute/navn.png", "ute");
    assert_nothing_is_left_over(fixture);
  }
  assert_int_equal(export_round(fixture, "h27").code, 0);
  assert_has(fixture, others[3], "mitt");
  assert_false(is_there(fixture, second_picture));
}

static void a_folder_that_no_export_made_is_left_alone(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  make_folder(fixture, "a-attachments", 0700);
  put_file(fixture, "a-attachments/navn.png", "mitt");
  struct stat before, after;
  assert_int_equal(stat(fixture_path(fixture, "a-attachments"), &before), 0);
  Said said = export_round(fixture, "h27");
  assert_int_equal(said.code, 0);
  assert_null(strstr(said.err, "a-attachments"));
  assert_int_equal(stat(fixture_path(fixture, "a-attachments"), &after), 0);
  assert_true(before.st_ino == after.st_ino);
  assert_has(fixture, "a-attachments/navn.png", "mitt");
}

static void a_link_in_its_place_is_not_followed(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  make_folder(fixture, "ute", 0700);
  make_folder(fixture, "ute/" UUID_OF(1), 0700);
  put_file(fixture, "ute/" UUID_OF(1) "/navn.png", "ute");
  assert_int_equal(symlink("ute", fixture_path(fixture, "a-attachments")), 0);
  put_file(fixture, "a.csv", "gammelt");
  Said said = export_round(fixture, NULL);
  program_assert_error(&said, 3, "out-path", "a-attachments is a link, and signatures or drawings belong into a folder");
  assert_has(fixture, "a.csv", "gammelt");
  assert_has(fixture, "ute/" UUID_OF(1) "/navn.png", "ute");
  assert_false(is_there(fixture, "ute/" UUID_OF(2)));
  unlink(fixture_path(fixture, "a-attachments"));
  put_file(fixture, "a-attachments", "mitt");
  said = export_round(fixture, NULL);
  program_assert_error(&said, 3, "out-path", "a-attachments is a file");
  assert_has(fixture, "a-attachments", "mitt");
  assert_nothing_is_left_over(fixture);
}

static Str big_picture(Fixture *fixture) {
  enum { BYTES = 200 * 1024 };
  char *bytes = arena_alloc(fixture->arena, BYTES);
  memset(bytes, 'x', BYTES);
  return (Str){bytes, BYTES};
}

/* The table alone would have had room. */
static void a_full_disk_leaves_table_and_folder_as_they_were(void **state) {
  Fixture *fixture = *state;
  make_export(fixture);
  Str table = fixture_read_file(fixture, "a.csv");
  Store *store = fixture_open(fixture, "a.db");
  put_signed(fixture, store, UUID_OF(3), "h26", big_picture(fixture));
  store_close(store);
  size_t files = fixture_file_count(fixture);
  struct rlimit before;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  struct rlimit limit = {100 * 1024, before.rlim_max};
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
  Said said = export_round(fixture, NULL);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  program_assert_error(&said, 3, "out-path", "cannot write the folder");
  assert_true(str_equal(table, fixture_read_file(fixture, "a.csv")));
  assert_has(fixture, first_picture, "en");
  assert_false(is_there(fixture, "a-attachments/" UUID_OF(3)));
  assert_int_equal(fixture_file_count(fixture), files);
  assert_int_equal(export_round(fixture, NULL).code, 0);
  assert_true(is_there(fixture, "a-attachments/" UUID_OF(3)));
}

enum { MANY = 3000 };

static void make_many(Fixture *fixture) {
  make_export(fixture);
  fixture_query(
      fixture, "a.db",
      arena_printf(
          fixture->arena,
          "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
          " INSERT INTO response SELECT printf('00000000-0000-4000-8000-%%012d', i), device, form_id, form_version, language,"
          " channel, round, event, place, status, trial, time, NULL, answers, NULL, NULL, NULL, NULL FROM response, n WHERE"
          " uuid LIKE '%%000000000001';"
          "INSERT INTO attachment SELECT r.uuid, a.path, a.media_type, a.content, a.sealed, a.seal_key FROM response r, attachment "
          "a"
          " WHERE a.response LIKE '%%000000000001' AND r.uuid NOT IN (SELECT response FROM attachment)",
          MANY + 9)
          .ptr);
}

static size_t folders_in(Fixture *fixture, const char *name) {
  DIR *folder = opendir(fixture_path(fixture, name));
  size_t count = 0;
  assert_non_null(folder);
  for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
    count += entry->d_name[0] != '.';
  closedir(folder);
  return count;
}

static void wait_for(const char *path) {
  for (int i = 0; i < 20000 && access(path, F_OK) != 0; i++)
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
  assert_int_equal(access(path, F_OK), 0);
}

/* Some time after the first picture is written. Was it ended before the last? */
static bool is_ended(Fixture *fixture, Str table, long delay_ms) {
  const char *csv = fixture_path(fixture, "a.csv"), *md = fixture_path(fixture, "a.md");
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", csv, "--codebook", md, NULL};
  pid_t program = program_start(fixture, args, NULL);
  wait_for(arena_printf(fixture->arena, "%s.%ld.part", fixture_path(fixture, "a-attachments"), (long)program).ptr);
  nanosleep(&(struct timespec){delay_ms / 1000, delay_ms % 1000 * 1000000}, NULL);
  kill(program, SIGINT);
  int how = -1;
  waitpid(program, &how, 0);
  bool is_same = str_equal(table, fixture_read_file(fixture, "a.csv"));
  const char *said = arena_str(fixture->arena, fixture_read_file(fixture, "stderr")).ptr;
  assert_true(WIFSIGNALED(how) ? WTERMSIG(how) == SIGINT : WEXITSTATUS(how) == 0);
  assert_string_equal(said, is_same ? arena_printf(fixture->arena, "interrupted, and nothing was written to %s\n", csv).ptr : "");
  assert_int_equal(folders_in(fixture, "a-attachments"), is_same ? 1 : MANY + 2);
  assert_int_equal(is_there(fixture, "a.md"), !is_same);
  assert_nothing_is_left_over(fixture);
  return is_same;
}

static void whoever_ends_it_finds_all_or_nothing(void **state) {
  static const long delays_ms[] = {0, 5, 20, 80};
  Fixture *fixture = *state;
  make_many(fixture);
  size_t ended = 0;
  for (size_t i = 0; i < COUNT_OF(delays_ms); i++) {
    unlink(fixture_path(fixture, "a.md"));
    assert_int_equal(export_round(fixture, "v26").code, 0);
    ended += is_ended(fixture, fixture_read_file(fixture, "a.csv"), delays_ms[i]);
  }
  assert_true(ended > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_narrower_export_hands_on_no_more_than_it_says, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_folders_mode_is_kept, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_not_an_exports_stays, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_folder_that_no_export_made_is_left_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_link_in_its_place_is_not_followed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_disk_leaves_table_and_folder_as_they_were, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(whoever_ends_it_finds_all_or_nothing, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
