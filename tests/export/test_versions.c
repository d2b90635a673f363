/* A form changes between versions; what was answered before stays in columns of its own. */
#include "dataset.h"
#include "exported.h"

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
  static const char want[] = "tema,tema/mat,tema/prat,tema/buss,tema/ny,gammel,nytte,nytte/nei,nytte/ja,question:time\n"
                             "mat buss,1,0,1,,før,ja,,,\n" /* 9: nytte had no choice columns, ny was no choice yet */
                             "#skipped,#skipped,#skipped,#skipped,,,nei,,,\n" /* 9: passed over */
                             "prat ny,0,1,,1,,nei ja,1,1,3\n"                 /* 10: buss is no choice any more, gammel not asked */
                             ",,,,,,#skipped,#skipped,#skipped,\n";           /* 10 */
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
                      "tema,tema/mat,tema/prat,tema/buss,tema/ny,gammel,nytte,nytte/nei,nytte/ja,question:time\n");
  store_close(store);
}

/* A version from a newer program: its rows are reported one by one, the others are there. */
static void a_version_that_cannot_be_read_hides_no_other(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *old = add_version(fixture, store, &versions[0]);
  put_as(fixture, store, old, 1, "{\"gammel\":\"x\"}");
  put_as(fixture, store, old, 2, "{\"gammel\":\"y\"}");
  put_as(fixture, store, old, 3, "{\"gammel\":\"z\",\"tema\":[\"mat\"],\"nytte\":\"ja\"}");
  fixture_query(fixture, "a.db",
                "INSERT INTO form_version VALUES ('f', '11', 'survey: [{type: hologram, name: h}]');"
                "INSERT INTO form_version VALUES ('g', '1', '');"
                "UPDATE response SET form_version = '11', answers = '{\"h\":1}' WHERE uuid LIKE '%2';"
                "UPDATE response SET form_version = '11' WHERE uuid LIKE '%3'");
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  ExportOptions options = {.form_id = STR("f")};
  ExportReport report;
  Err err = {0};
  assert_int_equal(export_csv(store, &options, &sink, &report, &err), STATUS_OK);
  assert_int_equal(report.rows, 2);
  assert_int_equal(report.bad_rows, 1);
  assert_int_equal(report.unread_rows, 1);
  assert_int_equal(report.bad_values, 0);
  assert_non_null(strstr(buffer.bytes, ",mat,1,,,z,ja\r\n")); /* which choices it had is not known */
  assert_null(strstr(buffer.bytes, "device"));                /* what the unread version promised is not known */
  store_close(store);
}

/* Five versions of one form: questions and choices are added, removed, renamed, reordered and retyped. */
static const char *const five[] = {
    "survey:\n"
    "  - {type: select_one enig, name: nytte, label: Nytte 1}\n"
    "  - {type: select_multiple tema, name: tema, label: Tema 1}\n"
    "  - {type: integer, name: timer, label: Timer 1}\n"
    "  - {type: text, name: annet, label: Annet 1}\n"
    "choices:\n"
    "  enig: [{name: ja, label: Ja}, {name: nei, label: Nei}, {name: vet_ikke, label: Vet ikke, missing: true}]\n"
    "  tema: [{name: mat, label: Mat}, {name: prat, label: Prat}, {name: buss, label: Buss}]\n",
    /* reordered; the choice prat is gone and two are new, one of them in front; annet is renamed to mer */
    "survey:\n"
    "  - {type: select_multiple tema, name: tema, label: Tema 2}\n"
    "  - {type: text, name: mer, label: Mer 2}\n"
    "  - {type: integer, name: timer, label: Timer 2}\n"
    "  - {type: select_one enig, name: nytte, label: Nytte 2}\n"
    "choices:\n"
    "  enig: [{name: kanskje, label: Kanskje}, {name: nei, label: Nei 2}, {name: ja, label: Ja 2, missing: true}, {name: vet_ikke, "
    "label: Vet "
    "ikke, "
    "missing: true}]\n"
    "  tema: [{name: kurs, label: Kurs}, {name: buss, label: Buss}, {name: mat, label: Mat}]\n",
    /* timer may have a fraction, tema is ranked, nytte has another list with codes of its own */
    "survey:\n"
    "  - {type: decimal, name: timer, label: Timer 3}\n"
    "  - {type: rank tema, name: tema, label: Tema 3}\n"
    "  - {type: select_one skala, name: nytte, label: Nytte 3}\n"
    "choices:\n"
    "  tema: [{name: kurs, label: Kurs}, {name: mat, label: Mat}]\n"
    "  skala: [{name: ja, code: 1, label: Ja}, {name: litt, code: 2, label: Litt}, {name: mye, code: 9, label: Mye}]\n",
    /* timer and tema are gone; annet is back, as a number */
    "survey:\n"
    "  - {type: integer, name: annet, label: Annet 4}\n"
    "  - {type: select_one enig, name: nytte, label: Nytte 4}\n"
    "choices:\n"
    "  enig: [{name: nei, label: Nei 4}, {name: ja, label: Ja 4}]\n",
    /* tema is back as it was in the beginning, and a name is new but for its case */
    "survey:\n"
    "  - {type: select_one enig, name: nytte, label: Nytte 5}\n"
    "  - {type: select_multiple tema, name: tema, label: Tema 5}\n"
    "  - {type: date, name: dag, label: Dag 5}\n"
    "  - {type: text, name: Timer, label: Timer 5}\n"
    "choices:\n"
    "  enig: [{name: ja, label: Ja 5}, {name: nei, label: Nei 5, missing: true}]\n"
    "  tema: [{name: prat, label: Prat}, {name: mat, label: Mat}]\n",
};

