/* A form changes between versions; what was answered before stays in columns of its own. */
#include "export.h"
#include "store/fixture.h"

#include <string.h>

typedef struct Version {
  const char *version, *survey, *choices;
} Version;

/* Renamed, removed, reordered and new questions and choices; nytte turns from one answer to several. */
static const Version versions[] = {
    {"9",
     "  - {type: select_multiple tema, name: tema, label: T}\n"
     "  - {type: text, name: gammel, label: G}\n"
     "  - {type: select_one nytte, name: nytte, label: N}\n",
     "  tema: [{name: mat, label: M}, {name: prat, label: P}, {name: buss, label: B}]\n"
     "  nytte: [{name: ja, label: J}, {name: nei, label: N}]\n"},
    {"10",
     "  - {type: select_multiple nytte, name: nytte, label: N}\n"
     "  - {type: integer, name: time, label: H}\n"
     "  - {type: select_multiple tema, name: tema, label: T}\n",
     "  tema: [{name: prat, label: P}, {name: mat, label: M}, {name: ny, label: Ny}]\n"
     "  nytte: [{name: nei, label: N}, {name: ja, label: J}]\n"},
};

static const Form *add_version(Fixture *fixture, Store *store, const Version *version) {
  const char *yaml = arena_printf(fixture->arena,
                                  "settings: {form_id: f, version: '%s', default_language: nb}\nlanguages: {nb: Norsk}\n"
                                  "kiosk: {privacy: {mode: linked}}\nsurvey:\n%schoices:\n%s",
                                  version->version, version->survey, version->choices)
                         .ptr;
  const Form *form = fixture_form(fixture, yaml);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return form;
}

static void put_as(Fixture *fixture, Store *store, const Form *form, int number, const char *answers) {
  Response visit = fixture_response(fixture, store, form, answers);
  visit.uuid = arena_printf(fixture->arena, "%036d", number);
  fixture_put(store, &visit);
}

/* Rows from the column after `device` on. */
static const char *export_tail(Fixture *fixture, Store *store) {
  Buffer whole = buffer_new(fixture->arena), tail = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&whole), tail_sink = sink_to_buffer(&tail);
  ExportOptions options = {.form_id = STR("f")};
  ExportReport report;
  Err err = {0};
  if (export_csv(store, &options, &sink, &report, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (char *line = whole.bytes, *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2) {
    size_t commas = 0;
    while (commas < 10)
      commas += *line++ == ',';
    sink_bytes(&tail_sink, line, (size_t)(end - line));
    sink_z(&tail_sink, "\n");
  }
  return tail.bytes;
}

static void columns_are_the_union_of_all_versions(void **state) {
  static const char want[] = "nytte,nytte/nei,nytte/ja,question:time,tema,tema/prat,tema/mat,tema/ny,tema/buss,gammel\n"
                             "ja,,,,mat buss,0,1,,1,før\n" /* 9: nytte had no choice columns, ny was no choice yet */
                             "nei,,,,#skipped,#skipped,#skipped,,#skipped,\n" /* 9: passed over */
                             "nei ja,1,1,3,prat ny,1,0,1,,\n"                 /* 10: buss is no choice any more, gammel not asked */
                             "#skipped,#skipped,#skipped,,,,,,,\n";           /* 10 */
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *old = add_version(fixture, store, &versions[0]);
  const Form *new = add_version(fixture, store, &versions[1]);
  put_as(fixture, store, old, 1, "{\"tema\":[\"mat\",\"buss\"],\"gammel\":\"før\",\"nytte\":\"ja\"}");
  put_as(fixture, store, old, 2, "{\"tema\":null,\"nytte\":\"nei\"}");
  put_as(fixture, store, new, 3, "{\"nytte\":[\"nei\",\"ja\"],\"time\":3,\"tema\":[\"prat\",\"ny\"]}");
  put_as(fixture, store, new, 4, "{\"nytte\":null}");
  assert_string_equal(export_tail(fixture, store), want);
  store_close(store);
}

static void the_order_of_arrival_of_versions_is_no_matter(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  add_version(fixture, store, &versions[1]);
  add_version(fixture, store, &versions[0]);
  assert_string_equal(export_tail(fixture, store),
                      "nytte,nytte/nei,nytte/ja,question:time,tema,tema/prat,tema/mat,tema/ny,tema/buss,gammel\n");
  store_close(store);
}

/* A version from a newer program: its rows are reported one by one, the others are there. */
static void a_version_that_cannot_be_read_hides_no_other(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *old = add_version(fixture, store, &versions[0]);
  put_as(fixture, store, old, 1, "{\"gammel\":\"x\"}");
  put_as(fixture, store, old, 2, "{\"gammel\":\"y\"}");
  fixture_query(fixture, "a.db",
                "INSERT INTO form_version VALUES ('f', '11', 'survey: [{type: hologram, name: h}]');"
                "INSERT INTO form_version VALUES ('g', '1', '');"
                "UPDATE response SET form_version = '11', answers = '{\"h\":1}' WHERE uuid LIKE '%2'");
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  ExportOptions options = {.form_id = STR("f")};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_csv(store, &options, &sink, &report, &err), STATUS_OK);
  assert_int_equal(report.rows, 1);
  assert_int_equal(report.bad_rows, 1);
  assert_null(strstr(buffer.bytes, "device")); /* what the unread version promised is not known */
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(columns_are_the_union_of_all_versions, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_order_of_arrival_of_versions_is_no_matter, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_version_that_cannot_be_read_hides_no_other, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
