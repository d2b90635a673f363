#include "kioskctl/program.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed database a.db with one complete response and one trial. */
static void make_database(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"hvorfor\":\"=blåbær\"}");
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
  Response trial = fixture_response(fixture, store, form, "{\"hvorfor\":\"øvelse\"}");
  trial.trial = true;
  fixture_put(store, &trial);
  store_close(store);
}

static Said export_to(Fixture *fixture, const char *db, const char *out, const char *extra) {
  const char *args[] = {"export", "--db", db, "--format", "csv", "--out", out, extra, NULL};
  return program_run(fixture, args, NULL);
}

static void writes_a_file_or_a_stream(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  const char *db = fixture_path(fixture, "a.db");
  Said said = export_to(fixture, db, fixture_path(fixture, "a.csv"), NULL);
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out, arena_printf(fixture->arena, "1 response written to %s\n", fixture_path(fixture, "a.csv")).ptr);
  Str file = fixture_read_file(fixture, "a.csv");
  assert_non_null(strstr(arena_str(fixture->arena, file).ptr, ",'=blåbær\r\n"));
  said = export_to(fixture, db, "-", NULL);
  assert_int_equal(said.code, 0);
  assert_true(str_is(file, said.out));
  said = export_to(fixture, db, "-", "--trials");
  assert_non_null(strstr(said.out, ",øvelse\r\n"));
  assert_int_equal(fixture_file_count(fixture), 2); /* a.db and a.csv: nothing else is left */
}

static void exports_beside_a_running_kiosk(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  Store *kiosk = fixture_open(fixture, "a.db");
  Response visit = fixture_response(fixture, kiosk, fixture_plain_form(fixture, "1"), "{\"antall\":42}");
  fixture_put(kiosk, &visit);
  Said said = export_to(fixture, fixture_path(fixture, "a.db"), "-", NULL);
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, ",42,"));
  fixture_put(kiosk, &visit);
  store_close(kiosk);
}

/* Two with a name for a file and, if asked for, one without. */
static void make_signed_database(Fixture *fixture, bool hostile) {
  static const StoreAttachment pictures[] = {
      {STR_INIT("kart.png"), STR_INIT("et")}, {STR_INIT("navn.png"), STR_INIT("to")}, {STR_INIT("../ut.png"), STR_INIT("tre")}};
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{}");
  visit.uuid = STR("00000000-0000-4000-8000-000000000001");
  visit.attachments = pictures;
  visit.attachment_count = hostile ? 3 : 2;
  fixture_put(store, &visit);
  store_close(store);
}

static void signatures_stand_in_a_folder_beside_the_table(void **state) {
  static const char navn[] = "a-attachments/00000000-0000-4000-8000-000000000001/navn.png";
  Fixture *fixture = *state;
  make_signed_database(fixture, false);
  const char *db = fixture_path(fixture, "a.db"), *csv = fixture_path(fixture, "a.csv");
  for (int i = 0; i < 2; i++) { /* the second time they are replaced */
    Said said = export_to(fixture, db, csv, NULL);
    assert_string_equal(said.err, "");
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(
        said.out,
        arena_printf(fixture->arena, "\n2 signatures or drawings written to %s\n", fixture_path(fixture, "a-attachments")).ptr));
    assert_true(str_is(fixture_read_file(fixture, navn), "to"));
    fixture_write_file(fixture, navn, "gammel", 6);
  }
  struct stat info;
  assert_int_equal(stat(fixture_path(fixture, "a-attachments"), &info), 0);
  assert_int_equal(info.st_mode & S_IRWXO, 0); /* not for everybody */
}

static void the_folder_is_called_as_the_table(void **state) {
  static const struct {
    const char *table, *format, *folder;
  } cases[] = {{"b.sav", "sav", "b-attachments"}, {"c.XLSX", "xlsx", "c-attachments"}, {"d.tabell", "csv", "d.tabell-attachments"}};
  Fixture *fixture = *state;
  make_signed_database(fixture, false);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *table = fixture_path(fixture, cases[i].table);
    const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--format", cases[i].format, "--out", table, NULL};
    Said said = program_run(fixture, args, NULL);
    assert_int_equal(said.code, 0);
    assert_int_equal(access(fixture_path(fixture, cases[i].folder), F_OK), 0);
  }
}

static void what_has_no_place_is_told(void **state) {
  Fixture *fixture = *state;
  make_signed_database(fixture, true);
  const char *db = fixture_path(fixture, "a.db");
  static const char *const streams[] = {"-", "/dev/null"};
  for (size_t i = 0; i < COUNT_OF(streams); i++) {
    Said said = export_to(fixture, db, streams[i], NULL);
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.err, "warning: 3 signatures or drawings not written"));
    assert_null(strstr(said.out, "signatures"));
  }
  assert_int_equal(access("/dev/null-attachments", F_OK), -1);
  Said said = export_to(fixture, db, fixture_path(fixture, "a.csv"), NULL);
  program_assert_error(&said, 1, "bad-rows", "1 attachment could not be written");
  assert_non_null(strstr(said.err, "\nwarning: an attachment of response 00000000-0000-4000-8000-000000000001"));
  assert_int_equal(access(fixture_path(fixture, "a-attachments/ut.png"), F_OK), -1);
}