static void add_five(Fixture *fixture, Store *store, size_t count, const Form **forms) {
  for (size_t v = 0; v < count; v++)
    forms[v] = exported_form(fixture, store, arena_printf(fixture->arena, "%zu", v + 1).ptr, five[v]);
}

static void every_cell_of_five_versions(void **state) {
  static const struct {
    int version;
    const char *answers;
  } rows[] = {
      {1, "{\"nytte\":\"ja\",\"tema\":[\"mat\",\"buss\"],\"timer\":3,\"annet\":\"-5\"}"},
      {1, "{\"nytte\":\"vet_ikke\",\"tema\":null,\"timer\":null,\"annet\":null}"},
      {2, "{\"tema\":[\"kurs\"],\"mer\":\"x\",\"timer\":4,\"nytte\":\"kanskje\"}"},
      {3, "{\"timer\":1.5,\"tema\":[\"mat\",\"kurs\"],\"nytte\":\"mye\"}"},
      {3, "{\"timer\":null,\"tema\":null,\"nytte\":null}"},
      {4, "{\"annet\":-6,\"nytte\":\"nei\"}"},
      {5, "{\"nytte\":\"ja\",\"tema\":[\"prat\"],\"dag\":\"2026-11-20\",\"Timer\":\"q\"}"},
      {5, "{}"},
  };
  /* Each version's questions stand behind the older ones'; tema has its places of the third version as well as its choices. */
  static const char want[] =
      "nytte,tema,tema/mat,tema/prat,tema/buss,tema/kurs,question:tema/kurs,question:tema/mat,timer,annet,mer,dag,Timer\n"
      "ja,mat buss,1,0,1,,,,3,'-5,,,\n"
      "vet_ikke,#skipped,#skipped,#skipped,#skipped,,,,#skipped,#skipped,,,\n"
      "kanskje,kurs,0,,0,1,,,4,,x,,\n"
      "mye,mat kurs,,,,,2,1,1.5,,,,\n"
      "#skipped,#skipped,,,,,#skipped,#skipped,#skipped,,,,\n"
      "nei,,,,,,,,,-6,,,\n"
      "ja,prat,0,1,,,,,,,,2026-11-20,q\n"
      ",,,,,,,,,,,,\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *forms[COUNT_OF(five)];
  add_five(fixture, store, COUNT_OF(five), forms);
  for (size_t i = 0; i < COUNT_OF(rows); i++)
    exported_put(fixture, store, forms[rows[i].version - 1], (int)i, rows[i].answers);
  Exported exported;
  exported_csv(fixture, store, (ExportOptions){0}, &exported);
  assert_int_equal(exported.report.bad_rows + exported.report.bad_values, 0);
  Buffer got = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&got);
  const char *line = exported_table(&exported, "");
  for (const char *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2) {
    for (int commas = 0; commas < 9; line++)
      commas += *line == ',';
    sink_printf(&sink, "%.*s\n", (int)(end - line), line);
  }
  assert_string_equal(got.bytes, want);
  store_close(store);
}

static const Variable *find_variable(const Table *table, Str header) {
  for (size_t i = 0; i < table->count; i++)
    if (str_equal(table->variables[i].header, header)) return &table->variables[i];
  return NULL;
}

static const VariableValue *find_value(const Variable *variable, Str choice) {
  for (size_t i = 0; i < variable->value_count; i++)
    if (str_equal(variable->values[i].name, choice)) return &variable->values[i];
  return NULL;
}

/* Whatever comes after: scripts that name a column or a code go on meaning the same. */
static void order_names_and_codes_outlive_every_version(void **state) {
  Fixture *fixture = *state;
  Dataset before = {0};
  for (size_t count = 1; count <= COUNT_OF(five); count++) {
    const Form *forms[COUNT_OF(five)];
    Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%zu.db", count).ptr);
    add_five(fixture, store, count, forms);
    Dataset dataset;
    Err err = {0};
    assert_int_equal(dataset_make(store, fixture->arena, &(ExportOptions){0}, &dataset, &err), STATUS_OK);
    const Variable *last = NULL;
    for (size_t i = 0; before.table_count > 0 && i < before.tables[0].count; i++) {
      const Variable *old = &before.tables[0].variables[i], *new = find_variable(&dataset.tables[0], old->header);
      assert_non_null(new);
      assert_true(last == NULL || new > last); /* in the order they had */
      last = new;
      assert_true(str_equal(old->name, new->name));
      for (size_t k = 0; k < old->value_count; k++) {
        const VariableValue *one = &old->values[k], *other = find_value(new, one->name);
        assert_non_null(other);
        assert_int_equal(one->code, other->code);
        if (one->missing && other->missing) assert_int_equal(one->tag, other->tag);
      }
    }
    before = dataset;
    store_close(store);
  }
}

