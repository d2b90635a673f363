/* Repeats: in the responses' table their number, in a table of their own each instance with its keys. */
#include "exported.h"

#include <string.h>

#define KEY "00000000-0000-4000-8000-00000000000"
#define ROW "1,nb,kiosk,,,,complete,2026-11-21,"

static const char house[] = "survey:\n"
                            "  - {type: text, name: navn, label: N}\n"
                            "  - type: group\n"
                            "    name: arbeid\n"
                            "    questions:\n"
                            "      - {type: text, name: navn, label: N}\n"
                            "      - type: repeat\n"
                            "        name: jobb\n"
                            "        label: J\n"
                            "        questions:\n"
                            "          - {type: select_multiple tema, name: tema, label: T}\n"
                            "          - type: repeat\n"
                            "            name: dag\n"
                            "            label: D\n"
                            "            questions:\n"
                            "              - {type: date, name: naar, label: N}\n"
                            "              - {type: text, name: hva, label: H}\n"
                            "          - {type: integer, name: position, label: P}\n"
                            "  - {type: calculate, name: sum, calculation: 1 + 1}\n"
                            "choices: {tema: [{name: mat, label: M}, {name: prat, label: P}]}\n";

static void each_instance_is_a_row_with_its_keys(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", house);
  exported_put(fixture, store, form, 1,
               "{\"navn\":\"a\",\"arbeid/navn\":\"b\",\"arbeid/jobb\":["
               "{\"tema\":[\"mat\"],\"dag\":[{\"naar\":\"2026-11-21\",\"hva\":\"=1\"},{\"hva\":null}],\"position\":7},"
               "{},"
               "{\"tema\":null,\"dag\":[{\"naar\":null}]}],\"sum\":2}");
  exported_put(fixture, store, form, 2, "{\"arbeid/jobb\":[],\"sum\":\"\"}");
  exported_put(fixture, store, form, 3, "{\"arbeid/navn\":null}");
  exported_put(fixture, store, form, 4, "{\"arbeid/jobb\":[{\"dag\":[]},{\"dag\":[{\"hva\":\"x\"}]}]}");
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){0}, &exported);
  assert_int_equal(exported.count, 3);
  assert_int_equal(exported.report.bad_rows, 0);
  assert_string_equal(
      exported_table(&exported, ""),
      "response,form_version,language,channel,round,event,place,status,time,navn,arbeid/navn,arbeid/jobb,sum\r\n" KEY "1," ROW
      "a,b,3,2\r\n" KEY "2," ROW ",,0,\r\n" KEY "3," ROW ",#skipped,,\r\n" KEY "4," ROW ",,2,\r\n");
  assert_string_equal(exported_table(&exported, "arbeid_jobb"),
                      "response,arbeid/jobb/position,arbeid/jobb/tema,arbeid/jobb/tema/mat,arbeid/jobb/tema/prat,"
                      "arbeid/jobb/dag,question:arbeid/jobb/position\r\n" KEY "1,1,mat,1,0,2,7\r\n" KEY "1,2,,,,,\r\n" KEY
                      "1,3,#skipped,#skipped,#skipped,1,\r\n" KEY "4,1,,,,0,\r\n" KEY "4,2,,,,1,\r\n");
  assert_string_equal(exported_table(&exported, "arbeid_jobb_dag"),
                      "response,arbeid/jobb/position,arbeid/jobb/dag/position,arbeid/jobb/dag/naar,arbeid/jobb/dag/hva\r\n" KEY
                      "1,1,1,2026-11-21,'=1\r\n" KEY "1,1,2,,#skipped\r\n" KEY "1,3,1,#skipped,\r\n" KEY "4,2,1,,x\r\n");
  store_close(store);
}

/* The visitor's own words are stored apart, as long as the rest or shorter, and may be gone by now. */
static void own_words_find_their_instances(void **state) {
  static const struct {
    const char *answers, *free_text, *jobs, *days; /* the cells behind the keys, rows parted by | */
  } cases[] = {
      {"[{},{\"position\":1}]", "[{\"dag\":[{\"hva\":\"x\"}]},{}]", "1,,,,1,|2,,,,,1|", "1,1,,x|"},
      {"[{\"dag\":[{\"naar\":\"2026-01-02\"},{}]}]", "[{\"dag\":[{},{\"hva\":\"y\"}]}]", "1,,,,2,|", "1,1,2026-01-02,|1,2,,y|"},
      {"[{\"dag\":[{\"naar\":null}]}]", "[{\"dag\":[{},{\"hva\":\"y\"}]},{}]", "1,,,,2,|2,,,,,|", "1,1,#skipped,|1,2,,y|"},
      {"[{\"position\":1},{\"position\":2}]", "[{\"dag\":[{\"hva\":\"y\"}]}]", "1,,,,1,1|2,,,,,2|", "1,1,,y|"},
      {"[{\"dag\":[{\"naar\":null}]}]", NULL, "1,,,,1,|", "1,1,#skipped,|"},
      {NULL, "[{\"dag\":[{\"hva\":\"y\"}]}]", "1,,,,1,|", "1,1,,y|"},
  };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  exported_put(fixture, store, exported_form(fixture, store, "1", house), 1, "{}");
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *rest = cases[i].answers, *own = cases[i].free_text;
    fixture_query(fixture, "a.db",
                  arena_printf(fixture->arena, "UPDATE response SET answers = '{%s%s}', free_text = %s%s%s",
                               rest ? "\"arbeid/jobb\":" : "", rest ? rest : "", own ? "'{\"arbeid/jobb\":" : "NULL",
                               own ? own : "", own ? "}'" : "")
                      .ptr);
    Exported exported;
    exported_csv(fixture, store, (ExportOptions){0}, &exported);
    assert_int_equal(exported.report.bad_rows, 0);
    const char *names[] = {"arbeid_jobb", "arbeid_jobb_dag"}, *wanted[] = {cases[i].jobs, cases[i].days};
    for (size_t t = 0; t < 2; t++) {
      Buffer got = buffer_new(fixture->arena);
      Sink sink = sink_to_buffer(&got);
      const char *line = strstr(exported_table(&exported, names[t]), "\r\n") + 2;
      for (const char *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2) {
        sink_bytes(&sink, line + sizeof KEY "1", (size_t)(end - line) - sizeof KEY "1");
        sink_z(&sink, "|");
      }
      assert_string_equal(got.bytes, wanted[t]);
    }
  }
  store_close(store);
}

