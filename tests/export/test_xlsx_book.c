/* A workbook and its sheets: what goes in comes out again by this program's reader of workbooks; limits, disks that are full. */
#include "store/fixture.h"
#include "workbook.h"
#include "xlsx_parts.h"
#include "xlsx_text.h"
#include "xlsx_whole.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <zip.h>

static const XlsxColumn two_columns[] = {{STR_INIT("ord"), 10, false}, {STR_INIT("tall"), 8, true}};

static XlsxBook *new_book(Fixture *fixture, const XlsxLimits *limits, Sink *warnings) {
  const XlsxBookOptions options = {fixture->folder, warnings, STR("Tittel"), STR("2026-11-21"), false};
  XlsxBook *book;
  Err err = {0};
  if (xlsx_book_new(fixture->arena, limits, &options, &book, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return book;
}

static Str finished(Fixture *fixture, XlsxBook *book) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  Err err = {0};
  if (xlsx_book_finish(book, &out, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(fixture_file_count(fixture), 0);
  return buffer_view(&buffer);
}

static Workbook read_back(Fixture *fixture, Str bytes) {
  Workbook workbook;
  Diags diags = diags_new(fixture->arena);
  if (!workbook_read(fixture->arena, bytes, "the export", &diags, &workbook)) {
    diags_print(&diags, stderr);
    fail_msg("not a workbook");
  }
  return workbook;
}

/* Its rows a line each, cells parted by |. */
static const char *sheet_text(Fixture *fixture, const Sheet *sheet) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  for (size_t r = 0; r < sheet->count; r++) {
    int column = 1;
    for (size_t c = 0; c < sheet->rows[r].count; c++) {
      for (; column < sheet->rows[r].cells[c].column; column++)
        sink_z(&out, "|");
      sink_str(&out, sheet->rows[r].cells[c].text);
    }
    sink_z(&out, "\n");
  }
  return buffer.bytes;
}

static void numbers_and_moments_are_no_texts(void **state) {
  static const struct {
    double number;
    XlsxStyle style;
    const char *text;
  } cases[] = {
      {12, XLSX_WHOLE, "12"},
      {-0.25, XLSX_PLAIN, "-0.25"},
      {46347, XLSX_DATE, "2026-11-21"},
      {0.5, XLSX_TIME, "12:00:00"},
      {46347.75, XLSX_DATETIME, "2026-11-21T18:00:00"},
  };
  Fixture *fixture = *state;
  XlsxBook *book = new_book(fixture, &xlsx_limits, NULL);
  XlsxSheet *sheet = xlsx_sheet_new(book, XLSX_FOR_DATA, STR("tall"), two_columns, 2);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    xlsx_sheet_begin_row(sheet);
    xlsx_sheet_number(sheet, 1, cases[i].number, cases[i].style);
  }
  xlsx_sheet_end(sheet);
  Workbook workbook = read_back(fixture, finished(fixture, book));
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_memory_equal(workbook.sheets[0].rows[i + 1].cells[0].text.ptr, cases[i].text, strlen(cases[i].text));
}

static void texts_arrive_as_they_are(void **state) {
  static const char *const texts[] = {
      "=1+1",
      "+47 22 33 44 55",
      "http://example.org/",
      "mailto:a@b",
      "007",
      "1e5",
      "TRUE",
      "  foran og bak  ",
      "én\nto\ttre",
      "retur\r\n",
      "_x0041_",
      "__x0041_",
      "_x004",
      "<b>&amp;\"'",
      "😀 شكرا",
      "_",
      "]]>",
  };
  Fixture *fixture = *state;
  XlsxBook *book = new_book(fixture, &xlsx_limits, NULL);
  XlsxSheet *sheet = xlsx_sheet_new(book, XLSX_FOR_DATA, STR("ord"), two_columns, 2);
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    xlsx_sheet_begin_row(sheet);
    assert_true(xlsx_sheet_text(sheet, 0, str_from(texts[i]), XLSX_PLAIN));
  }
  xlsx_sheet_end(sheet);
  Workbook workbook = read_back(fixture, finished(fixture, book));
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    assert_string_equal(arena_str(fixture->arena, workbook.sheets[0].rows[i + 1].cells[0].text).ptr, texts[i]);
}