typedef struct Misuse {
  const char *args[12];
  const char *error_code, *says;
} Misuse;

static void says_how_it_is_used(void **state) {
  static const Misuse cases[] = {
      {{"export"}, "option-missing", "--db is missing"},
      {{"export", "--db", "x"}, "option-missing", "--out is missing"},
      {{"export", "--db", "x", "--format", "csv"}, "option-missing", "--out is missing"},
      {{"export", "--db", "x", "--codebook", "a.md", "--format", "csv"}, "option-missing", "the file that --format is for"},
      {{"export", "--db", "x", "--out", "-"}, "option-missing", "- does not say it by its ending; use --format csv, xlsx"},
      {{"export", "--db", "x", "--out", "a.xls"}, "option-missing", "--format is missing: a.xls"},
      {{"export", "--db"}, "option-value", "--db needs a value"},
      {{"export", "--fromat", "x"}, "unknown-option", "there is no option --fromat; did you mean --format?"},
      {{"export", "--trials=yes"}, "option-value", "--trials takes no value"},
      {{"export", "--db=x", "--db", "y"}, "option-twice", "--db is given twice"},
      {{"export", "--db", "x", "--format", "xls", "--out", "-"}, "unknown-format", "no format \"xls\"; did you mean xlsx?"},
      {{"export", "--db", "x", "--format", "pdf", "--out", "-"}, "unknown-format", "it is csv, xlsx, sav, dta or jsonl"},
      {{"export", "--db", "x", "--format", "csv", "--out", "m.sav"}, "option-value", "--format csv is not what --out m.sav says"},
      {{"export", "--db", "x", "--format", "dta", "--out", "m.CSV"}, "option-value", "change one of them"},
      {{"export", "--db", "x", "--format", "csv", "--out", "-", "y"}, "unexpected-word", "\"y\""},
      {{"export", "--db", "x", "--out", "a.sav", "--labels"}, "option-value", "--labels is for csv and xlsx"},
      {{"export", "--db", "x", "--codebook", "a.doc"}, "unknown-format", "use .md to read it, .json for programs, .xml for"},
      {{"export", "--db", "x", "--codebook", "-"}, "unknown-format", "--codebook -"},
      {{"export", "--db", "x", "--codebook=a.md", "--codebook=a.md"}, "option-twice", "two things are to be written to a.md"},
      {{"export", "--db", "x", "--out=a.xml", "--format=csv", "--codebook=a.xml"}, "option-twice", "written to a.xml"},
      {{"export", "--db", "x", "--out=a.csv", "--from", "21.11.2026"}, "option-value", "no date; write it as 2026-11-21"},
      {{"export", "--db", "x", "--out=a.csv", "--to", "2026-11-31"}, "option-value", "--to 2026-11-31 is no date"},
      {{"export", "--db", "x", "--out=a.csv", "--from=2026-11-22", "--to=2026-11-21"}, "option-value", "exchange them"},
      {{"export", "--db", "x", "--out=a.csv", "--status", "complet"}, "option-value", "did you mean complete?"},
      {{"export", "--db", "x", "--out=a.csv", "--status", "ferdig"}, "option-value", "it is partial or complete"},
      {{"export", "--db", "x", "--out=a.csv", "--status", "discarded"}, "option-value", "of discarded visits no answers are kept"},
      {{"export", "--db", "x", "--out=a.csv", "--channel", "kiosks"}, "option-value", "did you mean kiosk?"},
      {{"export", "--db", "x", "--out=a.csv", "--channel", "phone"}, "option-value", "it is kiosk or web"},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run(fixture, cases[i].args, NULL);
    program_assert_error(&said, 2, cases[i].error_code, cases[i].says);
  }
}

static void says_what_is_wrong_with_the_database(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  fixture_write_file(fixture, "notes.txt", "no database in here", 19);
  Said said = export_to(fixture, fixture_path(fixture, "missing.db"), "-", NULL);
  program_assert_error(&said, 3, "db-path", "there is no database");
  said = export_to(fixture, fixture_path(fixture, "notes.txt"), "-", NULL);
  program_assert_error(&said, 1, "db-foreign", "is not an Innspill database");
  said = export_to(fixture, fixture_path(fixture, "a.db"), "-", "--form=samlin");
  program_assert_error(&said, 1, "unknown-form", "did you mean \"samling\"?");
  fixture_query(fixture, "a.db", "PRAGMA user_version = 999");
  said = export_to(fixture, fixture_path(fixture, "a.db"), "-", NULL);
  program_assert_error(&said, 1, "db-newer", "update this program");
}

