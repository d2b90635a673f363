/* Responses as lines of JSON: every kind of answer and of silence, repeats in repeats, what is no JSON number. */
#include "exported.h"
#include "jsonl.h"

#include <string.h>

static const char everything[] =
    "kiosk: {privacy: {mode: linked}}\n"
    "survey:\n"
    "  - {type: acknowledge, name: samtykke, label: S}\n"
    "  - {type: select_one liste, name: en, label: E}\n"
    "  - {type: select_multiple liste, name: flere, label: F}\n"
    "  - {type: rank liste, name: rekke, label: R}\n"
    "  - {type: integer, name: antall, label: A}\n"
    "  - {type: decimal, name: tall, label: T}\n"
    "  - {type: text, name: ord, label: O}\n"
    "  - {type: date, name: dag, label: D}\n"
    "  - {type: calculate, name: regnet, calculation: '1 + 1'}\n"
    "  - {type: integer, name: time, label: 'Like a column of the response'}\n"
    "choices:\n"
    "  liste: [{name: mat, label: M}, {name: '10', label: Ti}, {name: prat, label: P, missing: true}]\n";

static const char head[] = "{\"response\":\"00000000-0000-4000-8000-%012d\",\"form_version\":\"1\",\"language\":\"nb\","
                           "\"channel\":\"kiosk\",\"round\":null,\"event\":null,\"place\":null,\"status\":\"complete\","
                           "\"time\":\"2026-11-21\",\"device\":\"kiosk-1\",";

/* The answers of each line; what stands before them must be as it always is. */
static void expect_lines(Fixture *fixture, Store *store, const char *const *answers, size_t count) {
  Exported exported;
  Err err;
  if (exported_try(fixture, store, EXPORT_JSONL, (ExportOptions){0}, &exported, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Buffer want = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&want);
  for (size_t i = 0; i < count; i++) {
    sink_printf(&sink, head, (int)i);
    sink_printf(&sink, "\"answers\":%s}\n", answers[i]);
  }
  assert_int_equal(exported.count, 1);
  assert_string_equal(exported_table(&exported, ""), want.bytes);
}

/* Each is what is stored, and what comes of it. */
static void put_cases(Fixture *fixture, Store *store, const char *const (*cases)[2], size_t count, const char **want) {
  const Form *form = exported_form(fixture, store, "1", everything);
  for (size_t i = 0; i < count; i++) {
    exported_put(fixture, store, form, (int)i, cases[i][0]);
    want[i] = cases[i][1];
  }
}

static void every_answer_is_typed_and_every_silence_told_apart(void **state) {
  static const char *const cases[][2] = {
      {"{}", "{}"},
      {"{\"samtykke\":\"OK\",\"en\":\"10\",\"flere\":[\"mat\",\"10\"],\"rekke\":[\"prat\",\"mat\",\"10\"],\"antall\":12,"
       "\"tall\":0.1,\"ord\":\"ja\",\"dag\":\"2026-01-02\",\"regnet\":2,\"time\":9}",
       "{\"samtykke\":true,\"en\":\"10\",\"flere\":[\"mat\",\"10\"],\"rekke\":[\"prat\",\"mat\",\"10\"],\"antall\":12,"
       "\"tall\":0.1,\"ord\":\"ja\",\"dag\":\"2026-01-02\",\"regnet\":2,\"time\":9}"},
      {"{\"samtykke\":null,\"en\":null,\"flere\":null,\"rekke\":null,\"antall\":null,\"tall\":null,\"ord\":null,\"dag\":null}",
       "{\"samtykke\":null,\"en\":null,\"flere\":null,\"rekke\":null,\"antall\":null,\"tall\":null,\"ord\":null,\"dag\":null}"},
      /* in the form's order, whatever theirs */
      {"{\"ord\":\"b\",\"en\":\"mat\"}", "{\"en\":\"mat\",\"ord\":\"b\"}"},
      {"{\"ord\":\"#skipped\",\"flere\":[\"prat\"]}", "{\"flere\":[\"prat\"],\"ord\":\"#skipped\"}"},
      {"{\"ord\":\"=1+1 \\\"\\\\\\n\\u0001 \\u2028 \\ud83d\\ude00\"}", "{\"ord\":\"=1+1 \\\"\\\\\\n\\u0001 \xE2\x80\xA8 😀\"}"},
      {"{\"antall\":-0,\"tall\":1.50}", "{\"antall\":-0,\"tall\":1.50}"},
  };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const char *want[COUNT_OF(cases)];
  put_cases(fixture, store, cases, COUNT_OF(cases), want);
  Exported exported;
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_JSONL, (ExportOptions){.form_id = STR("f")}, &exported, &err), STATUS_OK);
  assert_null(strstr(exported.warnings.bytes, "warning"));
  /* "time" is the response's: among the answers the question needs no other name */
  assert_non_null(strstr(exported_table(&exported, ""), "\"time\":9}"));
  expect_lines(fixture, store, want, COUNT_OF(cases));
  store_close(store);
}

