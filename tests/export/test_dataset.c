/* What a form's responses are as variables: kinds, measures, values of every kind and silence, and what is none of them. */
#include "dataset.h"
#include "exported.h"

#include <string.h>

static const char every_kind[] = "kiosk: {privacy: {mode: linked, time: exact}}\n"
                                 "survey:\n"
                                 "  - {type: start, name: begynt}\n"
                                 "  - {type: today, name: dag}\n"
                                 "  - {type: acknowledge, name: samtykke, label: S}\n"
                                 "  - {type: select_one enig, name: enig, label: E, appearance: likert}\n"
                                 "  - {type: select_one enig, name: valg, label: V}\n"
                                 "  - {type: select_multiple enig, name: flere, label: F}\n"
                                 "  - {type: rank enig, name: rang, label: R}\n"
                                 "  - {type: range, name: hel, label: H, parameters: start=0 end=10 step=1}\n"
                                 "  - {type: range, name: halv, label: H, parameters: start=0 end=1 step=0.5}\n"
                                 "  - {type: integer, name: antall, label: A}\n"
                                 "  - {type: decimal, name: timer, label: T}\n"
                                 "  - {type: text, name: hvorfor, label: H}\n"
                                 "  - {type: date, name: dato, label: D}\n"
                                 "  - {type: time, name: klokka, label: K}\n"
                                 "  - {type: dateTime, name: naar, label: N}\n"
                                 "  - {type: image, name: tegning, label: T, appearance: draw}\n"
                                 "  - {type: calculate, name: dobbelt, calculation: \"2 * ${antall}\"}\n"
                                 "  - {type: calculate, name: igjen, calculation: \"if(${antall} > 3, ${dobbelt}, '')\"}\n"
                                 "  - {type: calculate, name: ord, calculation: \"if(${antall} > 3, ${antall}, 'få')\"}\n"
                                 "  - {type: hidden, name: skjult, default: x}\n"
                                 "choices: {enig: [{name: nei, label: N}, {name: ja, label: J}]}\n";

typedef struct Kiosk {
  Fixture *fixture;
  Store *store;
  const Form *form;
  Dataset dataset;
} Kiosk;

static Kiosk open_kiosk(Fixture *fixture, const char *yaml) {
  Kiosk kiosk = {.fixture = fixture, .store = fixture_open(fixture, "a.db")};
  kiosk.form = exported_form(fixture, kiosk.store, "1", yaml);
  return kiosk;
}

