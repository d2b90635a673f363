/* Stata's files: what of a form stands in them, read back by ReadStat. What an independent reader makes of them: tests/readers. */
#include "export/stat_file.h"
#include "export/stat_kinds.h"

#include <string.h>

static void every_kind_has_its_format_and_its_silence(void **state) {
  Fixture *fixture = *state;
  Store *store = stat_kinds_open(fixture);
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  assert_int_equal(out.report.rows, 4);
  STAT_ASSERT_LINES(
      stat_lines(&out, EXPORT_DTA, 0), "file \"Skjemaet\" rows 4", "var response string %-36s - \"Nøkkel for svaret\"",
      "var time int32 %td - \"Da besøket begynte\"", "var nytte int8 %8.0g - \"Hvor nyttig?\" labels nytte", "label nytte 1 \"Ja\"",
      "label nytte 2 \"Nei\"", "label nytte .a \"Ikke spurt\"", "label nytte .b \"Spurt, ikke besvart\"",
      "label nytte .c \"Vet ikke\"", "var tema_mat int8 %8.0g - \"Mat – Hvilke temaer?\" labels yes_no", "label yes_no 0 \"Nei\"",
      "label yes_no 1 \"Ja\"", "label yes_no .a \"Ikke spurt\"", "label yes_no .b \"Spurt, ikke besvart\"",
      "var rang_prat int8 %8.0g - \"Prat – Ranger\"", "var alder int32 %12.0g - \"Alder\"", "var km double %10.0g - \"Kilometer\"",
      "var dag int32 %td - \"Dag\"", "var klokka double %tcHH:MM:SS - \"Klokka\"", "var naar double %tc - \"Når\"",
      "var hvorfor string %-26s - \"Hvorfor?\"", "|kiosk-1|1|1|0|2|1|-31|2.5|24431|50707000|-2000|Fordi æøå 😀 لقاء|2",
      "|kiosk-1|.a|.a|.a|.a|.a|.a|.a|.a|.a|.a||.a", "|kiosk-1|.b|.b|.b|.b|.b|.b|.b|.b|.b|.b|#skipped|0",
      "|kiosk-1|.c|.a|.a|.a|.a|.a|.a|.a|.a|.a|'#skipped|.a");
  assert_int_equal(out.count, 2);
  const char *lines = stat_lines(&out, EXPORT_DTA, 1);
  STAT_ASSERT_LINES(lines, "file \"Skjemaet – Barn\" rows 2", "row 00000000-0000-4000-8000-000000000000|1|3",
                    "row 00000000-0000-4000-8000-000000000000|2|.b");
  assert_null(strstr(lines, "yes_no")); /* nothing there is a yes or no */
  store_close(store);
}

static void no_response_is_a_file_too(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  exported_form(fixture, store, "1", "survey: [{type: text, name: t, label: T}]\n");
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_DTA, 0), "file \"f\" rows 0", "var t string %-8s - \"T\"");
  store_close(store);
}

/* Two long variables: references and texts have to go by row, then by variable. */
static void long_texts_stand_behind_the_rows(void **state) {
  Fixture *fixture = *state;
  Arena *arena = fixture->arena;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1",
                                   "survey:\n  - {type: text, name: kort, label: K}\n  - {type: text, name: en, label: A}\n"
                                   "  - {type: text, name: ny, label: B}\n");
  const Str texts[] = {stat_repeated(arena, "å😀لقاء", 3000), stat_repeated(arena, "z", 100000), stat_repeated(arena, "<strls>", 7),
                       stat_repeated(arena, "k", 2045)};
  const char *rows[] = {
      arena_printf(arena, "{\"kort\":\"%s\",\"en\":\"%s\",\"ny\":\"%s\"}", texts[3].ptr, texts[0].ptr, texts[1].ptr).ptr,
      "{\"en\":null,\"ny\":\"kort\"}",
      "{}",
      arena_printf(arena, "{\"en\":\"%s\",\"ny\":\"%s\"}", texts[2].ptr, texts[0].ptr).ptr,
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++)
    exported_put(fixture, store, form, (int)i, rows[i]);
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_DTA, 0), "var kort string %-40s - \"K\"", "var en string %-40s - \"A\"",
                    "var ny string %-40s - \"B\"", arena_printf(arena, "|%s|%s|%s", texts[3].ptr, texts[0].ptr, texts[1].ptr).ptr,
                    "||#skipped|kort", "|||", arena_printf(arena, "||<strls>|%s", texts[0].ptr).ptr);
  assert_int_equal(out.report.bad_values, 0);
  store_close(store);
}