static void what_is_no_instance_leaves_the_response_out(void **state) {
  static const struct {
    const char *answers, *why;
  } cases[] = {
      {"{\"arbeid/jobb/tema\":1}", "no version of the form has its question arbeid/jobb/tema"},
      {"{\"jobb\":[{}]}", "no version of the form has its question jobb"},
      {"{\"arbeid/jobb\":{}}", "its answers are damaged at arbeid/jobb"},
      {"{\"arbeid/jobb\":[1]}", "its answers are damaged at arbeid/jobb"},
      {"{\"arbeid/jobb\":[{\"dag\":[[]]}]}", "its answers are damaged at arbeid/jobb/dag"},
      {"{\"arbeid/jobb\":[{\"tema\":[{}]}]}", "its answers are damaged at arbeid/jobb/tema"},
      {"{\"arbeid/jobb\":[{},{\"dag\":[{\"hvem\":\"meg\"}]}]}", "no version of the form has its question arbeid/jobb/dag/hvem"},
  };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", house);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    exported_put(fixture, store, form, (int)i, "{}");
    fixture_query(
        fixture, "a.db",
        arena_printf(fixture->arena, "UPDATE response SET answers = '%s' WHERE uuid LIKE '%%%zu'", cases[i].answers, i).ptr);
  }
  exported_put(fixture, store, form, 9, "{\"arbeid/jobb\":[{}]}");
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){0}, &exported);
  assert_int_equal(exported.report.rows, 1);
  assert_int_equal(exported.report.bad_rows, COUNT_OF(cases));
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *line = arena_printf(fixture->arena, "warning: response " KEY "%zu is left out: %s\n", i, cases[i].why).ptr;
    if (strstr(exported.warnings.bytes, line) == NULL) fail_msg("no %s in %s", line, exported.warnings.bytes);
  }
  assert_string_equal(exported_table(&exported, "arbeid_jobb") +
                          strlen("response,arbeid/jobb/position,arbeid/jobb/tema,arbeid/jobb/"
                                 "tema/mat,arbeid/jobb/tema/prat,arbeid/jobb/dag,question:"
                                 "arbeid/jobb/position\r\n"),
                      KEY "9,1,,,,,\r\n"); /* of those that are left out, nothing stands in any table */
  store_close(store);
}

/* A question of one version is a repeat in another, and a group's name goes to a repeat. */
static void what_becomes_a_repeat_keeps_what_it_was(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *old = exported_form(fixture, store, "1",
                                  "survey:\n  - {type: text, name: barn, label: B}\n"
                                  "  - {type: group, name: hus, questions: [{type: integer, name: rom, label: R}]}\n");
  const Form *new =
      exported_form(fixture, store, "2",
                    "survey:\n  - {type: repeat, name: barn, label: B, questions: [{type: integer, name: alder, label: A}]}\n"
                    "  - {type: repeat, name: hus, label: H, questions: [{type: integer, name: rom, label: R}]}\n");
  exported_put(fixture, store, old, 1, "{\"barn\":\"to\",\"hus/rom\":4}");
  exported_put(fixture, store, new, 2, "{\"barn\":[{\"alder\":3}],\"hus\":[{\"rom\":5},{\"rom\":6}]}");
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){0}, &exported);
  assert_string_equal(exported_table(&exported, ""),
                      "response,form_version,language,channel,round,event,place,status,time,barn,hus/rom,hus\r\n" KEY "1," ROW
                      "to,4,\r\n" KEY "2,2,nb,kiosk,,,,complete,2026-11-21,1,,2\r\n");
  assert_string_equal(exported_table(&exported, "barn"), "response,barn/position,barn/alder\r\n" KEY "2,1,3\r\n");
  assert_string_equal(exported_table(&exported, "hus"), "response,hus/position,hus/rom\r\n" KEY "2,1,5\r\n" KEY "2,2,6\r\n");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(each_instance_is_a_row_with_its_keys, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(own_words_find_their_instances, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_no_instance_leaves_the_response_out, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_becomes_a_repeat_keeps_what_it_was, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
