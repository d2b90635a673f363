/* SPSS's files: what of a form stands in them, read back by ReadStat. What an independent reader makes of them: tests/readers. */
#include "export/stat_file.h"
#include "export/stat_kinds.h"
#include "sav_missing.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEAD_DATE_AT = 92, HEAD_BYTES = 176 };

static void every_kind_has_its_format_and_its_silence(void **state) {
  Fixture *fixture = *state;
  Store *store = stat_kinds_open(fixture);
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  assert_int_equal(out.report.rows, 4);
  assert_int_equal(out.report.bad_values, 1);
  STAT_ASSERT_LINES(
      stat_lines(&out, EXPORT_SAV, 0), "file \"Skjemaet\" rows 4", "var response string A64 nominal \"Nøkkel for svaret\"",
      "var time double EDATE10 scale \"Da besøket begynte\"",
      "var nytte double F2.0 nominal \"Hvor nyttig?\" missing -1,3 labels labels3", "label labels3 -1 \"Spurt, ikke besvart\"",
      "label labels3 1 \"Ja\"", "label labels3 2 \"Nei\"", "label labels3 3 \"Vet ikke\"",
      "var tema_mat double F2.0 nominal \"Mat – Hvilke temaer?\" missing -1 labels labels1", "label labels1 0 \"Nei\"",
      "label labels1 1 \"Ja\"", "label labels1 -1 \"Spurt, ikke besvart\"",
      "var rang_prat double F3.0 ordinal \"Prat – Ranger\" missing -1 labels labels0",
      "var alder double F12.0 scale \"Alder\" missing -99999999999 labels labels2",
      "label labels2 -99999999999 \"Spurt, ikke besvart\"",
      "var km double F15.2 scale \"Kilometer\" missing -99999999999 labels labels2",
      "var dag double EDATE10 scale \"Dag\" missing -99999999999 labels labels2",
      "var klokka double TIME8 scale \"Klokka\" missing -99999999999 labels labels2",
      "var naar double DATETIME20 scale \"Når\" missing -99999999999 labels labels2",
      "var hvorfor string A255 nominal \"Hvorfor?\" missing #skipped", "var barn double F12.0 scale \"Barn (antall)\"",
      "|kiosk-1|1|1|0|2|1|-31|2.5|14014598400|50707|11903759998|Fordi æøå 😀 لقاء|2", "|kiosk-1|.|.|.|.|.|.|.|.|.|.||.",
      "|kiosk-1|-1|-1|-1|-1|-1|-99999999999|-99999999999|-99999999999|-99999999999|-99999999999|#skipped|0",
      "|kiosk-1|3|.|.|.|.|.|.|.|.|.|'#skipped|.");
  assert_int_equal(out.count, 2);
  assert_true(str_is(out.tables[1].name, "barn"));
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 1), "file \"Skjemaet – Barn\" rows 2",
                    "var barn_position double F12.0 scale \"Nummer i gjentakelsen\"",
                    "var barn_alder double F12.0 scale \"Barnets alder\" missing -99999999999 labels labels0",
                    "row 00000000-0000-4000-8000-000000000000|1|3", "row 00000000-0000-4000-8000-000000000000|2|-99999999999");
  store_close(store);
}

static void no_response_is_a_file_too(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_add_form(store, fixture_form(fixture, stat_kinds_yaml), &err), STATUS_OK);
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 0), "file \"Skjemaet\" rows 0",
                    "var hvorfor string A255 nominal \"Hvorfor?\" missing #skipped");
  assert_memory_equal(stat_bytes(&out, 0).ptr + HEAD_DATE_AT, "01 Jan 00", 9); /* the head's date */
  store_close(store);
}

static void a_repeat_without_words_is_called_by_its_path(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1",
                                   "survey: [{type: repeat, name: barn, questions: [{type: integer, name: alder, label: A}]}]\n");
  exported_put(fixture, store, form, 1, "{\"barn\":[{\"alder\":3}]}");
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 0), "var barn double F12.0 scale \"Antall gjentakelser\"");
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 1), "file \"f – barn\" rows 1");
  store_close(store);
}