static void what_no_cell_can_hold_is_replaced_or_cut(void **state) {
  static const struct {
    Str text;
    const char *want; /* with at most eight letters */
    bool cut;
  } cases[] = {
      {STR_INIT("12345678"), "12345678", false},
      {STR_INIT("123456789"), "12345678", true},
      {STR_INIT("1234567😀"), "1234567", true}, /* two letters to Excel */
      {STR_INIT("123456😀"), "123456😀", false},
      {STR_INIT("æøåæøåæøå"), "æøåæøåæø", true},
      {STR_INIT("a\0b"),
       "a\xEF\xBF\xBD"
       "b",
       false},
      {STR_INIT("\xFF"), "\xEF\xBF\xBD", false},
      {STR_INIT("\xEF\xBF\xBE"), "\xEF\xBF\xBD", false},
      {STR_INIT("12\r"), "12", true}, /* which takes seven */
      {STR_INIT("1\r"), "1_x000D_", false},
      {STR_INIT("\x1F"), "_x001F_", false},
      {STR_INIT(""), "", false},
  };
  Fixture *fixture = *state;
  Buffer scratch = buffer_new(fixture->arena);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    bool cut;
    assert_string_equal(xlsx_text(&scratch, cases[i].text, 8, &cut), cases[i].want);
    assert_int_equal(cut, cases[i].cut);
  }
}

static void sheets_are_called_what_excel_allows(void **state) {
  static const char *const wanted[][2] = {
      {"samling", "samling"},
      {"Samling", "Samling~2"}, /* the same to Excel */
      {"a/b:c*d?e[f]g\\h", "a_b_c_d_e_f_g_h"},
      {"'sitat'", "_sitat_"},
      {"", "_"},
      {"History", "History~2"}, /* Excel's own */
      {"en_veldig_lang_gjentakelse_med_enda_mer", "en_veldig_lang_gjentakelse_med_"},
      {"en_veldig_lang_gjentakelse_med_enda_flere", "en_veldig_lang_gjentakelse_me~2"},
      {"Кодова книга", "Кодова книга"},
  };
  Fixture *fixture = *state;
  XlsxBook *book = new_book(fixture, &xlsx_limits, NULL);
  for (size_t i = 0; i < COUNT_OF(wanted); i++)
    xlsx_sheet_end(xlsx_sheet_new(book, XLSX_FOR_DATA, str_from(wanted[i][0]), two_columns, 2));
  Workbook workbook = read_back(fixture, finished(fixture, book));
  assert_int_equal(workbook.count, COUNT_OF(wanted));
  for (size_t i = 0; i < COUNT_OF(wanted); i++)
    assert_string_equal(workbook.sheets[i].name.ptr, wanted[i][1]);
}

