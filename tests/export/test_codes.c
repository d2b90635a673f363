/* Choices whose codes are lost: rows of the database that are not there, or hold what no store gives. */
#include "dataset.h"
#include "exported.h"

#include <stdlib.h>
#include <string.h>

static const char survey[] = "survey:\n"
                             "  - {type: select_one smak, name: smak, label: S}\n"
                             "  - {type: select_one smak, name: igjen, label: I}\n"
                             "  - {type: select_multiple tema, name: tema, label: T}\n"
                             "choices:\n"
                             "  smak: [{name: godt, label: G}, {name: middels, label: M}, {name: vondt, label: V}]\n"
                             "  tema: [{name: mat, label: M}, {name: prat, label: P}]\n";

static const Variable *variable_of(const Dataset *dataset, const char *header) {
  const Table *table = &dataset->tables[0];
  for (size_t i = 0; i < table->count; i++)
    if (str_is(table->variables[i].header, header)) return &table->variables[i];
  fail_msg("there is no %s", header);
  return NULL;
}

static const char *codes_of(Fixture *fixture, Store *store, const char *header) {
  Dataset dataset;
  Err err = {0};
  if (dataset_make(store, fixture->arena, &(ExportOptions){0}, &dataset, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  const Variable *variable = variable_of(&dataset, header);
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < variable->value_count; i++)
    sink_printf(&sink, "%s%lld " STR_FMT, i > 0 ? ", " : "", (long long)variable->values[i].code,
                STR_ARG(variable->values[i].name));
  return buffer.bytes;
}

static void expect_warnings(Fixture *fixture, Store *store, const char *const *lost, size_t count, const char *label) {
  for (ExportFormat format = 0; format < EXPORT_FORMAT_COUNT; format++) {
    Exported exported;
    Err err;
    if (exported_try(fixture, store, format, (ExportOptions){0}, &exported, &err) != STATUS_OK) fail_msg("%s", err.sentence);
    if (exported.report.bad_values != count)
      fail_msg("%s, %s: %zu bad values", label, export_format_names[format], exported.report.bad_values);
    const char *at = exported.warnings.bytes;
    for (size_t i = 0; i < count; i++) {
      Str want = arena_printf(fixture->arena, "warning: the choice %s of the list smak has no code", lost[i]);
      at = strstr(at, want.ptr);
      if (at == NULL) fail_msg("%s, %s: nothing of %s: %s", label, export_format_names[format], lost[i], exported.warnings.bytes);
      at += want.len;
    }
    assert_null(strstr(at, "has no code"));
  }
}

static void a_code_that_no_store_gives_is_not_taken(void **state) {
  static const struct {
    const char *damage, *codes, *lost[3];
    size_t lost_count;
  } cases[] = {
      {"SELECT 1", "1 godt, 2 middels, 3 vondt", {0}, 0},
      {"UPDATE choice_code SET code = 999999 WHERE choice = 'godt'", "2 middels, 3 vondt, 999999 godt", {0}, 0},
      {"UPDATE choice_code SET code = 0 WHERE choice = 'godt'", "0 godt, 2 middels, 3 vondt", {0}, 0},
      {"UPDATE choice_code SET code = -1 WHERE choice = 'godt'", "2 middels, 3 vondt, 1000000 godt", {"godt"}, 1},
      {"UPDATE choice_code SET code = -500 WHERE choice = 'vondt'", "1 godt, 2 middels, 1000000 vondt", {"vondt"}, 1},
      {"UPDATE choice_code SET code = 1000000 WHERE choice = 'godt'", "2 middels, 3 vondt, 1000000 godt", {"godt"}, 1},
      {"UPDATE choice_code SET code = -9223372036854775807 - 1 WHERE choice = 'godt'",
       "2 middels, 3 vondt, 1000000 godt",
       {"godt"},
       1},
      {"UPDATE choice_code SET code = 9223372036854775800 + code WHERE list = 'smak'",
       "1000000 godt, 1000001 middels, 1000002 vondt",
       {"godt", "middels", "vondt"},
       3},
      {"UPDATE choice_code SET code = 9007199254740990 + code WHERE choice <> 'godt'",
       "1 godt, 1000000 middels, 1000001 vondt",
       {"middels", "vondt"},
       2},
      {"DELETE FROM choice_code", "1000000 godt, 1000001 middels, 1000002 vondt", {"godt", "middels", "vondt"}, 3},
      /* which a table cannot hold that is as it was made: the first keeps it */
      {"CREATE TABLE loose AS SELECT * FROM choice_code; DROP TABLE choice_code; ALTER TABLE loose RENAME TO choice_code;"
       "UPDATE choice_code SET code = 2 WHERE choice = 'vondt'; INSERT INTO choice_code VALUES ('f', 'smak', 'godt', 7)",
       "1 godt, 2 middels, 1000000 vondt",
       {"vondt"},
       1},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    Store *store = fixture_open(fixture, "a.db");
    const Form *form = exported_form(fixture, store, "1", survey);
    exported_put(fixture, store, form, 1, "{\"smak\":\"godt\",\"igjen\":\"vondt\",\"tema\":[\"mat\"]}");
    exported_put(fixture, store, form, 2, "{\"smak\":\"vondt\",\"igjen\":null}");
    fixture_query(fixture, "a.db", cases[i].damage);
    if (strcmp(codes_of(fixture, store, "smak"), cases[i].codes) != 0)
      fail_msg("%s: %s", cases[i].damage, codes_of(fixture, store, "smak"));
    assert_string_equal(codes_of(fixture, store, "igjen"), cases[i].codes);
    expect_warnings(fixture, store, cases[i].lost, cases[i].lost_count, cases[i].damage);
    store_close(store);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void add_long_list(Fixture *fixture, Store *store, int version, int choices) {
  Buffer yaml = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&yaml);
  sink_printf(&sink, "survey: [{type: select_one liste%d, name: en, label: E}]\nchoices:\n  liste%d:\n", version, version);
  for (int i = 0; i < choices; i++)
    sink_printf(&sink, "    - {name: v%d-%d, label: L}\n", version, i);
  exported_form(fixture, store, arena_printf(fixture->arena, "%d", version).ptr, yaml.bytes);
}

/* Nor does a list of thousands take its time. */
static void codes_differ_whatever_was_lost(void **state) {
  enum { CHOICES = 4000, VERSIONS = 3 };
  static const char *const damages[] = {"SELECT 1", "DELETE FROM choice_code", "DELETE FROM choice_code WHERE code % 2 = 0",
                                        "DELETE FROM choice_code WHERE list = 'liste2'"};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  for (int v = 1; v <= VERSIONS; v++)
    add_long_list(fixture, store, v, CHOICES);
  fixture_query(fixture, "a.db", "CREATE TABLE kept AS SELECT * FROM choice_code");
  for (size_t i = 0; i < COUNT_OF(damages); i++) {
    fixture_query(fixture, "a.db", "DELETE FROM choice_code; INSERT INTO choice_code SELECT * FROM kept");
    fixture_query(fixture, "a.db", damages[i]);
    Dataset dataset;
    Err err = {0};
    assert_int_equal(dataset_make(store, fixture->arena, &(ExportOptions){0}, &dataset, &err), STATUS_OK);
    const Variable *variable = variable_of(&dataset, "en");
    assert_int_equal(variable->value_count, CHOICES * VERSIONS);
    for (size_t k = 1; k < variable->value_count; k++)
      assert_true(variable->values[k - 1].code < variable->values[k].code);
    assert_true(variable->values[0].code > 0 && variable->values[variable->value_count - 1].code < 4000000);
    const char *lost = fixture_query(fixture, "a.db", "SELECT (SELECT count(*) FROM kept) - count(*) FROM choice_code");
    assert_int_equal(dataset.lost_code_count, strtol(lost, NULL, 10));
  }
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_code_that_no_store_gives_is_not_taken),
      cmocka_unit_test_setup_teardown(codes_differ_whatever_was_lost, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