static void what_is_wrong_stands_as_a_text(void **state) {
  static const char *const cases[][2] = {
      {"{\"en\":\"ukjent\"}", "{\"en\":\"ukjent\"}"}, {"{\"antall\":\"mange\"}", "{\"antall\":\"mange\"}"},
      {"{\"antall\":1.5}", "{\"antall\":\"1.5\"}"}, /* a text tells it from a number of theirs */
      {"{\"dag\":\"i går\"}", "{\"dag\":\"i går\"}"}, {"{\"flere\":[\"mat\",\"ukjent\"]}", "{\"flere\":\"mat ukjent\"}"},
  };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const char *want[COUNT_OF(cases)];
  put_cases(fixture, store, cases, COUNT_OF(cases), want);
  expect_lines(fixture, store, want, COUNT_OF(cases));
  store_close(store);
}

static const char nested[] = "kiosk: {privacy: {mode: linked}}\n"
                             "survey:\n"
                             "  - {type: integer, name: alder, label: A}\n"
                             "  - type: repeat\n"
                             "    name: barn\n"
                             "    label: B\n"
                             "    questions:\n"
                             "      - {type: text, name: navn, label: N}\n"
                             "      - type: repeat\n"
                             "        name: lek\n"
                             "        label: L\n"
                             "        questions:\n"
                             "          - {type: select_multiple liste, name: hva, label: H}\n"
                             "choices:\n"
                             "  liste: [{name: ball, label: B}, {name: tau, label: T}]\n";

static void repeats_stand_where_they_were_asked(void **state) {
  static const char *const cases[] = {
      "{}",
      "{\"alder\":3,\"barn\":[]}",
      "{\"barn\":[{\"navn\":\"Ola\"},{\"navn\":null}]}",
      ("{\"barn\":[{\"navn\":\"Kari\",\"lek\":[{\"hva\":[\"ball\"]},{\"hva\":null}]},{\"lek\":[]},"
       "{\"lek\":[{\"hva\":[\"ball\",\"tau\"]}]}]}"),
  };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", nested);
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    exported_put(fixture, store, form, (int)i, cases[i]);
  expect_lines(fixture, store, cases, COUNT_OF(cases));
  store_close(store);
}

static void a_question_that_became_a_repeat_keeps_its_answers(void **state) {
  static const char question[] = "kiosk: {privacy: {mode: linked}}\nsurvey:\n  - {type: text, name: barn, label: B}\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *before = exported_form(fixture, store, "1", question), *after = exported_form(fixture, store, "2", nested);
  exported_put(fixture, store, before, 0, "{\"barn\":\"to\"}");
  exported_put(fixture, store, after, 1, "{\"barn\":[{\"navn\":\"Ola\"}]}");
  Exported exported;
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_JSONL, (ExportOptions){0}, &exported, &err), STATUS_OK);
  assert_non_null(strstr(exported_table(&exported, ""), "\"answers\":{\"barn\":\"to\"}}\n"));
  assert_non_null(strstr(exported_table(&exported, ""), "\"answers\":{\"barn\":[{\"navn\":\"Ola\"}]}}\n"));
  store_close(store);
}

static void a_trial_is_marked_and_an_anonymous_form_has_no_device(void **state) {
  static const char anonymous[] = "kiosk: {privacy: {mode: anonymous}}\nsurvey:\n  - {type: integer, name: a, label: A}\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", anonymous);
  Response visit = fixture_response(fixture, store, form, "{\"a\":1}");
  visit.trial = true;
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
  Exported exported;
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_JSONL, (ExportOptions){0}, &exported, &err), STATUS_OK);
  assert_string_equal(exported_table(&exported, ""), "");
  assert_int_equal(exported_try(fixture, store, EXPORT_JSONL, (ExportOptions){.filter.trials = true}, &exported, &err), STATUS_OK);
  assert_non_null(strstr(exported_table(&exported, ""), "\"time\":\"2026-11-21\",\"trial\":true,\"answers\":{\"a\":1}}\n"));
  store_close(store);
}