/* SPSS shows nothing for what is before them: a year of two digits, say. */
static void dates_begin_with_the_gregorian_calendar(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(
      fixture, store, "1",
      "survey: [{type: date, name: d, label: D}, {type: datetime, name: t, label: T}, {type: time, name: k, label: K}]\n");
  exported_put(fixture, store, form, 1, "{\"d\":\"1582-10-15\",\"t\":\"1582-10-15T00:00:00+01:00\",\"k\":\"00:00:01\"}");
  exported_put(fixture, store, form, 2, "{\"d\":\"1582-10-14\",\"t\":\"1582-10-14T23:59:59+01:00\",\"k\":\"00:00:00\"}");
  exported_put(fixture, store, form, 3, "{\"d\":\"0026-11-21\"}");
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 0), "|86400|86400|1", "|.|.|0", "|.|.|.");
  assert_int_equal(out.report.bad_values, 3);
  STAT_ASSERT_LINES(stat_warnings(&out),
                    "000000000002: the value of d is before 1582-10-15, where SPSS's dates begin, and is left out",
                    "000000000002: the value of t is before 1582-10-15, where SPSS's dates begin, and is left out",
                    "000000000003: the value of d is before 1582-10-15, where SPSS's dates begin, and is left out");
  stat_export(fixture, store, EXPORT_DTA, &out);
  assert_int_equal(out.report.bad_values, 0);
  store_close(store);
}

/* Nobody passes over whether a visit is one. */
static void a_trial_is_yes_or_no(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", "survey: [{type: integer, name: a, label: A}]\n");
  Response visit = fixture_response(fixture, store, form, "{}");
  visit.trial = true;
  fixture_put(store, &visit);
  Exported out;
  Err err;
  const ExportOptions options = {.folder = fixture->folder, .filter.trials = true};
  assert_int_equal(exported_try(fixture, store, EXPORT_SAV, options, &out, &err), STATUS_OK);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 0), "var trial double F2.0 nominal \"Prøvebesøk\" labels labels0",
                    "label labels0 1 \"Ja\"", "|1|.");
  store_close(store);
}

static void the_same_bytes_in_another_zone(void **state) {
  Fixture *fixture = *state;
  Store *store = stat_kinds_open(fixture);
  static const char *const zones[] = {"UTC", "Europe/Oslo", "Pacific/Kiritimati", "America/Sao_Paulo", "Pacific/Pago_Pago"};
  for (int format = EXPORT_SAV; format <= EXPORT_DTA; format++) {
    setenv("TZ", zones[0], 1);
    tzset();
    Exported first;
    stat_export(fixture, store, (ExportFormat)format, &first);
    for (size_t z = 0; z < COUNT_OF(zones); z++) {
      setenv("TZ", zones[z], 1);
      tzset();
      Exported again;
      stat_export(fixture, store, (ExportFormat)format, &again);
      assert_true(str_equal(stat_bytes(&first, 0), stat_bytes(&again, 0)));
      assert_true(str_equal(stat_bytes(&first, 1), stat_bytes(&again, 1)));
    }
    if (format == EXPORT_SAV) assert_memory_equal(stat_bytes(&first, 0).ptr + HEAD_DATE_AT, "21 Nov 2612:00:00", 17);
  }
  store_close(store);
}

/* Codes as they come; a - marks a choice that is missing. */
typedef struct MissingCase {
  int codes[8]; /* negative: missing; 0: the end */
  bool ranged;
  double low, high, values[3];
  size_t count;
} MissingCase;