static void a_full_sheet_goes_on_in_the_next(void **state) {
  static const XlsxLimits small = {.rows = 4, .columns = 2, .letters = 20};
  Fixture *fixture = *state;
  Buffer warned = buffer_new(fixture->arena);
  Sink warnings = sink_to_buffer(&warned);
  XlsxBook *book = new_book(fixture, &small, &warnings);
  XlsxSheet *whole = xlsx_sheet_new(book, XLSX_FOR_DATA, STR("fire"), two_columns, 2),
            *more = xlsx_sheet_new(book, XLSX_FOR_DATA, STR("samling"), two_columns, 2);
  for (int i = 1; i <= 7; i++) {
    xlsx_sheet_begin_row(more);
    xlsx_sheet_number(more, 1, i, XLSX_WHOLE);
    if (i > 3) continue;
    xlsx_sheet_begin_row(whole);
    xlsx_sheet_number(whole, 1, i, XLSX_WHOLE);
  }
  xlsx_sheet_end(whole);
  xlsx_sheet_end(more);
  Workbook workbook = read_back(fixture, finished(fixture, book));
  assert_int_equal(workbook.count, 4);
  assert_string_equal(sheet_text(fixture, workbook_sheet(&workbook, STR("fire"))), "ord|tall\n|1\n|2\n|3\n");
  assert_string_equal(sheet_text(fixture, workbook_sheet(&workbook, STR("samling"))), "ord|tall\n|1\n|2\n|3\n");
  assert_string_equal(sheet_text(fixture, workbook_sheet(&workbook, STR("samling (2)"))), "ord|tall\n|4\n|5\n|6\n");
  assert_string_equal(sheet_text(fixture, workbook_sheet(&workbook, STR("samling (3)"))), "ord|tall\n|7\n");
  assert_string_equal(buffer_view(&warned).ptr,
                      "warning: a sheet of Excel has no more than 4 rows: what does not fit into samling is in samling (2)\n"
                      "warning: a sheet of Excel has no more than 4 rows: what does not fit into samling (2) is in samling (3)\n");
}

/* Some rows that take more than the library keeps in memory before it writes to a disk. */
static Status write_rows(Fixture *fixture, Sink *out, Err *err) {
  const XlsxBookOptions options = {.folder = fixture->folder, .title = STR("Tittel"), .day = STR("2026-11-21")};
  XlsxBook *book;
  Status status = xlsx_book_new(fixture->arena, &xlsx_limits, &options, &book, err);
  if (status != STATUS_OK) return status;
  XlsxSheet *sheet = xlsx_sheet_new(book, XLSX_FOR_DATA, STR("samling"), two_columns, 2);
  for (int i = 0; i < 1000; i++) {
    xlsx_sheet_begin_row(sheet);
    xlsx_sheet_text(sheet, 0, STR("en tekst"), XLSX_PLAIN);
    xlsx_sheet_number(sheet, 1, i, XLSX_WHOLE);
  }
  xlsx_sheet_end(sheet);
  return xlsx_book_finish(book, out, err);
}

