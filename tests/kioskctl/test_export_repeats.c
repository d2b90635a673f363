/* kioskctl export of forms with repeats: tables of their own, and how many instances there are. */
#include "kioskctl/program.h"

#include <string.h>

/* A house with two rooms. */
static void make_houses(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_form(fixture, "settings: {form_id: hus, version: 1, default_language: nb}\n"
                                           "languages: {nb: Norsk}\n"
                                           "survey:\n"
                                           "  - {type: text, name: navn, label: Navn?}\n"
                                           "  - type: repeat\n"
                                           "    name: rom\n"
                                           "    label: Rom\n"
                                           "    questions:\n"
                                           "      - {type: integer, name: areal, label: Areal?}\n");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{\"navn\":\"Nordnes\",\"rom\":[{\"areal\":12},{\"areal\":31}]}");
  fixture_put(store, &visit);
  store_close(store);
}

static Said export_csv_to(Fixture *fixture, const char *db, const char *out) {
  const char *args[] = {"export", "--db", db, "--format", "csv", "--out", out, NULL};
  return program_run(fixture, args, NULL);
}

static void a_repeats_table_stands_beside(void **state) {
  Fixture *fixture = *state;
  make_houses(fixture);
  const char *db = fixture_path(fixture, "a.db");
  Said said = export_csv_to(fixture, db, fixture_path(fixture, "a.csv"));
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(
      said.out, arena_printf(fixture->arena, "\n2 instances of rom written to %s\n", fixture_path(fixture, "a-rom.csv")).ptr));
  Str rooms = fixture_read_file(fixture, "a-rom.csv");
  assert_non_null(strstr(arena_str(fixture->arena, rooms).ptr, ",31\r\n"));
  assert_null(strstr(arena_str(fixture->arena, fixture_read_file(fixture, "a.csv")).ptr, "areal"));
  said = export_csv_to(fixture, db, "-");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.err, "warning: the table of the repeat rom not written, as only a file has a place beside it"));
  assert_true(str_is(fixture_read_file(fixture, "a.csv"), said.out));
}

static void their_number_is_told(void **state) {
  static const char *const formats[] = {"csv", "sav", "dta"};
  Fixture *fixture = *state;
  make_houses(fixture);
  fixture_query(fixture, "a.db",
                "INSERT INTO response SELECT '00000000-0000-4000-8000-000000000002', device, form_id, form_version, language,"
                " channel, round, event, place, status, trial, time, NULL, '{\"rom\":[{\"areal\":7}]}', NULL, NULL, NULL, NULL"
                " FROM response");
  const char *only[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", NULL, "--status", "complete", NULL};
  fixture_query(fixture, "a.db", "UPDATE response SET status = 'complete' WHERE uuid LIKE '%000000000002'");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    const char *file = fixture_path(fixture, arena_printf(fixture->arena, "a.%s", formats[i]).ptr);
    const char *all[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", file, NULL};
    assert_non_null(strstr(program_run(fixture, all, NULL).out, "\n3 instances of rom written to "));
    only[4] = file;
    assert_non_null(strstr(program_run(fixture, only, NULL).out, "\n1 instance of rom written to "));
  }
}

static const char rooms[] = "settings: {form_id: hus, version: 1, default_language: nb}\n"
                            "languages: {nb: Norsk}\n"
                            "survey:\n"
                            "  - {type: select_one jn, name: bor, label: Bor?}\n"
                            "  - {type: integer, name: n, label: N, relevant: \"${bor} = 'ja'\", constraint: '. >= 0 and . <= 2'}\n"
                            "  - type: repeat\n"
                            "    name: rom\n"
                            "    label: Rom\n"
                            "    relevant: \"${bor} = 'ja'\"\n"
                            "    repeat_count: '${n}'\n"
                            "    questions: [{type: integer, name: areal, label: Areal}]\n"
                            "choices: {jn: [{name: ja, label: Ja}, {name: nei, label: Nei}]}\n";

/* What robots answered, by the last columns of the table: the questions and how many rooms there are. */
static void none_is_a_number_and_not_asked_is_none(void **state) {
  static const struct {
    const char *columns;
    bool is_there;
  } cases[] = {{",ja,0,0\r\n", true},        {",ja,1,1\r\n", true},        {",ja,2,2\r\n", true},
               {",ja,#skipped,0\r\n", true}, {",nei,,\r\n", true},         {",#skipped,,\r\n", true},
               {",ja,0,\r\n", false},        {",ja,#skipped,\r\n", false}, {",nei,,0\r\n", false}};
  Fixture *fixture = *state;
  fixture_write_file(fixture, "hus.yaml", rooms, sizeof rooms - 1);
  const char *robot[] = {"robot", fixture_path(fixture, "hus.yaml"), "--responses", "200", "--seed", "1",
                         "--db",  fixture_path(fixture, "r.db"),     NULL};
  assert_int_equal(program_run(fixture, robot, NULL).code, 0);
  Said said = export_csv_to(fixture, fixture_path(fixture, "r.db"), "-");
  assert_int_equal(said.code, 0);
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    if ((strstr(said.out, cases[i].columns) != NULL) != cases[i].is_there) fail_msg("%s", cases[i].columns);
}

/* Several of the instances chosen: a column for each that there can be, or one with all of them, and what it says is the instances' positions. */
static void chosen_instances_have_columns_as_far_as_there_is_an_end(void **state) {
  static const struct {
    const char *count, *header, *row;
  } cases[] = {{", repeat_count: '3'", ",rom,leid,leid/1,leid/2,leid/3\r\n", ",2,1 2,1,1,0\r\n"},
               {"", ",rom,leid\r\n", ",2,1 2\r\n"}};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *db = arena_printf(fixture->arena, "%zu.db", i).ptr, *csv = fixture_path(fixture, "chosen.csv");
    const char *sav = fixture_path(fixture, "chosen.sav");
    Store *store = fixture_open(fixture, db);
    const Form *form = fixture_form(fixture, arena_printf(fixture->arena,
                                                          "settings: {form_id: hus, version: 1, default_language: nb}\n"
                                                          "languages: {nb: Norsk}\n"
                                                          "survey:\n"
                                                          "  - {type: begin_repeat, name: rom, label: Rom%s}\n"
                                                          "  - {type: text, name: navn, label: Navn?}\n"
                                                          "  - {type: end_repeat}\n"
                                                          "  - {type: 'select_multiple ${navn}', name: leid, label: Hvilke?}\n",
                                                          cases[i].count)
                                                 .ptr);
    Err err = {0};
    if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
    Response visit = fixture_response(fixture, store, form, "{\"rom\":[{\"navn\":\"A\"},{\"navn\":\"B\"}],\"leid\":[\"1\",\"2\"]}");
    fixture_put(store, &visit);
    store_close(store);
    Said said = export_csv_to(fixture, fixture_path(fixture, db), csv);
    assert_string_equal(said.err, "");
    const char *table = arena_str(fixture->arena, fixture_read_file(fixture, "chosen.csv")).ptr;
    if (!strstr(table, cases[i].header) || !strstr(table, cases[i].row)) fail_msg("%s", table);
    said = program_run(fixture, (const char *const[]){"export", "--db", fixture_path(fixture, db), "--out", sav, NULL}, NULL);
    assert_string_equal(said.err, "");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_repeats_table_stands_beside, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(their_number_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(chosen_instances_have_columns_as_far_as_there_is_an_end, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(none_is_a_number_and_not_asked_is_none, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