static void make_dataset(Kiosk *kiosk) {
  Err err = {0};
  if (dataset_make(kiosk->store, kiosk->fixture->arena, &(ExportOptions){0}, &kiosk->dataset, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
}

static const Variable *variable_of(const Table *table, const char *header, size_t *ix) {
  for (*ix = 0; *ix < table->count; ++*ix)
    if (str_is(table->variables[*ix].header, header)) return &table->variables[*ix];
  fail_msg("there is no %s", header);
  return NULL;
}

/* They are in no response; in a version that asked the same as an answer they are. */
static void elements_of_a_code_have_no_column(void **state) {
  static const char linked[] = "kiosk: {privacy: {mode: linked}, retention: {responses: 90 days}}\nsurvey:\n"
                               "  - type: group\n    name: kode\n    link_code: yes\n    questions:\n"
                               "      - {type: integer, name: hus, label: H, required: true}\n"
                               "      - {type: integer, name: sosken, label: S, required: true}\n"
                               "  - {type: integer, name: antall, label: A}\n";
  static const char plain[] = "survey:\n  - type: group\n    name: kode\n    questions:\n"
                              "      - {type: integer, name: hus, label: H}\n  - {type: integer, name: antall, label: A}\n";
  Kiosk kiosk = open_kiosk(*state, linked);
  size_t ix;
  make_dataset(&kiosk);
  const Table *table = &kiosk.dataset.tables[0];
  for (size_t i = 0; i < table->count; i++)
    assert_false(str_starts_with(table->variables[i].header, STR("kode")));
  variable_of(table, "antall", &ix);
  exported_form(kiosk.fixture, kiosk.store, "2", plain);
  make_dataset(&kiosk);
  variable_of(&kiosk.dataset.tables[0], "kode/hus", &ix);
  for (size_t i = 0; i < kiosk.dataset.tables[0].count; i++)
    assert_false(str_is(kiosk.dataset.tables[0].variables[i].header, "kode/sosken"));
  store_close(kiosk.store);
}

static void kinds_and_measures_follow_the_questions(void **state) {
  static const struct {
    const char *header;
    VariableKind kind;
    Measure measure;
  } cases[] = {
      {"response", VARIABLE_TEXT, MEASURE_NOMINAL}, {"time", VARIABLE_DATETIME, MEASURE_SCALE},
      {"begynt", VARIABLE_DATETIME, MEASURE_SCALE}, {"dag", VARIABLE_DATE, MEASURE_SCALE},
      {"samtykke", VARIABLE_FLAG, MEASURE_NOMINAL}, {"enig", VARIABLE_CHOICE, MEASURE_ORDINAL},
      {"valg", VARIABLE_CHOICE, MEASURE_NOMINAL},   {"flere", VARIABLE_NAMES, MEASURE_NOMINAL},
      {"flere/ja", VARIABLE_FLAG, MEASURE_NOMINAL}, {"rang", VARIABLE_NAMES, MEASURE_NOMINAL},
      {"rang/ja", VARIABLE_PLACE, MEASURE_ORDINAL}, {"hel", VARIABLE_INTEGER, MEASURE_SCALE},
      {"halv", VARIABLE_DECIMAL, MEASURE_SCALE},    {"antall", VARIABLE_INTEGER, MEASURE_SCALE},
      {"timer", VARIABLE_DECIMAL, MEASURE_SCALE},   {"hvorfor", VARIABLE_TEXT, MEASURE_NOMINAL},
      {"dato", VARIABLE_DATE, MEASURE_SCALE},       {"klokka", VARIABLE_TIME, MEASURE_SCALE},
      {"naar", VARIABLE_DATETIME, MEASURE_SCALE},   {"tegning", VARIABLE_TEXT, MEASURE_NOMINAL},
      {"dobbelt", VARIABLE_DECIMAL, MEASURE_SCALE}, {"igjen", VARIABLE_DECIMAL, MEASURE_SCALE},
      {"ord", VARIABLE_TEXT, MEASURE_NOMINAL},      {"skjult", VARIABLE_TEXT, MEASURE_NOMINAL},
  };
  Kiosk kiosk = open_kiosk(*state, every_kind);
  make_dataset(&kiosk);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    size_t ix;
    const Variable *variable = variable_of(&kiosk.dataset.tables[0], cases[i].header, &ix);
    if (variable->kind != cases[i].kind || variable->measure != cases[i].measure) fail_msg("%s", cases[i].header);
  }
  store_close(kiosk.store);
}

typedef struct Wanted {
  Kiosk *kiosk;
  const char *header;
  Datum datum;
  size_t seen;
} Wanted;

static bool compare_datum(void *context, const Record *record) {
  Wanted *wanted = context;
  size_t ix;
  variable_of(&wanted->kiosk->dataset.tables[0], wanted->header, &ix);
  const Datum *datum = &record->tables[0].rows[0].data[ix], *want = &wanted->datum;
  const bool same = datum->state == want->state && str_equal(datum->text, want->text) && datum->numeric == want->numeric &&
                    (want->state != DATUM_ANSWERED || (datum->number == want->number && datum->value_ix == want->value_ix));
  if (!same)
    fail_msg("%s: %d %d %.3f \"" STR_FMT "\"", wanted->header, datum->state, datum->numeric, datum->number, STR_ARG(datum->text));
  wanted->seen++;
  return true;
}

#define ANSWERED(value, said)                                                                                                      \
  { .state = DATUM_ANSWERED, .number = (value), .text = STR_INIT(said) }
#define CHOSEN(ix, said)                                                                                                           \
  { .state = DATUM_ANSWERED, .value_ix = (ix), .text = STR_INIT(said) }
#define NUMERIC(said)                                                                                                              \
  { .state = DATUM_ANSWERED, .numeric = true, .text = STR_INIT(said) }
#define WRONG(said)                                                                                                                \
  { .state = DATUM_WRONG, .text = STR_INIT(said) }
#define WRONG_NUMBER(said)                                                                                                         \
  { .state = DATUM_WRONG, .numeric = true, .text = STR_INIT(said) }
#define SKIPPED                                                                                                                    \
  { .state = DATUM_SKIPPED }
#define NOT_ASKED                                                                                                                  \
  { .state = DATUM_NOT_ASKED }

static const struct {
  const char *answers, *header;
  Datum datum;
  size_t bad_values;
} answers[] = {
    {"{}", "enig", NOT_ASKED, 0},
    {"{\"enig\":null}", "enig", SKIPPED, 0},
    {"{\"enig\":\"ja\"}", "enig", CHOSEN(1, "ja"), 0},
    {"{\"enig\":\"nei\"}", "enig", CHOSEN(0, "nei"), 0},
    {"{\"enig\":\"kanskje\"}", "enig", WRONG("kanskje"), 1},
    {"{\"enig\":-2}", "enig", WRONG_NUMBER("-2"), 1},
    {"{\"enig\":[\"ja\",\"nei\"]}", "enig", WRONG("ja nei"), 1},
    {"{\"enig\":true}", "enig", WRONG("true"), 1},
    {"{\"samtykke\":\"OK\"}", "samtykke", ANSWERED(1, "OK"), 0},
    {"{\"samtykke\":null}", "samtykke", SKIPPED, 0},
    {"{\"samtykke\":\"nei\"}", "samtykke", WRONG("nei"), 1},
    {"{\"flere\":[\"ja\"]}", "flere", ANSWERED(0, "ja"), 0},
    {"{\"flere\":[\"ja\"]}", "flere/ja", ANSWERED(1, "1"), 0},
    {"{\"flere\":[\"ja\"]}", "flere/nei", ANSWERED(0, "0"), 0},
    {"{\"flere\":null}", "flere/nei", SKIPPED, 0},
    {"{\"flere\":[\"nei\",\"ny\"]}", "flere", WRONG("nei ny"), 1},
    {"{\"flere\":[\"nei\",\"ny\"]}", "flere/nei", ANSWERED(1, "1"), 1},
    {"{\"flere\":[]}", "flere", WRONG("[]"), 1},
    {"{\"flere\":\"ja\"}", "flere", WRONG("ja"), 1},
    {"{\"flere\":\"ja\"}", "flere/ja", NOT_ASKED, 1},
    {"{\"rang\":[\"ja\",\"nei\"]}", "rang", ANSWERED(0, "ja nei"), 0},
    {"{\"rang\":[\"ja\",\"nei\"]}", "rang/nei", ANSWERED(2, "2"), 0},
    {"{\"rang\":[\"nei\"]}", "rang/ja", NOT_ASKED, 0}, /* a choice_filter did not offer it */
    {"{\"rang\":null}", "rang/ja", SKIPPED, 0},
    {"{\"antall\":-7}", "antall", ANSWERED(-7, "-7"), 0},
    {"{\"antall\":1.5}", "antall", WRONG_NUMBER("1.5"), 1},
    {"{\"antall\":\"12\"}", "antall", WRONG("12"), 1},
    {"{\"antall\":9007199254740993}", "antall", ANSWERED(9007199254740992.0, "9007199254740993"), 0},
    {"{\"timer\":0.25}", "timer", ANSWERED(0.25, "0.25"), 0},
    {"{\"timer\":\"=1\"}", "timer", WRONG("=1"), 1},
    {"{\"hvorfor\":\"-1\"}", "hvorfor", ANSWERED(0, "-1"), 0},
    {"{\"hvorfor\":null}", "hvorfor", SKIPPED, 0},
    {"{\"dato\":\"2026-11-21\"}", "dato", ANSWERED(20778, "2026-11-21"), 0},
    {"{\"dato\":\"1969-12-31\"}", "dato", ANSWERED(-1, "1969-12-31"), 0},
    {"{\"dato\":\"2026-02-30\"}", "dato", WRONG("2026-02-30"), 1},
    {"{\"dato\":\"2026-11-21T10:00:00.000+01:00\"}", "dato", WRONG("2026-11-21T10:00:00.000+01:00"), 1},
    {"{\"klokka\":\"14:05:00.500\"}", "klokka", ANSWERED(50700.5, "14:05:00.500"), 0},
    {"{\"klokka\":\"24:05\"}", "klokka", WRONG("24:05"), 1},
    /* on the kiosk's clock, wherever it is read */
    {"{\"naar\":\"1970-01-02T01:00:00.250+05:00\"}", "naar", ANSWERED(90000.25, "1970-01-02T01:00:00.250+05:00"), 0},
    {"{\"naar\":\"1970-01-02T01:00:00.000-09:30\"}", "naar", ANSWERED(90000, "1970-01-02T01:00:00.000-09:30"), 0},
    {"{\"naar\":\"1970-01-02\"}", "naar", ANSWERED(86400, "1970-01-02"), 0},
    {"{\"naar\":\"14:05\"}", "naar", WRONG("14:05"), 1},
    {"{\"begynt\":\"1970-01-01T00:00:01.000Z\"}", "begynt", ANSWERED(1, "1970-01-01T00:00:01.000Z"), 0},
    {"{\"dobbelt\":6}", "dobbelt", ANSWERED(6, "6"), 0},
    {"{\"dobbelt\":\"\"}", "dobbelt", NOT_ASKED, 0},
    {"{\"dobbelt\":\"NaN\"}", "dobbelt", WRONG_NUMBER("NaN"), 0}, /* which the form itself came to */
    {"{\"dobbelt\":\"-Infinity\"}", "dobbelt", WRONG_NUMBER("-Infinity"), 0},
    {"{\"ord\":-4}", "ord", NUMERIC("-4"), 0},
    {"{\"ord\":\"få\"}", "ord", ANSWERED(0, "få"), 0},
    {"{\"ord\":true}", "ord", ANSWERED(0, "true"), 0},
    {"{\"tegning\":\"tegning.png\"}", "tegning", ANSWERED(0, "tegning.png"), 0},
};

static void every_answer_is_a_value_or_a_silence(void **state) {
  Kiosk kiosk = open_kiosk(*state, every_kind);
  make_dataset(&kiosk);
  exported_put(kiosk.fixture, kiosk.store, kiosk.form, 1, "{}");
  for (size_t i = 0; i < COUNT_OF(answers); i++) {
    fixture_query(kiosk.fixture, "a.db",
                  arena_printf(kiosk.fixture->arena, "UPDATE response SET answers = '%s'", answers[i].answers).ptr);
    Buffer told = buffer_new(kiosk.fixture->arena);
    Sink warnings = sink_to_buffer(&told);
    Wanted wanted = {&kiosk, answers[i].header, answers[i].datum, 0};
    ExportReport report = {0};
    Err err = {0};
    const ExportOptions options = {.warnings = &warnings};
    assert_int_equal(dataset_each(kiosk.store, &kiosk.dataset, &options, compare_datum, &wanted, &report, &err), STATUS_OK);
    assert_int_equal(wanted.seen, 1);
    assert_int_equal(report.rows, 1);
    if (report.bad_values != answers[i].bad_values) fail_msg("%s", answers[i].answers);
    /* The place is told, and never what stands there: that may be a visitor's own words. */
    assert_int_equal(strstr(told.bytes, "warning: response 00000000-0000-4000-8000-000000000001: what stands at ") != NULL,
                     answers[i].bad_values > 0);
    assert_null(strstr(told.bytes, "kanskje"));
  }
  store_close(kiosk.store);
}

static void wrong_values_stand_in_csv_as_they_are_and_harmless(void **state) {
  enum { ROWS = 60 };
  Kiosk kiosk = open_kiosk(*state, "survey:\n  - {type: integer, name: a, label: A}\n  - {type: integer, name: b, label: B}\n");
  for (int i = 0; i < ROWS; i++)
    exported_put(kiosk.fixture, kiosk.store, kiosk.form, i, "{\"a\":\"=1+1\",\"b\":-1.5}");
  exported_put(kiosk.fixture, kiosk.store, kiosk.form, ROWS, "{\"a\":\"x\",\"ukjent\":1}"); /* left out: its values count no more */
  Exported exported;
  exported_csv(kiosk.fixture, kiosk.store, (ExportOptions){0}, &exported);
  assert_int_equal(exported.report.rows, ROWS);
  assert_int_equal(exported.report.bad_rows, 1);
  assert_int_equal(exported.report.bad_values, 2 * ROWS);
  assert_non_null(strstr(exported_table(&exported, ""), ",complete,2026-11-21,'=1+1,-1.5\r\n"));
  size_t lines = 0;
  for (size_t i = 0; i < exported.warnings.count; i++)
    lines += exported.warnings.bytes[i] == '\n';
  assert_int_equal(lines, 50 + 1);
  store_close(kiosk.store);
}

/* Days where all versions tell days; else moments, the coarse ones at their beginnings. */
static void times_are_as_fine_as_the_finest_version(void **state) {
  static const struct {
    const char *grain;
    VariableKind kind;
    const char *time;
    double number;
  } cases[] = {
      {"day", VARIABLE_DATE, "1970-01-03", 2},
      {"hour", VARIABLE_DATETIME, "1970-01-03T14", 2 * 86400 + 14 * 3600},
      {"exact", VARIABLE_DATETIME, "1970-01-03T14:00:01.000+02:00", 2 * 86400 + 14 * 3600 + 1},
      {"exact", VARIABLE_DATETIME, "1970-01-03", 2 * 86400},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Kiosk kiosk = {.fixture = fixture, .store = fixture_open(fixture, arena_printf(fixture->arena, "%zu.db", i).ptr)};
    exported_form(fixture, kiosk.store, "1", "survey: [{type: text, name: a, label: A}]\n");
    const char *yaml =
        arena_printf(fixture->arena, "kiosk: {privacy: {time: %s}}\nsurvey: [{type: text, name: a, label: A}]\n", cases[i].grain)
            .ptr;
    Response visit = fixture_response(fixture, kiosk.store, exported_form(fixture, kiosk.store, "2", yaml), "{}");
    visit.time = str_from(cases[i].time);
    fixture_put(kiosk.store, &visit);
    make_dataset(&kiosk);
    size_t ix;
    assert_int_equal(variable_of(&kiosk.dataset.tables[0], "time", &ix)->kind, cases[i].kind);
    assert_true(str_is(kiosk.dataset.newest_day, "1970-01-03"));
    Wanted wanted = {&kiosk, "time", {.state = DATUM_ANSWERED, .number = cases[i].number, .text = visit.time}, 0};
    ExportReport report = {0};
    Err err = {0};
    assert_int_equal(dataset_each(kiosk.store, &kiosk.dataset, &(ExportOptions){0}, compare_datum, &wanted, &report, &err),
                     STATUS_OK);
    assert_int_equal(wanted.seen, 1);
    store_close(kiosk.store);
  }
}

#define DATASET_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      DATASET_TEST(kinds_and_measures_follow_the_questions), DATASET_TEST(elements_of_a_code_have_no_column),
      DATASET_TEST(every_answer_is_a_value_or_a_silence),    DATASET_TEST(wrong_values_stand_in_csv_as_they_are_and_harmless),
      DATASET_TEST(times_are_as_fine_as_the_finest_version),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