static void leaves_no_half_file(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  const char *db = fixture_path(fixture, "a.db");
  fixture_write_file(fixture, "old.csv", "old", 3);
  size_t files = fixture_file_count(fixture);
  Said said = export_to(fixture, db, fixture_path(fixture, "old.csv"), "--form=unknown");
  assert_int_equal(said.code, 1);
  assert_true(str_is(fixture_read_file(fixture, "old.csv"), "old"));
  said = export_to(fixture, db, fixture_path(fixture, "missing/a.csv"), NULL);
  program_assert_error(&said, 3, "out-path", "No such file or directory");
  said = export_to(fixture, db, fixture->folder, NULL);
  program_assert_error(&said, 3, "out-path", "it is a folder");
  said = export_to(fixture, db, "/dev/full", NULL); /* a device is written to, never replaced */
  assert_int_equal(said.code, 3);
  struct stat info;
  assert_int_equal(stat("/dev/full", &info), 0);
  assert_true(S_ISCHR(info.st_mode));
  assert_int_equal(fixture_file_count(fixture), files);
}

static void bad_rows_are_told_and_the_rest_is_there(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  fixture_query(
      fixture, "a.db",
      "INSERT INTO response SELECT 'bad' || substr(uuid, 4), device, form_id, form_version, language, channel, round, event, place,"
      " status, trial, time, NULL, '{\"ukjent\":1}', NULL, NULL, NULL, NULL FROM response WHERE trial = 0");
  Said said = export_to(fixture, fixture_path(fixture, "a.db"), fixture_path(fixture, "a.csv"), NULL);
  program_assert_error(&said, 1, "bad-rows", "1 response could not be read");
  assert_non_null(strstr(said.err, "\nwarning: response bad"));
  assert_non_null(strstr(arena_str(fixture->arena, fixture_read_file(fixture, "a.csv")).ptr, "blåbær"));
}

static void a_codebook_can_come_along_or_alone(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  const char *db = fixture_path(fixture, "a.db"), *md = fixture_path(fixture, "a.md");
  const char *json = fixture_path(fixture, "a.JSON"), *xml = fixture_path(fixture, "a.xml"), *csv = fixture_path(fixture, "a.csv");
  const char *alone[] = {"export", "--db", db, "--codebook", md, "--codebook", json, "--codebook", xml, NULL};
  Said said = program_run(fixture, alone, NULL);
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, arena_printf(fixture->arena, "codebook written to %s\n", xml).ptr));
  assert_int_equal(fixture_file_count(fixture), 4);
  Str book = fixture_read_file(fixture, "a.md");
  assert_non_null(strstr(arena_str(fixture->arena, book).ptr, "Hvorfor?"));
  assert_true(str_starts_with(fixture_read_file(fixture, "a.JSON"), STR("{")));
  assert_true(str_starts_with(fixture_read_file(fixture, "a.xml"), STR("<?xml")));
  const char *along[] = {"export", "--db", db, "--out", csv, "--codebook", md, NULL};
  said = program_run(fixture, along, NULL);
  assert_string_equal(said.out, arena_printf(fixture->arena, "1 response written to %s\ncodebook written to %s\n", csv, md).ptr);
  assert_true(str_equal(book, fixture_read_file(fixture, "a.md")));
  const char *over[] = {"export", "--db", db, "--codebook", fixture_path(fixture, "b.md"), NULL};
  assert_int_equal(link(db, fixture_path(fixture, "b.md")), 0);
  said = program_run(fixture, over, NULL);
  program_assert_error(&said, 2, "out-is-database", "name another file to write to with --codebook");
}

static void every_format_has_its_file(void **state) {
  static const struct {
    const char *name, *begins;
  } cases[] = {{"a.csv", "response,"}, {"a.xlsx", "PK\003\004"}, {"a.sav", "$FL2"}, {"a.dta", "<stata_dta>"}, {"a.jsonl", "{\""}};
  Fixture *fixture = *state;
  make_database(fixture);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", fixture_path(fixture, cases[i].name), NULL};
    Said said = program_run(fixture, args, NULL);
    assert_string_equal(said.err, "");
    assert_int_equal(said.code, 0);
    Str file = fixture_read_file(fixture, cases[i].name);
    assert_true(str_starts_with(file, str_from(cases[i].begins)));
    Said again = program_run(fixture, args, NULL);
    assert_int_equal(again.code, 0);
    assert_true(str_equal(file, fixture_read_file(fixture, cases[i].name))); /* the same data, the same bytes */
    const char *piped[] = {"export", "--db", args[2], "--out", "-", "--format", strrchr(cases[i].name, '.') + 1, NULL};
    said = program_run(fixture, piped, fixture_path(fixture, "piped"));
    assert_true(str_equal(file, fixture_read_file(fixture, "piped")));
  }
}

static void a_language_that_there_is_not_is_told(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  Said said = export_to(fixture, fixture_path(fixture, "a.db"), fixture_path(fixture, "a.csv"), "--language=fi");
  program_assert_error(&said, 1, "unknown-language", "fi");
  assert_int_equal(fixture_file_count(fixture), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(writes_a_file_or_a_stream, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(signatures_stand_in_a_folder_beside_the_table, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_folder_is_called_as_the_table, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_has_no_place_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(exports_beside_a_running_kiosk, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_how_it_is_used, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_what_is_wrong_with_the_database, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(leaves_no_half_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(bad_rows_are_told_and_the_rest_is_there, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_codebook_can_come_along_or_alone, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_format_has_its_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_language_that_there_is_not_is_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