static void as_many_missing_codes_as_there_is_room_for(void **state) {
  (void)state;
  static const MissingCase cases[] = {
      {{1, 2}, false, 0, 0, {-1}, 1},
      {{1, 2, -8, -9}, false, 0, 0, {-1, 8, 9}, 3},
      {{1, 2, -7, -8, -9}, true, 7, 9, {-1}, 1},
      {{-1, -2, -3, 4}, true, -1, 3, {0}, 0},              /* -1, which is below them, is in it */
      {{-1, -2, -3, 4, -5}, true, -1, 3, {5}, 1},          /* and one more */
      {{-1, 2, -3, 4, -5, 6}, false, 0, 0, {-1, 1, 3}, 3}, /* 5 is not declared */
      {{-1, 2, -3, 4, -5, -6, -7}, true, 5, 7, {-1}, 1},   /* 1 and 3 are not */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    VariableValue values[COUNT_OF(cases[i].codes)] = {0};
    size_t count = 0;
    for (; cases[i].codes[count] != 0; count++)
      values[count] = (VariableValue){.code = abs(cases[i].codes[count]), .missing = cases[i].codes[count] < 0};
    SavMissing missing = sav_missing_of(values, count);
    assert_int_equal(missing.ranged, cases[i].ranged);
    if (missing.ranged) assert_true(missing.low == cases[i].low && missing.high == cases[i].high);
    assert_int_equal(missing.count, cases[i].count);
    for (size_t m = 0; m < missing.count; m++)
      assert_true(missing.values[m] == cases[i].values[m]);
  }
}

static void missing_choices_beyond_the_room_are_told(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_form(
      fixture, "settings: {form_id: f, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
               "survey:\n  - {type: select_one l, name: spredt, label: S}\n  - {type: select_one m, name: samlet, label: S}\n"
               "choices:\n  l: [{name: a, label: A, missing: true}, {name: b, label: B}, {name: c, label: C, missing: true},"
               " {name: d, label: D}, {name: e, label: E, missing: true}]\n"
               "  m: [{name: a, label: A}, {name: b, label: B, missing: true}, {name: c, label: C, missing: true},"
               " {name: d, label: D, missing: true}, {name: e, label: E, missing: true}]\n");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  exported_put(fixture, store, form, 1, "{\"spredt\":\"e\",\"samlet\":\"d\"}");
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 0), "var spredt double F2.0 nominal \"S\" missing -1,1,3 labels labels0",
                    "var samlet double F2.0 nominal \"S\" missing 2..5,-1 labels labels1", "|5|4");
  assert_non_null(
      strstr(stat_warnings(&out), "spredt: SPSS has no room to declare these choices missing, and takes them for answers: e;"));
  assert_null(strstr(stat_warnings(&out), "samlet"));
  store_close(store);
}

static Store *open_texts(Fixture *fixture, const Str *texts, size_t count) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form =
      fixture_form(fixture, "settings: {form_id: f, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
                            "survey:\n  - {type: text, name: v1_a1, label: T}\n  - {type: text, name: t, label: T}\n");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  for (size_t i = 0; i < count; i++)
    exported_put(fixture, store, form, (int)i, arena_printf(fixture->arena, "{\"t\":\"" STR_FMT "\"}", STR_ARG(texts[i])).ptr);
  return store;
}

/* The eight bytes of each variable's record that name it, and of each segment's. */
static size_t count_twice_named(Str file) {
  size_t twice = 0, count = 0;
  const char *names[200];
  for (size_t at = HEAD_BYTES;
       at + 32 <= file.len && file.ptr[at] == 2;) { /* behind the head; no variable here has missing numbers */
    int32_t fields[3];
    memcpy(fields, file.ptr + at + 4, sizeof fields);
    if (fields[0] >= 0) {
      assert_true(count < COUNT_OF(names));
      names[count++] = file.ptr + at + 24;
    }
    at += 32;
    int32_t label_bytes = 0;
    if (fields[1] > 0) memcpy(&label_bytes, file.ptr + at, sizeof label_bytes);
    if (fields[1] > 0) at += 4 + (size_t)(label_bytes + 3) / 4 * 4;
    at += 8 * (size_t)fields[2] * (fields[2] > 0);
  }
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < i; j++)
      twice += memcmp(names[i], names[j], 8) == 0;
  assert_true(count > 130);
  return twice;
}