static void numbers_get_the_type_that_holds_them(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form =
      exported_form(fixture, store, "1",
                    "survey:\n  - {type: integer, name: liten, label: L}\n  - {type: integer, name: stor, label: S}\n"
                    "  - {type: decimal, name: d, label: D}\n"
                    "  - {type: select_one a, name: a, label: A}\n  - {type: select_one b, name: b, label: B}\n"
                    "  - {type: select_one c, name: c, label: C}\n"
                    "choices:\n  a: [{name: x, label: X, code: 100}]\n  b: [{name: x, label: X, code: 101}]\n"
                    "  c: [{name: x, label: X, code: 32741}, {name: y, label: Y, code: 999999}]\n");
  exported_put(fixture, store, form, 1,
               "{\"liten\":2147483620,\"stor\":2147483621,\"d\":123456789012.5,\"a\":\"x\",\"b\":\"x\",\"c\":\"y\"}");
  exported_put(fixture, store, form, 2, "{\"liten\":-2147483647,\"stor\":-1,\"d\":-0.25,\"a\":\"x\",\"b\":\"x\",\"c\":\"x\"}");
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_DTA, 0), "var liten int32 %12.0g - \"L\"", "var stor double %10.0g - \"S\"",
                    "var a int8 %8.0g - \"A\" labels a", "var b int16 %8.0g - \"B\" labels b",
                    "var c int32 %12.0g - \"C\" labels c", "label c 32741 \"X\"",
                    "|2147483620|2147483621|123456789012.5|100|101|999999", "|-2147483647|-1|-0.25|100|101|32741");
  store_close(store);
}

typedef struct Disk { /* that is full after so many bytes of all tables */
  size_t room;
  Sink sinks[EXPORTED_TABLES_MAX];
  size_t count;
} Disk;

static bool write_to_disk(void *context, const char *bytes, size_t count) {
  Disk *disk = context;
  (void)bytes;
  if (count > disk->room) return false;
  disk->room -= count;
  return true;
}

static Status open_on_disk(void *context, Str name, Sink **out, Err *err) {
  Disk *disk = context;
  (void)name, (void)err;
  *out = &disk->sinks[disk->count++];
  **out = (Sink){.write = write_to_disk, .context = disk};
  return STATUS_OK;
}

static Status export_to_disk(Fixture *fixture, Store *store, ExportFormat format, size_t room, Disk *disk) {
  ExportReport report;
  Err err = {0};
  *disk = (Disk){.room = room};
  const ExportOptions options = {.folder = fixture->folder};
  const Status status = export_responses(store, format, &options, &(ExportTarget){open_on_disk, disk}, &report, &err);
  if (status != STATUS_OK) assert_string_equal(err.code, "export-write");
  return status;
}

/* In the head, between the rows, in the texts behind them, in the second table, and by the last byte. */
static void a_disk_that_is_full_at_any_byte_is_told(void **state) {
  enum { ROOM = 1 << 20, STEPS = 60 };
  Fixture *fixture = *state;
  Store *store = stat_kinds_open(fixture);
  const char *text = stat_repeated(fixture->arena, "æ", 5000).ptr;
  fixture_query(fixture, "a.db", arena_printf(fixture->arena, "UPDATE response SET free_text = '{\"hvorfor\":\"%s\"}'", text).ptr);
  for (ExportFormat format = EXPORT_SAV; format <= EXPORT_DTA; format++) {
    Disk disk;
    assert_int_equal(export_to_disk(fixture, store, format, ROOM, &disk), STATUS_OK);
    const size_t whole = ROOM - disk.room;
    assert_true(whole > 4 * 5000);
    assert_int_equal(export_to_disk(fixture, store, format, whole, &disk), STATUS_OK);
    assert_int_equal(export_to_disk(fixture, store, format, whole - 1, &disk), STATUS_WORLD);
    for (size_t step = 0; step < STEPS; step++)
      assert_int_equal(export_to_disk(fixture, store, format, whole / STEPS * step, &disk), STATUS_WORLD);
  }
  store_close(store);
}