static const char *labels_of(Fixture *fixture, const Variable *variable) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < variable->value_count; i++) {
    const VariableValue *value = &variable->values[i];
    sink_printf(&sink, "%lld " STR_FMT " %s", (long long)value->code, STR_ARG(label_in(value->label, STR("nb"))),
                value->missing ? "missing " : "");
    if (value->tag != '\0') sink_printf(&sink, "%c ", value->tag);
    for (size_t v = 0; v < COUNT_OF(five); v++)
      sink_z(&sink, value->in_version[v] ? "+" : "-");
    sink_z(&sink, "\n");
  }
  return buffer.bytes;
}

/* The newest version that has a thing says how it is called; another list's codes give way to the first one's. */
static void what_the_versions_had_is_told(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *forms[COUNT_OF(five)];
  add_five(fixture, store, COUNT_OF(five), forms);
  Dataset dataset;
  Err err = {0};
  assert_int_equal(dataset_make(store, fixture->arena, &(ExportOptions){0}, &dataset, &err), STATUS_OK);
  const Table *table = &dataset.tables[0];
  assert_string_equal(labels_of(fixture, find_variable(table, STR("nytte"))), "1 Ja 5 +++++\n"
                                                                              "2 Nei 5 missing e ++-++\n"
                                                                              "3 Vet ikke missing c ++---\n"
                                                                              "4 Kanskje -+---\n"
                                                                              "9 Mye --+--\n"
                                                                              "1000002 Litt --+--\n");
  static const struct {
    const char *header, *label, *name, *versions;
    VariableKind kind;
  } cases[] = {
      {"nytte", "Nytte 5", "nytte", "+++++", VARIABLE_CHOICE},
      {"tema", "Tema 5", "tema", "+++-+", VARIABLE_NAMES},
      {"tema/buss", "Tema 2", "tema_buss", "++---", VARIABLE_FLAG},
      {"tema/kurs", "Tema 2", "tema_kurs", "-+---", VARIABLE_FLAG},
      {"tema/prat", "Tema 5", "tema_prat", "+---+", VARIABLE_FLAG},
      {"question:tema/mat", "Tema 3", NULL, "--+--", VARIABLE_PLACE},
      {"timer", "Timer 3", "timer", "+++--", VARIABLE_DECIMAL},
      {"annet", "Annet 4", "annet", "+--+-", VARIABLE_TEXT},
      {"mer", "Mer 2", "mer", "-+---", VARIABLE_TEXT},
      {"dag", "Dag 5", "dag", "----+", VARIABLE_DATE},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Variable *variable = find_variable(table, str_from(cases[i].header));
    assert_non_null(variable);
    assert_int_equal(variable->kind, cases[i].kind);
    if (cases[i].name != NULL) assert_true(str_is(variable->name, cases[i].name));
    assert_true(str_is(label_in(variable->label, STR("nb")), cases[i].label));
    for (size_t v = 0; v < COUNT_OF(five); v++)
      if (variable->in_version[v] != (cases[i].versions[v] == '+')) fail_msg("%s in version %zu", cases[i].header, v + 1);
  }
  store_close(store);
}

/* Trials bring a column, and an anonymous form has one less; the questions' names are the same for all that. */
static void names_outlive_what_is_exported(void **state) {
  static const char survey[] = "survey:\n  - {type: text, name: trial, label: T}\n  - {type: text, name: device, label: D}\n";
  Fixture *fixture = *state;
  Str trial = {0}, device = {0};
  for (int i = 0; i < 4; i++) {
    Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%d.db", i).ptr);
    const char *mode = i % 2 ? "kiosk: {privacy: {mode: linked}}\n" : "";
    exported_form(fixture, store, "1", arena_printf(fixture->arena, "%s%s", mode, survey).ptr);
    Dataset dataset;
    Err err = {0};
    assert_int_equal(dataset_make(store, fixture->arena, &(ExportOptions){.filter.trials = i / 2}, &dataset, &err), STATUS_OK);
    const Variable *one = find_variable(&dataset.tables[0], STR("question:trial"));
    const Variable *other = find_variable(&dataset.tables[0], STR("question:device"));
    assert_true(one != NULL && other != NULL);
    if (i > 0) assert_true(str_equal(one->name, trial) && str_equal(other->name, device));
    trial = one->name;
    device = other->name;
    store_close(store);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(columns_are_the_union_of_all_versions, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_order_of_arrival_of_versions_is_no_matter, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_version_that_cannot_be_read_hides_no_other, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_cell_of_five_versions, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(order_names_and_codes_outlive_every_version, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(names_outlive_what_is_exported, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_the_versions_had_is_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