static void texts_of_any_length_stay_whole_up_to_the_limit(void **state) {
  Fixture *fixture = *state;
  Arena *arena = fixture->arena;
  const Str texts[] = {STR(""), stat_repeated(arena, "å😀لقاء", 300), stat_repeated(arena, "0123456789", 9300),
                       stat_repeated(arena, "𝔞bc", 32760), stat_repeated(arena, "æ", 40000)};
  Store *store = open_texts(fixture, texts, COUNT_OF(texts));
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  const char *lines = stat_lines(&out, EXPORT_SAV, 0);
  STAT_ASSERT_LINES(lines, "var t string A32767 nominal \"T\" missing #skipped");
  for (size_t i = 0; i < COUNT_OF(texts) - 1; i++) {
    const char *row = arena_printf(arena, "row 00000000-0000-4000-8000-%012zu|", i).ptr;
    const char *at = strstr(lines, row);
    assert_non_null(at);
    STAT_ASSERT_LINES(at, arena_printf(arena, "|" STR_FMT, STR_ARG(texts[i])).ptr);
  }
  STAT_ASSERT_LINES(lines, arena_printf(arena, "|" STR_FMT, 32766, texts[4].ptr).ptr); /* not half of a letter */
  assert_int_equal(out.report.bad_values, 1);
  assert_non_null(strstr(stat_warnings(&out), "000000000004: the value of t is longer than 32767 bytes"));
  assert_int_equal(count_twice_named(stat_bytes(&out, 0)), 0);
  store_close(store);
}

/* So that one round's file can be added to another's, in which the longest text is of another length. */
static void texts_have_few_widths(void **state) {
  static const struct {
    size_t longest;
    const char *width;
  } cases[] = {{0, "A255"},     {9, "A255"},     {255, "A255"},    {256, "A1024"},    {1025, "A2048"},
               {2049, "A4096"}, {4097, "A8192"}, {8193, "A16384"}, {16385, "A32767"}, {40000, "A32767"}};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = exported_form(fixture, store, "1", "survey: [{type: text, name: t, label: T}]\n");
  exported_put(fixture, store, form, 1, "{}");
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *said = fixture_query(
        fixture, "a.db",
        arena_printf(fixture->arena,
                     "UPDATE response SET place = %s, free_text = json_object('t', replace(hex(zeroblob(%zu)), '00', 'x'))",
                     i % 2 ? "'Bodø'" : "NULL", cases[i].longest)
            .ptr);
    assert_string_equal(said, "");
    Exported out;
    stat_export(fixture, store, EXPORT_SAV, &out);
    STAT_ASSERT_LINES(stat_lines(&out, EXPORT_SAV, 0), "var place string A64 nominal \"Sted\"",
                      arena_printf(fixture->arena, "var t string %s nominal \"T\" missing #skipped", cases[i].width).ptr);
  }
  store_close(store);
}

static void labels_are_cut_at_a_letter_and_told_once(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Str label = stat_repeated(fixture->arena, "å ", 300);
  const Form *form = fixture_form(fixture, arena_printf(fixture->arena,
                                                        "settings: {form_id: f, version: '1', default_language: nb}\n"
                                                        "languages: {nb: Norsk}\n"
                                                        "survey:\n  - {type: select_one l, name: q, label: \"b\\n " STR_FMT "\"}\n"
                                                        "choices:\n  l: [{name: a, label: " STR_FMT "}]\n",
                                                        STR_ARG(label), STR_ARG(label))
                                               .ptr);
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  Exported out;
  stat_export(fixture, store, EXPORT_SAV, &out);
  const char *lines = stat_lines(&out, EXPORT_SAV, 0);
  STAT_ASSERT_LINES(
      lines, arena_printf(fixture->arena, "var q double F2.0 nominal \"b %.*så\" missing -1 labels labels0", 3 * 84, label.ptr).ptr,
      arena_printf(fixture->arena, "label labels0 1 \"%.*s\"", 119, label.ptr).ptr);
  const char *told = strstr(stat_warnings(&out), "labels longer than SPSS takes were cut: 2;");
  assert_non_null(told);
  assert_null(strstr(told + 10, "labels longer"));
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_kind_has_its_format_and_its_silence, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(no_response_is_a_file_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_repeat_without_words_is_called_by_its_path, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(dates_begin_with_the_gregorian_calendar, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_trial_is_yes_or_no, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_same_bytes_in_another_zone, fixture_setup, fixture_teardown),
      cmocka_unit_test(as_many_missing_codes_as_there_is_room_for),
      cmocka_unit_test_setup_teardown(missing_choices_beyond_the_room_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_of_any_length_stay_whole_up_to_the_limit, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(texts_have_few_widths, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(labels_are_cut_at_a_letter_and_told_once, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