/* Numbers come as they were written where JSON has such numbers. */
static void a_number_is_one_of_json(void **state) {
  static const struct {
    const char *text, *want;
    double number;
  } cases[] = {
      {"0", "0", 0}, {"-0.5", "-0.5", -0.5}, {"10.00", "10.00", 10}, {"007", "7", 7},       {".5", "0.5", 0.5},    {"5.", "5", 5},
      {"-", "1", 1}, {"", "2", 2},           {"1e3", "1000", 1000},  {"-.5", "-0.5", -0.5}, {"0.10", "0.10", 0.1},
  };
  Fixture *fixture = *state;
  const bool in_version = true;
  const Variable variables[] = {{.header = STR("response"), .kind = VARIABLE_TEXT, .in_version = &in_version},
                                {.header = STR("tall"), .path = STR("tall"), .kind = VARIABLE_DECIMAL, .in_version = &in_version}};
  const Table table = {.parent_ix = -1, .variables = variables, .count = 2};
  const Dataset dataset = {.tables = &table, .table_count = 1};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Buffer buffer = buffer_new(fixture->arena);
    Sink out = sink_to_buffer(&buffer);
    const Datum data[] = {{.state = DATUM_ANSWERED, .text = STR("r")},
                          {.state = DATUM_ANSWERED, .text = str_from(cases[i].text), .number = cases[i].number}};
    const RecordRow row = {.data = data};
    const RecordTable rows = {&row, 1};
    assert_true(jsonl_write_record(jsonl_new(fixture->arena, &dataset, &out), &(Record){&rows}));
    assert_string_equal(buffer.bytes,
                        arena_printf(fixture->arena, "{\"response\":\"r\",\"answers\":{\"tall\":%s}}\n", cases[i].want).ptr);
  }
}

/* Every instance has one more in it: whoever goes through all for each of them does not come to an end. */
static void instances_by_the_hundred_thousand(void **state) {
  enum { INSTANCES = 200000 };
  Fixture *fixture = *state;
  const Variable responses[] = {{.header = STR("response")}, {.path = STR("ut"), .kind = VARIABLE_INTEGER}},
                 outer[] = {{.header = STR("response")}, {.path = STR("ut/inn"), .kind = VARIABLE_INTEGER}},
                 inner[] = {{.header = STR("response")}, {.path = STR("ut/inn/tall"), .kind = VARIABLE_INTEGER}};
  const Table tables[] = {{.parent_ix = -1, .variables = responses, .count = 2},
                          {.path = STR("ut"), .parent_ix = 0, .variables = outer, .count = 2},
                          {.path = STR("ut/inn"), .parent_ix = 1, .variables = inner, .count = 2}};
  const Dataset dataset = {.tables = tables, .table_count = COUNT_OF(tables)};
  const Datum data[] = {{.state = DATUM_ANSWERED, .text = STR("r")}, {.state = DATUM_ANSWERED, .text = STR("1")}};
  RecordRow *rows = ARENA_ARRAY(fixture->arena, RecordRow, INSTANCES), *within = ARENA_ARRAY(fixture->arena, RecordRow, INSTANCES);
  for (size_t i = 0; i < INSTANCES; i++) {
    rows[i] = (RecordRow){.data = data};
    within[i] = (RecordRow){.data = data, .parent_ix = i};
  }
  const RecordTable record[] = {{&(RecordRow){.data = data}, 1}, {rows, INSTANCES}, {within, INSTANCES}};
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  JsonlWriter *writer = jsonl_new(fixture->arena, &dataset, &out);
  static const char begin[] = "{\"response\":\"r\",\"answers\":{\"ut\":[", one[] = "{\"inn\":[{\"tall\":1}]}", tail[] = "]}}\n";
  for (int n = 1; n <= 2; n++) { /* the second record begins anew */
    assert_true(jsonl_write_record(writer, &(Record){record}));
    assert_int_equal(buffer.count, (size_t)n * (strlen(begin) + INSTANCES * sizeof one - 1 + strlen(tail)));
  }
  const char *at = buffer.bytes;
  assert_memory_equal(at, begin, strlen(begin));
  at += strlen(begin);
  for (size_t i = 0; i < INSTANCES; i++, at += sizeof one)
    if (memcmp(at, one, strlen(one)) != 0) fail_msg("instance %zu: %.40s", i, at);
}

static bool refuse(void *context, const char *bytes, size_t count) {
  (void)context, (void)bytes, (void)count;
  return false;
}

static Status open_refusing(void *context, Str table, Sink **out, Err *err) {
  (void)table, (void)err;
  *out = context;
  return STATUS_OK;
}

static void a_disk_that_is_full_is_told(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  exported_put(fixture, store, exported_form(fixture, store, "1", everything), 1, "{}");
  Sink out = {.write = refuse};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_responses(store, EXPORT_JSONL, &(ExportOptions){0}, &(ExportTarget){open_refusing, &out}, &report, &err),
                   STATUS_WORLD);
  assert_string_equal(err.code, "export-write");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_answer_is_typed_and_every_silence_told_apart, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_wrong_stands_as_a_text, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(repeats_stand_where_they_were_asked, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_question_that_became_a_repeat_keeps_its_answers, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_trial_is_marked_and_an_anonymous_form_has_no_device, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_number_is_one_of_json, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(instances_by_the_hundred_thousand, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_disk_that_is_full_is_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
