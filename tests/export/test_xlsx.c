/* Responses as a workbook, read back: each table's cells, labels, moments beyond Excel's calendar, its limits, the codebook. */
#include "exported.h"
#include "workbook.h"
#include "xlsx.h"

#include <string.h>

static const char everything[] = "kiosk: {privacy: {mode: linked}}\n"
                                 "survey:\n"
                                 "  - {type: acknowledge, name: samtykke, label: Samtykke}\n"
                                 "  - {type: select_one liste, name: en, label: En av dem?}\n"
                                 "  - {type: select_multiple liste, name: flere, label: Flere?}\n"
                                 "  - {type: integer, name: antall, label: Hvor mange?}\n"
                                 "  - {type: decimal, name: tall, label: Likt}\n"
                                 "  - {type: text, name: ord, label: Likt}\n"
                                 "  - {type: date, name: dag, label: Dag}\n"
                                 "  - {type: time, name: tid, label: Tid}\n"
                                 "  - {type: datetime, name: stund, label: Stund}\n"
                                 "  - type: repeat\n"
                                 "    name: barn\n"
                                 "    label: Barn\n"
                                 "    questions:\n"
                                 "      - {type: text, name: navn, label: Navn}\n"
                                 "choices:\n"
                                 "  liste: [{name: mat, label: {nb: Mat, en: Food}}, {name: '10', label: Ti},"
                                 " {name: prat, label: Prat, missing: true}]\n";

static Workbook read_back(Fixture *fixture, const Exported *exported) {
  Workbook workbook;
  Diags diags = diags_new(fixture->arena);
  const Str bytes = buffer_view(&exported->tables[0].bytes);
  assert_int_equal(exported->count, 1);
  if (!workbook_read(fixture->arena, bytes, "the export", &diags, &workbook)) {
    diags_print(&diags, stderr);
    fail_msg("not a workbook");
  }
  return workbook;
}

/* A row's cells from a column (from 1) on, parted by |. */
static const char *row_text(Fixture *fixture, const Sheet *sheet, int number, int first) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  for (size_t r = 0; r < sheet->count; r++) {
    int column = first;
    for (size_t c = 0; sheet->rows[r].number == number && c < sheet->rows[r].count; c++) {
      const Cell *cell = &sheet->rows[r].cells[c];
      for (; column < cell->column; column++)
        sink_z(&out, "|");
      if (cell->column >= first) sink_str(&out, cell->text);
    }
  }
  return buffer.bytes;
}

static Store *store_with(Fixture *fixture, const char *const *answers, size_t count) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", everything);
  for (size_t i = 0; i < count; i++)
    exported_put(fixture, store, form, (int)i, answers[i]);
  return store;
}