/* A thousandth of a second is a whole number in Stata, where what is less than 1001 is shown as 1000. */
static void moments_are_whole_thousandths(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form =
      exported_form(fixture, store, "1", "survey:\n  - {type: time, name: t, label: T}\n  - {type: dateTime, name: d, label: D}\n");
  exported_put(fixture, store, form, 1, "{\"t\":\"00:00:01.001\",\"d\":\"1970-01-01T00:00:01.001\"}");
  exported_put(fixture, store, form, 2, "{\"t\":\"23:59:59.999\",\"d\":\"1959-12-31T23:59:58.997+01:00\"}");
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_DTA, 0), "|1001|315619201001", "|86399999|-1003");
  store_close(store);
}

static void missing_choices_beyond_stata_s_marks_are_told(void **state) {
  enum { MARKS = 'z' - 'c' + 1 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Buffer yaml = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&yaml);
  sink_z(&sink, "survey: [{type: select_one l, name: q, label: Q}, {type: select_one m, name: r, label: R}]\nchoices:\n"
                "  m: [{name: a, label: A, missing: true}]\n  l:\n");
  for (int i = 1; i <= MARKS + 1; i++)
    sink_printf(&sink, "    - {name: c%d, label: C, missing: true}\n", i);
  const Form *form = exported_form(fixture, store, "1", buffer_view(&yaml).ptr);
  exported_put(fixture, store, form, 1, "{\"q\":\"c24\"}");
  exported_put(fixture, store, form, 2, "{\"q\":\"c25\"}");
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_DTA, 0), "|.z|.a", "|25|.a", "label q 25 \"C\"");
  assert_non_null(strstr(stat_warnings(&out), "warning: q: Stata has no mark left for 1 of the choices"));
  assert_null(strstr(stat_warnings(&out), "warning: r"));
  store_close(store);
}

/* Two questions that each have a column for every choice. */
static void add_wide_form(Fixture *fixture, Store *store, size_t count) {
  Buffer yaml = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&yaml);
  sink_z(&sink,
         "survey: [{type: select_multiple l, name: m, label: M}, {type: select_multiple l, name: n, label: N}]\nchoices:\n  l:\n");
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, "    - {name: c%zu, label: C}\n", i);
  exported_form(fixture, store, "1", buffer_view(&yaml).ptr);
}

static void more_columns_than_stata_takes_are_refused(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  add_wide_form(fixture, store, 1050);
  Exported out;
  stat_export(fixture, store, EXPORT_DTA, &out);
  const char *told = strstr(stat_warnings(&out), "are more than Stata/BE takes (2048)");
  assert_non_null(told);
  assert_null(strstr(told + 20, "Stata/BE"));
  store_close(store);

  store = fixture_open(fixture, "b.db");
  /* The response's own columns, but for the device, and those of the choices; the names that were chosen stand in no column here. */
  add_wide_form(fixture, store, (32767 - 9) / 2);
  stat_export(fixture, store, EXPORT_DTA, &out);
  assert_int_equal(out.count, 1);
  store_close(store);

  store = fixture_open(fixture, "c.db");
  add_wide_form(fixture, store, 16400);
  Err err;
  assert_int_equal(exported_try(fixture, store, EXPORT_DTA, (ExportOptions){0}, &out, &err), STATUS_INPUT);
  assert_string_equal(err.code, "too-many-columns");
  assert_non_null(strstr(err.sentence, "and Stata takes 32767 (the format is dta)"));
  assert_int_equal(out.count, 0); /* nothing was opened */
  stat_export(fixture, store, EXPORT_SAV, &out);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_kind_has_its_format_and_its_silence, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(no_response_is_a_file_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(long_texts_stand_behind_the_rows, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(numbers_get_the_type_that_holds_them, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_disk_that_is_full_at_any_byte_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(moments_are_whole_thousandths, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(missing_choices_beyond_stata_s_marks_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(more_columns_than_stata_takes_are_refused, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