static Str rows_written(Fixture *fixture) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  Err err = {0};
  if (write_rows(fixture, &out, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return buffer_view(&buffer);
}

static void the_same_rows_give_the_same_bytes(void **state) {
  static const char *const zones[] = {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"};
  Fixture *fixture = *state;
  Str first = {0};
  for (size_t i = 0; i < COUNT_OF(zones); i++) {
    setenv("TZ", zones[i], 1);
    tzset();
    Str bytes = rows_written(fixture);
    if (i == 0) first = bytes;
    assert_true(str_equal(first, bytes));
  }
  unsetenv("TZ");
  tzset();
}

enum { WHOLE, TOLD, WRONG };

/* A limit on the size of files is as good as a disk that is full: writing beyond it fails. */
static int outcome_with(Fixture *fixture, size_t bytes_max, Str whole) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  Err err = {0};
  const struct rlimit limit = {bytes_max, bytes_max};
  signal(SIGXFSZ, SIG_IGN);
  if (freopen("/dev/null", "w", stderr) == NULL || setrlimit(RLIMIT_FSIZE, &limit) != 0) return WRONG;
  if (write_rows(fixture, &out, &err) == STATUS_OK) return str_equal(buffer_view(&buffer), whole) ? WHOLE : WRONG;
  return err.status == STATUS_WORLD && strcmp(err.code, "export-write") == 0 && buffer.count == 0 ? TOLD : WRONG;
}

static int outcome_in_child(Fixture *fixture, size_t bytes_max, Str whole) {
  const pid_t child = fork();
  if (child == 0) _exit(outcome_with(fixture, bytes_max, whole));
  int result;
  assert_int_equal(waitpid(child, &result, 0), child);
  if (!WIFEXITED(result) || WEXITSTATUS(result) == WRONG) fail_msg("with %zu bytes: %d", bytes_max, result);
  return WEXITSTATUS(result);
}

/* The rows alone fit before the sheet does that they are copied into: there the steps are fine. */
static void a_full_disk_never_gives_half_a_workbook(void **state) {
  enum { STEP_BYTES = 4096, FINE_STEP_BYTES = 128 };
  Fixture *fixture = *state;
  const Str whole = rows_written(fixture);
  size_t enough = 0;
  while (outcome_in_child(fixture, enough, whole) == TOLD)
    enough += STEP_BYTES;
  assert_true(enough > 4 * (size_t)STEP_BYTES);
  for (size_t bytes_max = enough - STEP_BYTES; bytes_max < enough; bytes_max += FINE_STEP_BYTES)
    outcome_in_child(fixture, bytes_max, whole);
  assert_int_equal(fixture_file_count(fixture), 0);
}

static bool refuse(void *context, const char *bytes, size_t count) {
  (void)context, (void)bytes, (void)count;
  return false;
}

static void a_target_that_fails_and_a_folder_that_is_not_there_are_told(void **state) {
  Fixture *fixture = *state;
  Sink out = {.write = refuse};
  Err err = {0};
  assert_int_equal(write_rows(fixture, &out, &err), STATUS_WORLD);
  assert_string_equal(err.code, "export-write");
  XlsxBook *book;
  err = (Err){0};
  assert_int_equal(xlsx_book_new(fixture->arena, &xlsx_limits, &(XlsxBookOptions){.folder = "/nowhere/at/all"}, &book, &err),
                   STATUS_WORLD);
  assert_string_equal(err.code, "export-temporary");
}

static void a_book_that_is_dropped_leaves_nothing(void **state) {
  Fixture *fixture = *state;
  const int before = dup(0);
  close(before);
  XlsxBook *book = new_book(fixture, &xlsx_limits, NULL);
  XlsxSheet *sheet = xlsx_sheet_new(book, XLSX_FOR_DATA, STR("samling"), two_columns, 2);
  xlsx_sheet_begin_row(sheet);
  xlsx_sheet_text(sheet, 0, STR("en tekst"), XLSX_PLAIN);
  xlsx_book_drop(book);
  const int after = dup(0);
  close(after);
  assert_int_equal(before, after);
  assert_int_equal(fixture_file_count(fixture), 0);
}

static void zip_with(Fixture *fixture, const char *name, const char *text) {
  int error;
  zip_t *zip = zip_open(fixture_path(fixture, "a.zip"), ZIP_CREATE | ZIP_TRUNCATE, &error);
  assert_non_null(zip);
  assert_true(zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0), 0) >= 0);
  assert_int_equal(zip_close(zip), 0);
}

static void a_part_that_ends_too_early_is_found(void **state) {
  static const char begin[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"x\">";
  static const struct {
    const char *end;
    int64_t row_bytes;
    bool whole;
  } cases[] = {
      {"<sheetData></sheetData></worksheet>", 10, true},
      {"<sheetData></sheetData></worksheet>\n", 10, true},
      {"<sheetData></sheetData></worksheet", 10, false},
      {"<sheetData></sheetData></sheet>", 10, false},
      {"<sheetData></sheetData></worksheet>", 1000, false}, /* it had more rows than that */
      {"", 0, false},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    zip_with(fixture, "xl/worksheets/sheet1.xml", arena_printf(fixture->arena, "%s%s", begin, cases[i].end).ptr);
    FILE *file = fopen(fixture_path(fixture, "a.zip"), "rb");
    const XlsxPart part = {.row_bytes = cases[i].row_bytes};
    assert_int_equal(xlsx_is_whole(fileno(file), &part), cases[i].whole);
    fclose(file);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(numbers_and_moments_are_no_texts, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_arrive_as_they_are, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_no_cell_can_hold_is_replaced_or_cut, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sheets_are_called_what_excel_allows, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_sheet_goes_on_in_the_next, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_same_rows_give_the_same_bytes, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_full_disk_never_gives_half_a_workbook, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_target_that_fails_and_a_folder_that_is_not_there_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_book_that_is_dropped_leaves_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_part_that_ends_too_early_is_found, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
