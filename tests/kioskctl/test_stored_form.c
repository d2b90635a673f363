/* A database with a form that this program would not take from its author any more: the answers are there all the same. */
#include "kioskctl/program.h"

#include <string.h>

/* Two mistakes, one of which keeps an expression from being worked out. */
static const char LAX[] = "settings: {form_id: samling, form_title: Samling, version: 1, default_language: nb}\n"
                          "languages: {nb: Norsk}\n"
                          "kiosk: {privacy: {mode: linked, min_group: 3}}\n"
                          "survey:\n"
                          "  - {type: integer, name: antall, label: Hvor mange?}\n"
                          "  - {type: text, name: hvorfor, label: Hvorfor?, relevant: \"${antall} = 'mange'\"}\n"
                          "  - {type: calculate, name: merke, calculation: \"digest(${hvorfor}, 'CRC')\"}\n"
                          "  - {type: select_one ja, name: igjen, label: Igjen?}\n"
                          "choices:\n"
                          "  ja: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n";

static void make_database(Fixture *fixture, const char *name) {
  Diags diags = diags_new(fixture->arena);
  const Form *form = form_parse_stored(fixture->arena, STR(LAX), "t.yaml", &diags);
  assert_non_null(form);
  Store *store = fixture_open(fixture, name);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (int i = 0; i < 3; i++) {
    Response visit =
        fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"antall\":%d,\"igjen\":\"ja\"}", 70 + i).ptr);
    visit.status = RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
  store_close(store);
}

static Said run(Fixture *fixture, const char *const *args) {
  Said said = program_run(fixture, args, NULL);
  if (said.code != 0) fail_msg("%s: %s", args[0], said.err);
  return said;
}

static void its_author_is_told(void **state) {
  Fixture *fixture = *state;
  fixture_write_file(fixture, "f.yaml", LAX, strlen(LAX));
  Said said = program_run(fixture, (const char *const[]){"check", fixture_path(fixture, "f.yaml"), NULL}, NULL);
  assert_int_equal(said.code, 1);
  assert_non_null(strstr(said.out, "error compared-kinds: "));
  assert_non_null(strstr(said.out, "error expr-arguments: "));
}

static void it_is_exported_with_its_labels(void **state) {
  Fixture *fixture = *state;
  make_database(fixture, "a.db");
  const char *db = fixture_path(fixture, "a.db"), *out = fixture_path(fixture, "a.csv");
  Said said = run(fixture, (const char *const[]){"export", "--db", db, "--format", "csv", "--labels", "--out", out, NULL});
  assert_null(strstr(said.err, "cannot read"));
  Str table = fixture_read_file(fixture, "a.csv");
  assert_non_null(strstr(table.ptr, ",71,"));
  assert_non_null(strstr(table.ptr, ",Ja"));
}

static void it_is_merged_and_verified(void **state) {
  Fixture *fixture = *state;
  make_database(fixture, "a.db");
  const char *from = fixture_path(fixture, "a.db"), *into = fixture_path(fixture, "all.db");
  Said said = run(fixture, (const char *const[]){"merge", "--into", into, from, NULL});
  assert_string_equal(said.err, "");
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT count(*) FROM choice_code"), "2");
  run(fixture, (const char *const[]){"verify", "--db", into, NULL});
  run(fixture, (const char *const[]){"purge", "--db", into, NULL});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(its_author_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_is_exported_with_its_labels, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_is_merged_and_verified, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