static void export_all(Fixture *fixture, Store *store, ExportOptions options, Exported *out) {
  Err err;
  options.folder = fixture->folder;
  if (exported_try(fixture, store, EXPORT_XLSX, options, out, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

enum { FIRST_ANSWER = 11 };

static const char *const some_answers[] = {
    "{\"samtykke\":\"OK\",\"en\":\"10\",\"flere\":[\"mat\",\"prat\"],\"antall\":12,\"tall\":0.1,\"ord\":\"=1+1\",\"dag\":"
    "\"2026-01-02\",\"tid\":\"13:47:00.000\",\"stund\":\"2026-01-02T03:04:05.000+01:00\",\"barn\":[{\"navn\":\"Ola\"},{\"navn\":"
    "null}]}",
    "{\"samtykke\":null,\"en\":null,\"flere\":null,\"antall\":null,\"tall\":null,\"ord\":null,\"dag\":null,\"tid\":null,\"stund\":"
    "null}",
    "{\"en\":\"ukjent\",\"antall\":\"mange\",\"ord\":\"#skipped\"}",
    "{\"dag\":\"1899-12-31\"}",
    "{\"dag\":\"1900-01-01\"}",
    "{\"dag\":\"1900-02-28\"}",
    "{\"dag\":\"1900-03-01\"}",
    "{\"dag\":\"9999-12-31\"}",
    "{\"stund\":\"1850-01-02T03:04:05.000+01:00\"}",
};

static void every_table_is_a_sheet_and_every_cell_what_it_is(void **state) {
  static const char *const want[] = {
      "1|10|mat prat|1|0|1|12|0.1|=1+1|2026-01-02|13:47:00|2026-01-02T03:04:05|2",
      "#skipped|#skipped|#skipped|#skipped|#skipped|#skipped|#skipped|#skipped|#skipped|#skipped|#skipped|#skipped",
      "|ukjent|||||mange||'#skipped",
      "|||||||||1899-12-31",
      "|||||||||1900-01-01",
      "|||||||||1900-02-28",
      "|||||||||1900-03-01",
      "|||||||||9999-12-31",
      "|||||||||||1850-01-02T03:04:05.000+01:00",
  };
  Fixture *fixture = *state;
  Store *store = store_with(fixture, some_answers, COUNT_OF(some_answers));
  Exported exported;
  export_all(fixture, store, (ExportOptions){0}, &exported);
  store_close(store);
  const Workbook workbook = read_back(fixture, &exported);
  assert_int_equal(exported.report.rows, COUNT_OF(some_answers));
  assert_int_equal(exported.report.bad_values, 2);
  assert_int_equal(workbook.count, 3);
  assert_string_equal(workbook.sheets[0].name.ptr, "f");
  assert_string_equal(workbook.sheets[1].name.ptr, "barn");
  assert_string_equal(row_text(fixture, &workbook.sheets[0], 1, FIRST_ANSWER),
                      "samtykke|en|flere|flere/mat|flere/10|flere/prat|antall|tall|ord|dag|tid|stund|barn");
  for (size_t i = 0; i < COUNT_OF(want); i++)
    assert_string_equal(row_text(fixture, &workbook.sheets[0], (int)i + 2, FIRST_ANSWER), want[i]);
  assert_string_equal(row_text(fixture, &workbook.sheets[1], 1, 1), "response|barn/position|barn/navn");
  assert_string_equal(row_text(fixture, &workbook.sheets[1], 2, 1), "00000000-0000-4000-8000-000000000000|1|Ola");
  assert_string_equal(row_text(fixture, &workbook.sheets[1], 3, 1), "00000000-0000-4000-8000-000000000000|2|#skipped");
  assert_string_equal(row_text(fixture, &workbook.sheets[1], 4, 1), "");
}

static void labels_stand_in_place_of_names(void **state) {
  Fixture *fixture = *state;
  Store *store = store_with(fixture, some_answers, 2);
  Exported exported;
  export_all(fixture, store, (ExportOptions){.labels = true, .language = STR("en")}, &exported);
  store_close(store);
  const Workbook workbook = read_back(fixture, &exported);
  const char *headings = row_text(fixture, &workbook.sheets[0], 1, FIRST_ANSWER);
  assert_memory_equal(headings, "Samtykke|En av dem?|Flere?|", strlen("Samtykke|En av dem?|Flere?|"));
  assert_non_null(strstr(headings, "|tall|ord|")); /* which are asked alike */
  assert_string_equal(row_text(fixture, &workbook.sheets[0], 2, FIRST_ANSWER),
                      "1|Ti|Food; Prat|1|0|1|12|0.1|=1+1|2026-01-02|13:47:00|2026-01-02T03:04:05|2");
}

static bool has_row(Fixture *fixture, const Sheet *sheet, const char *text) {
  for (size_t r = 0; r < sheet->count; r++)
    if (strcmp(row_text(fixture, sheet, sheet->rows[r].number, 1), text) == 0) return true;
  return false;
}

static void the_last_sheet_says_what_each_column_and_code_means(void **state) {
  static const char *const rows[] = {
      "Repeat|Column|Name in SPSS and Stata|Question|Type|Code|Name|Label|Missing",
      "|When there is no answer",
      "|When there is no answer|||||empty|Not asked",
      "|When there is no answer|||||#skipped|Asked, not answered",
      "|response|response|Key of the response|text",
      "|en|en|En av dem?|one choice",
      "|en|en|||1|mat|Food",
      "|en|en|||2|prat|Prat|Yes",
      "|flere/prat|flere_prat|Flere?|yes (1) or no (0)||prat|Prat|Yes",
      "|antall|antall|Hvor mange?|whole number",
      "|barn|barn|Barn (number)|whole number",
      "|samtykke|samtykke|Samtykke|acknowledged: OK in csv, true in jsonl, 1 in the others",
      "barn|barn/navn|barn_navn|Navn|text",
  };
  Fixture *fixture = *state;
  Store *store = store_with(fixture, some_answers, 1);
  Exported exported;
  export_all(fixture, store, (ExportOptions){.language = STR("en")}, &exported);
  store_close(store);
  const Workbook workbook = read_back(fixture, &exported);
  const Sheet *codebook = &workbook.sheets[workbook.count - 1];
  for (size_t i = 0; i < COUNT_OF(rows); i++)
    if (!has_row(fixture, codebook, rows[i])) fail_msg("no row %s", rows[i]);
}

static void a_codebook_leaves_out_what_would_be_the_same_in_every_row(void **state) {
  static const char *const versions[] = {
      "kiosk: {privacy: {mode: linked}}\n"
      "survey: [{type: select_one liste, name: en, label: En av dem?}, {type: text, name: ord, label: Ord}]\n"
      "choices: {liste: [{name: mat, label: Mat}]}\n",
      "kiosk: {privacy: {mode: linked}}\n"
      "survey: [{type: select_one liste, name: en, label: En av dem?}]\n"
      "choices: {liste: [{name: mat, label: Mat}, {name: prat, label: Prat}]}\n",
  };
  static const char *const headings[] = {"Column|Name in SPSS and Stata|Question|Type|Code|Name|Label",
                                         "Column|Name in SPSS and Stata|Question|Type|Code|Name|Label|Versions"};
  static const char *const rows[] = {"en|en|En av dem?|one choice||||all", "en|en|||1|mat|Mat|all", "en|en|||2|prat|Prat|2",
                                     "ord|ord|Ord|text||||1"};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  for (size_t v = 0; v < COUNT_OF(versions); v++) {
    exported_put(fixture, store, exported_form(fixture, store, v == 0 ? "1" : "2", versions[v]), (int)v, "{\"en\":\"mat\"}");
    Exported exported;
    export_all(fixture, store, (ExportOptions){.language = STR("en")}, &exported);
    const Workbook workbook = read_back(fixture, &exported);
    const Sheet *codebook = &workbook.sheets[workbook.count - 1];
    assert_string_equal(row_text(fixture, codebook, 1, 1), headings[v]);
    for (size_t i = 0; v > 0 && i < COUNT_OF(rows); i++)
      if (!has_row(fixture, codebook, rows[i])) fail_msg("no row %s", rows[i]);
  }
  store_close(store);
}

static Status open_none(void *context, Str table, Sink **out, Err *err) {
  (void)table, (void)err;
  *out = context;
  return STATUS_OK;
}

typedef struct Limited { /* an export into a spreadsheet that holds less than Excel */
  Buffer bytes, warnings;
  ExportReport report;
  bool opened;
} Limited;

static Status open_limited(void *context, Str table, Sink **out, Err *err) {
  static Sink sink;
  Limited *limited = context;
  (void)table, (void)err;
  limited->opened = true;
  sink = sink_to_buffer(&limited->bytes);
  *out = &sink;
  return STATUS_OK;
}

static Status write_limited(Fixture *fixture, Store *store, const XlsxLimits *limits, Limited *limited, Err *err) {
  *limited = (Limited){.bytes = buffer_new(fixture->arena), .warnings = buffer_new(fixture->arena)};
  *err = (Err){0};
  Sink warnings = sink_to_buffer(&limited->warnings);
  const ExportOptions options = {.folder = fixture->folder, .warnings = &warnings};
  const ExportTarget target = {open_limited, limited};
  Dataset dataset;
  Status status = dataset_make(store, fixture->arena, &options, &dataset, err);
  const ExportJob job = {store, fixture->arena, &dataset, &options, &target, &limited->report};
  return status == STATUS_OK ? xlsx_write_within(&job, limits, err) : status;
}

static void more_rows_and_letters_than_fit_are_told(void **state) {
  static const XlsxLimits small = {.rows = 4, .columns = 23, .letters = 40};
  static const char *const answers[] = {"{\"ord\":\"1234567890123456789012345678901234567890\"}",
                                        "{\"ord\":\"12345678901234567890123456789012345678901\"}", "{}", "{\"antall\":4}"};
  static const char warnings[] =
      "warning: response 00000000-0000-4000-8000-000000000001: the text of ord is longer than a cell of Excel takes, and is cut\n"
      "warning: a sheet of Excel has no more than 4 rows: what does not fit into f is in f (2)\n";
  Fixture *fixture = *state;
  Store *store = store_with(fixture, answers, COUNT_OF(answers));
  Limited limited;
  Err err;
  if (write_limited(fixture, store, &small, &limited, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  store_close(store);
  assert_int_equal(limited.report.rows, 4);
  assert_int_equal(limited.report.bad_values, 1);
  assert_memory_equal(limited.warnings.bytes, warnings, strlen(warnings));
  Exported exported = {.count = 1};
  exported.tables[0].bytes = limited.bytes;
  const Workbook workbook = read_back(fixture, &exported);
  assert_string_equal(row_text(fixture, workbook_sheet(&workbook, STR("f")), 3, 19), "1234567890123456789012345678901234567890");
  assert_string_equal(row_text(fixture, workbook_sheet(&workbook, STR("f (2)")), 2, 17), "4");
}

static void more_columns_than_fit_are_refused_before_anything_is_written(void **state) {
  static const XlsxLimits small = {.rows = 100, .columns = 22, .letters = 40};
  Fixture *fixture = *state;
  Store *store = store_with(fixture, some_answers, 1);
  Limited limited;
  Err err;
  assert_int_equal(write_limited(fixture, store, &small, &limited, &err), STATUS_INPUT);
  assert_string_equal(err.code, "too-many-columns");
  assert_non_null(strstr(err.sentence, "f has 23 columns"));
  assert_false(limited.opened);
  store_close(store);
}

static void nobody_who_wants_it_and_no_responses_are_no_failure(void **state) {
  Fixture *fixture = *state;
  Store *store = store_with(fixture, NULL, 0);
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_responses(store, EXPORT_XLSX, &(ExportOptions){0}, &(ExportTarget){open_none, NULL}, &report, &err),
                   STATUS_OK);
  Exported exported;
  export_all(fixture, store, (ExportOptions){0}, &exported);
  const Workbook workbook = read_back(fixture, &exported);
  assert_int_equal(workbook.sheets[0].count, 1);
  Exported again;
  export_all(fixture, store, (ExportOptions){0}, &again);
  assert_true(str_equal(buffer_view(&exported.tables[0].bytes), buffer_view(&again.tables[0].bytes)));
  store_close(store);
}

typedef struct News { /* of the progress */
  const Exported *exported;
  size_t calls, done;
} News;

static void take_news(void *context, size_t done, size_t total) {
  News *news = context;
  news->calls++;
  assert_int_equal(total, COUNT_OF(some_answers));
  assert_true(done >= news->done && done <= total);
  assert_int_equal(done == total, news->exported->tables[0].bytes.count > 0); /* there it is, and no earlier */
  news->done = done;
}

static void progress_ends_when_the_workbook_is_there(void **state) {
  Fixture *fixture = *state;
  Store *store = store_with(fixture, some_answers, COUNT_OF(some_answers));
  Exported exported;
  News news = {.exported = &exported};
  export_all(fixture, store, (ExportOptions){.progress = take_news, .progress_context = &news}, &exported);
  assert_int_equal(news.calls, 2);
  assert_int_equal(news.done, COUNT_OF(some_answers));
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_table_is_a_sheet_and_every_cell_what_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(labels_stand_in_place_of_names, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_last_sheet_says_what_each_column_and_code_means, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_codebook_leaves_out_what_would_be_the_same_in_every_row, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(more_rows_and_letters_than_fit_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(more_columns_than_fit_are_refused_before_anything_is_written, fixture_setup,
                                      fixture_teardown),
      cmocka_unit_test_setup_teardown(nobody_who_wants_it_and_no_responses_are_no_failure, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(progress_ends_when_the_workbook_is_there, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
